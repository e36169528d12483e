"""Refreshes the official figures: tables fetched and checked one by one, then all good ones stored at once.

A table that cannot be fetched, or is not what the register expects, keeps the figures it gave last. What
is stored is stored in one transaction: a refresh that is stopped on the way changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read, writing
from data_sources.statbank.answers import Unavailable
from data_sources.statbank.figure_store import Reference, note_attempt, store_figures
from data_sources.statbank.imdi_shapes import FileRefused
from data_sources.statbank.known_municipalities import unknown_changes
from data_sources.statbank.kostra_groups import renew_kostra_groups
from data_sources.statbank.numbers_in_use import numbers_in_use
from data_sources.statbank.table_fetch import TableRefused, fetch_file, fetch_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy import Engine

    from data_sources.statbank.figure_store import Retrieved
    from data_sources.statbank.numbers_in_use import NumbersInUse
    from data_sources.statbank.pxweb import PxWebClient
    from data_sources.statbank.register import IndicatorSource

TOTAL = "immigrants_total"
TOTAL_TABLE = "SSB 09817"


@dataclass(frozen=True)
class Sources:
    """Where figures come from, and what is known of them beforehand."""

    register: Sequence[IndicatorSource]
    reference: Reference
    statistics: PxWebClient
    klass: PxWebClient


@dataclass(frozen=True)
class Asked:
    """What to refresh: tables by number, files; every table of the register where nothing is named."""

    tables: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    def of(self, register: Sequence[IndicatorSource]) -> list[str]:
        """Tables to fetch, in the order of the register."""
        named = dict.fromkeys(row.table for row in register)
        return [table for table in named if table in self.tables or not (self.tables or self.files)]


@dataclass
class Outcome:
    """How a refresh went: `reasons` say in bokmål what was not refreshed; `changed` = new figures stored."""

    reasons: list[str] = field(default_factory=list)
    changed: bool = False
    indicators: int = 0


def refresh(board: Engine, sources: Sources, asked: Asked, say: Callable[[str], None]) -> Outcome:
    """Refresh the figures; `say` gets every line of progress and every warning.

    An attempt to fetch is kept, whatever came of it; a file that was refused is between it and its reader.

    Raises:
        SourceUnavailable: The board's database cannot be read or written; nothing is changed.
    """
    started = sources.statistics.clock.now()
    numbers = numbers_in_use(
        read(board, schema.municipality),
        read(board, schema.municipality_successor),
        read(board, schema.statistic),
    )
    outcome = Outcome()
    known = {row.table for row in sources.register}
    outcome.reasons += [
        f"Tabell {table} står ikke i registeret over offisielle tall."
        for table in asked.tables
        if table not in known
    ]
    tables = asked.of(sources.register)
    found = _from_tables(sources, tables, numbers, say, outcome.reasons)
    own_total = any(item.indicator == TOTAL for item in found) or _total_is_fetched(board)
    found += _from_files(sources, asked.files, numbers, say, outcome.reasons, without_total=own_total)
    if found and tables:
        today = started.date()
        for warning in unknown_changes(sources.klass, read(board, schema.municipality), today):
            say(f"Merk: {warning}")
        for warning in renew_kostra_groups(board, sources.klass, today):
            say(f"Merk: {warning}")
    with writing(board) as connection:
        outcome.changed = store_figures(connection, found, sources.reference) if found else False
        if tables:
            note_attempt(connection, started, outcome.reasons)
    outcome.indicators = len({item.indicator for item in found})
    return outcome


def _from_tables(
    sources: Sources,
    tables: Sequence[str],
    numbers: NumbersInUse,
    say: Callable[[str], None],
    reasons: list[str],
) -> list[Retrieved]:
    """Figures of every table that could be fetched; a server that cannot be reached is not asked again."""
    found: list[Retrieved] = []
    for place, table in enumerate(tables):
        rows = [row for row in sources.register if row.table == table]
        try:
            got = fetch_table(sources.statistics, table, rows, numbers, say)
        except TableRefused as refused:
            got = refused.rest
            reasons += refused.reasons
        except Unavailable as error:
            left = tables[place:]
            reasons.append(f"{error} Ikke hentet: {', '.join(left)}.")
            break
        found += got
        say(f"{table}: {sum(len(item.frame) for item in got)} tall.")
    return found


def _from_files(  # noqa: PLR0913 - as the tables, and one thing more
    sources: Sources,
    files: Sequence[Path],
    numbers: NumbersInUse,
    say: Callable[[str], None],
    reasons: list[str],
    *,
    without_total: bool,
) -> list[Retrieved]:
    found: list[Retrieved] = []
    for path in files:
        try:
            got, said = fetch_file(path, numbers, sources.statistics.clock.now())
        except FileRefused as refused:
            reasons.append(str(refused))
            continue
        except OSError as error:
            reasons.append(f"Kan ikke lese «{path.name}»: {error.strerror}.")
            continue
        for sentence in said:
            say(sentence)
        if without_total:
            got = [item for item in got if item.indicator != TOTAL]
        found += got
        say(f"{path.name}: {sum(len(item.frame) for item in got)} tall.")
    return found


def _total_is_fetched(board: Engine) -> bool:
    """Whether the count of immigrants is Statistics Norway's own, which IMDi's must not replace."""
    kept = read(board, schema.retrieval)
    return bool(((kept["indicator"] == TOTAL) & (kept["table"] == TOTAL_TABLE)).any())
