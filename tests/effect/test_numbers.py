from __future__ import annotations

import pandas as pd
import pytest

from dashboard.effect.numbers import (
    LETTERS,
    Statements,
    activity,
    claimed_and_documented,
    claims,
    documented_of,
    held_places,
    ladder,
    municipality_effect,
    records,
    rungs,
    until,
)

PROJECTS = pd.DataFrame(
    {
        "project": ["nord", "vest", "aust"],
        "name": ["Nord", "Vest", "Aust"],
        "language": ["nb", "nn", "nn"],
    }
)
TODAY = pd.DataFrame({"municipality": ["1508", "1535", "1580", "1866"], "county": ["15", "15", "15", "18"]})


def assessments(*rows):
    frame = pd.DataFrame(rows, columns=["project", "year", "planned", "achieved"])
    return frame.assign(evidence="self_reported", source="a.txt").astype(
        {"planned": "str", "achieved": "str"}
    )


def claimed(*rows):
    frame = pd.DataFrame(rows, columns=["project", "area", "claimed", "documented"])
    return frame.assign(year=2014.0, evidence="self_reported", source="a.txt")


def places(*rows, evidence="application"):
    frame = pd.DataFrame(rows, columns=["project", "area"]).astype("str")
    return frame.assign(year=2013.0, evidence=evidence, source="b.txt")


NOWHERE = places()


def test_a_project_that_has_stated_no_letter_has_not_answered():
    steps = ladder(assessments(("nord", 2014, "b", "b")), PROJECTS).set_index("project")
    assert steps["answered"].to_dict() == {"nord": True, "vest": False, "aust": False}
    assert pd.isna(steps.loc["vest", "achieved"])


def test_the_last_letter_stated_counts_and_an_older_plan_stands_until_a_new_one():
    stated = assessments(("nord", 2015, None, "c"), ("nord", 2013, "b", None), ("nord", 2014, None, "b"))
    step = ladder(stated, PROJECTS).iloc[0]
    assert (step["planned"], step["achieved"], step["year"]) == ("b", "c", 2015)


def test_what_was_stated_later_is_not_known_in_an_earlier_year():
    stated = until(assessments(("nord", 2013, "b", None), ("nord", 2014, None, "c")), 2013)
    step = ladder(stated, PROJECTS).iloc[0]
    assert step["planned"] == "b"
    assert pd.isna(step["achieved"])


def test_not_known_is_an_answer_and_has_its_own_rung():
    steps = ladder(assessments(("nord", 2014, None, "f"), ("vest", 2014, "d", "e")), PROJECTS)
    assert steps["answered"].tolist() == [True, True, False]
    assert rungs(steps)["achieved"].to_dict() == {"a": 0, "b": 0, "c": 0, "d": 0, "e": 1, "f": 1}


def test_every_rung_is_there_when_nobody_has_answered():
    counted = rungs(ladder(assessments(), PROJECTS))
    assert tuple(counted.index) == LETTERS
    assert counted.to_numpy().sum() == 0


def test_a_claim_is_documented_by_the_source_or_by_a_measure_held_on_the_same_ground():
    stated = claimed(("nord", "1866", 1, 1), ("nord", "1508+1580", 1, 0), ("nord", "1535", 1, 0))
    found = claims(stated, places(("nord", "1580")))
    assert found["documented"].tolist() == [True, True, False]
    assert documented_of(found) == (2, 3)


def test_another_projects_measure_documents_nothing():
    found = claims(claimed(("nord", "1866", 1, 0)), places(("vest", "1866")))
    assert not found["documented"].any()


def test_only_measures_that_were_held_and_are_not_invented_count_as_held():
    everywhere = pd.DataFrame(
        {
            "measure": ["m1", "m2", "m3"],
            "municipality": ["1866", "1866", "1866"],
            "status": ["held", "planned", "held"],
            "evidence": ["self_reported", "self_reported", "example"],
        }
    )
    measures = pd.DataFrame({"measure": ["m1", "m2", "m3"], "project": ["nord", "nord", "vest"]})
    assert held_places(everywhere, measures)["project"].tolist() == ["nord"]


def test_claimed_and_documented_are_counted_per_project_as_numbered_at_the_time():
    stated = claimed(("nord", "1508+1580", 1, 1), ("nord", "1535", 1, 0), ("vest", "1866", 0, 1))
    works = places(("nord", "1508+1580"), ("nord", "1535"), ("vest", "1866"))
    counted = claimed_and_documented(stated, works, NOWHERE).set_index("project")
    assert counted.loc["nord"].tolist() == [2, 2, 1]
    assert counted.loc["vest"].tolist() == [1, 0, 0]


def test_a_municipality_claimed_by_two_projects_is_one_municipality():
    stated = claims(claimed(("nord", "1866", 1, 0), ("vest", "1866", 1, 1)), NOWHERE)
    assert documented_of(stated) == (1, 1)


def test_the_best_founded_state_of_a_municipality_is_shown():
    stated = claimed(("nord", "1866", 1, 0), ("vest", "1866", 1, 1), ("nord", "1535", 1, 0))
    rows = activity(stated, places(("nord", "1580")), NOWHERE)
    found = municipality_effect(rows, TODAY).set_index("municipality")
    assert found["state"].to_dict() == {
        "1508": "none",
        "1535": "claimed_only",
        "1580": "works_only",
        "1866": "documented",
    }
    assert found.loc["1866", ["works_in", "claims", "documented"]].tolist() == [1, 2, 1]


def test_a_joint_number_is_spread_over_todays_municipalities_and_marked():
    found = municipality_effect(activity(claimed(), places(("vest", "1508+1580")), NOWHERE), TODAY)
    spread = found.set_index("municipality")
    assert spread.loc[["1508", "1580"], "works_in"].tolist() == [1, 1]
    assert spread["joint"].to_dict() == {"1508": True, "1535": False, "1580": True, "1866": False}


def test_two_old_numbers_on_the_same_ground_are_one_project_there():
    found = municipality_effect(
        activity(claimed(), places(("vest", "1535"), ("vest", "1535")), NOWHERE), TODAY
    )
    assert found.set_index("municipality").loc["1535", "works_in"] == 1


def test_invented_places_are_marked():
    rows = activity(claimed(), places(("vest", "1535"), evidence="example"), NOWHERE)
    assert municipality_effect(rows, TODAY).set_index("municipality")["example"].to_dict()["1535"]


@pytest.mark.parametrize(("last_year", "expected"), [(2013, 0), (2014, 1), (None, 1)])
def test_effect_is_what_was_stated_up_to_the_year(last_year, expected):
    statements = Statements(
        projects=PROJECTS,
        assessments=assessments(("nord", 2014, "b", "b")),
        effect_municipalities=claimed(("nord", "1866", 1, 1)),
        places=places(("nord", "1866")),
        measure_places=NOWHERE,
    )
    known = statements.effect(last_year)
    step = known.ladder.iloc[0]
    assert (step["works_in"], step["claimed"], step["documented"]) == (1, expected, expected)
    assert known.ladder["claimed"].tolist()[1:] == [0, 0]


def test_effect_of_fewer_projects_leaves_the_others_out():
    statements = Statements(
        projects=PROJECTS,
        assessments=assessments(("nord", 2014, "b", "b"), ("vest", 2014, "a", "a")),
        effect_municipalities=claimed(("nord", "1866", 1, 1), ("vest", "1535", 1, 1)),
        places=NOWHERE,
        measure_places=NOWHERE,
    )
    known = statements.effect().of(["vest"])
    assert known.ladder["project"].tolist() == ["vest"]
    assert known.activity["municipality"].tolist() == ["1535"]


def test_records_are_the_rows_by_column_name():
    assert records(PROJECTS)[1] == {"project": "vest", "name": "Vest", "language": "nn"}
