"""What machines ask of the board: whether it lives, whether it can read its database now, and its gauges."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Response

from dashboard.official.official_age import OfficialAge, official_age
from terms.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Callable

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


def gauges(store: FrameStore) -> str:
    """What a monitoring server reads, as Prometheus does; a gauge that cannot be read is left out."""
    return "".join(
        f"# HELP {name} {words}\n# TYPE {name} gauge\n{name} {value}\n"
        for name, words, read in GAUGES
        if (value := _value(name, read, store)) is not None
    )


def _value(name: str, read: Callable[[FrameStore], int | None], store: FrameStore) -> int | None:
    try:
        return read(store)
    except DashboardError:
        return None  # nothing is loaded: the others show that
    except Exception:  # what watches the board must not lose sight of all for a fault in one
        log.exception("gauge %s not read", name)
        return None


def _projects(store: FrameStore) -> int:
    return len(store["project"]) if store.ready() else 0


def _official(store: FrameStore) -> OfficialAge:
    return official_age(store["retrieval"], store["refresh_attempt"])


def _failed(store: FrameStore) -> int:
    return int(store.ready() and _official(store).failed is not None)


def _days(store: FrameStore) -> int | None:
    return _official(store).days(datetime.now(UTC).date())


GAUGES: tuple[tuple[str, str, Callable[[FrameStore], int | None]], ...] = (
    ("bolyst_data_version", "Data version last read from the database.", lambda store: store.version),
    (
        "bolyst_stale",
        "1 while the board shows data older than the database's.",
        lambda store: int(store.stale),
    ),
    ("bolyst_projects", "Projects the board can show.", _projects),
    (
        "bolyst_official_figures_failed",
        "1 when the last attempt to refresh official figures failed.",
        _failed,
    ),
    ("bolyst_official_figures_age_days", "Days since official figures were retrieved.", _days),
)
