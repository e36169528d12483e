"""The command `refresh`: official figures fetched once or every so many hours, one refresh at a time."""

from __future__ import annotations

import logging
import os
import sys
import time
from argparse import ArgumentTypeError
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from data_sources import schema
from data_sources.database import data_version, reading
from data_sources.statbank.pxweb import Clock, PxWebClient, RequestRate
from data_sources.statbank.refresh import FigureSources, RefreshRequest, refresh

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Engine

    from data_sources.statbank.figure_store import ReferenceRows
    from data_sources.statbank.register import IndicatorSource

try:
    import fcntl
except ImportError:  # Windows has no such lock: there one refresh at a time is the user's own care
    fcntl = None  # type: ignore[assignment] # the module itself is the mark

log = logging.getLogger(__name__)
DONE, REFUSED = 0, 1
LOCKS = Path("var")
"""Folder of the lock on calls: one at a time from a machine."""
REFRESH_LOCK = 1_580_2024
"""Any number, as long as every process asks PostgreSQL for the same one, and migrations for another."""
FIRST_WAIT = 60.0
"""Seconds before the first refresh: the board is to be up and drawn first."""
LEAST_WAIT = 600.0
"""Seconds between two tries, also where the database did not take note of the first."""
STEP = 5.0
"""Seconds between two looks at whether the starter still lives."""


class AlreadyRunning(OSError):
    """Another refresh of this board is under way."""

    def __init__(self) -> None:
        """Say so in bokmål."""
        super().__init__("En annen oppdatering av tallene er i gang.")


def add_refresh_command(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command to the command line."""
    purpose = "hent offisielle tall fra SSB på nytt, eller les filer fra IMDi"
    more = (
        "Uten valg hentes alle tabellene i registeret. Det som ikke kan hentes, beholder tallene det hadde."
    )
    parser = commands.add_parser("refresh", help=purpose, description=f"{purpose}. {more}")
    parser.add_argument(
        "--table", action="append", default=[], metavar="NUMMER", help="bare denne tabellen; kan gjentas"
    )
    parser.add_argument(
        "--file", action="append", default=[], type=Path, metavar="FIL", help="CSV fra IMDi; kan gjentas"
    )
    parser.add_argument(
        "--every",
        type=_hours,
        metavar="TIMER",
        help="bli stående, og hent så ofte; stopper med den som startet den",
    )


def run_refresh(
    chosen: Namespace,
    board: Engine,
    register: tuple[Sequence[IndicatorSource], ReferenceRows],
    addresses: tuple[str, str],
) -> int:
    """Refresh: 0 = all that was asked for, 1 = something was not, with reasons.

    Raises:
        SourceUnavailable: The board's database cannot be read or written.
    """
    asked = RefreshRequest(tuple(chosen.table), tuple(chosen.file))
    with ExitStack() as stack:
        clock = Clock()
        request_rate, lock = RequestRate(clock), LOCKS / "statistics.lock"
        statistics, klass = (
            stack.enter_context(PxWebClient(address, clock=clock, request_rate=request_rate, lock_file=lock))
            for address in addresses
        )
        sources = FigureSources(*register, statistics, klass)
        if chosen.every is None:
            return _refresh_once(board, sources, asked)
        again = partial(_refresh_quietly, board, sources, asked)
        with suppress(KeyboardInterrupt):  # the starter was stopped from the keyboard, and we with it
            keep_refreshing(board, chosen.every, again, alive=starter_lives())
    return DONE


def _refresh_once(board: Engine, sources: FigureSources, asked: RefreshRequest) -> int:
    report = partial(print, flush=True)
    try:
        with refresh_lock(board):
            outcome = refresh(board, sources, asked, report)
    except AlreadyRunning as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    for reason in outcome.reasons:
        sys.stderr.write(f"{reason}\n")
    news = f"Dataversjon {data_version(board)}." if outcome.changed else "Ingen tall er endret."
    report(f"{outcome.indicators} indikatorer er hentet. {news}")
    return REFUSED if outcome.reasons else DONE


def _refresh_quietly(board: Engine, sources: FigureSources, asked: RefreshRequest) -> None:
    """Refresh without progress, and log at most one line of what went wrong."""
    with refresh_lock(board):
        outcome = refresh(board, sources, asked, log.info)
    if outcome.reasons:
        log.warning("official figures: %s (%d in all)", outcome.reasons[0], len(outcome.reasons))


def _hours(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 8760):  # noqa: PLR2004 - the hours of a year
        raise ArgumentTypeError(f"«{text}»: skriv et helt antall timer, 1 eller mer.")
    return int(text)


@contextmanager
def refresh_lock(board: Engine) -> Iterator[None]:
    """Hold the one lock of refreshes of a board; it lets go by itself when the process dies.

    Raises:
        AlreadyRunning: Another process holds it.
        SourceUnavailable: The board's database cannot be reached.
    """
    with reading(board):
        pass  # raises SourceUnavailable in words where the database cannot be reached
    if board.dialect.name == "postgresql":
        with _server_lock(board):
            yield
    elif board.url.database:
        with _file_lock(Path(board.url.database)):
            yield


@contextmanager
def _server_lock(board: Engine) -> Iterator[None]:
    with board.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        if not connection.scalar(select(func.pg_try_advisory_lock(REFRESH_LOCK))):
            raise AlreadyRunning
        try:
            yield
        finally:
            with suppress(DatabaseError):  # a connection that broke on the way has let go already
                connection.scalar(select(func.pg_advisory_unlock(REFRESH_LOCK)))


@contextmanager
def _file_lock(database: Path) -> Iterator[None]:
    with database.with_name(f"{database.name}.refresh.lock").open("a") as held:
        if fcntl is not None:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise AlreadyRunning from error
        yield


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
