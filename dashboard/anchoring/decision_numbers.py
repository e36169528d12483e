"""Decisions and anchoring: what sources say of the director's seat, crosses, plans and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.overview.numbers import DAYS_KEPT
from dashboard.overview.own_day import last_only, on_own_day
from dashboard.status.status_day import own_day_of, own_days

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
    return store.per_version(_by_years)(last_only(years), today)


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
    own = own_days(days)
    milestones, seats = frames["milestone"], frames["steering_seat"]
    anchors = frames["anchoring"].sort_values("position")
    decisions = milestones[milestones["name"].str.contains(DECIDED, case=False, regex=True)]
    told = frames["report"][frames["report"]["delivered"] <= own_day_of(frames["report"], own)]
    last = told.groupby("project")["delivered"].max()
    led = told[told["kind"] == "leadership"].groupby("project")["delivered"].max()
    lately = led > own.reindex(led.index) - pd.DateOffset(years=1)
    directors, texts = directors_of(seats), _texts(anchors, "text")
    crosses = _texts(anchors.dropna(subset=["code"]), "code")
    plans = _texts(frames["anchoring"].dropna(subset=["plan"]), "plan")
    by_due = decisions.sort_values("due", kind="stable")
    decided = {str(project): rows for project, rows in by_due.groupby("project")}
    every = pd.concat([rows[["project", "evidence"]] for rows in (seats, anchors, told, decisions)])
    invented = set(every[every["evidence"] == "example"]["project"])
    return [
        Anchored(
            project=project,
            day=days[project],
            director=directors.get(project, "unknown"),
            crosses=tuple(cross for cross in CROSSES if cross in crosses.get(project, ())),
            texts=texts.get(project, ()),
            plans=plans.get(project, ()),
            decisions=decided.get(project, decisions.iloc[:0]),
            last_report=_date(last.get(project)),
            led=_date(led.get(project)),
            led_lately=bool(lately.get(project, False)),
            example=project in invented,
        )
        for project in projects
    ]


def directors_of(seats: pd.DataFrame) -> dict[str, str]:
    """Whether the municipal director sits in each project's steering group: `yes`, `no` or `unknown`."""
    filled = seats["filled"] > 0
    named = seats["organisation"].str.contains(DIRECTOR, case=False, regex=True)
    found = pd.DataFrame(
        {"sits": named & filled, "named": named, "others": filled & (seats["sector"] == "municipality")}
    )
    each = found.groupby(seats["project"]).any()
    known = np.select([each["sits"], each["named"] | ~each["others"]], ["yes", "no"], "unknown")
    return dict(zip(each.index.astype("str"), known.tolist(), strict=True))


def _texts(rows: pd.DataFrame, column: str) -> dict[str, tuple[str, ...]]:
    """Texts of a column by project, in the order of the rows."""
    return {str(project): tuple(texts) for project, texts in rows.groupby("project")[column]}


def _date(moment: pd.Timestamp | None) -> dt.date | None:
    return None if moment is None or pd.isna(moment) else moment.date()
