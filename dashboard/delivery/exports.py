"""Addresses of what people take along: workbooks, CSV and pictures of the same choice as on the page."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from flask import Response, request

from dashboard.address.export_links import ROOT, VIEW_NAMES
from dashboard.address.selection import language_of
from dashboard.address.view_tables import SHEETS
from dashboard.content.csv import csv_table
from dashboard.content.pictures import png
from dashboard.delivery.tables import TABLES, keys_of, tables_of
from dashboard.delivery.workbook import csv_zip, workbook
from dashboard.overview.ground import Ground
from dashboard.papers.archive import tidy_id
from dashboard.papers.pictures import PICTURES, drawn
from dashboard.shell.asked import asked
from dashboard.shell.routes import view_at
from terms.errors import NothingLoaded
from terms.words import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from dashboard.store.store import FrameStore

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
WIDTH = 1600
"""Pixels of a bitmap: sharp on a whole page of A4."""
WRONG, NOT_FOUND, LATER = 400, 404, 503
OWN = frozenset({"visning", "tabell", "utsnitt"})
"""Parameters that are not part of the choice: a view, names of tables, the id of a snapshot."""
LONGEST_NAME = 60
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture opened by itself runs nothing and fetches nothing."""
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "đ": "d", "ŋ": "n", "ŧ": "t"})


class _Refused(Exception):
    """What was asked for cannot be given: why, in the reader's language."""

    def __init__(self, status: int, sentence: Callable[[Speaker], str]) -> None:
        self.status, self.sentence = status, sentence
        super().__init__(status)


@dataclass(frozen=True)
class _Counter:
    """Where files are handed out."""

    store: FrameStore
    home: str

    def ground(self, view: str = "/") -> Ground:
        """What the address chooses, as a page with the same query would: raises _Refused where it cannot."""
        found_view = view_at(view, self.store)
        if found_view is None:
            raise _Refused(NOT_FOUND, lambda say: say("exports.unknown_view", name=view[:40]))
        rest = [(key, value) for key, value in parse_qsl(_query()) if key not in OWN]
        found = asked(urlencode(rest, safe=",-"), self.store, self.home, found_view.project)
        unread = [each for each in found.misread if each.reason != "old_number"]
        if unread:
            told = ", ".join(f"{each.parameter}={each.value}" for each in unread)
            raise _Refused(WRONG, lambda say: say("exports.not_read", parts=told))
        say = speaker(found.selection.language)
        return Ground(self.store, found.selection, say, dt.datetime.now(dt.UTC).date())


def install(server: Flask, store: FrameStore, home: str) -> None:
    """Add the addresses; before the headers, so that a picture's own policy is the last word."""
    counter = _Counter(store, home)

    @server.after_request
    def narrow(response: Response) -> Response:
        if request.path.startswith(f"{ROOT}/") and response.mimetype == TYPES["svg"]:
            response.headers["Content-Security-Policy"] = SVG_POLICY
        return response

    @server.get(f"{ROOT}/arbeidsbok.xlsx")
    @server.get(f"{ROOT}/arbeidsbok/<path:name>.xlsx")
    def workbook_file(name: str = "") -> Response:
        return _answer(lambda: _tables(counter, name, "xlsx"))

    @server.get(f"{ROOT}/tabellar.zip")
    @server.get(f"{ROOT}/tabellar/<path:name>.zip")
    def csv_files(name: str = "") -> Response:
        return _answer(lambda: _tables(counter, name, "zip"))

    @server.get(f"{ROOT}/<name>.csv")
    def csv_file(name: str) -> Response:
        return _answer(lambda: _csv(counter, name))

    @server.get(f"{ROOT}/<name>.svg")
    def picture_drawn(name: str) -> Response:
        return _answer(lambda: _picture(counter, name, "svg"))

    @server.get(f"{ROOT}/<name>.png")
    def picture_bitmap(name: str) -> Response:
        return _answer(lambda: _picture(counter, name, "png"))


def _query() -> str:
    return request.query_string.decode(errors="replace")


def _tables(counter: _Counter, name: str, ending: str) -> Response:
    """Workbook or zip of a view, or of the tables named in the address."""
    view = _view(name)
    keys = tuple(dict.fromkeys(filter(None, request.args.get("tabell", "").split(","))))
    unknown = [key for key in keys if key not in TABLES]
    if unknown:
        raise _Refused(NOT_FOUND, lambda say: say("exports.unknown_table", name=unknown[0][:40]))
    snapshot = request.args.get("utsnitt", "")
    known = tidy_id(snapshot) if snapshot else ""
    if known is None:
        raise _Refused(WRONG, lambda say: say("exports.bad_snapshot", id=snapshot[:40]))
    ground = counter.ground(view)
    if not keys and not keys_of(view):
        raise _Refused(NOT_FOUND, lambda say: say("exports.unknown_view", name=view[:40]))
    make = workbook if ending == "xlsx" else csv_zip
    content = make(ground, view, keys, known)
    what = keys[0] if keys else VIEW_NAMES.get(view, "prosjekt")
    return _file(content, what, ground, ending)


def _view(name: str) -> str:
    """Address of the view that a file's address names; as it stands where it names none."""
    if not name:
        return request.args.get("visning", "/")
    if name.startswith(SHEETS.strip("/") + "/"):
        return f"/{name}"
    return next((view for view, known in VIEW_NAMES.items() if known == name), f"/{name}")


def _csv(counter: _Counter, name: str) -> Response:
    if name not in TABLES:
        raise _Refused(NOT_FOUND, lambda say: say("exports.unknown_table", name=name[:40]))
    ground = counter.ground()
    return _file(csv_table(tables_of(ground, (name,))[0]), name, ground, "csv")


def _picture(counter: _Counter, name: str, ending: str) -> Response:
    if name not in PICTURES:
        raise _Refused(NOT_FOUND, lambda say: say("exports.unknown_picture", name=name[:40]))
    ground = counter.ground()
    found = drawn(name, ground)
    if found is None:
        raise _Refused(NOT_FOUND, lambda say: say("exports.nothing_to_draw"))
    content = found.encode() if ending == "svg" else png(found, WIDTH)
    return _file(content, name, ground, ending)


def _file(content: bytes, what: str, ground: Ground, ending: str) -> Response:
    """File to be saved under a name of plain letters; asked for again, it is sent only if it has changed."""
    stem = plain(f"bolysttavla-{what}-{ground.place}")[:LONGEST_NAME].strip("-")
    answer = Response(content, content_type=TYPES[ending])
    name = f"{stem}-{ground.figures.day.isoformat()}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def plain(text: str) -> str:
    """Text in letters a-z, digits and hyphens: «Møre og Romsdal» is «moere-og-romsdal»."""
    spelt = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", spelt.encode("ascii", "ignore").decode()).strip("-")


def _answer(give: Callable[[], Response]) -> Response:
    """What is asked for, or a page with a sentence that says why not."""
    try:
        return give()
    except _Refused as no:
        return _sentence(no.status, no.sentence)
    except NothingLoaded:
        return _sentence(LATER, lambda say: say("shell.no_data"))


def _sentence(status: int, words: Callable[[Speaker], str]) -> Response:
    say = speaker(language_of(_query()) or "nb")
    page = (
        f'<!DOCTYPE html><html lang="{say.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(say('exports.refused'))} · Bolysttavla</title>"
        '<link rel="stylesheet" href="/assets/board.css"></head><body><main>'
        f"<h1>{escape(say('exports.refused'))}</h1><p>{escape(words(say))}</p>"
        f'<p><a href="/?sprak={say.language}">{escape(say("delivery.to_board"))}</a></p></main></body></html>'
    )
    return Response(page, status=status, mimetype="text/html")
