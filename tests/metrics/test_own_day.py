from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.address.selection import Selection
from dashboard.goals.numbers import goal_progress, goal_summaries, goal_summary
from dashboard.measures.numbers import milestone_status
from dashboard.overview.own_day import on_own_day
from dashboard.reporting.numbers import reporting

TODAY = dt.date(2026, 3, 1)


@pytest.mark.parametrize("years", [None, (2012, 2014), (2016, 2016), (2026, 2026)])
def test_projects_judged_together_are_judged_as_if_alone(store, years):
    together = on_own_day(store, years, today=TODAY)
    for project, day in together.days.items():
        alone = reporting(store, Selection(projects=(project,), years=(1900, day.year)), today=TODAY)
        assert_same(of(together.duties, project), alone.duties)
        milestones = store["milestone"]
        assert_same(of(together.milestones, project), of(milestone_status(milestones, today=day), project))
        progress = goal_progress(store["goal"], store["goal_observation"], today=day)
        assert_same(of(together.goals, project), of(progress, project))


def test_only_the_last_year_chosen_counts(store):
    first, second = (on_own_day(store, years, today=TODAY) for years in ((2010, 2014), (2013, 2014)))
    assert first is second


def test_goals_counted_by_project_are_counted_as_if_alone(store):
    progress = goal_progress(store["goal"], store["goal_observation"], today=TODAY)
    together = goal_summaries(progress)
    assert set(together) == set(progress["project"])
    for project, summary in together.items():
        assert summary == goal_summary(of(progress, project))


def of(rows, project):
    return rows[rows["project"] == project].reset_index(drop=True)


def assert_same(one, other):
    pd.testing.assert_frame_equal(one, other, check_exact=True)
