"""Refreshes the official figures: tables fetched and checked one by one, then all good ones stored at once.

A table that cannot be fetched, or is not what the register expects, keeps the figures it gave last. What
is stored is stored in one transaction: a refresh that is stopped on the way changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read, writing
from data_sources.statbank.answers import BadAnswer, Unavailable
from data_sources.statbank.figure_store import ReferenceRows, RetrievedFigures, note_attempt, store_figures
from data_sources.statbank.imdi_files import IMMIGRANTS_TOTAL, FileRefused, read_file
from data_sources.statbank.klass import renew_kostra_groups, unknown_changes
from data_sources.statbank.municipal_figures import PUBLISHER, indicator_figures, not_answered, numbers_in_use
from data_sources.statbank.register import check_register
from data_sources.statbank.table_figures import SYMBOLS, fetch_figures, fetch_metadata, symbol_meaning
from data_sources.statbank.table_selection import VariableChoice, WrongSelection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from data_sources.statbank.municipal_figures import NumbersInUse
    from data_sources.statbank.pxweb import PxWebClient
    from data_sources.statbank.register import IndicatorSource
    from data_sources.statbank.table_figures import TableFigures
    from data_sources.statbank.table_info import TableInfo

IMMIGRANTS_TOTAL_TABLE = "SSB 09817"
PERIODS = "from(2007)"
ANY_MUNICIPALITY = "????"
"""Codes of four characters: counties, regions and the whole country have other lengths."""


@dataclass(frozen=True)
class FigureSources:
    """Where figures come from, and what is known of them beforehand."""

    register: Sequence[IndicatorSource]
    reference: ReferenceRows
    statistics: PxWebClient
    klass: PxWebClient


@dataclass(frozen=True)
class RefreshRequest:
    """What to refresh: tables by number, files; every table of the register where nothing is named."""

    tables: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    def of(self, register: Sequence[IndicatorSource]) -> list[str]:
        """Tables to fetch, in the order of the register."""
        named = dict.fromkeys(row.table for row in register)
        return [table for table in named if table in self.tables or not (self.tables or self.files)]


@dataclass
class RefreshOutcome:
    """How a refresh went: `reasons` say in bokmål what was not refreshed; `changed` = new figures stored."""

    reasons: list[str] = field(default_factory=list)
    changed: bool = False
    indicators: int = 0


class TableRefused(Exception):
    """Some of a table's indicators are not refreshed; `rest` are those that are."""

    def __init__(self, reasons: Sequence[str], rest: list[RetrievedFigures]) -> None:
        """Keep the sentences, in bokmål."""
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)
        self.rest = rest


def refresh(
    board: Engine, sources: FigureSources, asked: RefreshRequest, report: Callable[[str], None]
) -> RefreshOutcome:
    """Refresh the figures; `report` gets every line of progress and every warning.

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
    outcome = RefreshOutcome()
    known = {row.table for row in sources.register}
    outcome.reasons += [
        f"Tabell {table} står ikke i registeret over offisielle tall."
        for table in asked.tables
        if table not in known
    ]
    tables = asked.of(sources.register)
    found = _from_tables(sources, tables, numbers, report, outcome.reasons)
    own_total = any(item.indicator == IMMIGRANTS_TOTAL for item in found) or _total_is_fetched(board)
    found += _from_files(sources, asked.files, numbers, report, outcome.reasons, without_total=own_total)
    if found and tables:
        today = started.date()
        for warning in unknown_changes(sources.klass, read(board, schema.municipality), today):
            report(f"Merk: {warning}")
        for warning in renew_kostra_groups(board, sources.klass, today):
            report(f"Merk: {warning}")
    with writing(board) as connection:
        outcome.changed = store_figures(connection, found, sources.reference) if found else False
        if tables:
            note_attempt(connection, started, outcome.reasons)
    outcome.indicators = len({item.indicator for item in found})
    return outcome


def _from_tables(
    sources: FigureSources,
    tables: Sequence[str],
    numbers: NumbersInUse,
    report: Callable[[str], None],
    reasons: list[str],
) -> list[RetrievedFigures]:
    """Figures of every table that could be fetched; a server that cannot be reached is not asked again."""
    found: list[RetrievedFigures] = []
    for place, table in enumerate(tables):
        rows = [row for row in sources.register if row.table == table]
        try:
            got = fetch_table(sources.statistics, table, rows, numbers, report)
        except TableRefused as refused:
            got = refused.rest
            reasons += refused.reasons
        except Unavailable as error:
            left = tables[place:]
            reasons.append(f"{error} Ikke hentet: {', '.join(left)}.")
            break
        found += got
        report(f"{table}: {sum(len(item.frame) for item in got)} tall.")
    return found


def _from_files(  # noqa: PLR0913 - as the tables, and one thing more
    sources: FigureSources,
    files: Sequence[Path],
    numbers: NumbersInUse,
    report: Callable[[str], None],
    reasons: list[str],
    *,
    without_total: bool,
) -> list[RetrievedFigures]:
    found: list[RetrievedFigures] = []
    for path in files:
        try:
            got, remarks = fetch_file(path, numbers, sources.statistics.clock.now())
        except FileRefused as refused:
            reasons.append(str(refused))
            continue
        except OSError as error:
            reasons.append(f"Kan ikke lese «{path.name}»: {error.strerror}.")
            continue
        for sentence in remarks:
            report(sentence)
        if without_total:
            got = [item for item in got if item.indicator != IMMIGRANTS_TOTAL]
        found += got
        report(f"{path.name}: {sum(len(item.frame) for item in got)} tall.")
    return found


def _total_is_fetched(board: Engine) -> bool:
    """Whether the count of immigrants is Statistics Norway's own, which IMDi's must not replace."""
    kept = read(board, schema.retrieval)
    return bool(((kept["indicator"] == IMMIGRANTS_TOTAL) & (kept["table"] == IMMIGRANTS_TOTAL_TABLE)).any())


def fetch_table(
    client: PxWebClient,
    table: str,
    rows: Sequence[IndicatorSource],
    numbers: NumbersInUse,
    report: Callable[[str], None],
) -> list[RetrievedFigures]:
    """Check a table against the register and fetch its indicators.

    An indicator that the table's own description does not bear out is refused; when an answer cannot be
    used, the whole table is.

    Raises:
        TableRefused: Something was refused; the reasons, and what can be used all the same.
        Unavailable: The server cannot be reached, or stays busy.
    """
    try:
        info = fetch_metadata(client, table)
        mismatches = check_register(rows, {table: info})
        wrong = {mismatch.indicator for mismatch in mismatches}
        good = [row for row in rows if row.indicator not in wrong]
        report(f"{table}: {info.label}")
        found = [
            item
            for group in _asked_together(good)
            for item in _fetch_group(client, info, group, numbers, report)
        ]
    except (BadAnswer, WrongSelection) as error:
        raise TableRefused([f"Tabell {table} er ikke hentet: {error}"], []) from error
    if mismatches:
        raise TableRefused([mismatch.text for mismatch in mismatches], found)
    return found


def fetch_file(
    path: Path, numbers: NumbersInUse, now: datetime
) -> tuple[list[RetrievedFigures], tuple[str, ...]]:
    """Read a file with IMDi's figures, and remarks on what was left out.

    Raises:
        FileRefused: The file cannot be used.
        OSError: It cannot be read.
    """
    given = read_file(path, numbers)
    found = [
        RetrievedFigures(
            indicator=str(indicator),
            frame=frame.reset_index(drop=True),
            table=given.table,
            title=given.title,
            retrieved=now,
            request=given.request,
        )
        for indicator, frame in given.frame.groupby("indicator")
    ]
    return found, given.remarks


def _asked_together(rows: Sequence[IndicatorSource]) -> list[list[IndicatorSource]]:
    """Rows that choose among the same variables, so that one question answers them."""
    groups: dict[object, list[IndicatorSource]] = {}
    for row in rows:
        key = (row.region_dimension, row.code_list, frozenset(row.selection))
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _fetch_group(
    client: PxWebClient,
    info: TableInfo,
    rows: Sequence[IndicatorSource],
    numbers: NumbersInUse,
    report: Callable[[str], None],
) -> list[RetrievedFigures]:
    table, first = rows[0].table, rows[0]

    def progress(done: int, of: int) -> None:
        if of > 1:
            report(f"{table}: del {done} av {of}")

    figures = fetch_figures(client, table, _choices(info, rows), progress=progress)
    parts = json.loads(figures.request)["parts"]
    missing = [code for part in parts for code in not_answered(figures, part["selection"])]
    if missing:
        raise BadAnswer(f"Svaret mangler {missing[0]} og {len(missing) - 1} koder til.")
    for problem in figures.problems:
        report(f"Merk: tabell {first.table}: {problem}")
    return [_retrieved(row, figures, numbers, report) for row in rows]


def _choices(info: TableInfo, rows: Sequence[IndicatorSource]) -> dict[str, VariableChoice]:
    roles = {item.role: item.code for item in info.dimensions}
    choices = {
        rows[0].region_dimension: VariableChoice((ANY_MUNICIPALITY,), rows[0].code_list),
        roles.get("metric", "ContentsCode"): VariableChoice(
            tuple(dict.fromkeys(row.contents for row in rows))
        ),
        roles.get("time", "Tid"): VariableChoice((PERIODS,)),
    }
    for variable in rows[0].selection:
        codes = dict.fromkeys(code for row in rows for code in row.selection[variable])
        choices[variable] = VariableChoice(tuple(codes))
    return choices


def _retrieved(
    row: IndicatorSource, figures: TableFigures, numbers: NumbersInUse, report: Callable[[str], None]
) -> RetrievedFigures:
    found = indicator_figures(row, figures, numbers)
    if found.unknown:
        report(f"Merk: tabell {row.table} har tall for numre tavla ikke kjenner: {', '.join(found.unknown)}.")
    info = figures.info
    used = sorted({*found.frame["symbol"].dropna(), *info.symbols} & {*SYMBOLS, *info.symbols})
    meanings = {symbol: symbol_meaning(symbol, info) for symbol in used}
    notes = [note.text for note in info.mandatory_notes if not note.category or note.category == row.contents]
    return RetrievedFigures(
        indicator=row.indicator,
        frame=found.frame,
        table=f"{PUBLISHER} {row.table}",
        title=info.short_title.removeprefix(f"{row.table}: ").rstrip(",") or info.label,
        retrieved=figures.retrieved,
        request=figures.request,
        updated=figures.updated,
        provisional=figures.provisional or found.provisional,
        note="\n".join(notes) or None,
        symbols=json.dumps(meanings, ensure_ascii=False, sort_keys=True) if meanings else None,
        denominator_of=row.denominator_of,
    )
