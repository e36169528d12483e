from __future__ import annotations

import pytest

from dashboard.coverage.reach import numbers_in, over_municipalities, reach, reach_index, together
from terms.errors import UnknownMunicipality
from tests.coverage_frames import SOURCED, board, cell

HARAM = {"project": "haram", "municipality": "1534", "period": "2013", "target_group": "immigrants"}


def reached(store, project, group="immigrants", year=2013):
    return [r for r in store.per_version(reach_index)[project] if (r.target_group, r.year) == (group, year)]


def test_cells_of_one_measure_are_disjoint_and_added():
    rows = reach(board())
    language = rows[(rows["measure"] == "m1") & (rows["target_group"] == "immigrants")]
    assert list(language["unique"]) == [40]
    assert list(language["project"]) == ["haram"]
    assert list(language["year"]) == [2013]


def test_persons_of_several_measures_lie_between_the_largest_and_the_sum():
    (haram,) = reached(board(), "haram")
    assert (haram.low, haram.high) == (40, 65)
    assert not haram.counted


def test_one_measure_gives_a_number_not_an_interval():
    (alesund,) = reached(board(), "alesund")
    assert (alesund.low, alesund.high) == (100, 100)


def test_attendances_never_enter_the_persons():
    (haram,) = reached(board(), "haram")
    assert haram.attendances == 650
    assert haram.high == 65


def test_a_unique_count_inside_the_bounds_replaces_the_interval():
    store = board(programme_reach=[{**HARAM, "unique_participants": 52, **SOURCED}])
    (haram,) = reached(store, "haram")
    assert (haram.low, haram.high, haram.counted) == (52, 52, True)


@pytest.mark.parametrize("impossible", [39, 66])
def test_a_unique_count_outside_the_bounds_is_not_used_and_is_told_of(impossible):
    store = board(programme_reach=[{**HARAM, "unique_participants": impossible, **SOURCED}])
    (haram,) = reached(store, "haram")
    assert (haram.low, haram.high, haram.outside) == (40, 65, True)


SMALL = [cell("m1", "1534", 2013, "immigrants", 40), cell("m2", "1534", 2013, "immigrants", 25),
         cell("m1", "1534", 2013, "immigrants", 3, gender="male"),
         cell("m2", "1534", 2013, "immigrants", 0, gender="male")]  # fmt: skip
"""Bounds of 43 to 68; one cell may be 2 too high and another 2 too low, so 41 to 70 may be true."""


@pytest.mark.parametrize(
    ("persons", "low", "counted", "outside", "rounding"),
    [
        (40, 43, False, True, False),
        (41, 41, True, False, True),
        (43, 43, True, False, False),
        (68, 68, True, False, False),
        (70, 70, True, False, True),
        (71, 43, False, True, False),
    ],
)
def test_a_unique_count_as_far_outside_as_rounding_can_put_it_is_used_and_told_of(
    persons, low, counted, outside, rounding
):
    store = board(participation=SMALL, programme_reach=[{**HARAM, "unique_participants": persons, **SOURCED}])
    (haram,) = reached(store, "haram")
    assert (haram.low, haram.counted, haram.outside, haram.rounding) == (low, counted, outside, rounding)
    assert together([haram]).rounding == over_municipalities([together([haram])]).rounding == rounding


def test_the_slack_is_that_of_the_base_the_counts_were_rounded_to():
    errors = [{"filters": 1, "views": 9, "base": 5}]
    counted = [{**HARAM, "unique_participants": 72, **SOURCED}]
    (haram,) = reached(board(participation=SMALL, programme_reach=counted, protection_error=errors), "haram")
    assert haram.rounding
    (haram,) = reached(board(participation=SMALL, programme_reach=counted), "haram")
    assert haram.outside


def test_a_unique_count_stands_alone_where_no_measure_was_counted():
    store = board(programme_reach=[{**HARAM, "period": "2014", "unique_participants": 12, **SOURCED}])
    (haram,) = reached(store, "haram", year=2014)
    assert (haram.low, haram.high, haram.counted) == (12, 12, True)


def test_projects_in_one_municipality_may_reach_the_same_persons():
    (haram,) = reached(board(), "haram")
    both = together([haram, haram._replace(low=50, high=60)])
    assert (both.low, both.high) == (50, 125)


def test_persons_of_different_municipalities_are_added():
    store = board()
    parts = [together(reached(store, project)) for project in ("haram", "alesund")]
    total = over_municipalities(parts)
    assert (total.low, total.high) == (140, 165)


def test_completions_nobody_states_are_missing_not_zero():
    (haram,) = reached(board(), "haram")
    assert together([haram]).completed is None


def test_an_invented_cell_marks_its_sum():
    cells = [cell("m1", "1534", 2013, "immigrants", 3), cell("m1", "1534", 2013, "immigrants", 3,
             gender="male", evidence="example")]  # fmt: skip
    (haram,) = reached(board(participation=cells), "haram")
    assert haram.example


def test_a_period_that_is_not_a_calendar_year_is_left_out():
    cells = [cell("m1", "1534", 2013, "immigrants", 9), cell("m1", "1534", "2013-H1", "immigrants", 9)]
    rows = reach(board(participation=cells))
    assert list(rows["unique"]) == [9]


def test_a_count_under_a_number_of_another_year_gets_the_number_of_its_own():
    rows = reach(board(participation=[cell("m1", "1580", 2013, "immigrants", 9)]))
    assert list(rows["municipality"]) == ["1534"]


def test_old_numbers_are_followed_without_touching_neighbours_of_the_split():
    assert numbers_in("1617", 2019) == {"5013"}
    assert numbers_in("1534", 2021) == {"1507"}
    assert numbers_in("1534", 2009) == {"1534"}
    with pytest.raises(UnknownMunicipality):
        numbers_in("9999", 2014)


def test_no_participation_gives_no_reach():
    assert board(participation=[]).per_version(reach_index) == {}
