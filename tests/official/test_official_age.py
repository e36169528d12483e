from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.official.official_age import OfficialAge, official_age

NEVER = pd.DataFrame({"attempt": [], "started": [], "ok": []})


def retrievals(*moments):
    return pd.DataFrame({"retrieved": pd.to_datetime(list(moments))})


def attempts(*rows):
    frame = pd.DataFrame(rows, columns=["attempt", "started", "ok"])
    return frame.assign(started=pd.to_datetime(frame["started"]))


def test_the_newest_retrieval_counts():
    age = official_age(retrievals("2026-03-20T09:00", "2026-03-22T09:00"), NEVER)
    assert age == OfficialAge(dt.date(2026, 3, 22), None)
    assert age.days(dt.date(2026, 3, 25)) == 3


def test_a_board_without_figures_has_no_age():
    age = official_age(retrievals(), NEVER)
    assert age == OfficialAge(None, None)
    assert age.days(dt.date(2026, 3, 25)) is None


def test_only_the_last_attempt_counts():
    figures = retrievals("2026-03-20T09:00")
    failed = attempts((2, "2026-03-22T09:00", 0), (1, "2026-03-20T09:00", 1))
    assert official_age(figures, failed) == OfficialAge(dt.date(2026, 3, 20), dt.date(2026, 3, 22))
    mended = attempts((1, "2026-03-19T09:00", 0), (2, "2026-03-20T09:00", 1))
    assert official_age(figures, mended).failed is None


def test_an_attempt_that_brought_some_of_the_figures_failed_partly():
    age = official_age(retrievals("2026-03-22T09:01"), attempts((1, "2026-03-22T09:00", 0)))
    assert age.partly
