"""Compares the lines of a file with what is stored: what would be added, changed and removed.

A row that is stored and not in the file is left alone, with one exception: counts of participation that are
real take the place of the invented ones of the same measure, municipality and year.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from data_sources import schema
from data_sources.intake.batches.changes import Change, column_names, key_of
from data_sources.intake.workbooks.lines import RAW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from data_sources.intake.batches.changes import Key, Row
    from data_sources.intake.workbooks.lines import Line

AT_A_TIME = 500
"""Measures in one question: SQLite takes no endless list of parameters."""
FOUNDING = {"evidence", "source"}
"""How well a fact is founded and where: the same fact again, from another file, is no change."""
EXAMPLE = "example"

Stored = dict[str, dict["Key", "Row"]]


def stored_rows(board: Connection, intake: Connection, lines: Sequence[Line]) -> Stored:
    """Read the rows of the tables that a file fills, by key; raw counts of the file's measures only."""
    found: Stored = {}
    for name in {line.table for line in lines} - {RAW}:
        table = schema.board.tables[name]
        found[name] = _by_key(table, board.execute(select(table)).mappings())
    raw = schema.intake_participation
    measures = sorted({line.values["measure_id"] for line in lines if line.table == RAW})
    found[RAW] = {}
    for start in range(0, len(measures), AT_A_TIME):
        query = select(raw).where(raw.c.measure_id.in_(measures[start : start + AT_A_TIME]))
        found[RAW] |= _by_key(raw, intake.execute(query).mappings())
    return found


def merged(lines: Sequence[Line], stored: Stored) -> list[Line]:
    """Fill the columns that a line does not give with what is stored: whole rows are what is checked."""
    return [replace(line, values=stored[line.table].get(_key(line), {}) | line.values) for line in lines]


def compare(lines: Sequence[Line], stored: Stored, *, source: str) -> list[Change]:
    """List the changes a file makes; lines that say what is stored make none, and keep their founding."""
    changes = [change for line in lines if (change := _change(line, stored[line.table], source))]
    return [*changes, *_examples_that_give_way(lines, stored[RAW])]


def _change(line: Line, stored: Mapping[Key, Row], source: str) -> Change | None:
    key = _key(line)
    before = stored.get(key)
    founded: Row = {"evidence": "self_reported", "source": source}
    given = founded | line.values
    if before is None:
        columns = column_names(_table(line.table))
        return Change(line.table, key, None, {name: given.get(name) for name in columns})
    real = line.table == RAW and before["evidence"] == EXAMPLE != given["evidence"]
    if not real and all(before[name] == line.values[name] for name in line.values if name not in FOUNDING):
        return None
    return Change(line.table, key, before, before | given)


def _examples_that_give_way(lines: Sequence[Line], stored: Mapping[Key, Row]) -> Iterator[Change]:
    given = {_key(line) for line in lines if line.table == RAW}
    real = {
        key[:3]
        for line in lines
        if line.table == RAW and line.values.get("evidence") != EXAMPLE
        for key in [_key(line)]
    }
    for key, row in stored.items():
        if key[:3] in real and key not in given and row["evidence"] == EXAMPLE:
            yield Change(RAW, key, row, None)


def _by_key(table: Table, rows: Iterable[Mapping[Any, Any]]) -> dict[Key, Row]:
    return {key_of(table, row): {str(name): value for name, value in row.items()} for row in rows}


def _table(name: str) -> Table:
    return schema.intake_participation if name == RAW else schema.board.tables[name]


def _key(line: Line) -> Key:
    return key_of(_table(line.table), line.values)
