"""How a change is put in words: what came to pass, which plan was moved, what was read in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
from babel.dates import format_date
from dash import html

from dashboard.panels.goal_card import amount
from dashboard.panels.measure_words import PHASE_KEYS
from dashboard.panels.steering_words import CODE_KEYS
from dashboard.text import LOCALES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component

    from dashboard.metrics.imports_since import Import, PlanChange
    from dashboard.panels.parts import State
    from dashboard.text import Speaker

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
PLACES: Mapping[str, str] = {
    "milestone_reached": "#timeline",
    "milestone_overdue": "#timeline",
    "measure_started": "#measure-register",
    "measure_ended": "#measure-register",
    "goal_observed": "/?{query}#goals",
    "report_delivered": "/data?{query}#reporting",
    "report_approved": "/data?{query}#reporting",
    "report_missed": "/data?{query}#reporting",
    "progress": "#progress",
    "meeting": "#steering-group",
    "event": "#changes",
}
"""Where each kind of change is shown in full."""
REPORT_KEYS = {
    "annual": "steering.report_annual",
    "final": "steering.report_final",
    "leadership": "steering.report_leadership",
}
COLUMN_KEYS = {
    "target": "steering.plan_target",
    "deadline": "steering.plan_deadline",
    "phase": "steering.plan_phase",
    "planned_start": "steering.plan_start",
    "planned_end": "steering.plan_end",
    "planned_sessions": "steering.plan_sessions",
    "budget": "steering.plan_budget",
    "due": "steering.plan_due",
}
TABLE_KEYS = {
    "account_line": "steering.table_account_line",
    "goal": "steering.table_goal",
    "goal_observation": "steering.table_goal_observation",
    "measure": "steering.table_measure",
    "milestone": "steering.table_milestone",
    "participation": "steering.table_participation",
    "report": "steering.table_report",
    "team_meeting": "steering.table_team_meeting",
}
"""Names of the tables that are read in most; the rest are told together."""


def day_of(row: Mapping[Any, Any], say: Speaker) -> str:
    """Day of a change, or the month or year its source gives."""
    if row["precision"] == "year":
        return str(row["date"].year)
    if row["precision"] == "month":
        return format_date(row["date"], "LLLL y", locale=LOCALES[say.language])
    return say.date(row["date"])


def happened(row: Mapping[Any, Any], language: str, say: Speaker) -> list[Component | str]:
    """What came to pass; names are the project's own words, in its language."""
    name = [] if pd.isna(row["name"]) else [html.Span(row["name"], lang=language)]
    more = _more(row, language, say)
    return [*name, *([" – "] if name and more else []), *more]


def _more(row: Mapping[Any, Any], language: str, say: Speaker) -> list[Component | str]:
    kind = row["kind"]
    if kind == "goal_observed":
        return [_from_to(row, say)]
    if kind in {"report_delivered", "report_approved", "report_missed"}:
        late = _late(row, say)
        return [say(REPORT_KEYS[row["code"]], year=str(int(row["value"]))), *([f" – {late}"] if late else [])]
    if kind == "progress":
        return [say(CODE_KEYS[row["code"]]), ": ", html.Span(row["text"], lang=language)]
    if kind == "meeting":
        return [] if pd.isna(row["text"]) else [html.Span(row["text"], lang=language)]
    if kind == "event":
        return [say("steering.event_planned")] if row["code"] == "planned" else []
    late, reason = _late(row, say), row["text"]
    told = [] if pd.isna(reason) else [html.Span(reason, lang=language)]
    return [*([late] if late else []), *(["; "] if late and told else []), *told]


def _from_to(row: Mapping[Any, Any], say: Speaker) -> str:
    unit = None if pd.isna(row["unit"]) else row["unit"]
    now = amount(row["value"], unit, say)
    if pd.isna(row["before"]):
        return now
    return say("steering.from_to", before=amount(row["before"], None, say), after=now)


def _late(row: Mapping[Any, Any], say: Speaker) -> str:
    days = row["days"]
    return say.count("steering.days_late", int(days)) if not pd.isna(days) and days > 0 else ""


def plan_words(change: PlanChange, language: str, say: Speaker) -> list[Component | str]:
    """Name, column, old value and new."""
    values = {
        "before": _value(change, change.before, say),
        "after": _value(change, change.after, say),
    }
    return [
        html.Span(change.name, lang=language),
        f" – {say(COLUMN_KEYS[change.column])}: ",
        say("steering.from_to", **values),
    ]


def _value(change: PlanChange, value: object, say: Speaker) -> str:
    """Stored value as people write it."""
    if value is None:
        return say("steering.not_stated")
    if change.column == "phase":
        return say(PHASE_KEYS[str(value)])
    if change.column == "budget":
        return say.money(float(str(value)))
    if isinstance(value, str):
        return say.date(dt.date.fromisoformat(value))
    return say.number(float(str(value)))


def import_words(one: Import, say: Speaker) -> str:
    """«12 rader: deltaking 8, mål 4», or what an undo took back."""
    rows = {table: sum(kinds.values()) for table, kinds in one.tables.items()}
    known = {table: count for table, count in rows.items() if table in TABLE_KEYS and count}
    others = sum(rows.values()) - sum(known.values())
    listed = [f"{say(TABLE_KEYS[table])} {say.number(count)}" for table, count in known.items()]
    if others:
        listed.append(say("steering.table_others", n=say.number(others)))
    words = say.count("steering.import_rows", one.rows, tables=", ".join(listed))
    if one.undoes is not None:
        return say("steering.import_undo", batch=str(one.undoes), rows=words)
    return f"{words} {say('steering.import_undone')}" if one.undone else words
