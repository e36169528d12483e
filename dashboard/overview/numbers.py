"""Key figures of the first screen: what the status lines and the cards say, gathered once for both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard.anchoring.numbers import AnchoringSummary, anchoring_summary
from dashboard.coverage.coverage import Overview, coverage_overview
from dashboard.goals.numbers import GoalSummary, goal_progress, goal_summary
from dashboard.measures.numbers import (
    BudgetSummary,
    MilestoneSummary,
    PlanSummary,
    budget_summary,
    measure_plan,
    measures_on_plan,
    milestone_status,
    milestone_summary,
)
from dashboard.places.scope import Scope, scope_of
from dashboard.status.activity import last_years, status_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    import pandas as pd

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore

DAYS_KEPT = 64


@dataclass(frozen=True)
class Grants:
    """Grants of some projects: the sum of ceilings in kroner, and how many projects state one."""

    ceiling: float
    stated: int
    projects: int


@dataclass(frozen=True)
class KeyFigures:
    """What the first screen says of a selection on `day`; `active` of `places` municipalities were active."""

    day: dt.date
    scope: Scope
    goals: GoalSummary
    milestones: MilestoneSummary
    plan: PlanSummary
    coverage: Overview
    budget: BudgetSummary
    anchoring: AnchoringSummary
    grants: Grants
    active: int
    places: int

    @property
    def has_projects(self) -> bool:
        """Whether the selection has any project at all."""
        return bool(self.scope.projects)


def key_figures(store: FrameStore, selection: Selection, *, today: dt.date) -> KeyFigures:
    """Key figures of a selection; the panels that show them share one calculation, in every language."""
    asked = selection.within(language="nb")
    return store.remember(("key figures", asked, today), lambda: _gathered(store, asked, today))


def _gathered(store: FrameStore, selection: Selection, today: dt.date) -> KeyFigures:
    scope = scope_of(store, selection)
    day = status_day(scope.projects, store.per_version(last_years), chosen=selection.last_year, today=today)
    judged = store.per_version(_judged)(day)
    accounts = scope.rows(store["account_line"])
    active, places = _active(store, scope)
    return KeyFigures(
        day=day,
        scope=scope,
        goals=goal_summary(scope.rows(judged.goals)),
        milestones=milestone_summary(scope.rows(judged.milestones)),
        plan=measures_on_plan(scope.rows(judged.plan)),
        coverage=coverage_overview(store, selection),
        budget=budget_summary(accounts[accounts["year"] <= day.year]),
        anchoring=anchoring_summary(
            scope.projects,
            meetings=store["team_meeting"],
            reports=store["report"],
            seats=store["steering_seat"],
            day=day,
        ),
        grants=_grants(scope.rows(store["project"])),
        active=active,
        places=places,
    )


@dataclass(frozen=True)
class _Judged:
    """Every goal, milestone and measure of the store, with its status on one day."""

    goals: pd.DataFrame
    milestones: pd.DataFrame
    plan: pd.DataFrame


def _judged(store: FrameStore) -> Callable[[dt.date], _Judged]:
    """Status of everything by day: days are few (the ends of years, and today), projects chosen many."""

    @lru_cache(maxsize=DAYS_KEPT)
    def on(day: dt.date) -> _Judged:
        milestones = milestone_status(store["milestone"], today=day)
        return _Judged(
            goals=goal_progress(store["goal"], store["goal_observation"], today=day),
            milestones=milestones,
            plan=measure_plan(store["measure"], milestones),
        )

    return on


def _grants(projects: pd.DataFrame) -> Grants:
    stated = projects["grant_ceiling"].dropna()
    return Grants(ceiling=float(stated.sum()), stated=len(stated), projects=len(projects))


def _active(store: FrameStore, scope: Scope) -> tuple[int, int]:
    """Municipalities of 2024 with a measure held or anyone taking part, of those the projects work in."""
    places = _numbers(scope.local(scope.rows(store["project_municipality"]))["area"]) & scope.municipalities
    held = store["measure_municipality"]
    held = held[held["status"] == "held"]
    measures = scope.rows(store["measure"])["measure"]
    active = _numbers(held[held["measure"].isin(measures)]["area"])
    reached = store.per_version(_reached)
    for project in scope.projects:
        active |= reached.get(project, frozenset())
    return len(active & places), len(places)


def _reached(store: FrameStore) -> dict[str, frozenset[str]]:
    """Municipalities where anyone took part, by project."""
    sums = store["project_reach_sum"]
    places = sums[sums["high"] > 0][["project", "area"]].drop_duplicates()
    return {str(project): frozenset(_numbers(areas)) for project, areas in places.groupby("project")["area"]}


def _numbers(areas: pd.Series) -> set[str]:
    return {number for area in areas.unique() for number in area.split("+")}
