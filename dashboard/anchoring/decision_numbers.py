"""Decisions and anchoring: what sources say of the director's seat, crosses, plans and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.overview.numbers import DAYS_KEPT
from dashboard.overview.own_day import on_own_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from dashboard.overview.own_day import Years
    from dashboard.store.store import FrameStore

DIRECTOR = r"r[åa]dm[ae]nn|kommunedirekt[øo]r"
"""How sources name the municipal director, in bokmål and nynorsk, old title and new."""
DECIDED = r"\bved(?:tak|tatt|teken?\b|tekne)"
"""How sources name a decision among milestones."""
CROSSES = ("a", "b", "c")


@dataclass(frozen=True)
class Anchored:
    """What is known of one project's anchoring; `day` is the day it is judged on.

    `director`: `yes` when a filled seat of the steering group names the municipal director; `no` when that
    seat is empty, or seats are known and no filled one is a municipality's; else `unknown`. `crosses` of the
    form (a–c). `texts` and `plans` as written. `decisions`: rows of `milestone_status` that are decisions.
    `led`: the last report to the municipal leadership, and `led_lately` when it is of the last year.
    """

    project: str
    day: dt.date
    director: str
    crosses: tuple[str, ...]
    texts: tuple[str, ...]
    plans: tuple[str, ...]
    decisions: pd.DataFrame
    last_report: dt.date | None
    led: dt.date | None
    led_lately: bool
    example: bool


def anchored_of_all(store: FrameStore, years: Years, *, today: dt.date) -> Mapping[str, Anchored]:
    """Anchoring of every project of the store by the years chosen, each on its own day."""
    return store.per_version(_by_years)(years, today)


def _by_years(store: FrameStore) -> Callable[[Years, dt.date], Mapping[str, Anchored]]:
    """Anchoring by the years chosen: these are few, the projects and places chosen many."""

    @lru_cache(maxsize=DAYS_KEPT)
    def on(years: Years, today: dt.date) -> Mapping[str, Anchored]:
        judged = on_own_day(store, years, today=today)
        frames = {name: store[name] for name in ("steering_seat", "anchoring", "report")}
        found = anchored(tuple(judged.days), {**frames, "milestone": judged.milestones}, judged.days)
        return {one.project: one for one in found}

    return on


def anchored(
    projects: tuple[str, ...], frames: Mapping[str, pd.DataFrame], days: Mapping[str, dt.date]
) -> list[Anchored]:
    """Each project's anchoring in the order given.

    `frames`: `steering_seat`, `anchoring`, `report` and `milestone`, the last as `milestone_status` gives it.
    """
    milestones = frames["milestone"]
    decisions = milestones[milestones["name"].str.contains(DECIDED, case=False, regex=True)]
    own = {
        name: {str(project): rows for project, rows in frame.groupby("project")}
        for name, frame in {**frames, "milestone": decisions}.items()
    }
    nothing = {name: frame.iloc[:0] for name, frame in {**frames, "milestone": decisions}.items()}
    return [
        _one(project, days[project], {name: own[name].get(project, nothing[name]) for name in nothing})
        for project in projects
    ]


def director_of(seats: pd.DataFrame) -> str:
    """Whether the municipal director sits in a steering group: `yes`, `no` or `unknown`."""
    if seats.empty:
        return "unknown"
    filled = seats["filled"] > 0
    named = seats["organisation"].str.contains(DIRECTOR, case=False, regex=True)
    if (named & filled).any():
        return "yes"
    if named.any() or not (filled & (seats["sector"] == "municipality")).any():
        return "no"
    return "unknown"


def _one(project: str, day: dt.date, rows: Mapping[str, pd.DataFrame]) -> Anchored:
    anchors, reports = rows["anchoring"], rows["report"]
    told = reports[reports["delivered"] <= pd.Timestamp(day)]
    led = _last(told[told["kind"] == "leadership"])
    crosses = set(anchors["code"].dropna())
    return Anchored(
        project=project,
        day=day,
        director=director_of(rows["steering_seat"]),
        crosses=tuple(cross for cross in CROSSES if cross in crosses),
        texts=tuple(anchors.sort_values("position")["text"]),
        plans=tuple(anchors["plan"].dropna()),
        decisions=rows["milestone"].sort_values("due"),
        last_report=_last(told),
        led=led,
        led_lately=led is not None and pd.Timestamp(led) > pd.Timestamp(day) - pd.DateOffset(years=1),
        example=any(
            bool((frame["evidence"] == "example").any())
            for frame in (rows["steering_seat"], anchors, told, rows["milestone"])
        ),
    )


def _last(reports: pd.DataFrame) -> dt.date | None:
    latest = reports["delivered"].max()
    return None if pd.isna(latest) else latest.date()
