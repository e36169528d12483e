"""Turns the rows of a file into typed lines that know where they stand, and lists what cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from data_sources import schema
from data_sources.intake.batches.changes import key_names, key_of
from data_sources.intake.workbooks.cell_values import cell_value, legal_codes, shown
from data_sources.intake.workbooks.parsed import PLACE, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Column, Table

    from data_sources.intake.batches.changes import Key, Row
    from data_sources.intake.workbooks.parsed import Parsed

RAW = schema.intake_participation.name
DEFAULTS = ("evidence", "source")
"""Columns that a row without them gets from the file: reported by the project itself, in the file named."""
HEADING = 1
THROUGH_THE_GATE = {"participation", "programme_reach"}
"""Counts of persons on the board, which no file may write: only the privacy gate does."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: the values it gives by column, and where it stands."""

    table: str
    sheet: str
    row: int
    values: Row

    def reject(self, column: str, value: object, advice: str) -> Rejected:
        """Say what to do with a cell of this row."""
        return Rejected(self.sheet, self.row, column, shown(value), advice)


def importable(name: str) -> Table | None:
    """Give a table that a file may fill: a project, what belongs to one, or raw participation."""
    if name == RAW:
        return schema.intake_participation
    table = schema.board.tables.get(name)
    return table if table is not None and name not in THROUGH_THE_GATE and _is_of_a_project(table) else None


def _is_of_a_project(table: Table) -> bool:
    targets = [reference.column.table for reference in table.foreign_keys]
    return table.name == "project" or any(
        _is_of_a_project(target) for target in targets if target is not table
    )


def lines_of(parsed: Parsed) -> tuple[list[Line], list[Rejected]]:
    """Read every row of a file; a row with anything wrong is not among the lines."""
    lines: list[Line] = []
    rejected: list[Rejected] = []
    for name, rows in parsed.tables.items():
        table = importable(name)
        if table is None:
            advice = "Dette arket kan ikke leses inn: bruk arkene i malen."
            rejected.append(Rejected(shown(name), HEADING, "", shown(name), advice))
            continue
        found, wrong = _lines(table, rows, parsed.project)
        lines += found
        rejected += wrong + _same_key(table, found)
    return lines, rejected


def _lines(table: Table, rows: Iterable[object], project: str | None) -> tuple[list[Line], list[Rejected]]:
    codes = legal_codes(table)
    columns = [(str(one.name), one, _reader(one, tuple(codes.get(one.name, ())))) for one in table.columns]
    known = {PLACE, *table.columns.keys()}
    owner = {"project": project} if project and "project" in table.columns else {}
    lines: list[Line] = []
    rejected: list[Rejected] = []
    for position, row in enumerate(rows, start=HEADING + 1):
        sheet, number = _place(row, table.name, position)
        line = Line(table.name, sheet, number, {})
        if not isinstance(row, Mapping):
            rejected.append(line.reject("", row, "Raden kan ikke leses: skriv den på nytt."))
            continue
        given = {**owner, **row}
        advice = "Kolonnen finnes ikke i malen: ta den bort."
        wrong = [line.reject(shown(name), row[name], advice) for name in row if name not in known]
        for name, column, read in columns:
            try:
                if name in given:
                    line.values[name] = read(given[name])
                elif not column.nullable and name not in DEFAULTS:
                    wrong.append(line.reject(name, None, "Kolonnen må være med og fylt ut."))
            except ValueError as error:
                wrong.append(line.reject(name, given[name], str(error)))
        rejected += wrong
        if not wrong:
            lines.append(line)
    return lines, rejected


def _reader(column: Column[Any], codes: tuple[str, ...]) -> Callable[[object], object]:
    """Give what converts the cells of a column; a large file repeats a few values, which are read once."""
    read = partial(cell_value, column, codes=codes)
    remembered = lru_cache(maxsize=1_000, typed=True)(read)
    return lambda value: remembered(value) if type(value) in {str, int} else read(value)


def _place(row: object, sheet: str, position: int) -> tuple[str, int]:
    """Find where a row stands, if it says so itself; else by its order below the heading."""
    place: Any = row.get(PLACE) if isinstance(row, Mapping) else None
    if isinstance(place, tuple) and len(place) == 2:  # noqa: PLR2004 - sheet and row
        return str(place[0]), int(place[1])
    return sheet, place if isinstance(place, int) else position


def _same_key(table: Table, lines: Iterable[Line]) -> list[Rejected]:
    first: dict[Key, Line] = {}
    rejected = []
    for line in lines:
        key = key_of(table, line.values)
        other = first.setdefault(key, line)
        if other is not line:
            advice = f"Raden har samme nøkkel som rad {other.row}: slå dem sammen, eller ta bort en."
            rejected.append(line.reject(", ".join(key_names(table)), ", ".join(map(str, key)), advice))
    return rejected
