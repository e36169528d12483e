"""Measures: milestones against their dates, measures against plan, and accounts against budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dashboard.status.status_day import day_of

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.status.status_day import Day

LEFT_OUT = ("cancelled", "merged")
"""Phases of measures that no longer count: cancelled, or carried on as part of another measure."""
BUDGET_MARGIN = 0.05
"""Deviation from budget that is still within it (±5 %); our convention, on the method page."""


@dataclass(frozen=True)
class MilestoneSummary:
    """Milestones on a day. `due`: those whose date has come; `days_overdue`: of the one longest overdue."""

    total: int
    due: int
    reached: int
    in_time: int
    late: int
    overdue: int
    days_overdue: int
    not_due: int
    example: int

    @property
    def share_in_time(self) -> float | None:
        """Reached by their date among those due; None where none is due."""
        return self.in_time / self.due if self.due else None


@dataclass(frozen=True)
class MeasureSummary:
    """Measures by phase. `counted`: all but cancelled and merged.

    Sessions are summed only over the `with_sessions` counted measures where both planned and held
    are stated.
    """

    total: int
    cancelled: int
    merged: int
    completed: int
    with_sessions: int
    planned_sessions: int
    held_sessions: int
    example: int

    @property
    def counted(self) -> int:
        """Measures neither cancelled nor merged into another."""
        return self.total - self.cancelled - self.merged

    @property
    def share_completed(self) -> float | None:
        """Closed among the counted; None where there is none."""
        return self.completed / self.counted if self.counted else None


@dataclass(frozen=True)
class PlanSummary:
    """Measures against plan; `not_assessed` are counted measures with neither a due milestone nor an end."""

    on_plan: int
    assessed: int
    not_assessed: int

    @property
    def share(self) -> float | None:
        """On plan among the assessed; None where none can be assessed."""
        return self.on_plan / self.assessed if self.assessed else None


@dataclass(frozen=True)
class BudgetSummary:
    """Accounts against budget in kroner, over the `compared` lines where both are stated.

    `lines` are all account lines; `projects` those with a compared line.
    """

    budget: float
    accounts: float
    compared: int
    lines: int
    projects: int
    example: int

    @property
    def deviation(self) -> float | None:
        """Accounts minus budget; above 0 is overspent. None where nothing can be compared."""
        return self.accounts - self.budget if self.compared else None

    @property
    def deviation_share(self) -> float | None:
        """Deviation as a share of the budget; None without a budget."""
        return (self.accounts - self.budget) / self.budget if self.compared and self.budget else None


def milestone_status(milestones: pd.DataFrame, *, today: Day) -> pd.DataFrame:
    """Milestones with `state`, `days` and `is_due` on a day, or each project's own; key: milestone.

    `state`: `in_time`, `late`, `overdue` or `not_due`. `days`: how late it was reached or how long it is
    overdue, else 0. Reached after the day counts as not reached; due on the day and not reached as not due.
    """
    day = day_of(milestones, today)
    due = milestones["due"]
    reached = milestones["reached"].where(milestones["reached"] <= day)
    is_reached = reached.notna()
    state = np.select(
        [is_reached & (reached <= due), is_reached, due < day], ["in_time", "late", "overdue"], "not_due"
    )
    days = (reached.fillna(day) - due).dt.days.clip(lower=0)
    return milestones.assign(
        reached=reached,
        state=state,
        days=days.astype("int64"),
        is_due=(due < day) | ((due == day) & is_reached),
    )


def milestone_summary(status: pd.DataFrame) -> MilestoneSummary:
    """Count milestones by state; takes what `milestone_status` gives."""
    found = status["state"].value_counts()
    due = status[status["is_due"]]
    overdue = status[status["state"] == "overdue"]
    return MilestoneSummary(
        total=len(status),
        due=len(due),
        reached=int(due["reached"].notna().sum()),
        in_time=int((due["state"] == "in_time").sum()),
        late=int(found.get("late", 0)),
        overdue=len(overdue),
        days_overdue=int(overdue["days"].max()) if len(overdue) else 0,
        not_due=len(status) - len(due),
        example=int((status["evidence"] == "example").sum()),
    )


def measure_summary(measures: pd.DataFrame) -> MeasureSummary:
    """Count measures by phase and sum their sessions."""
    phase = measures["phase"]
    counted = measures[~phase.isin(LEFT_OUT)]
    sessions = counted[["planned_sessions", "held_sessions"]].dropna()
    return MeasureSummary(
        total=len(measures),
        cancelled=int((phase == "cancelled").sum()),
        merged=int((phase == "merged").sum()),
        completed=int((phase == "closed").sum()),
        with_sessions=len(sessions),
        planned_sessions=int(sessions["planned_sessions"].sum()),
        held_sessions=int(sessions["held_sessions"].sum()),
        example=int((measures["evidence"] == "example").sum()),
    )


def measure_plan(measures: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Measures with `plan`; `milestones` is what `milestone_status` gives; key: measure.

    `on_plan`: closed, or every milestone due so far was reached in time. `off_plan`: some milestone was
    late or is overdue. `not_assessed`: no milestone is due yet, or there is none. `left_out`: cancelled
    or merged.
    """
    due = milestones[milestones["is_due"] & milestones["measure"].notna()]
    in_time = (due["state"] == "in_time").groupby(due["measure"]).all()
    phase, kept = measures["phase"], measures["measure"].map(in_time)
    plan = np.select(
        [
            phase.isin(LEFT_OUT),
            (phase == "closed") | kept.eq(other=True),
            kept.isna(),
        ],
        ["left_out", "on_plan", "not_assessed"],
        "off_plan",
    )
    return measures.assign(plan=plan)


def measures_on_plan(plan: pd.DataFrame) -> PlanSummary:
    """Count measures on plan among those that can be assessed; takes what `measure_plan` gives."""
    found = plan["plan"].value_counts()
    on_plan = int(found.get("on_plan", 0))
    return PlanSummary(
        on_plan=on_plan,
        assessed=on_plan + int(found.get("off_plan", 0)),
        not_assessed=int(found.get("not_assessed", 0)),
    )


def budget_summary(account_lines: pd.DataFrame) -> BudgetSummary:
    """Sum budget and accounts over the lines that state both."""
    compared = account_lines[account_lines["budget"].notna() & account_lines["accounts"].notna()]
    return BudgetSummary(
        budget=float(compared["budget"].sum()),
        accounts=float(compared["accounts"].sum()),
        compared=len(compared),
        lines=len(account_lines),
        projects=int(compared["project"].nunique()),
        example=int((compared["evidence"] == "example").sum()),
    )
