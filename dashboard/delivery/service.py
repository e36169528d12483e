"""What the addresses of papers and forms stand on: data, archive, worker, quota, and whose turn it is."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from flask import Flask, Response, request

from dashboard.access import sentences
from dashboard.delivery.quota import Metered, peer
from terms.words import speaker

if TYPE_CHECKING:
    from dashboard.delivery.quota import Quota, QuotaReached
    from dashboard.delivery.worker import PaperWorker
    from dashboard.papers.archive import Archive
    from dashboard.store.store import FrameStore
    from terms.languages import Language

REFUSED = "delivery.refused_title"
"""Key of the heading over a sentence that says why no paper was made."""
TOO_MANY, OK = 429, 200
MINUTE = 60


@dataclass(frozen=True)
class PaperService:
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
    def worker(self) -> PaperWorker | None:
        """What makes the papers that wait; None on a board where each waits for the one before."""
        found: PaperWorker | None = self.server.config.get("BOLYST_PAPER_WORKER")
        return found


def too_many(reached: QuotaReached) -> Response:
    """Say that an address has had as many papers made as it may, and when there may be more."""
    answer = sentences.page(
        "delivery.quota",
        TOO_MANY,
        REFUSED,
        hour=str(reached.quota.hourly),
        day=str(reached.quota.daily),
        minutes=str(math.ceil(reached.wait / MINUTE)),
    )
    answer.headers["Retry-After"] = str(math.ceil(reached.wait))
    return answer


def offered(words: str, button: str, spoken: Language) -> Response:
    """A page of ours that offers what another site's link asked for; the button has it made."""
    say = speaker(spoken)
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in parse_qsl(sentences.query_text())
    )
    body = (
        f"<p>{escape(words)}</p><p>{escape(say('delivery.offer'))}</p>"
        f'<form method="get" action="{escape(quote(request.path))}">{hidden}'
        f'<button type="submit" class="paper-button">{escape(button)}</button></form>'
        f'<p><a href="/?{escape(sentences.query_text())}">{escape(say("delivery.to_board"))}</a></p>'
    )
    return sentences.page_of(say("delivery.offer_title"), body, OK, spoken)
