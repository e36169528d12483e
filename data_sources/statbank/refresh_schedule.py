"""Refreshes again and again for as long as the program that started it lives; failures are quiet."""

from __future__ import annotations

import logging
import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from data_sources import schema
from data_sources.database import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

log = logging.getLogger(__name__)
FIRST_WAIT = 60.0
"""Seconds before the first refresh: the board is to be up and drawn first."""
LEAST_WAIT = 600.0
"""Seconds between two tries, also where the database did not take note of the first."""
STEP = 5.0
"""Seconds between two looks at whether the starter still lives."""


def seconds_left(board: Engine, hours: int, now: datetime) -> float:
    """Seconds until the next refresh is due, counted from the last attempt; 0 where there has been none.

    Raises:
        SourceUnavailable: The database is locked, missing or not readable.
    """
    with reading(board) as connection:
        last: datetime | None = connection.scalar(select(func.max(schema.refresh_attempt.c.started)))
    if last is None:
        return 0.0
    due = last.replace(tzinfo=UTC) + timedelta(hours=hours)
    return max(0.0, (due - now).total_seconds())


def keep_refreshing(
    board: Engine,
    hours: int,
    once: Callable[[], object],
    *,
    alive: Callable[[], bool],
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Refresh when due, until `alive` says no; `once` reports its own reasons and raises OSError at worst."""
    wait = FIRST_WAIT
    while True:
        if not _wait(wait, alive, sleep):
            return
        wait = LEAST_WAIT
        try:
            left = seconds_left(board, hours, datetime.now(UTC))
            if left > 0:
                wait = left
                continue
            once()
        except OSError as error:  # no network, a locked database, another refresh: next time
            log.warning("official figures not refreshed: %s", error)


def starter_lives() -> Callable[[], bool]:
    """Whether the process that started this one is still there; one without it belongs to the system."""
    starter = os.getppid()
    return lambda: os.getppid() == starter


def _wait(seconds: float, alive: Callable[[], bool], sleep: Callable[[float], None]) -> bool:
    """Wait in short steps; false as soon as nobody waits for the result."""
    while seconds > 0 and alive():
        step = min(STEP, seconds)
        sleep(step)
        seconds -= step
    return alive()
