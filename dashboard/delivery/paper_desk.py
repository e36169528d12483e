"""What every address of papers stands on: data, archive, press, whose turn it is, and how to say no."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from flask import Flask, Response, request

from dashboard.address.selection import language_of
from dashboard.delivery.paper_quota import Metered, peer
from terms.words import speaker

if TYPE_CHECKING:
    from dashboard.delivery.paper_press import Press
    from dashboard.delivery.paper_quota import Quota, QuotaReached
    from dashboard.papers.archive import Archive
    from dashboard.store.store import FrameStore
    from terms.languages import Language

ROOT = "/papir"
ORDERS = f"{ROOT}/ordre"
WRONG, FORBIDDEN, NOT_FOUND, TOO_MANY, LATER = 400, 403, 404, 429, 503
OK, SEE_OTHER = 200, 303
MINUTE = 60


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
    def quota(self) -> Quota | None:
        """How many new papers an address may have made; None on a board that does not count."""
        found: Quota | None = self.server.config.get("BOLYST_QUOTA")
        return found

    @property
    def own_archive(self) -> Archive | None:
        """The archive, for whoever asks now: what is new in it counts on their address."""
        archive, quota = self.archive, self.quota
        return Metered(archive, quota, peer()) if archive and quota else archive

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


def too_many(reached: QuotaReached) -> Response:
    """Say that an address has had as many papers made as it may, and when there may be more."""
    answer = sentence(
        "delivery.quota",
        TOO_MANY,
        hour=str(reached.quota.hourly),
        day=str(reached.quota.daily),
        minutes=str(math.ceil(reached.wait / MINUTE)),
    )
    answer.headers["Retry-After"] = str(math.ceil(reached.wait))
    return answer


def refused(words: str, status: int, spoken: Language) -> Response:
    """A page with one sentence, for an address that was to give a file."""
    say = speaker(spoken)
    back = f'<p><a href="/?sprak={spoken}">{escape(say("delivery.to_board"))}</a></p>'
    return _page(say("delivery.refused_title"), f"<p>{escape(words)}</p>{back}", status, spoken)


def offered(words: str, button: str, spoken: Language) -> Response:
    """A page of ours that offers what another site's link asked for; the button has it made."""
    say = speaker(spoken)
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in parse_qsl(query_text())
    )
    body = (
        f"<p>{escape(words)}</p><p>{escape(say('delivery.offer'))}</p>"
        f'<form method="get" action="{escape(quote(request.path))}">{hidden}'
        f'<button type="submit" class="paper-button">{escape(button)}</button></form>'
        f'<p><a href="/?{escape(query_text())}">{escape(say("delivery.to_board"))}</a></p>'
    )
    return _page(say("delivery.offer_title"), body, OK, spoken)


def _page(title: str, body: str, status: int, spoken: Language) -> Response:
    page = (
        f'<!DOCTYPE html><html lang="{spoken}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Bolysttavla</title>"
        '<link rel="stylesheet" href="/assets/board.css"></head><body><main id="innhald">'
        f"<h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    answer = Response(page, status=status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"  # the same address may be answered with a file
    return answer
