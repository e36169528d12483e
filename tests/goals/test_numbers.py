from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.goals import numbers as metric

COLUMNS = {
    "goal": "g",
    "project": "p",
    "parent": None,
    "level": "sub_goal",
    "text": "x",
    "unit": "deltakarar",
    "direction": "up",
    "owner_role": None,
    "indicator": None,
    "evidence": "application",
    "source": "000",
    "position": 1,
    "baseline": 0.0,
    "target": 60.0,
    "start": "2014-01-01",
    "deadline": "2015-01-01",
}
HALFWAY = dt.date(2014, 7, 2)
"""182 of the 365 days from start to deadline."""


def goals(*rows):
    frame = pd.DataFrame([{**COLUMNS, **row} for row in rows], columns=list(COLUMNS))
    for column in ("start", "deadline"):
        frame[column] = pd.to_datetime(frame[column])
    for column in ("baseline", "target"):
        frame[column] = frame[column].astype("float64")
    return frame


def observations(*rows):
    frame = pd.DataFrame(rows, columns=["goal", "date", "value"]).assign(
        evidence="self_reported", source="001"
    )
    return frame.assign(date=pd.to_datetime(frame["date"]), value=frame["value"].astype("float64"))


def one(goal=None, values=(("g", "2014-06-30", 30),), today=HALFWAY):
    return metric.goal_progress(goals(goal or {}), observations(*values), today=today).iloc[0]


def test_progress_is_the_share_of_the_way_from_baseline_to_target():
    row = one({"baseline": 20.0})
    assert row["progress"] == pytest.approx(0.25)
    assert row["expected"] == pytest.approx(182 / 365)
    assert row["expected_value"] == pytest.approx(20 + 40 * 182 / 365)


def test_a_falling_goal_makes_progress_when_the_value_falls():
    row = one({"baseline": 50.0, "target": 10.0, "direction": "down"}, [("g", "2014-06-30", 20)])
    assert row["progress"] == pytest.approx(0.75)
    assert row["status"] == "on_track"


@pytest.mark.parametrize(("value", "share"), [(-6, -0.1), (90, 1.5)])
def test_progress_is_never_cut_at_nought_or_a_hundred_per_cent(value, share):
    assert one(values=[("g", "2014-06-30", value)])["progress"] == pytest.approx(share)


def test_expected_share_stays_between_nought_and_one():
    assert one(today=dt.date(2013, 1, 1))["expected"] == 0
    assert one(today=dt.date(2020, 1, 1))["expected"] == 1


def test_a_deadline_passed_expects_the_whole_even_without_a_start():
    assert one({"start": None}, today=dt.date(2015, 1, 1))["expected"] == 1
    assert pd.isna(one({"start": None})["expected"])


def test_a_deadline_before_the_start_expects_nothing_until_it_has_passed():
    assert one({"start": "2016-01-01"})["expected"] == 0
    assert one({"start": "2016-01-01"}, today=dt.date(2015, 6, 1))["expected"] == 1


def test_only_the_last_observation_up_to_the_day_counts():
    values = [("g", "2014-09-01", 50), ("g", "2014-03-01", 12), ("g", "2014-07-02", 31)]
    row = one(values=values)
    assert (row["current"], row["observed"]) == (31, pd.Timestamp("2014-07-02"))
    assert one(values=values, today=dt.date(2014, 8, 31))["current"] == 31


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (60, "reached"),
        (59.9, "on_track"),
        (57, "on_track"),
        (56.9, "behind"),
        (48, "behind"),
        (47.9, "far_behind"),
        (-1, "far_behind"),
    ],
)
def test_status_follows_the_published_limits_at_the_deadline(value, status):
    assert one(values=[("g", "2014-12-31", value)], today=dt.date(2015, 1, 1))["status"] == status


def test_a_goal_without_a_target_cannot_be_measured_and_has_no_progress():
    row = one({"target": None})
    assert (row["status"], row["measurable"]) == ("not_measurable", False)
    assert pd.isna(row["progress"])
    assert row["current"] == 30


def test_a_goal_without_a_baseline_cannot_be_measured():
    assert one({"baseline": None})["status"] == "not_measurable"


def test_a_goal_with_no_observation_yet_is_not_reported():
    row = one(values=[("g", "2014-09-01", 50)])
    assert row["status"] == "not_reported"
    assert pd.isna(row["progress"])


def test_a_goal_without_a_deadline_can_be_reached_but_not_be_behind():
    assert one({"deadline": None})["status"] == "undated"
    assert one({"deadline": None}, [("g", "2014-06-30", 60)])["status"] == "reached"


@pytest.mark.parametrize(
    ("direction", "value", "status"),
    [("up", 20, "reached"), ("up", 19, "behind"), ("down", 20, "reached"), ("down", 21, "behind")],
)
def test_a_target_equal_to_the_baseline_is_a_level_to_be_held(direction, value, status):
    row = one({"baseline": 20.0, "target": 20.0, "direction": direction}, [("g", "2014-06-30", value)])
    assert row["status"] == status
    assert pd.isna(row["progress"])


def test_the_summary_counts_the_measurable_apart_from_the_rest_and_averages_nothing():
    frame = goals(
        {"goal": "reached"},
        {"goal": "track", "evidence": "example"},
        {"goal": "far"},
        {"goal": "silent"},
        {"goal": "words", "target": None, "evidence": "example"},
    )
    values = observations(
        ("reached", "2014-06-30", 600), ("track", "2014-06-30", 31), ("far", "2014-06-30", 1)
    )
    summary = metric.goal_summary(metric.goal_progress(frame, values, today=HALFWAY))
    assert (summary.total, summary.measurable, summary.not_measurable) == (5, 4, 1)
    assert (summary.reached, summary.on_track, summary.in_course) == (1, 1, 2)
    assert (summary.far_behind, summary.not_reported, summary.behind, summary.undated) == (1, 1, 0, 0)
    assert summary.attainment == 0.5
    assert summary.example == 1


def test_a_summary_of_no_goals_has_no_attainment():
    summary = metric.goal_summary(metric.goal_progress(goals(), observations(), today=HALFWAY))
    assert (summary.total, summary.attainment) == (0, None)


def test_every_status_has_its_place_in_the_summary():
    row = metric.goal_progress(goals({}), observations(), today=HALFWAY)
    for status in metric.STATUSES:
        assert getattr(metric.goal_summary(row.assign(status=status, measurable=False)), status) == 1


def test_parents_stand_before_their_children_and_nothing_is_lost():
    frame = goals(
        {"goal": "child2", "parent": "main", "position": 4},
        {"goal": "child1", "parent": "main", "position": 3},
        {"goal": "main", "position": 5},
        {"goal": "orphan", "parent": "elsewhere", "position": 1},
        {"goal": "round", "parent": "about", "position": 8},
        {"goal": "about", "parent": "round", "position": 9},
        {"goal": "self", "parent": "self", "position": 7},
    )
    ordered = metric.in_tree_order(frame)
    assert list(zip(ordered["goal"], ordered["depth"], strict=True)) == [
        ("orphan", 0),
        ("main", 0),
        ("child1", 1),
        ("child2", 1),
        ("self", 0),
        ("round", 0),
        ("about", 1),
    ]


def test_an_official_change_needs_two_known_years():
    change = metric.official_change([2010, 2011, 2012, 2013], [float("nan"), 40.0, float("nan"), 90.0])
    assert change == metric.Change(2011, 40.0, 2013, 90.0)
    assert change.difference == 50
    assert metric.official_change([2010, 2011], [float("nan"), 40.0]) is None
