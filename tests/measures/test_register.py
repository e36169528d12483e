from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.measures.numbers import milestone_status
from dashboard.measures.register_numbers import Counted, in_scope, measure_result, measure_states

DAY = dt.date(2015, 12, 31)
NAN = float("nan")


def measures(**more):
    row = {"measure": "m", "phase": "execution", "planned_end": None, "actual_end": None, **more}
    return pd.DataFrame([row]).assign(
        planned_end=lambda rows: pd.to_datetime(rows["planned_end"]),
        actual_end=lambda rows: pd.to_datetime(rows["actual_end"]),
    )


def milestones(*rows):
    made = pd.DataFrame(list(rows), columns=["measure", "due", "reached"])
    dates = {name: pd.to_datetime(made[name]) for name in ("due", "reached")}
    return milestone_status(made.assign(**dates), today=DAY)


def state(frame, status=None, day=DAY):
    found = measure_states(frame, milestones() if status is None else status, day=day).iloc[0]
    return found["state"], found["days"]


def test_a_planned_end_that_has_passed_without_an_end_is_told_with_its_days():
    assert state(measures(planned_end="2015-12-01")) == ("past_end", 30)


def test_the_last_day_of_the_plan_is_not_yet_past_it():
    assert state(measures(planned_end="2015-12-31")) == ("not_assessed", 0)


def test_an_end_reported_after_the_day_is_not_known_on_it():
    late = measures(planned_end="2015-12-01", actual_end="2016-02-01")
    assert state(late)[0] == "past_end"
    assert state(late, day=dt.date(2016, 2, 1))[0] == "not_assessed"


@pytest.mark.parametrize("phase", ["closed", "cancelled", "merged"])
def test_a_measure_that_has_ended_has_the_state_of_its_phase(phase):
    assert state(measures(phase=phase, planned_end="2015-01-01"))[0] == phase


def test_a_late_milestone_puts_it_behind_plan_and_one_in_time_on_course():
    assert state(measures(), milestones(("m", "2015-03-01", "2015-03-11"))) == ("off_plan", 10)
    assert state(measures(), milestones(("m", "2015-03-01", "2015-02-01"))) == ("on_plan", 0)


def counted(unique, group="refugees", area="1580", year=2015, completed=NAN):
    return Counted(area, year, group, unique, completed, NAN, example=False)


def test_persons_lie_between_the_largest_group_and_all_of_them():
    found = measure_result([counted(35), counted(12, "children")], {}, {"1580"}, None)
    assert (found.low, found.high) == (35, 47)


def test_municipalities_are_added_and_years_are_not():
    rows = [counted(20), counted(15, area="1535"), counted(90, year=2014)]
    found = measure_result(rows, {"refugees": 40}, {"1580", "1535"}, None)
    assert (found.year, found.low, found.groups[0].target) == (2015, 35, 40)
    assert measure_result(rows, {}, {"1580", "1535"}, (2014, 2014)).low == 90


def test_a_part_of_the_municipalities_is_not_held_against_the_whole_plan():
    rows = [counted(20), counted(15, area="1535")]
    group = measure_result(rows, {"refugees": 40}, {"1580"}, None).groups[0]
    assert (group.persons, group.target, group.partial) == (20, None, True)


def test_a_joint_area_counts_for_each_of_its_municipalities():
    assert measure_result([counted(20, area="1508+1580")], {}, {"1580"}, None).low == 20


def test_nobody_counted_is_no_result():
    assert measure_result([counted(20)], {}, {"0301"}, None) is None
    assert measure_result([counted(20)], {}, {"1580"}, (1999, 1999)) is None


def test_completed_is_missing_where_no_cell_states_it():
    rows = [counted(20), counted(15, area="1535", completed=9)]
    assert measure_result(rows, {}, {"1580", "1535"}, None).groups[0].completed == 9
    assert measure_result(rows, {}, {"1580"}, None).groups[0].completed is None


def test_a_measure_that_nobody_has_placed_may_be_anywhere():
    frame = pd.DataFrame({"measure": ["here", "there", "somewhere"]})
    places = {"here": ("1508+1580",), "there": ("1535",)}
    assert list(in_scope(frame, places, {"1580"})["measure"]) == ["here", "somewhere"]
