"""The review of a file on its way in: progress, what is wrong, what would change, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html, no_update

from dashboard.address.ids import Uploads as Ids
from dashboard.address.selection import read_query
from dashboard.content.markup import settled
from dashboard.content.parts import Table, attributes, notice, table
from dashboard.entry.report_fields import fields_form
from terms.words import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboard.entry.routes import Entrance
    from dashboard.entry.spool import Answer, Upload
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def review(entrance: Entrance | None, store: FrameStore, token: object, query: object) -> dict[str, Any]:
    """Pieces to show of a file, and whether there is nothing more to wait for."""
    say = speaker(read_query(str(query or ""))[0].language)
    if entrance is None or not entrance.door.may_write() or token is None:
        return {"pieces": [], "done": True}
    upload = entrance.spool.find(token)
    if upload is None:
        sentence = "uploads.discarded" if token == "" else "uploads.gone"
        return {"pieces": _framed([notice(say(sentence))], say), "done": True}
    pieces, done = _stage(entrance, store, upload, say)
    return {"pieces": settled(_framed(pieces, say)), "done": done}


def apply(entrance: Entrance | None, clicks: object, token: object, query: object) -> object:
    """Begin to store the file, once; the answer only tells the review to look again."""
    upload = entrance.spool.find(token) if entrance is not None and entrance.door.may_write() else None
    if not clicks or entrance is None or upload is None or not _may_apply(upload):
        return no_update
    if not upload.begin("apply"):
        return no_update
    upload.again("progress")
    entrance.intake.apply(upload, read_query(str(query or ""))[0].language)
    return upload.token


def discard(entrance: Entrance | None, clicks: object, token: object) -> object:
    """Remove the file; an empty token says that the user did it."""
    upload = entrance.spool.find(token) if entrance is not None and entrance.door.may_write() else None
    if not clicks or entrance is None or upload is None:
        return no_update
    entrance.spool.forget(upload)
    return ""


def _may_apply(upload: Upload) -> bool:
    return (upload.read("check") or {}).get("outcome") == "changes"


def _stage(
    entrance: Entrance, store: FrameStore, upload: Upload, say: Speaker
) -> tuple[list[Component], bool]:
    """What to show of an upload now, and whether it is the last there is to see."""
    applied = upload.read("apply")
    if applied is not None:
        return _applied(upload, applied, say), store.version >= int(applied.get("version") or 0)
    if upload.begun("apply"):
        return [_progress(upload, "uploads.storing", "uploads.storing_rows", say)], False
    checked = upload.read("check")
    if checked is None:
        return [_progress(upload, "uploads.checking", "uploads.checking_rows", say)], False
    pieces = _checked(upload, checked, say)
    if checked.get("fields") and checked.get("outcome") in {"rejected", "changes"}:
        projects = store["project"]
        names = dict(zip(projects["project"], projects["name"], strict=True))
        pieces.append(fields_form(entrance, upload, checked, names, say))
    return pieces, True


def _framed(pieces: Sequence[Component], say: Speaker) -> list[Component]:
    return [html.Div([html.H2(say("uploads.review"), className="panel-title"), *pieces], className="panel")]


def _progress(upload: Upload, waiting: str, rows: str, say: Speaker) -> Component:
    """Bar with words; without a number as long as none is known."""
    known = upload.read("progress") or {}
    done, total = known.get("done"), known.get("total")
    if not isinstance(done, int) or not isinstance(total, int) or not total:
        words: str = say(waiting)
        return html.Div([html.P(words, id="uploads-words"), html.Progress(**_named())])
    words = say(rows, done=say.number(done), rows=say.count("count.rows", total))
    return html.Div(
        [html.P(words, id="uploads-words"), html.Progress(value=str(done), max=str(total), **_named())]
    )


def _named() -> dict[str, Any]:
    return attributes(aria_labelledby="uploads-words")


def _applied(upload: Upload, answer: Answer, say: Speaker) -> list[Component]:
    if answer.get("outcome") == "applied":
        return [notice(say("uploads.applied", batch=answer.get("batch")), state="good")]
    if answer.get("outcome") == "rejected":
        return _rejected(upload, answer, say)
    return [_refusal(answer, say)]


def _refusal(answer: Answer, say: Speaker) -> Component:
    """Sentence of the intake itself; one of ours where it gave none."""
    if answer.get("outcome") == "same":
        return notice(say("uploads.same_file", batch=answer.get("batch")), state="neutral")
    if answer.get("outcome") == "nothing":
        return notice(say("uploads.nothing_new"), state="neutral")
    return notice(str(answer.get("sentence") or say("uploads.no_intake")), state="critical")


def _checked(upload: Upload, answer: Answer, say: Speaker) -> list[Component]:
    outcome = answer.get("outcome")
    discard_button = html.Button(
        say("uploads.discard"), id=Ids.DISCARD, type="button", className="btn btn-outline-secondary"
    )
    if outcome == "rejected":
        return [*_rejected(upload, answer, say), html.P(discard_button)]
    if outcome != "changes":
        return [_refusal(answer, say)]
    file = upload.file
    return [
        html.P(say("uploads.would_change", file=file.name if file else "")),
        _counts(answer, say),
        *_changes(answer, say),
        html.P(
            [
                html.Button(say("uploads.import"), id=Ids.APPLY, type="button", className="btn btn-primary"),
                discard_button,
            ],
            className="uploads-buttons",
        ),
    ]


def _rejected(upload: Upload, answer: Answer, say: Speaker) -> list[Component]:
    listed = [one for one in answer.get("rejected", []) if isinstance(one, dict)]
    heads = (
        say("label.sheet"),
        say("uploads.column_row"),
        say("label.column"),
        say("label.value"),
        say("uploads.column_advice"),
    )
    rows = [
        (
            str(one.get("sheet") or "–"),
            str(one.get("row") or "–"),
            str(one.get("column") or "–"),
            str(one.get("value") or "–"),
            str(one.get("advice") or ""),
        )
        for one in listed
    ]
    link = html.A(
        say("uploads.annotated"), href=f"/opplasting/{upload.token}/merknader.xlsx?sprak={say.language}"
    )
    in_all = int(answer.get("rejected_in_all") or len(listed))
    return [
        notice(say.count("uploads.rejected", in_all), state="critical"),
        *([html.P(link)] if upload.annotated.is_file() else []),
        table(Table(say("uploads.rejected_caption"), heads, rows, frozenset({1})), "uploads-table"),
    ]


def _counts(answer: Answer, say: Speaker) -> Component:
    heads = (
        say("label.sheet"),
        say("uploads.column_added"),
        say("label.changed"),
        say("uploads.column_removed"),
    )
    rows = [
        (str(sheet), *(say.number(kinds.get(kind, 0)) for kind in ("added", "changed", "removed")))
        for sheet, kinds in answer.get("counts", {}).items()
    ]
    return table(Table(say("uploads.counts_caption"), heads, rows, frozenset({1, 2, 3})), "uploads-table")


def _changes(answer: Answer, say: Speaker) -> list[Component]:
    """Before and after of every field that is not new; raw counts are never among them."""
    heads = (
        say("label.sheet"),
        say("uploads.column_row"),
        say("label.column"),
        say("uploads.column_before"),
        say("uploads.column_after"),
    )
    rows = [
        (
            str(one.get("sheet")),
            str(one.get("row")),
            str(one.get("column")),
            str(one.get("before") or "–"),
            str(one.get("after") or "–"),
        )
        for one in answer.get("changes", [])
    ]
    more = int(answer.get("more") or 0)
    return [
        *([table(Table(say("uploads.changes_caption"), heads, rows), "uploads-table")] if rows else []),
        *([html.P(say.count("uploads.more", more), className="panel-note")] if more else []),
        *([html.P(say("uploads.raw_hidden"), className="panel-note")] if answer.get("raw") else []),
    ]
