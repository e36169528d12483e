"""What may be sent: how much to which address, and to the callbacks only what our own pages post.

A body that is not what the browser sends for one of our callbacks is answered with 400 before any code of
ours sees it. `ACCEPTS` says of every property that a callback reads what it may be; a callback over a
property that is not there stops the board from starting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from flask import abort, request

from dashboard.address.ids import Filters, Papers, Reporting, Shell, TargetGroups, Uploads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dash import Dash
    from flask import Flask

    Accepts = Callable[[object], bool]

SMALL = 256_000
"""Bytes of a callback or a form: a thousand times what our pages send."""
OWN_LIMIT = ("/opplasting",)
"""Addresses of files, which say themselves how much they take (`dashboard.entry.routes`)."""
ADDRESS = "/_dash-update-component"
WRONG, TOO_LARGE, UNREAD = 400, 413, 415
PARTS = {"output", "outputs", "inputs", "changedPropIds", "state", "parsedChangedPropsIds"}
NEEDED = {"output", "outputs", "inputs", "changedPropIds"}
GIVEN = {"id", "property", "value", "allow_optional"}
"""Of each value; the last where an optional control is not on the page, as Dash's renderer writes it."""
LONGEST_QUERY = 16_000
"""Signs of a query: every municipality and many projects at once."""
LONGEST_ID, MOST = 120, 5_000
LARGEST_NUMBER = 10**15


def _text(longest: int) -> Accepts:
    return lambda value: value is None or (isinstance(value, str) and len(value) <= longest)


def _number(value: object) -> bool:
    return value is None or (
        isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_NUMBER
    )


def _yes_or_no(value: object) -> bool:
    return value is None or isinstance(value, bool)


def _names(value: object) -> bool:
    """Whether it is what a list of boxes sends: the names of those that are ticked."""
    return value is None or (
        isinstance(value, list)
        and len(value) <= MOST
        and all(isinstance(each, str) and len(each) <= LONGEST_ID for each in value)
    )


def _undone(value: object) -> bool:
    """Whether it is what undoing a batch left for the history to show."""
    return value is None or (
        isinstance(value, dict)
        and value.keys() <= {"undid", "outcome", "sentence"}
        and all(_number(each) or _line(each) for each in value.values())
    )


_line = _text(4_000)
_query, _name = _text(LONGEST_QUERY), _text(LONGEST_ID)
ACCEPTS: Mapping[tuple[str, str], Accepts] = {
    (Shell.LOCATION, "pathname"): _text(2_000),
    (Shell.LOCATION, "search"): _query,
    (Filters.QUERY, "data"): _query,
    (Filters.PROGRAMME, "value"): _name,
    (Filters.COUNTY, "value"): _name,
    (Filters.MUNICIPALITIES, "value"): _names,
    (Filters.PROJECTS, "value"): _names,
    (Filters.GROUPS, "value"): _names,
    (Filters.YEAR_FROM, "value"): _name,
    (Filters.YEAR_TO, "value"): _name,
    (Papers.ASKED, "data"): _query,
    (TargetGroups.TREND_GROUP, "value"): _name,
    (Reporting.REMIND, "value"): _name,
    (Uploads.CURRENT, "data"): _name,
    (Uploads.STARTED, "data"): _name,
    (Uploads.POLL, "n_intervals"): _number,
    (Uploads.POLL, "disabled"): _yes_or_no,
    (Uploads.APPLY, "n_clicks"): _number,
    (Uploads.DISCARD, "n_clicks"): _number,
    (Uploads.UNDO, "n_clicks"): _number,
    (Uploads.UNDO_CHOICE, "value"): _name,
    (Uploads.UNDONE, "data"): _undone,
}
"""What may be posted of each property; None is a control that is empty, or not on the page."""


def limit(server: Flask) -> None:
    """Refuse bodies by the length they state; one that states none is read as far as the limit."""
    server.config["MAX_CONTENT_LENGTH"] = SMALL
    server.config["MAX_FORM_MEMORY_SIZE"] = SMALL

    @server.before_request
    def refuse_large_bodies() -> None:
        takes_files = request.method == "POST" and request.path.startswith(OWN_LIMIT)
        if takes_files:
            return
        unstated = "Transfer-Encoding" in request.headers
        if (request.content_length or 0) > SMALL or (unstated and len(request.get_data()) >= SMALL):
            abort(TOO_LARGE)  # what states no length is cut at the limit by werkzeug, not refused


def install(app: Dash) -> None:
    """Read every callback's post before Dash does.

    Raises:
        LookupError: A callback reads a property of which `ACCEPTS` says nothing.
    """
    server: Flask = app.server
    answered = {output: each for output, each in app.callback_map.items() if "callback" in each}
    for callback in answered.values():
        for part in (*callback["inputs"], *callback["state"]):
            if (part["id"], part["property"]) not in ACCEPTS:
                raise LookupError(f"{part['id']}.{part['property']} is not in dashboard.shell.posted.ACCEPTS")

    @server.before_request
    def refuse_what_our_pages_do_not_send() -> None:
        if request.path != ADDRESS or request.method != "POST":
            return
        if not request.is_json:
            abort(UNREAD)
        if not is_ours(request.get_data(), answered):
            abort(WRONG)


def is_ours(written: bytes, callbacks: Mapping[str, Any]) -> bool:
    """Whether a body is what the browser sends for one of the callbacks."""
    try:
        body = orjson.loads(written)
    except orjson.JSONDecodeError:
        return False
    if not isinstance(body, dict) or not NEEDED <= body.keys() <= PARTS:
        return False
    output = body["output"]
    callback = callbacks.get(output) if isinstance(output, str) else None
    return (
        callback is not None
        and body["outputs"] == _outputs(output)
        and _are(body["inputs"], callback["inputs"])
        and _are(body.get("state", []), callback["state"])
        and _are_changes(body["changedPropIds"], callback["inputs"])
    )


def _outputs(output: str) -> list[dict[str, str]] | dict[str, str]:
    """The properties an output names, as the browser writes them: a list where they are several."""
    several = output.startswith("..")
    parts = [part.rpartition(".") for part in output.strip(".").split("...")]
    written = [{"id": element, "property": name} for element, _, name in parts]
    return written if several else written[0]


def _are(given: object, declared: list[dict[str, Any]]) -> bool:
    """Whether the values given are those a callback asks for, in its order, each of its kind."""
    return (
        isinstance(given, list)
        and len(given) == len(declared)
        and all(_is(one, part) for one, part in zip(given, declared, strict=True))
    )


def _is(given: object, declared: dict[str, Any]) -> bool:
    if not isinstance(given, dict) or not given.keys() <= GIVEN:
        return False
    place = (declared["id"], declared["property"])
    return (given.get("id"), given.get("property")) == place and ACCEPTS[place](given.get("value"))


def _are_changes(changed: object, declared: list[dict[str, Any]]) -> bool:
    known = {f"{part['id']}.{part['property']}" for part in declared}
    return (
        isinstance(changed, list)
        and len(changed) <= len(known)
        and all(isinstance(one, str) and one in known for one in changed)
    )
