"""Goals: how far each has come, where it should be today, and how many can be measured at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.status.status_day import day_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from dashboard.status.status_day import Day

REACHED_AT = 1.0
"""Share of the way from baseline to target at which a goal is reached."""
ON_TRACK_FROM = 0.95
"""Share of the expected progress from which a goal is on track."""
BEHIND_FROM = 0.8
"""Share of the expected progress from which a goal is behind; below it is far behind. No statute sets
these two limits: they are this board's convention, published on the method page."""
STATUSES = (
    "reached",
    "on_track",
    "behind",
    "far_behind",
    "undated",
    "not_reported",
    "not_measurable",
)
"""Best first. `undated`: reported, not reached, and no deadline to judge by. `not_measurable`: no target
or no baseline («mangler målepunkt»)."""
TOLERANCE = 1e-9
"""Floating point: 0.95 of the expected counts as 0.95."""


@dataclass(frozen=True)
class GoalSummary:
    """Goals by status. Progress is never averaged over goals: their units and sizes differ."""

    total: int
    measurable: int
    reached: int
    on_track: int
    behind: int
    far_behind: int
    undated: int
    not_reported: int
    example: int

    @property
    def not_measurable(self) -> int:
        """Goals without a target or a baseline."""
        return self.total - self.measurable

    @property
    def in_course(self) -> int:
        """Goals reached or on track."""
        return self.reached + self.on_track

    @property
    def attainment(self) -> float | None:
        """Goals reached or on track among the measurable; None where none is measurable."""
        return self.in_course / self.measurable if self.measurable else None


@dataclass(frozen=True)
class Change:
    """An official count in the first and the last year it is known; persons."""

    first_year: int
    first: float
    last_year: int
    last: float

    @property
    def difference(self) -> float:
        """Last minus first."""
        return self.last - self.first


def goal_progress(goals: pd.DataFrame, observations: pd.DataFrame, *, today: Day) -> pd.DataFrame:
    """Goals with their last observation and status on a day, or each project's own; key: goal.

    `current`, `observed`, `observed_evidence`, `observed_source`: last observation on or before the day,
    missing where there is none. `progress`: share of the way from baseline to target, below 0 and above 1
    as it falls; missing without target, baseline or observation, and where target equals baseline (a level
    to be held). `expected`: share of the time from start to deadline that has passed, 0 to 1; missing
    without a start, unless the deadline has passed. `expected_value`: the same in the goal's unit.
    """
    day = known = day_of(goals, today)
    if isinstance(today, pd.Series):
        owner = goals.set_index("goal")["project"]
        known = day_of(pd.DataFrame({"project": observations["goal"].map(owner).astype("str")}), today)
    latest = (
        observations[observations["date"] <= known].sort_values("date").drop_duplicates("goal", keep="last")
    )
    latest = latest.set_index("goal")[["value", "date", "evidence", "source"]]
    latest.columns = pd.Index(["current", "observed", "observed_evidence", "observed_source"])
    progress = goals.join(latest, on="goal")
    distance = progress["target"] - progress["baseline"]
    progress["measurable"] = distance.notna()
    progress["progress"] = (progress["current"] - progress["baseline"]) / distance.where(distance != 0)
    progress["expected"] = expected_share(progress["start"], progress["deadline"], day)
    progress["expected_value"] = progress["baseline"] + progress["expected"] * distance
    progress["status"] = _status(progress)
    return progress


def expected_share(start: pd.Series, deadline: pd.Series, day: pd.Timestamp | pd.Series) -> pd.Series:
    """Share of the time from start to deadline passed on a day, clipped to 0..1; missing if not dated."""
    length = (deadline - start).dt.days
    share: pd.Series = ((day - start).dt.days / length.where(length > 0)).clip(0.0, 1.0)
    return share.mask(length <= 0, 0.0).mask(deadline <= day, 1.0)


def goal_summary(progress: pd.DataFrame) -> GoalSummary:
    """Count goals by status. `example`: measurable goals whose target or observation is invented."""
    found = progress["status"].value_counts()
    invented = (progress["evidence"] == "example") | (progress["observed_evidence"] == "example")
    return GoalSummary(
        total=len(progress),
        measurable=int(progress["measurable"].sum()),
        example=int((progress["measurable"] & invented).sum()),
        **{status: int(found.get(status, 0)) for status in STATUSES if status != "not_measurable"},
    )


def goal_summaries(progress: pd.DataFrame) -> dict[str, GoalSummary]:
    """Count the goals of each project by status, in one go; projects without goals are not among them."""
    found = pd.crosstab(progress["project"], progress["status"]).reindex(columns=list(STATUSES), fill_value=0)
    invented = (progress["evidence"] == "example") | (progress["observed_evidence"] == "example")
    counts = found.drop(columns="not_measurable").assign(
        total=found.sum(axis=1),
        measurable=progress["measurable"].groupby(progress["project"]).sum(),
        example=(progress["measurable"] & invented).groupby(progress["project"]).sum(),
    )
    return {
        str(project): GoalSummary(**{str(name): int(count) for name, count in row.items()})
        for project, row in zip(counts.index, counts.to_dict("records"), strict=True)
    }


def in_tree_order(goals: pd.DataFrame) -> pd.DataFrame:
    """Goals with each parent before its children, by `position`; `depth` is 0 for the top.

    A goal whose parent is not among the rows stands at the top; so does the first goal of a circle.
    """
    ordered = goals.sort_values("position", kind="stable")
    keys = list(ordered["goal"])
    present = set(keys)
    children: dict[Hashable, list[str]] = {}
    for key, parent in zip(keys, ordered["parent"], strict=True):
        children.setdefault(parent if parent in present and parent != key else None, []).append(key)
    depth: dict[str, int] = {}

    def visit(key: str, level: int) -> None:
        if key in depth:
            return
        depth[key] = level
        for child in children.get(key, ()):
            visit(child, level + 1)

    for key in [*children.get(None, ()), *keys]:
        visit(key, 0)
    return ordered.set_index("goal").loc[list(depth)].assign(depth=list(depth.values())).reset_index()


def official_change(years: list[int], values: list[float]) -> Change | None:
    """First and last known value of an official series in order of year; None with fewer than two."""
    known = [(year, value) for year, value in zip(years, values, strict=True) if not pd.isna(value)]
    if len(known) < 2:  # noqa: PLR2004  # a change needs two values
        return None
    (first_year, first), (last_year, last) = known[0], known[-1]
    return Change(first_year, first, last_year, last)


def _status(progress: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    """One of STATUSES per goal. A target equal to the baseline is reached while held, behind while not."""
    current, target, share = progress["current"], progress["target"], progress["progress"]
    held = target == progress["baseline"]
    met = (current <= target).where(progress["direction"] == "down", current >= target)
    expected = progress["expected"]
    return np.select(
        [
            ~progress["measurable"],
            current.isna(),
            (held & met) | (share >= REACHED_AT),
            held,
            expected.isna(),
            share >= ON_TRACK_FROM * expected - TOLERANCE,
            share >= BEHIND_FROM * expected - TOLERANCE,
        ],
        ["not_measurable", "not_reported", "reached", "behind", "undated", "on_track", "behind"],
        default="far_behind",
    )
