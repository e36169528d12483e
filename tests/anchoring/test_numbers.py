from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.anchoring.numbers import anchoring_summary, next_deadline

DAY = dt.date(2014, 12, 31)


def meetings(*rows, evidence="self_reported"):
    frame = pd.DataFrame(rows, columns=["project", "date"]).assign(evidence=evidence)
    return frame.assign(date=pd.to_datetime(frame["date"]))


def reports(*rows, evidence="self_reported"):
    frame = pd.DataFrame(rows, columns=["project", "delivered"]).assign(evidence=evidence)
    return frame.assign(delivered=pd.to_datetime(frame["delivered"]))


def seats(*rows):
    return pd.DataFrame(rows, columns=["project", "filled"]).astype({"filled": "float64"})


def summary(held=(), delivered=(), empty=(), **chosen):
    evidence = chosen.pop("evidence", "self_reported")
    return anchoring_summary(
        **{"projects": ("haram", "heroy"), "day": DAY} | chosen,
        meetings=meetings(*held, evidence=evidence),
        reports=reports(*delivered, evidence=evidence),
        seats=seats(*empty),
    )


def test_two_meetings_in_twelve_months_are_enough():
    found = summary([("haram", "2014-02-01"), ("haram", "2014-11-01"), ("heroy", "2014-11-01")])
    assert (found.meeting, found.often_enough, found.never_met) == (2, 1, 0)


def test_meetings_before_the_last_twelve_months_and_after_the_day_do_not_count():
    found = summary([("haram", "2013-12-31"), ("haram", "2014-05-01"), ("haram", "2015-01-01")])
    assert (found.meeting, found.often_enough, found.never_met) == (1, 0, 1)


def test_a_year_with_a_leap_day_is_twelve_months_too():
    held = [("haram", "2012-01-01"), ("haram", "2012-06-01")]
    assert summary(held, day=dt.date(2012, 12, 31)).often_enough == 1


def test_a_project_that_met_long_ago_has_met():
    assert summary([("haram", "2010-01-01")]).never_met == 1


def test_the_last_report_is_the_last_one_delivered_by_the_day():
    found = summary(
        delivered=[("haram", "2013-04-24"), ("haram", "2014-04-20"), ("heroy", None), ("heroy", "2015-04-24")]
    )
    assert found.last_report == dt.date(2014, 4, 20)
    assert found.without_report == 1


def test_where_nothing_is_reported_it_is_missing_and_not_zero_days_ago():
    found = summary()
    assert found.last_report is None
    assert found.without_report == 2
    assert found.never_met == 2
    assert not found.example


def test_an_empty_seat_is_one_said_to_be_empty():
    found = summary(empty=[("haram", 0), ("haram", 1), ("haram", None), ("another", 0)])
    assert found.empty_seats == 1


def test_other_projects_do_not_count():
    found = summary([("another", "2014-02-01")], [("another", "2014-04-20")])
    assert (found.projects, found.meeting, found.last_report) == (2, 0, None)


def test_invented_meetings_are_marked():
    assert summary([("haram", "2014-02-01")], evidence="example").example
    assert not summary([("another", "2014-02-01")], evidence="example").example


@pytest.mark.parametrize(
    ("day", "deadline"),
    [
        (dt.date(2014, 1, 1), dt.date(2014, 4, 24)),
        (dt.date(2014, 4, 24), dt.date(2014, 4, 24)),
        (dt.date(2014, 4, 25), dt.date(2015, 4, 24)),
        (dt.date(2014, 12, 31), dt.date(2015, 4, 24)),
    ],
)
def test_the_annual_report_is_due_on_24_april(day, deadline):
    assert next_deadline(day) == deadline


def test_no_project_is_no_error():
    found = summary(projects=())
    assert (found.projects, found.never_met, found.without_report) == (0, 0, 0)
