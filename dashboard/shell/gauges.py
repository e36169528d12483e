"""What a monitoring server reads of the board, in the format of Prometheus."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dashboard.official.official_age import OfficialAge, official_age
from terms.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.store.store import FrameStore

log = logging.getLogger(__name__)


def gauges(store: FrameStore) -> str:
    """What can be said now of the data that are shown; a gauge that cannot be read is left out."""
    return "".join(
        f"# HELP {name} {words}\n# TYPE {name} gauge\n{name} {value}\n"
        for name, words, read in GAUGES
        if (value := _value(name, read, store)) is not None
    )


def _value(name: str, read: Callable[[FrameStore], int | None], store: FrameStore) -> int | None:
    try:
        return read(store)
    except DashboardError:
        return None  # nothing is loaded: that is told by the others
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
