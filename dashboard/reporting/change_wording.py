"""Changes in words: what came to pass, and which value of a plan was moved."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
from babel.dates import format_date

from dashboard.content.code_words import CODE_KEYS, PHASE_KEYS
from dashboard.goals.wording import amount
from terms.languages import LOCALES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.reporting.imports_since import PlanChange
    from dashboard.status.marks import State
    from terms.languages import Language
    from terms.words import Speaker

MARKS: Mapping[str, tuple[State, str]] = {
    "milestone_reached": ("good", "steering.kind_milestone_reached"),
    "milestone_overdue": ("warning", "steering.kind_milestone_overdue"),
    "measure_started": ("neutral", "steering.kind_measure_started"),
    "measure_ended": ("good", "steering.kind_measure_ended"),
    "goal_observed": ("neutral", "steering.kind_goal_observed"),
    "report_delivered": ("good", "steering.kind_report_delivered"),
    "report_approved": ("good", "steering.kind_report_approved"),
    "report_missed": ("warning", "steering.kind_report_missed"),
    "progress": ("neutral", "steering.kind_progress"),
    "meeting": ("neutral", "steering.kind_meeting"),
    "event": ("neutral", "steering.kind_event"),
}
"""State and name of each kind of change."""
REPORT_KEYS = {
    "annual": "steering.report_annual",
    "final": "steering.report_final",
    "leadership": "steering.report_leadership",
}
COLUMN_KEYS = {
    "target": "label.target_value",
    "deadline": "label.deadline",
    "phase": "label.phase",
    "planned_start": "steering.plan_start",
    "planned_end": "label.planned_end",
    "planned_sessions": "label.planned_sessions",
    "budget": "label.budget",
    "due": "steering.plan_due",
}


class Told(NamedTuple):
    """Part of a sentence; `language` of words that are not the board's own."""

    text: str
    language: Language | None = None


def day_of(row: Mapping[Any, Any], say: Speaker) -> str:
    """Day of a change, or the month or year its source gives."""
    if row["precision"] == "year":
        return str(row["date"].year)
    if row["precision"] == "month":
        return format_date(row["date"], "LLLL y", locale=LOCALES[say.language])
    return say.date(row["date"])


def happened(row: Mapping[Any, Any], language: Language, say: Speaker) -> list[Told]:
    """What came to pass; names are the project's own words, in its language."""
    name = [] if pd.isna(row["name"]) else [Told(row["name"], language)]
    more = _more(row, language, say)
    return [*name, *([Told(" – ")] if name and more else []), *more]


def _more(row: Mapping[Any, Any], language: Language, say: Speaker) -> list[Told]:
    kind = row["kind"]
    if kind == "goal_observed":
        return [Told(_from_to(row, say))]
    if kind in {"report_delivered", "report_approved", "report_missed"}:
        late = _late(row, say)
        report = Told(say(REPORT_KEYS[row["code"]], year=str(int(row["value"]))))
        return [report, *([Told(f" – {late}")] if late else [])]
    if kind == "progress":
        return [Told(say(CODE_KEYS[row["code"]])), Told(": "), Told(row["text"], language)]
    if kind == "meeting":
        return [] if pd.isna(row["text"]) else [Told(row["text"], language)]
    if kind == "event":
        return [Told(say("word.planned"))] if row["code"] == "planned" else []
    late, reason = _late(row, say), row["text"]
    told = [] if pd.isna(reason) else [Told(reason, language)]
    return [*([Told(late)] if late else []), *([Told("; ")] if late and told else []), *told]


def _from_to(row: Mapping[Any, Any], say: Speaker) -> str:
    unit = None if pd.isna(row["unit"]) else row["unit"]
    now = amount(row["value"], unit, say)
    if pd.isna(row["before"]):
        return now
    return say("steering.from_to", before=amount(row["before"], None, say), after=now)


def _late(row: Mapping[Any, Any], say: Speaker) -> str:
    days = row["days"]
    return say.count("steering.days_late", int(days)) if not pd.isna(days) and days > 0 else ""


def plan_value(change: PlanChange, value: object, say: Speaker) -> str:
    """Stored value as people write it."""
    if value is None:
        return say("word.not_stated")
    if change.column == "phase":
        return say(PHASE_KEYS[str(value)])
    if change.column == "budget":
        return say.money(float(str(value)))
    if isinstance(value, str):
        return say.date(dt.date.fromisoformat(value))
    return say.number(float(str(value)))
