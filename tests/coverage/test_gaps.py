from __future__ import annotations

import pandas as pd
import pytest

from dashboard.coverage.gaps import described, gaps, latest_year, official_figures, residents, without_project
from dashboard.coverage.group_reach import GroupReach
from dashboard.coverage.reach import ProjectReach
from dashboard.coverage.targeting import Aim

HERE = frozenset({"1", "2"})
STATISTIC = pd.DataFrame(
    [
        ("refugees", "1", 2014, 100.0, None),
        ("refugees", "2", 2014, None, ":"),
        ("refugees", "1+2", 2015, 300.0, None),
        ("labour", "1", 2014, 40.0, None),
        ("labour", "2", 2014, 60.0, None),
    ],
    columns=["indicator", "area", "year", "value", "symbol"],
)
FIGURES = official_figures(STATISTIC)


def aim(project, words=None):
    return Aim(project, "g", words, "grunnen" if words == "no" else None, "self_reported", "a.txt", (0, 9999))


def row(low, high, *, place="1", example=False):
    return ProjectReach(
        municipality=place,
        area=place,
        year=2014,
        target_group="g",
        low=low,
        high=high,
        attendances=0.0,
        completed=0.0,
        measures=1.0,
        example=example,
        counted=False,
        outside=False,
        rounding=False,
    )


def reach(project, words=None, rows=(), *, aimed=True):
    return GroupReach(
        project, "g", aim(project, words) if aimed else None, 2014 if rows else None, tuple(rows)
    )


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (reach("a"), "silent"),
        (reach("a", "yes"), "reached"),
        (reach("a", "partly"), "partly"),
        (reach("a", "no"), "missed"),
        (reach("a", rows=[row(0, 0)]), "missed"),
        (reach("a", rows=[row(3, 3)]), "reached"),
        (reach("a", "no", [row(12, 12, example=True)]), "missed"),
        (reach("a", "no", [row(12, 12)]), "partly"),
        (reach("a", "yes", [row(0, 0)]), "reached"),
    ],
)
def test_a_report_decides_and_invented_counts_never_overrule_it(found, outcome):
    assert found.outcome == outcome


def test_evidence_is_that_of_the_report_else_that_of_the_counts():
    assert reach("a", "yes", [row(3, 3, example=True)]).evidence == "self_reported"
    assert reach("a", rows=[row(3, 3, example=True)]).evidence == "example"
    assert reach("a", rows=[row(3, 3)], aimed=False).evidence == "self_reported"


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([], "unplanned"),
        ([reach("a")], "silent"),
        ([reach("a"), reach("b", "no")], "missed"),
        ([reach("a", "no"), reach("b", "partly")], "partly"),
        ([reach("a", "partly"), reach("b", "yes")], "reached"),
    ],
)
def test_the_best_that_any_project_has_done_is_the_state_of_the_group(rows, state):
    (gap,) = gaps(rows, {"g": None}, FIGURES, HERE)
    assert gap.state == state


def test_persons_of_two_projects_in_one_municipality_may_be_the_same_but_never_across():
    together = [reach("a", rows=[row(10, 10)]), reach("b", rows=[row(6, 6)])]
    (same,) = gaps(together, {"g": None}, FIGURES, HERE)
    assert (same.persons.low, same.persons.high) == (10, 16)
    apart = [reach("a", rows=[row(10, 10)]), reach("b", rows=[row(6, 6, place="2")])]
    (added,) = gaps(apart, {"g": None}, FIGURES, HERE)
    assert (added.persons.low, added.persons.high) == (16, 16)


def test_gaps_come_first_with_most_residents_first_and_everybody_last():
    denominators = {"all_inhabitants": "labour", "small": "refugees", "large": "labour", "none": None}
    found = gaps([], denominators, FIGURES, frozenset({"1"}))
    assert [gap.group for gap in found] == ["small", "large", "none", "all_inhabitants"]


def test_a_reason_goes_with_the_project_that_gave_it():
    (gap,) = gaps([reach("a", "no")], {"g": None}, FIGURES, HERE)
    assert gap.reasons == (("a", "grunnen"),)


def test_residents_are_summed_and_a_hidden_figure_is_left_out_and_told():
    found = residents(FIGURES, "refugees", HERE, 2014)
    assert (found.value, found.year, found.covered, found.of) == (100, 2014, 1, 2)
    assert residents(FIGURES, "labour", HERE, 2014).value == 100
    assert residents(FIGURES, "labour", HERE, 1999) is None
    assert residents(FIGURES, None, HERE, None) is None


def test_a_joint_area_counts_only_when_all_of_it_is_inside():
    assert residents(FIGURES, "refugees", HERE, None).value == 300
    assert residents(FIGURES, "refugees", frozenset({"1"}), None).year == 2014


def test_a_municipality_is_without_a_project_when_none_works_on_its_territory():
    towns = pd.DataFrame(
        [("1", None), ("2", None), ("3", None), ("9", 2019.0)], columns=["municipality", "valid_to"]
    )
    places = pd.DataFrame([("a", "1+2")], columns=["project", "area"])
    assert list(without_project(towns, places, ["1", "2", "3", "9"])["municipality"]) == ["3"]
    assert list(without_project(towns, places[:0], ["2"])["municipality"]) == ["2"]


def test_municipalities_are_described_by_their_own_last_figure():
    towns = pd.DataFrame({"municipality": ["1", "2"]})
    rows = described(towns, FIGURES, ["refugees"])
    assert rows["refugees"].tolist()[0] == 100
    assert rows["refugees"].isna().tolist() == [False, True]
    assert latest_year(FIGURES, "refugees") == 2015
    assert latest_year(FIGURES, "unknown") is None
