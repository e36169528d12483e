"""Where a change is shown in full, and how moved plans and files read in are told on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.reporting.change_wording import COLUMN_KEYS, plan_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dash.development.base_component import Component

    from dashboard.reporting.change_wording import Told
    from dashboard.reporting.imports_since import Import, PlanChange
    from terms.words import Speaker

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
TABLE_KEYS = {
    "account_line": "word.accounts",
    "goal": "steering.table_goal",
    "goal_observation": "steering.table_goal_observation",
    "measure": "steering.table_measure",
    "milestone": "steering.table_milestone",
    "participation": "steering.table_participation",
    "report": "steering.table_report",
    "team_meeting": "steering.table_team_meeting",
}
"""Names of the tables that are read in most; the rest are told together."""


def spans(told: Iterable[Told]) -> list[Component | str]:
    """Parts of a sentence, each in its language."""
    return [html.Span(part.text, lang=part.language) if part.language else part.text for part in told]


def plan_words(change: PlanChange, language: str, say: Speaker) -> list[Component | str]:
    """Name, column, old value and new."""
    values = {
        "before": plan_value(change, change.before, say),
        "after": plan_value(change, change.after, say),
    }
    return [
        html.Span(change.name, lang=language),
        f" – {say(COLUMN_KEYS[change.column])}: ",
        say("steering.from_to", **values),
    ]


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
