from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.status.activity import last_years, status_day

TODAY = dt.date(2026, 3, 1)


def board(**frames):
    """Frames of two projects, with nothing told but what the test says."""
    empty = {
        "goal": pd.DataFrame({"goal": ["g1"], "project": ["haram"]}),
        "project_reach_sum": counted(),
        "milestone": dated("project", "due", "reached"),
        "goal_observation": dated("goal", "date"),
        "report": dated("project", "delivered"),
        "account_line": pd.DataFrame({"project": [], "year": []}, dtype="object"),
    }
    return empty | frames


def counted(*rows):
    return pd.DataFrame(list(rows), columns=["project", "period"], dtype="object")


def dated(key, *dates, rows=()):
    frame = pd.DataFrame(list(rows), columns=[key, *dates])
    return frame.astype({key: "object"} | dict.fromkeys(dates, "datetime64[us]"))


@pytest.mark.parametrize(
    ("frame", "rows", "year"),
    [
        ("project_reach_sum", counted(("haram", "2013"), ("haram", "2014-H1")), 2014),
        ("milestone", dated("project", "due", "reached", rows=[("haram", "2012-05-01", "2015-01-01")]), 2015),
        ("milestone", dated("project", "due", "reached", rows=[("haram", "2016-05-01", None)]), 2016),
        ("goal_observation", dated("goal", "date", rows=[("g1", "2013-12-31")]), 2013),
        ("report", dated("project", "delivered", rows=[("haram", "2014-04-24"), ("haram", None)]), 2014),
        ("account_line", pd.DataFrame({"project": ["haram"], "year": [2017]}), 2017),
    ],
)
def test_a_project_has_told_of_a_year_by_any_of_its_facts(frame, rows, year):
    assert last_years(board(**{frame: rows})) == {"haram": year}


def test_the_last_of_several_years_counts_for_each_project():
    told = last_years(
        board(
            project_reach_sum=counted(("haram", "2013"), ("heroy", "2018")),
            account_line=pd.DataFrame({"project": ["haram"], "year": [2015]}),
        )
    )
    assert told == {"haram": 2015, "heroy": 2018}


def test_a_figure_of_a_goal_nobody_knows_tells_nothing():
    assert last_years(board(goal_observation=dated("goal", "date", rows=[("x", "2013-12-31")]))) == {}


def test_projects_that_tell_nothing_have_no_year():
    assert last_years(board()) == {}


def test_a_status_is_as_of_the_end_of_the_chosen_year():
    assert status_day(["haram"], {"haram": 2018}, chosen=2014, today=TODAY) == dt.date(2014, 12, 31)


def test_without_a_chosen_year_a_project_that_ended_is_judged_at_its_end():
    last = {"haram": 2015, "heroy": 2014, "another": 2020}
    assert status_day(["haram", "heroy"], last, chosen=None, today=TODAY) == dt.date(2015, 12, 31)


@pytest.mark.parametrize(("last", "chosen"), [({"haram": 2026}, None), ({"haram": 2015}, 2030), ({}, None)])
def test_a_status_is_never_of_a_day_to_come(last, chosen):
    assert status_day(["haram"], last, chosen=chosen, today=TODAY) == TODAY


def test_every_measure_of_the_seeds_that_had_participants_gives_its_project_a_year(store, cells):
    told = store.per_version(last_years)
    measures = store["measure"].set_index("measure")["project"]
    assert set(cells["measure_id"].map(measures)) <= set(told)
    assert all(2000 < year < 2100 for year in told.values())
