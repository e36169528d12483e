"""What machines ask of the board: whether it lives, whether it can read its database now, and its gauges."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from flask import Response

from dashboard.shell.gauges import gauges

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.store.store import FrameStore

log = logging.getLogger(__name__)
PATIENCE = 2.0
"""Seconds the database has to answer; a server that does not answer at all is asked by one thread only."""
UNREADY = 503


class Probe:
    """Asks the database for its data version; one question at a time, and never longer than `PATIENCE`."""

    def __init__(self, store: FrameStore) -> None:
        self._store = store
        self._pool: ThreadPoolExecutor | None = None
        self._asked: Future[bool] | None = None

    def answers(self) -> bool:
        """Whether the database answers, and the projects can be lent."""
        pool = self._pool = self._pool or ThreadPoolExecutor(max_workers=1)  # made after the workers parted
        if self._asked is None or self._asked.done():
            self._asked = pool.submit(self._reads)
        try:
            return self._asked.result(PATIENCE)
        except TimeoutError:
            return False

    def _reads(self) -> bool:
        return self._store.readable() and self._store.ready()


def install(server: Flask, store: FrameStore) -> None:
    """Add the addresses."""
    probe = Probe(store)

    @server.get("/healthz")
    def healthz() -> tuple[str, int]:
        return "ok", 200

    @server.get("/readyz")
    def readyz() -> tuple[str, int]:
        return ("ready", 200) if probe.answers() else ("not ready: the database cannot be read", UNREADY)

    @server.get("/metrics")
    def metrics() -> Response:
        return Response(gauges(store), content_type="text/plain; version=0.0.4; charset=utf-8")
