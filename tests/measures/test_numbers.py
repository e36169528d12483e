from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.measures import numbers as metric

DAY = dt.date(2014, 6, 30)


def milestones(*rows):
    frame = pd.DataFrame(rows, columns=["milestone", "measure", "due", "reached"])
    return frame.assign(
        project="p",
        due=pd.to_datetime(frame["due"]),
        reached=pd.to_datetime(frame["reached"]),
        evidence="example",
    )


def measures(*rows):
    frame = pd.DataFrame(rows, columns=["measure", "phase", "planned_sessions", "held_sessions"])
    sessions = ["planned_sessions", "held_sessions"]
    return frame.astype(dict.fromkeys(sessions, "float64")).assign(evidence="self_reported")


def lines(*rows):
    frame = pd.DataFrame(rows, columns=["project", "budget", "accounts"])
    return frame.astype({"budget": "float64", "accounts": "float64"}).assign(evidence="self_reported")


def status(*rows):
    return metric.milestone_status(milestones(*rows), today=DAY)


@pytest.mark.parametrize(
    ("due", "reached", "state", "days", "is_due"),
    [
        ("2014-06-01", "2014-06-01", "in_time", 0, True),
        ("2014-06-01", "2014-06-04", "late", 3, True),
        ("2014-06-01", None, "overdue", 29, True),
        ("2014-06-01", "2014-07-05", "overdue", 29, True),
        ("2014-06-30", None, "not_due", 0, False),
        ("2014-06-30", "2014-06-30", "in_time", 0, True),
        ("2014-09-01", "2014-05-01", "in_time", 0, False),
        ("2014-09-01", None, "not_due", 0, False),
    ],
)
def test_a_milestone_is_judged_by_what_was_known_on_the_day(due, reached, state, days, is_due):
    row = status(("m", None, due, reached)).iloc[0]
    assert (row["state"], row["days"], row["is_due"]) == (state, days, is_due)


def test_milestones_are_counted_among_those_due():
    summary = metric.milestone_summary(
        status(
            ("a", None, "2014-01-01", "2014-01-01"),
            ("b", None, "2014-01-01", "2014-02-01"),
            ("c", None, "2014-06-01", None),
            ("d", None, "2014-06-20", None),
            ("e", None, "2014-12-01", "2014-05-01"),
            ("f", None, "2014-12-01", None),
        )
    )
    assert (summary.total, summary.due, summary.not_due) == (6, 4, 2)
    assert (summary.reached, summary.in_time, summary.late) == (2, 1, 1)
    assert (summary.overdue, summary.days_overdue) == (2, 29)
    assert summary.share_in_time == 0.25
    assert summary.example == 6


def test_no_milestones_give_no_share():
    summary = metric.milestone_summary(status())
    assert (summary.total, summary.due, summary.days_overdue, summary.share_in_time) == (0, 0, 0, None)


def test_cancelled_and_merged_measures_stand_outside_the_completed_share():
    summary = metric.measure_summary(
        measures(
            ("a", "closed", 3, 2),
            ("b", "closed", None, None),
            ("c", "execution", 3, None),
            ("d", "cancelled", 5, 0),
            ("e", "merged", 5, 0),
        )
    )
    assert (summary.total, summary.counted, summary.completed) == (5, 3, 2)
    assert summary.share_completed == pytest.approx(2 / 3)
    assert (summary.with_sessions, summary.planned_sessions, summary.held_sessions) == (1, 3, 2)
    assert summary.example == 0


def test_no_measures_give_no_completed_share():
    assert metric.measure_summary(measures()).share_completed is None


def test_a_measure_is_on_plan_when_closed_or_when_every_due_milestone_came_in_time():
    plan = metric.measure_plan(
        measures(
            ("kept", "execution", None, None),
            ("late", "execution", None, None),
            ("waiting", "start_up", None, None),
            ("silent", "execution", None, None),
            ("closed", "closed", None, None),
            ("dropped", "cancelled", None, None),
        ),
        status(
            ("a", "kept", "2014-01-01", "2014-01-01"),
            ("b", "kept", "2014-12-01", None),
            ("c", "late", "2014-01-01", "2014-01-01"),
            ("d", "late", "2014-02-01", "2014-02-02"),
            ("e", "waiting", "2014-12-01", None),
            ("f", "closed", "2014-01-01", None),
            ("g", "dropped", "2014-01-01", None),
            ("h", None, "2014-01-01", None),
        ),
    )
    assert dict(zip(plan["measure"], plan["plan"], strict=True)) == {
        "kept": "on_plan",
        "late": "off_plan",
        "waiting": "not_assessed",
        "silent": "not_assessed",
        "closed": "on_plan",
        "dropped": "left_out",
    }
    summary = metric.measures_on_plan(plan)
    assert (summary.on_plan, summary.assessed, summary.not_assessed) == (2, 3, 2)
    assert summary.share == pytest.approx(2 / 3)


def test_measures_without_milestones_cannot_be_on_plan():
    plan = metric.measure_plan(measures(("a", "execution", None, None)), status())
    assert metric.measures_on_plan(plan).share is None
    assert metric.measures_on_plan(metric.measure_plan(measures(), status())).assessed == 0


def test_accounts_are_compared_only_where_the_line_has_both():
    summary = metric.budget_summary(lines(("p", 100, 120), ("p", 50, None), ("q", None, 70), ("q", 100, 90)))
    assert (summary.budget, summary.accounts, summary.compared, summary.lines) == (200, 210, 2, 4)
    assert summary.projects == 2
    assert summary.deviation == 10
    assert summary.deviation_share == pytest.approx(0.05)


def test_accounts_left_blank_give_no_deviation():
    summary = metric.budget_summary(lines(("p", 100, None)))
    assert (summary.deviation, summary.deviation_share) == (None, None)


def test_accounts_against_a_budget_of_nought_have_no_share():
    summary = metric.budget_summary(lines(("p", 0, 20)))
    assert (summary.deviation, summary.deviation_share) == (20, None)
