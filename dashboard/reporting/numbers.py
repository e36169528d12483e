"""Reporting discipline: what is due, late and missing of reports, meetings, goal figures and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.goals.numbers import goal_progress
from dashboard.measures.numbers import milestone_status
from dashboard.overview.numbers import DAYS_KEPT
from dashboard.places.scope import Scope, scope_of
from dashboard.reporting import reporting_duties as owed
from dashboard.reporting.reporting_years import judged_on, project_years
from dashboard.status.activity import last_years, status_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore

KINDS = (
    "annual_report",
    "leadership_report",
    "team_meetings",
    "goal_figures",
    "milestone_reason",
    "goal_reason",
)
STATES = ("missing", "late", "due", "done")
"""Worst first. `late`: delivered after its deadline. `due`: the deadline has not come yet."""


@dataclass(frozen=True)
class Reporting:
    """What some projects owe on `day`. `duties` has a row per duty; `undated` projects have no known year.

    Columns of `duties`: `project`, `kind` (one of KINDS), `state` (one of STATES), `year` a report is
    about, `deadline`, `days` late or overdue, `last` time it was done, `subject` (goal or milestone),
    `owner_role` (missing where the plan names none) and `example`. For meetings `year` is how many were
    held in the twelve months.
    """

    day: dt.date
    scope: Scope
    duties: pd.DataFrame
    undated: tuple[str, ...]

    @cached_property
    def missing(self) -> pd.DataFrame:
        """Duties not met."""
        return self.duties[self.duties["state"] == "missing"]


def reporting(store: FrameStore, selection: Selection, *, today: dt.date) -> Reporting:
    """Duties of the projects of a selection, on its status day."""
    scope = scope_of(store, selection)
    told = store.per_version(last_years)
    day = status_day(scope.projects, told, chosen=selection.last_year, today=today)
    duties, undated = store.per_version(_of_everyone)(day)
    return Reporting(
        day=day,
        scope=scope,
        duties=scope.rows(duties).reset_index(drop=True),
        undated=tuple(project for project in scope.projects if project in undated),
    )


def _of_everyone(store: FrameStore) -> Callable[[dt.date], tuple[pd.DataFrame, frozenset[str]]]:
    """Duties of every project, and projects without a known year, by day: days are few, choices many."""

    @lru_cache(maxsize=DAYS_KEPT)
    def on(day: dt.date) -> tuple[pd.DataFrame, frozenset[str]]:
        milestones = milestone_status(store["milestone"], today=day)
        progress = goal_progress(store["goal"], store["goal_observation"], today=day)
        return duties_on(store, pd.Timestamp(day), milestones=milestones, progress=progress)

    return on


def duties_on(
    store: FrameStore, day: pd.Timestamp | pd.Series, *, milestones: pd.DataFrame, progress: pd.DataFrame
) -> tuple[pd.DataFrame, frozenset[str]]:
    """Duties of every project on a day, or each on its own, and the projects without a known year.

    `milestones` and `progress` are what `milestone_status` and `goal_progress` give for the same day.
    """
    reports, measures = store["report"], store["measure"]
    years = project_years(
        store["project"],
        store.per_version(last_years),
        measures=measures,
        milestones=milestones,
        reports=reports,
    )
    judged = years.assign(until=judged_on(years, day), programme=store["project"]["programme"])
    dated = judged.dropna(subset=["last"])
    found = [
        owed.annual_reports(dated, reports, day),
        owed.leadership_reports(dated, reports),
        owed.team_meetings(dated, store["team_meeting"]),
        owed.stale_goals(dated, progress),
        owed.unexplained_milestones(milestones, measures),
        owed.unexplained_goals(progress, store["measure_goal"], measures, store["progress_assessment"], day),
    ]
    kept = [duties for duties in found if len(duties)]
    duties = pd.concat(kept, ignore_index=True) if kept else owed.duties([])
    return duties, frozenset(judged[judged["last"].isna()]["project"])
