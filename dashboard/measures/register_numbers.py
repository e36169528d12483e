"""Measures register: where each measure stands on a day, and who took part in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from dashboard.coverage.reach import reach
from dashboard.measures.numbers import measure_plan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

    from dashboard.store.store import FrameStore

THEMES = ("settlement", "qualification_employment", "participation_inclusion")
"""In the order of an integration course (document 003); measures without a theme come last."""
ENDED = ("closed", "cancelled", "merged")
ATTENTION = ("past_end", "off_plan", "on_plan", "not_assessed", "closed", "merged", "cancelled")
"""States in the order a steering group looks at them."""


class Counted(NamedTuple):
    """Persons of one group in one measure, municipality and year, as published after rounding.

    `completed` and `attendances` are missing (NaN) where they are not stated.
    """

    area: str
    year: int
    target_group: str
    unique: float
    completed: float
    attendances: float
    example: bool


@dataclass(frozen=True)
class GroupResult:
    """Persons of one group in a measure in a year, against the target of the measure.

    `target` is None where none is stated, and where only a part of the measure's municipalities is
    shown: the target is for all of it.
    """

    target_group: str
    persons: float
    completed: float | None
    attendances: float | None
    target: float | None
    partial: bool


@dataclass(frozen=True)
class MeasureResult:
    """Who took part in a measure in a year.

    The groups may overlap, so the persons lie between the largest group (`low`) and all of them (`high`).
    """

    year: int
    low: float
    high: float
    groups: tuple[GroupResult, ...]
    example: bool


def measure_states(measures: pd.DataFrame, milestones: pd.DataFrame, *, day: dt.date) -> pd.DataFrame:
    """Measures with `state` and `days` on a day; `milestones` is what `milestone_status` gives.

    `past_end`: the planned end has passed and no end is reported (`days` since). `off_plan`: a milestone
    was late or is overdue (`days` of the one longest overdue, or latest). Else as `measure_plan` says, or
    the phase of a measure that has ended.
    """
    today = pd.Timestamp(day)
    plan = measure_plan(measures, milestones)
    phase = plan["phase"]
    open_ended = plan["actual_end"].isna() | (plan["actual_end"] > today)
    past_end = ~phase.isin(ENDED) & (plan["planned_end"] < today) & open_ended
    state = np.select([phase.isin(ENDED), past_end], [phase, "past_end"], plan["plan"])
    worst = milestones[milestones["measure"].notna()].groupby("measure")["days"].max()
    days = plan["measure"].map(worst).fillna(0)
    since_end = (today - plan["planned_end"]).dt.days
    return plan.assign(state=state, days=days.where(~past_end, since_end).astype("int64"))


def measure_counts(store: FrameStore) -> Mapping[str, tuple[Counted, ...]]:
    """Counts by measure; give it to `store.per_version`."""
    rows = store.per_version(reach)
    found: dict[str, list[Counted]] = {}
    for measure, *values in rows[
        ["measure", "area", "year", "target_group", "unique", "completed", "attendances", "example"]
    ].itertuples(index=False, name=None):
        found.setdefault(measure, []).append(Counted(*values))
    return {measure: tuple(counts) for measure, counts in found.items()}


def measure_targets(store: FrameStore) -> Mapping[str, Mapping[str, float | None]]:
    """Groups each measure is for, with planned persons a year; give it to `store.per_version`."""
    found: dict[str, dict[str, float | None]] = {}
    for measure, group, target in store["measure_target_group"][
        ["measure", "target_group", "target"]
    ].itertuples(index=False, name=None):
        found.setdefault(measure, {})[group] = None if pd.isna(target) else float(target)
    return found


def measure_places(store: FrameStore) -> Mapping[str, tuple[str, ...]]:
    """Territories of each measure, as municipalities of 2024; give it to `store.per_version`."""
    rows = store["measure_municipality"].sort_values(["measure", "area"])
    return {str(measure): tuple(areas) for measure, areas in rows.groupby("measure")["area"]}


def measure_result(
    counts: Iterable[Counted],
    targets: Mapping[str, float | None],
    municipalities: Collection[str],
    years: tuple[int, int] | None,
) -> MeasureResult | None:
    """Who took part in the last year counted, of those chosen; None where nobody has counted."""
    everywhere = [one for one in counts if years is None or years[0] <= one.year <= years[1]]
    here = [one for one in everywhere if not set(one.area.split("+")).isdisjoint(municipalities)]
    if not here:
        return None
    year = max(one.year for one in here)
    now = [one for one in here if one.year == year]
    partial = len(now) < sum(one.year == year for one in everywhere)
    groups = tuple(
        _group([one for one in now if one.target_group == group], targets.get(group), partial=partial)
        for group in dict.fromkeys(one.target_group for one in now)
    )
    return MeasureResult(
        year=year,
        low=max(group.persons for group in groups),
        high=sum(group.persons for group in groups),
        groups=tuple(sorted(groups, key=lambda group: -group.persons)),
        example=any(one.example for one in now),
    )


def in_scope(
    measures: pd.DataFrame, places: Mapping[str, tuple[str, ...]], municipalities: Collection[str]
) -> pd.DataFrame:
    """Measures in some municipalities; one whose places nobody has stated may be anywhere."""
    inside = set(municipalities)
    here = [
        not areas or any(not inside.isdisjoint(area.split("+")) for area in areas)
        for areas in (places.get(measure, ()) for measure in measures["measure"])
    ]
    return measures[pd.Series(here, index=measures.index, dtype="bool")]


def _group(counts: list[Counted], target: float | None, *, partial: bool) -> GroupResult:
    """Persons over municipalities: each lives in one of them."""
    return GroupResult(
        target_group=counts[0].target_group,
        persons=sum(one.unique for one in counts),
        completed=_stated(one.completed for one in counts),
        attendances=_stated(one.attendances for one in counts),
        target=None if partial else target,
        partial=partial,
    )


def _stated(values: Iterable[float]) -> float | None:
    known = [value for value in values if not pd.isna(value)]
    return sum(known) if known else None
