"""Addresses papers are taken from: one of what is chosen now, and those that were made before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, redirect, request

from dashboard.access.came_from import came_from
from dashboard.address.selection import language_of, read_query
from dashboard.delivery import paper_queue
from dashboard.delivery.paper_desk import (
    LATER,
    NOT_FOUND,
    ROOT,
    SEE_OTHER,
    WRONG,
    Desk,
    offered,
    query_text,
    refused,
    sentence,
    too_many,
)
from dashboard.delivery.paper_orders import Wanted
from dashboard.delivery.paper_quota import QuotaReached
from dashboard.overview.ground import language_of_place
from dashboard.papers.archive import read_row, tidy_id
from dashboard.papers.kinds import KINDS, file_stem
from dashboard.papers.making import ENDINGS, WRITTEN, file_of, settled_choice, written
from dashboard.places.words import place_words
from dashboard.shell.asked import asked
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from dashboard.address.selection import Misread, Selection
    from dashboard.papers.kinds import Kind
    from dashboard.papers.making import Ending
    from dashboard.store.store import FrameStore

ODD = re.compile(r"[^\w. -]")
Reply = Any
"""Flask's redirect has werkzeug's type, other answers flask's own."""


def install(server: Flask, store: FrameStore, home: str) -> None:
    """Add the addresses of papers; archive and press are found in the server's config when asked for."""
    desk = Desk(server, store, home)

    @server.get(ROOT)
    def open_by_id() -> Reply:
        """Address of a kept paper, from the field its id is written in."""
        written_id = request.args.get("id", "").strip()[:40]
        spoken = urlencode({"sprak": language_of(query_text())} if language_of(query_text()) else {})
        return redirect(
            f"{ROOT}/{quote(tidy_id(written_id) or written_id or '-', safe='')}?{spoken}", SEE_OTHER
        )

    for each in ENDINGS:
        server.add_url_rule(
            f"{ROOT}/<name>.{each}", f"paper_{each}", lambda name, e=each: _answer(desk, name, e)
        )

    paper_queue.install(server, desk)


def _answer(desk: Desk, name: str, ending: Ending) -> Reply:
    """A paper made now, or one that was made before."""
    kind = KINDS.get(name)
    try:
        return _kept(desk, name, ending) if kind is None else _paper(desk, kind, ending)
    except (NothingLoaded, OSError):
        return sentence("delivery.unreadable", LATER)
    except QuotaReached as reached:
        return too_many(reached)


def _kept(desk: Desk, name: str, ending: Ending) -> Response:
    """A kept paper as it was; a sentence for an id that is none, and a kind that is none."""
    known = tidy_id(name)
    row = desk.archive.find(known) if known and desk.archive else None
    if row is None:
        key = "delivery.unknown_id" if known else "delivery.unknown_kind"
        return sentence(key, NOT_FOUND, name=name[:40])
    snapshot = read_row(row)
    try:
        document = snapshot.document
    except (KeyError, TypeError, ValueError):
        return sentence("delivery.other_edition", NOT_FOUND)
    selection, _ = settled_choice(desk.store, read_query(snapshot.query)[0])
    kind = KINDS.get(snapshot.kind)
    stem = file_stem(kind, desk.store, selection) if kind else snapshot.kind
    return _file(f"{stem}-{snapshot.id}.{ending}", written(document, ending), ending)


def _paper(desk: Desk, kind: Kind, ending: Ending) -> Reply:
    """A paper of the selection in the address; its place in the queue where others are waiting.

    A link on another site, and whoever only asks what there is (HEAD), make and keep nothing.
    """
    selection, faults = _selection(desk)
    if faults:
        told = ", ".join(f"{each.parameter}={each.value}" for each in faults)
        return sentence("delivery.not_read", WRONG, parts=told)
    lacking = kind.lacks(desk.store, selection)
    if lacking:
        return refused(speaker(selection.language)(lacking), WRONG, selection.language)
    if came_from() != "here" or request.method == "HEAD":
        return _offer(desk, kind, ending, selection)
    press = desk.press
    crowded = press is not None and press.orders.count() > 0
    if crowded or not desk.turn.acquire(blocking=press is None):
        return paper_queue.queued(desk, [Wanted(kind.code, selection.query(), ending)], selection.language)
    try:
        name, content = file_of(kind, desk.store, selection, ending, desk.own_archive)
    finally:
        desk.turn.release()
    return _file(name, content, ending)


def _offer(desk: Desk, kind: Kind, ending: Ending, selection: Selection) -> Response:
    """A page that says which paper the link is of."""
    say = speaker(selection.language)
    what = say(kind.genre)
    choice = f"{place_words(desk.store, selection, say)} · {say.years(selection.years)}"
    button = say("delivery.get", kind=what, format=WRITTEN[ending])
    return offered(f"{what}: {choice}", button, selection.language)


def _selection(desk: Desk) -> tuple[Selection, list[Misread]]:
    """Selection of the address in the language of the paper, and what of it there is not.

    Renumbered municipalities are followed; anything else that cannot be used would give a paper of
    something that was not asked for.
    """
    found = asked(query_text(), desk.store, desk.home)
    selection = found.selection
    if language_of(query_text()) is None:
        selection = selection.within(language=language_of_place(desk.store, selection))
    return selection, [each for each in found.misread if each.reason != "old_number"]


def _file(name: str, content: bytes, ending: Ending) -> Response:
    answer = Response(content, mimetype=ENDINGS[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{ODD.sub("_", name)}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
