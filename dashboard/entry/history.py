"""The history of imports, and undoing one of them in two steps."""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import dash_bootstrap_components as dbc
import pandas as pd
from dash import html, no_update

from dashboard.access.door import Standing
from dashboard.address.ids import Uploads as Ids
from dashboard.address.selection import read_query
from dashboard.content.parts import Table, attributes, notice, table
from dashboard.entry.routes import standing
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.entry.routes import Entrance
    from dashboard.entry.spool import Answer
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

ROLE_KEYS = {
    "administrator": "uploads.role_administrator",
    "editor": "uploads.role_editor",
    "county": "uploads.role_county",
    "steering_group": "word.steering_group",
    "municipality": "uploads.role_municipality",
}
OSLO = ZoneInfo("Europe/Oslo")
UNDO = "undo"
"""Kind of a batch that undoes another."""
LOOKS, PAUSE = 20, 0.15


def history(entrance: Entrance | None, store: FrameStore, undone: object, query: object) -> list[Component]:
    """Table of batches, and the way to undo one; a sentence where there is no intake."""
    say = _speaker(query)
    heading = html.H2(say("uploads.history"), className="panel-title")
    found = standing(entrance)
    if found is Standing.CLOSED:
        return [heading, notice(say("uploads.history_off", why=say("uploads.not_allowed")))]
    try:
        batches = _batches(store)
    except NothingLoaded:
        return [heading, notice(say("shell.no_data"), state="warning")]
    outcome = _outcome(undone, say)
    if not batches:
        return [heading, *outcome, html.P(say("uploads.history_none"))]
    return [
        heading,
        *outcome,
        html.P(say.count("uploads.history_sentence", len(batches))),
        _table(batches, say),
        *(_undo_part(batches, say) if found is Standing.MAY_WRITE else []),
    ]


def confirm(entrance: Entrance | None, store: FrameStore, batch: object, query: object) -> list[Component]:
    """What undoing the chosen batch does, and the button that does it."""
    say = _speaker(query)
    found = _find(entrance, store, batch)
    if found is None:
        return []
    number = found["batch"]
    return [
        html.P(say("uploads.undo_confirm", batch=number, file=found["file_name"])),
        html.Button(
            say("uploads.undo_yes", batch=number), id=Ids.UNDO, type="button", className="btn btn-danger"
        ),
    ]


def undo(entrance: Entrance | None, store: FrameStore, clicks: object, batch: object) -> object:
    """Undo the chosen batch; what came of it is shown above the history."""
    found = _find(entrance, store, batch) if clicks else None
    if entrance is None or found is None:
        return no_update
    answer = entrance.intake.undo(int(found["batch"]))
    _wait_for(store, answer.get("version"))
    return {"undid": found["batch"], "outcome": answer.get("outcome"), "sentence": answer.get("sentence")}


def _wait_for(store: FrameStore, version: object) -> None:
    """Wait a moment for the board to see what was done: it looks for new data once a second."""
    for _ in range(LOOKS):
        if not isinstance(version, int) or store.version >= version:
            return
        time.sleep(PAUSE)


def _batches(store: FrameStore) -> list[Answer]:
    """Batches as they are in the board's database, the latest first."""
    rows: list[Answer] = [
        {str(name): value for name, value in row.items()}
        for row in store["batch"].sort_values("batch", ascending=False).to_dict("records")
    ]
    return rows


def _find(entrance: Entrance | None, store: FrameStore, batch: object) -> Answer | None:
    if entrance is None or not entrance.door.may_write():
        return None
    return next((one for one in _batches(store) if str(one["batch"]) == str(batch) and _can_undo(one)), None)


def _can_undo(batch: Answer) -> bool:
    return batch.get("status") == "applied"


def _outcome(undone: object, say: Speaker) -> list[Component]:
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
        say("uploads.file"),
        say("label.project"),
        say("label.role"),
        say("uploads.column_rows"),
        say("label.status"),
    )
    rows = [
        (
            str(one.get("batch")),
            _time(one.get("imported_at"), say),
            str(one.get("file_name") or "–"),
            "–" if pd.isna(one["project"]) else one["project"],
            _role(one.get("role"), say),
            say.number(_rows(one["counts"])),
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
    if batch["kind"] == UNDO:
        return say("uploads.state_undo", batch=f"{batch['undoes']:.0f}")
    return say("uploads.state_applied")


def _role(role: object, say: Speaker) -> str:
    key = ROLE_KEYS.get(str(role))
    return say(key) if key else str(role or "–")


def _rows(counts: str) -> int:
    """Rows added, changed and removed in all, of JSON by table."""
    return sum(sum(kinds.values()) for kinds in json.loads(counts).values())


def _time(text: object, say: Speaker) -> str:
    """Day and time in Norway of an ISO time in UTC."""
    try:
        there = dt.datetime.fromisoformat(str(text)).astimezone(OSLO)
    except ValueError:
        return "–"
    return f"{say.date(there.date())} {there:%H:%M}"


def _speaker(query: object) -> Speaker:
    return speaker(read_query(str(query or ""))[0].language)
