from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.measures.timeline_numbers import DATES, Scale, bars, scale_of

DAY = dt.date(2014, 12, 31)
SCALE = Scale(2013, 2016)


def measures(**dates):
    row = {"measure": "m", "phase": "execution", **dict.fromkeys(DATES), **dates}
    made = pd.DataFrame([row])
    return made.assign(**{name: pd.to_datetime(made[name]) for name in DATES})


def milestones(*rows):
    made = pd.DataFrame(list(rows), columns=["due", "reached"])
    return made.assign(**{name: pd.to_datetime(made[name]) for name in made})


def drawn(**dates):
    return bars(measures(**dates), SCALE, day=DAY).iloc[0]


def test_the_scale_is_the_whole_years_that_hold_every_date():
    found = scale_of(measures(planned_start="2013-05-01"), milestones(("2014-01-01", "2016-02-01")))
    assert found == SCALE
    assert scale_of(measures(), milestones()) is None


def test_days_lie_along_the_scale_by_the_calendar():
    assert SCALE.share(dt.date(2013, 1, 1)) == 0
    assert SCALE.share(dt.date(2015, 1, 1)) == pytest.approx(730 / 1461)
    assert SCALE.covers(dt.date(2016, 12, 31))
    assert not SCALE.covers(dt.date(2017, 1, 1))


def test_a_measure_under_way_is_drawn_to_the_day():
    found = drawn(actual_start="2014-01-01")
    assert found["going"]
    assert found["done_left"] + found["done_width"] == pytest.approx(SCALE.share(DAY))
    assert pd.isna(found["plan_left"])


def test_a_closed_measure_without_an_end_is_a_point():
    found = drawn(actual_start="2014-01-01", phase="closed")
    assert not found["going"]
    assert found["done_width"] == 0


def test_what_began_after_the_day_is_not_drawn_as_done():
    found = drawn(planned_start="2013-01-01", planned_end="2014-01-01", actual_start="2015-03-01")
    assert pd.isna(found["done_left"])
    assert found["plan_width"] == pytest.approx(365 / 1461)


def test_an_end_after_the_day_is_still_under_way_on_it():
    assert drawn(actual_start="2014-01-01", actual_end="2015-06-01", phase="closing")["going"]


def test_a_measure_without_dates_is_not_on_the_line():
    assert bars(measures(), SCALE, day=DAY).empty
