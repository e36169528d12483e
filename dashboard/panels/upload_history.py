"""The history of imports, and undoing one of them in two steps."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import dash_bootstrap_components as dbc
from dash import html, no_update

from dashboard.ids import Uploads as Ids
from dashboard.panels.parts import Table, attributes, notice, table
from dashboard.selection import read_query
from dashboard.text import speaker

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.spool import Answer
    from dashboard.text import Speaker
    from dashboard.uploads import Entrance

ROLE_KEYS = {
    "administrator": "uploads.role_administrator",
    "editor": "uploads.role_editor",
    "county": "uploads.role_county",
    "steering_group": "uploads.role_steering_group",
    "municipality": "uploads.role_municipality",
}
OSLO = ZoneInfo("Europe/Oslo")


def history(way: Entrance | None, undone: object, query: object) -> list[Component]:
    """Table of batches, and the way to undo one; a sentence where there is no intake."""
    say = _speaker(query)
    heading = html.H2(say("uploads.history"), className="panel-title")
    if way is None or not way.door.is_open():
        return [heading, notice(say("uploads.history_off", why=say("uploads.not_allowed")))]
    answer = way.intake.history()
    batches = answer.get("batches")
    if not isinstance(batches, list):
        return [heading, notice(str(answer.get("sentence") or say("uploads.no_intake")), state="warning")]
    told = _told(undone, say)
    if not batches:
        return [heading, *told, html.P(say("uploads.history_none"))]
    return [
        heading,
        *told,
        html.P(say.count("uploads.history_sentence", len(batches))),
        _table(batches, say),
        *_undo_part(batches, say),
    ]


def confirm(way: Entrance | None, batch: object, query: object) -> list[Component]:
    """What undoing the chosen batch does, and the button that does it."""
    say = _speaker(query)
    found = _find(way, batch)
    if found is None:
        return []
    number = found["batch"]
    return [
        html.P(say("uploads.undo_confirm", batch=number, file=found.get("file_name", ""))),
        html.Button(
            say("uploads.undo_yes", batch=number), id=Ids.UNDO, type="button", className="btn btn-danger"
        ),
    ]


def undo(way: Entrance | None, clicks: object, batch: object) -> object:
    """Undo the chosen batch; what came of it is told above the history."""
    found = _find(way, batch) if clicks else None
    if way is None or found is None:
        return no_update
    answer = way.intake.undo(int(found["batch"]))
    return {"undid": found["batch"], "outcome": answer.get("outcome"), "sentence": answer.get("sentence")}


def _find(way: Entrance | None, batch: object) -> Answer | None:
    if way is None or not way.door.is_open():
        return None
    batches = way.intake.history().get("batches") or []
    return next((one for one in batches if str(one.get("batch")) == str(batch) and _can_undo(one)), None)


def _can_undo(batch: Answer) -> bool:
    return batch.get("status") == "applied"


def _told(undone: object, say: Speaker) -> list[Component]:
    if not isinstance(undone, dict) or "undid" not in undone:
        return []
    if undone.get("outcome") == "undone":
        words = notice(say("uploads.undone", batch=undone["undid"]), state="good")
    else:
        words = notice(str(undone.get("sentence") or say("uploads.no_intake")), state="critical")
    return [html.Div(words, role="status")]


def _table(batches: list[Answer], say: Speaker) -> Component:
    heads = (
        say("uploads.column_number"),
        say("uploads.column_time"),
        say("uploads.column_file"),
        say("uploads.column_project"),
        say("uploads.column_role"),
        say("uploads.column_rows"),
        say("uploads.column_state"),
    )
    rows = [
        (
            str(one.get("batch")),
            _time(one.get("imported_at"), say),
            str(one.get("file_name") or "–"),
            str(one.get("project") or "–"),
            _role(one.get("role"), say),
            say.number(_rows(one.get("counts"))),
            _state(one, say),
        )
        for one in batches
    ]
    return table(Table(say("uploads.history"), heads, rows, frozenset({5})), "uploads-table")


def _undo_part(batches: list[Answer], say: Speaker) -> list[Component]:
    options = [
        {
            "label": say("uploads.undo_option", batch=one["batch"], file=one.get("file_name", "")),
            "value": str(one["batch"]),
        }
        for one in batches
        if _can_undo(one)
    ]
    if not options:
        return []
    return [
        html.H3(say("uploads.undo")),
        html.Label(say("uploads.undo_choose"), htmlFor=Ids.UNDO_CHOICE),
        dbc.Select(id=Ids.UNDO_CHOICE, options=options, placeholder=say("uploads.undo_choose"), size="sm"),
        html.Div(id=Ids.UNDO_CONFIRM, **attributes(aria_live="polite")),
    ]


def _state(batch: Answer, say: Speaker) -> str:
    if batch.get("status") == "undone":
        return say("uploads.state_undone")
    if batch.get("undoes") is not None:
        return say("uploads.state_undo", batch=batch["undoes"])
    return say("uploads.state_applied")


def _role(role: object, say: Speaker) -> str:
    key = ROLE_KEYS.get(str(role))
    return say(key) if key else str(role or "–")


def _rows(counts: Any) -> int:  # noqa: ANN401 - JSON of the intake
    if not isinstance(counts, dict):
        return 0
    return sum(sum(kinds.values()) for kinds in counts.values() if isinstance(kinds, dict))


def _time(text: object, say: Speaker) -> str:
    """Day and time in Norway of an ISO time in UTC."""
    try:
        there = dt.datetime.fromisoformat(str(text)).astimezone(OSLO)
    except ValueError:
        return "–"
    return f"{say.date(there.date())} {there:%H:%M}"


def _speaker(query: object) -> Speaker:
    return speaker(read_query(str(query or ""))[0].language)
