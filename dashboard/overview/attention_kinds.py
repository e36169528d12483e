"""The kinds of follow-up, one function for each: a row per project, with how much and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.measures.numbers import BUDGET_MARGIN

if TYPE_CHECKING:
    from dashboard.overview.own_day import OwnDay

COLUMNS = [
    *("project", "kind", "size", "days", "count", "value", "expected", "total"),
    *("subject", "last", "example"),
]


def overdue(judged: OwnDay) -> pd.DataFrame:
    """Milestones past their date; the one longest overdue is the subject."""
    late = judged.milestones[judged.milestones["state"] == "overdue"]
    worst = _worst(late, "days")
    return _items(
        "overdue", worst, size=worst["days"], days=worst["days"], subject=worst["name"], last=worst["due"]
    )


def behind(judged: OwnDay, status: str, kind: str) -> pd.DataFrame:
    """Goals of a status; the one that lacks most of what was expected is the subject.

    A level to be held has no share of the way: it stands after those that have.
    """
    goals = judged.goals[judged.goals["status"] == status]
    goals = goals.assign(lacking=(goals["expected"] - goals["progress"]).fillna(0.0))
    worst = _worst(goals, "lacking")
    return _items(
        kind,
        worst,
        size=worst["lacking"],
        value=worst["progress"],
        expected=worst["expected"],
        subject=worst["text"],
        last=worst["observed"],
    )


def reports_missing(judged: OwnDay) -> pd.DataFrame:
    """Annual reports past their deadline; the years are the subject, the oldest deadline counts."""
    missing = _duties(judged, "annual_report")
    years = missing.sort_values("year")["year"].map("{:.0f}".format)
    listed = years.groupby(missing["project"]).agg(" ".join)
    worst = _worst(missing, "days")
    return _items(
        "report",
        worst,
        size=worst["days"],
        days=worst["days"],
        subject=worst["project"].map(listed),
        last=worst["deadline"],
    )


def groups_missed(aimed: pd.DataFrame) -> pd.DataFrame:
    """Groups aimed at and not reached; takes what `aimed_groups` gives. The ids are the subject."""
    missed = aimed[aimed["state"] == "not_reached"].assign(days=0)
    listed = missed.groupby("project")["target_group"].agg(" ".join)
    total = aimed.groupby("project").size()
    worst = _worst(missed, "days")
    return _items(
        "group",
        worst,
        size=worst["count"],
        total=worst["project"].map(total),
        subject=worst["project"].map(listed),
    )


def off_budget(account_lines: pd.DataFrame) -> pd.DataFrame:
    """Accounts further from the budget than the margin, over the lines that state both."""
    both = account_lines[account_lines["budget"].notna() & account_lines["accounts"].notna()]
    sums = both.groupby("project", as_index=False)[["budget", "accounts"]].sum()
    share = (sums["accounts"] - sums["budget"]) / sums["budget"].where(sums["budget"] != 0)
    off = sums.assign(share=share)[share.abs().round(2) > BUDGET_MARGIN]
    invented = both[both["evidence"] == "example"]["project"]
    off = off.assign(count=1, example=off["project"].isin(invented))
    return _items(
        "budget",
        off,
        size=off["share"].abs(),
        value=off["share"],
        expected=off["accounts"],
        total=off["budget"],
    )


def empty_seats(seats: pd.DataFrame) -> pd.DataFrame:
    """Seats of the steering group that nobody has; `value` counts leaders' seats among them."""
    empty = seats[seats["filled"] == 0].assign(days=0)
    leaders = (empty["seat"] == "leader").groupby(empty["project"]).sum()
    total = seats.groupby("project").size()
    worst = _worst(empty, "days")
    return _items(
        "seats",
        worst,
        size=worst["count"],
        value=worst["project"].map(leaders),
        total=worst["project"].map(total),
    )


def no_leadership_report(judged: OwnDay) -> pd.DataFrame:
    """Projects without a report to the leadership in the last twelve months; `last` is the one before."""
    missing = _worst(_duties(judged, "leadership_report"), "days")
    return _items("leadership", missing, size=missing["count"], last=missing["last"])


def few_meetings(judged: OwnDay, wanted: float) -> pd.DataFrame:
    """Fewer team meetings in twelve months than wanted; `value` were held."""
    met = judged.duties[judged.duties["kind"] == "team_meetings"]
    few = _worst(met[met["year"] < wanted], "days")
    return _items(
        "meetings", few, size=wanted - few["year"], value=few["year"], expected=wanted, last=few["last"]
    )


def stale(judged: OwnDay) -> pd.DataFrame:
    """Goals with a target and no figure in the last twelve months; the longest unmeasured is the subject."""
    old = _duties(judged, "goal_figures").sort_values("last", na_position="first", kind="stable")
    worst = _worst(old.assign(days=0), "days")
    return _items("stale", worst, size=worst["count"], subject=worst["subject"], last=worst["last"])


def silent(judged: OwnDay) -> pd.DataFrame:
    """Projects that have told of nothing at all."""
    projects = sorted(set(judged.days) - judged.told)
    frame = pd.DataFrame({"project": projects, "count": 1, "example": False})
    return _items("silent", frame, size=frame["count"])


def _duties(judged: OwnDay, kind: str) -> pd.DataFrame:
    duties = judged.duties
    return duties[(duties["kind"] == kind) & (duties["state"] == "missing")]


def _worst(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per project: the largest `by`, the first of equals; with `count` and `example` of them all."""
    marked = rows.assign(example=rows["evidence"] == "example") if "evidence" in rows else rows
    grouped = marked.groupby("project")
    worst = marked.sort_values(by, ascending=False, kind="stable").drop_duplicates("project")
    return worst.assign(
        count=worst["project"].map(grouped.size()), example=worst["project"].map(grouped["example"].any())
    )


def _items(kind: str, rows: pd.DataFrame, **values: pd.Series | float) -> pd.DataFrame:
    """Rows with every column of an item, and its type."""
    given = rows[["project", "count", "example"]].assign(kind=kind, **values)
    found = given.reindex(columns=COLUMNS)
    numbers = ("size", "days", "count", "value", "expected", "total")
    return found.astype(dict.fromkeys(numbers, "float64")).assign(
        project=found["project"].astype("str"),
        subject=found["subject"].astype("str"),
        last=pd.to_datetime(found["last"]),
        example=found["example"].eq(other=True),
    )
