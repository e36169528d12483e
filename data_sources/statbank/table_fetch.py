"""Fetches the indicators of one table, or of one file, with all that is to be kept of where they are from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from data_sources.statbank.answers import BadAnswer
from data_sources.statbank.figure_store import Retrieved
from data_sources.statbank.imdi_files import read_file
from data_sources.statbank.municipal_figures import PUBLISHER, not_answered, series
from data_sources.statbank.pxweb_selection import Choice, WrongSelection
from data_sources.statbank.register import check_register
from data_sources.statbank.ssb import SYMBOLS, fetch_figures, fetch_metadata, symbol_meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from data_sources.statbank.numbers_in_use import NumbersInUse
    from data_sources.statbank.official_figures import Figures
    from data_sources.statbank.pxweb import PxWebClient
    from data_sources.statbank.register import IndicatorSource
    from data_sources.statbank.table_info import TableInfo

FIRST_YEAR = "from(2007)"
ANY_MUNICIPALITY = "????"
"""Codes of four characters: counties, regions and the whole country have other lengths."""


class TableRefused(Exception):
    """Some of a table's indicators are not refreshed; `rest` are those that are."""

    def __init__(self, reasons: Sequence[str], rest: list[Retrieved]) -> None:
        """Keep the sentences, in bokmål."""
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)
        self.rest = rest


def fetch_table(
    client: PxWebClient,
    table: str,
    rows: Sequence[IndicatorSource],
    numbers: NumbersInUse,
    say: Callable[[str], None],
) -> list[Retrieved]:
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
        say(f"{table}: {info.label}")
        found = [
            item
            for group in _asked_together(good)
            for item in _fetch_group(client, info, group, numbers, say)
        ]
    except (BadAnswer, WrongSelection) as error:
        raise TableRefused([f"Tabell {table} er ikke hentet: {error}"], []) from error
    if mismatches:
        raise TableRefused([mismatch.text for mismatch in mismatches], found)
    return found


def fetch_file(path: Path, numbers: NumbersInUse, now: datetime) -> tuple[list[Retrieved], tuple[str, ...]]:
    """Read a file with IMDi's figures, and what is to be said of it.

    Raises:
        FileRefused: The file cannot be used.
        OSError: It cannot be read.
    """
    given = read_file(path, numbers)
    found = [
        Retrieved(
            indicator=str(indicator),
            frame=frame.reset_index(drop=True),
            table=given.table,
            title=given.title,
            retrieved=now,
            request=given.request,
        )
        for indicator, frame in given.frame.groupby("indicator")
    ]
    return found, given.said


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
    say: Callable[[str], None],
) -> list[Retrieved]:
    table, first = rows[0].table, rows[0]

    def progress(done: int, of: int) -> None:
        if of > 1:
            say(f"{table}: del {done} av {of}")

    figures = fetch_figures(client, table, _choices(info, rows), progress=progress)
    parts = json.loads(figures.request)["parts"]
    missing = [code for part in parts for code in not_answered(figures, part["selection"])]
    if missing:
        raise BadAnswer(f"Svaret mangler {missing[0]} og {len(missing) - 1} koder til.")
    for problem in figures.problems:
        say(f"Merk: tabell {first.table}: {problem}")
    return [_retrieved(row, figures, numbers, say) for row in rows]


def _choices(info: TableInfo, rows: Sequence[IndicatorSource]) -> dict[str, Choice]:
    roles = {item.role: item.code for item in info.dimensions}
    choices = {
        rows[0].region_dimension: Choice((ANY_MUNICIPALITY,), rows[0].code_list),
        roles.get("metric", "ContentsCode"): Choice(tuple(dict.fromkeys(row.contents for row in rows))),
        roles.get("time", "Tid"): Choice((FIRST_YEAR,)),
    }
    for variable in rows[0].selection:
        codes = dict.fromkeys(code for row in rows for code in row.selection[variable])
        choices[variable] = Choice(tuple(codes))
    return choices


def _retrieved(
    row: IndicatorSource, figures: Figures, numbers: NumbersInUse, say: Callable[[str], None]
) -> Retrieved:
    found = series(row, figures, numbers)
    if found.unknown:
        say(f"Merk: tabell {row.table} har tall for numre tavla ikke kjenner: {', '.join(found.unknown)}.")
    info = figures.info
    used = sorted({*found.frame["symbol"].dropna(), *info.symbols} & {*SYMBOLS, *info.symbols})
    meanings = {symbol: symbol_meaning(symbol, info) for symbol in used}
    notes = [note.text for note in info.mandatory_notes if not note.category or note.category == row.contents]
    return Retrieved(
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
