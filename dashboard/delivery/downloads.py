"""Addresses of what people take along: workbooks, CSV and pictures of the same choice as on the page."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from flask import Response, request

from dashboard.access import sentences
from dashboard.address.links import EXPORTS, VIEW_NAMES
from dashboard.address.view_tables import SHEETS
from dashboard.content.csv import csv_table
from dashboard.content.pictures import png
from dashboard.delivery.tables import TABLES, keys_of, tables_of
from dashboard.delivery.workbook import csv_zip, workbook
from dashboard.overview.ground import Ground
from dashboard.papers.archive import tidy_id
from dashboard.papers.pictures import PICTURES, drawn
from dashboard.places.asked import asked
from terms.errors import NothingLoaded
from terms.words import speaker

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
    """What was asked for cannot be handed out; `key` is the sentence that says why."""

    def __init__(self, status: int, key: str, **values: str) -> None:
        self.status, self.key, self.values = status, key, values
        super().__init__(key)


@dataclass(frozen=True)
class _Downloads:
    """What files are made of.

    `project_of` says of the address of a view which project's sheet it is: empty at other views, None
    where no view stands.
    """

    store: FrameStore
    home: str
    project_of: Callable[[str], str | None]

    def chosen(self, view: str = "/") -> Ground:
        """What the address chooses, as a page with the same query would.

        Raises:
            _Refused: The view does not exist, or something in the address cannot be used.
        """
        project = self.project_of(view)
        if project is None:
            raise _Refused(NOT_FOUND, "exports.unknown_view", name=view[:40])
        rest = [(key, value) for key, value in parse_qsl(sentences.query_text()) if key not in OWN]
        found = asked(urlencode(rest, safe=",-"), self.store, self.home, project)
        unread = [each for each in found.misread if each.reason != "old_number"]
        if unread:
            parts = ", ".join(f"{each.parameter}={each.value}" for each in unread)
            raise _Refused(WRONG, "exports.not_read", parts=parts)
        say = speaker(found.selection.language)
        return Ground(self.store, found.selection, say, dt.datetime.now(dt.UTC).date())


def install(server: Flask, store: FrameStore, home: str, project_of: Callable[[str], str | None]) -> None:
    """Add the addresses; before the headers, so that a picture's own policy is the last word."""
    downloads = _Downloads(store, home, project_of)

    @server.after_request
    def narrow(response: Response) -> Response:
        if request.path.startswith(f"{EXPORTS}/") and response.mimetype == TYPES["svg"]:
            response.headers["Content-Security-Policy"] = SVG_POLICY
        return response

    @server.get(f"{EXPORTS}/arbeidsbok.xlsx")
    @server.get(f"{EXPORTS}/arbeidsbok/<path:name>.xlsx")
    def workbook_file(name: str = "") -> Response:
        return _answer(lambda: _tables(downloads, name, "xlsx"))

    @server.get(f"{EXPORTS}/tabellar.zip")
    @server.get(f"{EXPORTS}/tabellar/<path:name>.zip")
    def csv_files(name: str = "") -> Response:
        return _answer(lambda: _tables(downloads, name, "zip"))

    @server.get(f"{EXPORTS}/<name>.csv")
    def csv_file(name: str) -> Response:
        return _answer(lambda: _csv(downloads, name))

    @server.get(f"{EXPORTS}/<name>.svg")
    def picture_drawn(name: str) -> Response:
        return _answer(lambda: _picture(downloads, name, "svg"))

    @server.get(f"{EXPORTS}/<name>.png")
    def picture_bitmap(name: str) -> Response:
        return _answer(lambda: _picture(downloads, name, "png"))


def _tables(downloads: _Downloads, name: str, ending: str) -> Response:
    """Workbook or zip of a view, or of the tables named in the address."""
    view = _view(name)
    keys = tuple(dict.fromkeys(filter(None, request.args.get("tabell", "").split(","))))
    unknown = [key for key in keys if key not in TABLES]
    if unknown:
        raise _Refused(NOT_FOUND, "exports.unknown_table", name=unknown[0][:40])
    snapshot = request.args.get("utsnitt", "")
    known = tidy_id(snapshot) if snapshot else ""
    if known is None:
        raise _Refused(WRONG, "exports.bad_snapshot", id=snapshot[:40])
    chosen = downloads.chosen(view)
    if not keys and not keys_of(view):
        raise _Refused(NOT_FOUND, "exports.unknown_view", name=view[:40])
    make = workbook if ending == "xlsx" else csv_zip
    content = make(chosen, view, keys, known)
    what = keys[0] if keys else VIEW_NAMES.get(view, "prosjekt")
    return _file(content, what, chosen, ending)


def _view(name: str) -> str:
    """Address of the view that a file's address names; as it stands where it names none."""
    if not name:
        return request.args.get("visning", "/")
    if name.startswith(SHEETS.strip("/") + "/"):
        return f"/{name}"
    return next((view for view, known in VIEW_NAMES.items() if known == name), f"/{name}")


def _csv(downloads: _Downloads, name: str) -> Response:
    if name not in TABLES:
        raise _Refused(NOT_FOUND, "exports.unknown_table", name=name[:40])
    chosen = downloads.chosen()
    return _file(csv_table(tables_of(chosen, (name,))[0]), name, chosen, "csv")


def _picture(downloads: _Downloads, name: str, ending: str) -> Response:
    if name not in PICTURES:
        raise _Refused(NOT_FOUND, "exports.unknown_picture", name=name[:40])
    chosen = downloads.chosen()
    found = drawn(name, chosen)
    if found is None:
        raise _Refused(NOT_FOUND, "exports.nothing_to_draw")
    content = found.encode() if ending == "svg" else png(found, WIDTH)
    return _file(content, name, chosen, ending)


def _file(content: bytes, what: str, chosen: Ground, ending: str) -> Response:
    """File to be saved under a name of plain letters; asked for again, it is sent only if it has changed."""
    stem = plain(f"bolysttavla-{what}-{chosen.place}")[:LONGEST_NAME].strip("-")
    answer = Response(content, content_type=TYPES[ending])
    name = f"{stem}-{chosen.figures.day.isoformat()}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def plain(text: str) -> str:
    """Text in letters a-z, digits and hyphens: «Møre og Romsdal» is «moere-og-romsdal»."""
    spelt = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", spelt.encode("ascii", "ignore").decode()).strip("-")


def _answer(make: Callable[[], Response]) -> Response:
    """What is asked for, or a page with a sentence that says why not."""
    try:
        return make()
    except _Refused as refused:
        return sentences.page(refused.key, refused.status, "exports.refused", **refused.values)
    except NothingLoaded:
        return sentences.page("shell.no_data", LATER, "exports.refused")
