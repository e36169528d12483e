"""Projects judged each on its own day: one that ended is judged at its end, not by how long ago that was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.address.selection import FIRST_YEAR, Selection
from dashboard.goals.numbers import goal_progress
from dashboard.measures.numbers import measure_plan, milestone_status
from dashboard.overview.numbers import DAYS_KEPT
from dashboard.reporting.numbers import reporting
from dashboard.status.activity import last_years, status_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from dashboard.store.store import FrameStore

    Years = tuple[int, int] | None


@dataclass(frozen=True)
class OwnDay:
    """Every project's goals, milestones, measures and duties as of its own day.

    `days` has every project; `told` those that have told of anything at all. The frames are those of
    `goal_progress`, `milestone_status`, `measure_plan` and `reporting`, all with `project`.
    """

    days: Mapping[str, dt.date]
    told: frozenset[str]
    goals: pd.DataFrame
    milestones: pd.DataFrame
    plan: pd.DataFrame
    duties: pd.DataFrame

    def until(self, frame: pd.DataFrame, column: str) -> pd.DataFrame:
        """Rows of a frame with `project` whose year or date in `column` is not after the project's day."""
        days = pd.to_datetime(frame["project"].map(self.days))
        is_year = pd.api.types.is_numeric_dtype(frame[column])
        return frame[frame[column] <= (days.dt.year if is_year else days)]


def on_own_day(store: FrameStore, years: Years, *, today: dt.date) -> OwnDay:
    """Every project of the store on its day: the end of the last year chosen, else of the last it told of.

    One that told of nothing is judged at its stated end, or today where that is not stated or not yet here.
    """
    return store.per_version(_by_years)(years, today)


def _by_years(store: FrameStore) -> Callable[[Years, dt.date], OwnDay]:
    """Judgement by the years chosen: these are few, the projects and places chosen many."""

    @lru_cache(maxsize=DAYS_KEPT)
    def on(years: Years, today: dt.date) -> OwnDay:
        told, chosen = store.per_version(last_years), years[1] if years else None
        projects = store["project"]
        ends = {
            str(project): int(year)
            for project, year in zip(projects["project"], projects["end_year"], strict=True)
            if not pd.isna(year)
        }
        days = {
            str(project): status_day((str(project),), ends | told, chosen=chosen, today=today)
            for project in projects["project"]
        }
        parts = [_judged(store, day, days, today) for day in sorted({*days.values()} or {today})]
        goals, milestones, plan, duties = (
            pd.concat(frames, ignore_index=True) for frames in zip(*parts, strict=True)
        )
        return OwnDay(days, frozenset(told), goals, milestones, plan, duties)

    return on


def _judged(
    store: FrameStore, day: dt.date, days: Mapping[str, dt.date], today: dt.date
) -> tuple[pd.DataFrame, ...]:
    """Goals, milestones, measures and duties of the projects whose day it is."""
    projects = tuple(project for project, own in days.items() if own == day)

    def own(name: str) -> pd.DataFrame:
        frame = store[name]
        return frame[frame["project"].isin(projects)]

    milestones = milestone_status(own("milestone"), today=day)
    return (
        goal_progress(own("goal"), store["goal_observation"], today=day),
        milestones,
        measure_plan(own("measure"), milestones),
        reporting(store, Selection(projects=projects, years=(FIRST_YEAR, day.year)), today=today).duties,
    )
