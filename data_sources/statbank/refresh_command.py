"""The command `refresh`: fetches official figures, once or every so many hours, and says how it went."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentTypeError
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from data_sources.database import data_version
from data_sources.statbank.pxweb import PxWebClient
from data_sources.statbank.refresh import Asked, Sources, refresh
from data_sources.statbank.refresh_lock import AlreadyRunning, alone
from data_sources.statbank.refresh_schedule import keep_refreshing, starter_lives
from data_sources.statbank.request_rate import Clock, Pace

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from data_sources.statbank.figure_store import Reference
    from data_sources.statbank.register import IndicatorSource

log = logging.getLogger(__name__)
DONE, REFUSED = 0, 1
LOCKS = Path("var")
"""Folder of the lock on calls: one at a time from a machine."""


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
    register: tuple[Sequence[IndicatorSource], Reference],
    addresses: tuple[str, str],
) -> int:
    """Refresh: 0 = all that was asked for, 1 = something was not, with reasons.

    Raises:
        SourceUnavailable: The board's database cannot be read or written.
    """
    asked = Asked(tuple(chosen.table), tuple(chosen.file))
    with ExitStack() as stack:
        clock = Clock()
        pace, lock = Pace(clock), LOCKS / "statistics.lock"
        statistics, klass = (
            stack.enter_context(PxWebClient(address, clock=clock, pace=pace, lock_file=lock))
            for address in addresses
        )
        sources = Sources(*register, statistics, klass)
        if chosen.every is None:
            return _once(board, sources, asked)
        again = partial(_quietly, board, sources, asked)
        with suppress(KeyboardInterrupt):  # the starter was stopped from the keyboard, and we with it
            keep_refreshing(board, chosen.every, again, alive=starter_lives())
    return DONE


def _once(board: Engine, sources: Sources, asked: Asked) -> int:
    say = partial(print, flush=True)
    try:
        with alone(board):
            outcome = refresh(board, sources, asked, say)
    except AlreadyRunning as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    for reason in outcome.reasons:
        sys.stderr.write(f"{reason}\n")
    news = f"Dataversjon {data_version(board)}." if outcome.changed else "Ingen tall er endret."
    say(f"{outcome.indicators} indikatorer er hentet. {news}")
    return REFUSED if outcome.reasons else DONE


def _quietly(board: Engine, sources: Sources, asked: Asked) -> None:
    """Refresh without progress, and say at most one line of what went wrong."""
    with alone(board):
        outcome = refresh(board, sources, asked, log.info)
    if outcome.reasons:
        log.warning("official figures: %s (%d in all)", outcome.reasons[0], len(outcome.reasons))


def _hours(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 8760):  # noqa: PLR2004 - the hours of a year
        raise ArgumentTypeError(f"«{text}»: skriv et helt antall timer, 1 eller mer.")
    return int(text)
