"""Attention: what each project is to be followed up on, in a fixed order of kinds and then by size."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.anchoring.numbers import MEETINGS_A_YEAR
from dashboard.coverage.aimed_groups import aimed_groups
from dashboard.overview import attention_kinds as kinds
from dashboard.overview.numbers import DAYS_KEPT
from dashboard.overview.own_day import last_only, on_own_day
from dashboard.places.scope import scope_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from dashboard.address.selection import Selection
    from dashboard.overview.own_day import Years
    from dashboard.store.store import FrameStore

SEVERITY = {
    "overdue": "settle",
    "far_behind": "settle",
    "report": "settle",
    "behind": "watch",
    "group": "watch",
    "budget": "watch",
    "seats": "watch",
    "leadership": "ask",
    "meetings": "ask",
    "stale": "ask",
    "silent": "ask",
}
"""Kinds in the order they are listed, and how serious: a plan or a deadline is broken, something may go
wrong, or the project is to be asked. The order is our convention, published on the method page."""
SEVERITIES = ("settle", "watch", "ask")


def attention(store: FrameStore, selection: Selection, *, today: dt.date) -> pd.DataFrame:
    """What the projects of a selection are to be followed up on; key: project, kind; worst first.

    Ordered by kind (SEVERITY), then by `size`: days overdue, share of the way that is lacking, deviation
    from the budget, number of things, meetings lacking; equals by project. `day` is the day the project is
    judged on. `days` overdue. `count` of milestones, goals, reports, groups or seats. `value` and
    `expected`: share of the way and where it should be (goals), meetings held and wanted. For the budget
    `value` is the deviation as a share, `expected` the accounts and `total` the budget in kroner; `total`
    groups aimed at or seats; `value` leaders' seats among the empty. `subject`: the worst milestone or
    goal, the ids of groups or the years of reports. `last`: its date, or when it was last done. Missing
    where the kind has none.
    """
    found = attention_of_all(store, selection.years, today=today)
    return scope_of(store, selection).rows(found).reset_index(drop=True)


def attention_of_all(store: FrameStore, years: Years, *, today: dt.date) -> pd.DataFrame:
    """What `attention` gives, for every project of the store, by the years chosen alone."""
    return store.per_version(_by_years)(last_only(years), today)


def meetings_wanted(store: FrameStore) -> float:
    """Team meetings a year: the threshold of rule R1 where the table states one."""
    rule = store["rule"].set_index("rule")["threshold"].get("R1")
    return MEETINGS_A_YEAR if rule is None or pd.isna(rule) else float(rule)


def levels(items: pd.DataFrame) -> dict[str, str]:
    """Most serious severity of each project that has any; takes what `attention` gives."""
    rank = items["severity"].map({severity: place for place, severity in enumerate(SEVERITIES)})
    return {str(key): SEVERITIES[int(place)] for key, place in rank.groupby(items["project"]).min().items()}


def _by_years(store: FrameStore) -> Callable[[Years, dt.date], pd.DataFrame]:
    """Items of every project by the years chosen: these are few, the projects and places chosen many."""

    @lru_cache(maxsize=DAYS_KEPT)
    def on(years: Years, today: dt.date) -> pd.DataFrame:
        judged = on_own_day(store, years, today=today)
        every = [
            kinds.overdue(judged),
            kinds.behind(judged, "far_behind", "far_behind"),
            kinds.reports_missing(judged),
            kinds.behind(judged, "behind", "behind"),
            kinds.groups_missed(aimed_groups(store, judged.days)),
            kinds.off_budget(judged.until(store["account_line"], "year")),
            kinds.empty_seats(store["steering_seat"]),
            kinds.no_leadership_report(judged),
            kinds.few_meetings(judged, meetings_wanted(store)),
            kinds.stale(judged),
            kinds.silent(judged),
        ]
        return ranked(
            pd.concat([items for items in every if len(items)] or every[:1], ignore_index=True)
        ).assign(day=lambda items: pd.to_datetime(items["project"].map(judged.days)))

    return on


def ranked(items: pd.DataFrame) -> pd.DataFrame:
    """Items by kind, then largest first, then by project; with their `severity`."""
    places = {kind: place for place, kind in enumerate(SEVERITY)}
    order = pd.DataFrame(
        {"kind": items["kind"].map(places), "size": -items["size"], "project": items["project"]}
    ).sort_values(["kind", "size", "project"], kind="stable")
    return items.loc[order.index].assign(severity=items["kind"].map(SEVERITY)).reset_index(drop=True)
