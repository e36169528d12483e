"""Changes since a day: dated facts of projects that came to pass between two days, the latest first."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection

    from dashboard.store.store import FrameStore

COLUMNS = [
    "project", "kind", "date", "last", "precision", "name", "text", "code", "value", "before", "unit", "days",
    "until", "evidence", "source",
]  # fmt: skip
DAY, MONTH, YEAR = "day", "month", "year"
PRECISION = {4: YEAR, 7: MONTH, 10: DAY}
"""How precisely a source dates an event, by the length of its date: 2014, 2014-11, 2014-11-24."""


def last_meeting(meetings: pd.DataFrame, projects: Collection[str], day: dt.date) -> dt.date | None:
    """Last team meeting of some projects before a day; None where there is none."""
    held = meetings[meetings["project"].isin(projects) & (meetings["date"] < pd.Timestamp(day))]
    last = held["date"].max()
    return None if pd.isna(last) else last.date()


def year_before(day: dt.date) -> dt.date:
    """Same day a year before; 28 February for the 29th."""
    before = day.year - 1
    return dt.date(before, day.month, min(day.day, calendar.monthrange(before, day.month)[1]))


def changes(
    dated: pd.DataFrame, projects: Collection[str], *, since: dt.date, until: dt.date
) -> pd.DataFrame:
    """Dated facts of some projects from `since` to `until`, both included; takes what `dated_facts` gives.

    A meeting on `since` is what one counts from, not a change.
    A deadline that passed is a change only if nothing met it by `until`. What a source dates by month or
    year counts where any day of it lies between the two.
    """
    first, last = pd.Timestamp(since), pd.Timestamp(until)
    chosen = dated[
        dated["project"].isin(projects)
        & (dated["last"] >= first)
        & (dated["date"] <= last)
        & ~(dated["until"] <= last)
        & ~((dated["kind"] == "meeting") & (dated["date"] == first))
    ]
    return chosen.sort_values(["date", "project", "kind", "name"], ascending=[False, True, True, True])


def dated_facts(store: FrameStore) -> pd.DataFrame:
    """Every fact with a date; give it to `store.per_version`.

    `kind` says what came to pass. `until` is the day a passed deadline was met after all, else missing.
    `days`: how late. `value` and `before`: an observation and the one before it. `code`: letter a-c of a
    progress assessment, kind of a report, status of an event.
    """
    measures = store["measure"].set_index("measure")["name"]
    parts = [
        *_milestones(store["milestone"], measures),
        *_measures(store["measure"]),
        _observations(store["goal_observation"], store["goal"]),
        *_reports(store["report"]),
        _facts(store["progress_assessment"], "progress", "date", text="text", code="code"),
        _facts(store["team_meeting"], "meeting", "date", text="sectors"),
        _events(store["communication_event"]),
    ]
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def undated_events(events: pd.DataFrame, projects: Collection[str]) -> int:
    """Count communication events without a date: nobody can tell whether they are new."""
    return int((events["project"].isin(projects) & events["date"].isna()).sum())


def _milestones(milestones: pd.DataFrame, measures: pd.Series) -> list[pd.DataFrame]:
    named = milestones.assign(
        measure_name=milestones["measure"].map(measures),
        days=(milestones["reached"] - milestones["due"]).dt.days.clip(lower=0),
    )
    missed = milestones["reached"].isna() | (milestones["reached"] > milestones["due"])
    return [
        _facts(named, "milestone_reached", "reached", name="name", text="reason", days="days"),
        _facts(named[missed], "milestone_overdue", "due", name="name", text="reason", until="reached"),
    ]


def _measures(measures: pd.DataFrame) -> list[pd.DataFrame]:
    late = {
        "started": (measures["actual_start"] - measures["planned_start"]).dt.days,
        "ended": (measures["actual_end"] - measures["planned_end"]).dt.days,
    }
    counted = measures.assign(**late)
    return [
        _facts(counted, "measure_started", "actual_start", name="name", text="reason", days="started"),
        _facts(counted, "measure_ended", "actual_end", name="name", text="result", days="ended"),
    ]


def _observations(observations: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    ordered = observations.sort_values(["goal", "date"])
    before = ordered.groupby("goal")["value"].shift()
    joined = ordered.assign(before=before).merge(
        goals[["goal", "project", "text", "unit", "baseline"]], on="goal", how="left"
    )
    joined = joined.assign(before=joined["before"].fillna(joined["baseline"]))
    return _facts(joined, "goal_observed", "date", name="text", value="value", before="before", unit="unit")


def _reports(reports: pd.DataFrame) -> list[pd.DataFrame]:
    counted = reports.assign(days=(reports["delivered"] - reports["deadline"]).dt.days.clip(lower=0))
    missed = reports["delivered"].isna() | (reports["delivered"] > reports["deadline"])
    return [
        _facts(counted, "report_delivered", "delivered", code="kind", value="year", days="days"),
        _facts(counted, "report_approved", "approved", code="kind", value="year"),
        _facts(counted[missed], "report_missed", "deadline", code="kind", value="year", until="delivered"),
    ]


def _events(events: pd.DataFrame) -> pd.DataFrame:
    """Events held or planned; one that was prevented came to nothing."""
    written = events[events["date"].notna() & (events["status"] != "prevented")]
    precision = written["date"].str.len().map(PRECISION)
    whole = [day + "-01-01"[len(day) - 4 :] for day in written["date"]]
    first = pd.to_datetime(pd.Series(whole, index=written.index, dtype="str"), errors="coerce")
    ends = {YEAR: pd.offsets.YearEnd(0), MONTH: pd.offsets.MonthEnd(0)}
    last = [day + ends[kind] if kind in ends else day for day, kind in zip(first, precision, strict=True)]
    placed = written.assign(
        first=first, last=pd.Series(last, index=written.index, dtype=first.dtype), precision=precision
    )
    return _facts(
        placed, "event", "first", name="title", text="text", code="status", last="last", precision="precision"
    )


def _facts(rows: pd.DataFrame, kind: str, date: str, **named: str) -> pd.DataFrame:
    """Facts of one kind; `named` maps our columns to those of the rows, the others are missing."""
    found = rows[rows[date].notna()]
    kept = {ours: found[theirs] for ours, theirs in named.items()}
    facts = pd.DataFrame(
        {"project": found["project"], "date": found[date], "evidence": found["evidence"],
         "source": found["source"], **kept}
    ).assign(kind=kind)  # fmt: skip
    if "last" not in named:
        facts = facts.assign(last=facts["date"], precision=DAY)
    for column in ("name", "text", "code", "unit"):
        facts[column] = (
            facts[column].astype("str") if column in facts else pd.Series(pd.NA, facts.index, "str")
        )
    for column in ("value", "before", "days"):
        facts[column] = facts[column].astype("float64") if column in facts else float("nan")
    if "until" not in facts:
        facts["until"] = pd.NaT
    for column in ("date", "last", "until"):
        facts[column] = pd.to_datetime(facts[column]).astype("datetime64[us]")
    return facts
