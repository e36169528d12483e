"""What every address of papers stands on: data, archive, press, whose turn it is, and how to say no."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from dashboard.selection import language_of
from dashboard.text import speaker

if TYPE_CHECKING:
    from dashboard.paper_press import Press
    from dashboard.papers.snapshot import Archive
    from dashboard.selection import Language
    from dashboard.store import FrameStore

ROOT = "/papir"
ORDERS = f"{ROOT}/ordre"
WRONG, FORBIDDEN, NOT_FOUND, LATER = 400, 403, 404, 503
SEE_OTHER = 303


@dataclass(frozen=True)
class Desk:
    """Where papers are handed out; `turn` lets each web process make one at a time, the rest is queued."""

    server: Flask
    store: FrameStore
    home: str
    turn: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(1))

    @property
    def archive(self) -> Archive | None:
        """Where papers are kept; None on a board that has no such place."""
        found: Archive | None = self.server.config.get("BOLYST_ARCHIVE")
        return found

    @property
    def press(self) -> Press | None:
        """What makes the papers that wait; None on a board where each waits for the one before."""
        found: Press | None = self.server.config.get("BOLYST_PRESS")
        return found


def query_text() -> str:
    """Query of the address, as it is written."""
    return request.query_string.decode(errors="replace")


def language() -> Language:
    """Language the address asks for; bokmål without one."""
    return language_of(query_text()) or "nb"


def sentence(key: str, status: int, **values: str) -> Response:
    """A page with one sentence of the catalogue."""
    spoken = language()
    return refused(speaker(spoken)(key, **values), status, spoken)


def refused(words: str, status: int, spoken: Language) -> Response:
    """A page with one sentence, for an address that was to give a file."""
    say = speaker(spoken)
    page = (
        f'<!DOCTYPE html><html lang="{spoken}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(say('delivery.refused_title'))} · Bolysttavla</title>"
        '<link rel="stylesheet" href="/assets/board.css"></head><body><main id="innhald">'
        f"<h1>{escape(say('delivery.refused_title'))}</h1><p>{escape(words)}</p>"
        f'<p><a href="/?sprak={spoken}">{escape(say("delivery.to_board"))}</a></p></main></body></html>'
    )
    return Response(page, status=status, mimetype="text/html")
