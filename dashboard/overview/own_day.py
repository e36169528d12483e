"""Projects judged each on its own day: one that ended is judged at its end, not by how long ago that was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.address.selection import FIRST_YEAR
from dashboard.goals.numbers import goal_progress
from dashboard.measures.numbers import measure_plan, milestone_status
from dashboard.overview.numbers import DAYS_KEPT
from dashboard.reporting.numbers import duties_on
from dashboard.status.activity import last_years, status_day
from dashboard.status.status_day import own_day_of, own_days

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

    @cached_property
    def _timestamps(self) -> pd.Series:
        return own_days(self.days)

    def until(self, frame: pd.DataFrame, column: str) -> pd.DataFrame:
        """Rows of a frame with `project` whose year or date in `column` is not after the project's day."""
        days = own_day_of(frame, self._timestamps)
        is_year = pd.api.types.is_numeric_dtype(frame[column])
        return frame[frame[column] <= (days.dt.year if is_year else days)]


def on_own_day(store: FrameStore, years: Years, *, today: dt.date) -> OwnDay:
    """Every project of the store on its day: the end of the last year chosen, else of the last it told of.

    One that told of nothing is judged at its stated end, or today where that is not stated or not yet here.
    """
    return store.per_version(_by_last_year)(years[1] if years else None, today)


def last_only(years: Years) -> Years:
    """Years as far as judgements depend on them: only the last counts."""
    return (years[1], years[1]) if years else None


def _by_last_year(store: FrameStore) -> Callable[[int | None, dt.date], OwnDay]:
    """Judgement by the last year chosen: these are few, the projects and places chosen many."""

    @lru_cache(maxsize=DAYS_KEPT)
    def on(chosen: int | None, today: dt.date) -> OwnDay:
        told = store.per_version(last_years)
        days = _days(store["project"], told, chosen=chosen, today=today)
        own = own_days(days)
        milestones = milestone_status(store["milestone"], today=own)
        progress = goal_progress(store["goal"], store["goal_observation"], today=own)
        duties, _ = duties_on(store, own, milestones=milestones, progress=progress)
        milestones = _by_day(milestones, own)
        return OwnDay(
            days,
            frozenset(told),
            goals=_by_day(progress, own),
            milestones=milestones,
            plan=_by_day(measure_plan(store["measure"], milestones), own),
            duties=_by_day(duties[duties["project"].isin(_begun(store["project"], own))], own),
        )

    return on


def _days(
    projects: pd.DataFrame, told: Mapping[str, int], *, chosen: int | None, today: dt.date
) -> dict[str, dt.date]:
    """Day of each project, in the order of the frame."""
    stated = projects["end_year"].fillna(today.year)
    last = {
        str(project): told.get(str(project), int(year))
        for project, year in zip(projects["project"], stated, strict=True)
    }
    return {project: status_day((project,), last, chosen=chosen, today=today) for project in last}


def _begun(projects: pd.DataFrame, days: pd.Series) -> pd.Series:
    """Projects that had begun by the year of their day, as a selection of years up to it has them."""
    year = own_day_of(projects, days).dt.year
    starts, ends = projects["start_year"].fillna(0), projects["end_year"].fillna(year)
    begun: pd.Series = projects[(starts <= year) & (ends >= FIRST_YEAR)]["project"]
    return begun


def _by_day(rows: pd.DataFrame, days: pd.Series) -> pd.DataFrame:
    """Rows of the projects that have a day, the earliest day first, else in their order."""
    order = own_day_of(rows, days).sort_values(kind="stable").dropna().index
    return rows.loc[order].reset_index(drop=True)
