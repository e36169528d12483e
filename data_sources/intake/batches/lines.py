"""Turns the rows of a file into lines typed as the tables are, and lists the cells that cannot be used."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import CheckConstraint, Date, Float, Integer

from data_sources import schema
from data_sources.intake.batches.changes import key_names, key_of
from data_sources.intake.parsed import PLACE, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Column, Table

    from data_sources.intake.batches.changes import Key, Row
    from data_sources.intake.parsed import Parsed

RAW = schema.intake_participation.name
DEFAULTS = ("evidence", "source")
"""Columns that a row without them gets from the file: reported by the project itself, in the file named."""
HEADING = 1
THROUGH_THE_GATE = {"participation", "programme_reach"}
"""Counts of persons on the board, which no file may write: only the privacy gate does."""
LARGEST = 2_147_483_647
"""The largest whole number that both kinds of database take."""
TOO_LARGE = 1e15
"""Numbers from here on lose whole units when they are stored."""
LONGEST = 20_000
"""Characters of one text."""
LONGEST_NUMBER = sys.int_info.default_max_str_digits
"""Digits of the longest whole number that Python writes as text."""
CODES = re.compile(r"^(\w+) IN \((.*)\)$")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: the values it gives by column, and where it stands."""

    table: str
    sheet: str
    row: int
    values: Row

    def reject(self, column: str, value: object, advice: str) -> Rejected:
        """Say what to do with a cell of this row."""
        return Rejected(self.sheet, self.row, column, shortened(value), advice)


def importable(name: str) -> Table | None:
    """Table that a file may fill: a project, what belongs to one, or raw participation."""
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
            rejected.append(Rejected(shortened(name), HEADING, "", shortened(name), advice))
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
        wrong = [line.reject(shortened(name), row[name], advice) for name in row if name not in known]
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
    """Converter of a column's cells; a large file repeats a few values, which are read once."""
    read = partial(cell_value, column, codes=codes)
    remembered = lru_cache(maxsize=1_000, typed=True)(read)
    return lambda value: remembered(value) if type(value) in {str, int} else read(value)


def _place(row: object, sheet: str, position: int) -> tuple[str, int]:
    """Find where a row stands, if it says so itself; else by its order below the heading."""
    place: Any = row.get(PLACE) if isinstance(row, Mapping) else None
    if isinstance(place, tuple) and len(place) == 2:  # noqa: PLR2004 - sheet and row
        return str(place[0]), int(place[1])
    return sheet, place if isinstance(place, int) and abs(place) <= LARGEST else position


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


def legal_codes(table: Table) -> dict[str, list[str]]:
    """Read each column's legal codes out of the table's own checks, so that they are written once."""
    found = {}
    for constraint in table.constraints:
        match = CODES.match(str(constraint.sqltext)) if isinstance(constraint, CheckConstraint) else None
        if match:
            found[match[1]] = re.findall(r"'([^']*)'", match[2])
    return found


def cell_value(column: Column[Any], value: object, codes: Sequence[str] = ()) -> object:
    """Convert a cell to its column's type; empty is missing. Raises ValueError with what to do."""
    if isinstance(value, np.generic):
        value = value.item()
    if _is_missing(value):
        if not column.nullable:
            raise ValueError("Fyll inn verdien: kolonnen kan ikke være tom.")
        return None
    if isinstance(column.type, Integer):
        return _whole(value)
    if isinstance(column.type, Float):
        return _number(value)
    if isinstance(column.type, Date):
        return _day(value)
    words = _words(value)
    if codes and words not in codes:
        raise ValueError(f"Bruk en av: {', '.join(codes)}.")
    return words


def shortened(value: object) -> str:
    """Write a value for a list of what must be changed; short, and never an error of its own."""
    try:
        text = "" if value is None else str(value)
    except ValueError:  # Python writes no number of more than 4300 digits
        text = "…"
    text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 - one line of a screen


def text_of(value: object) -> str | None:
    """Text of a value as keys are compared; None for a whole number too long for Python to write."""
    try:
        return str(value).strip()
    except ValueError:
        return None


def _is_missing(value: object) -> bool:
    if isinstance(value, float):
        return isnan(value)
    return value is None or (isinstance(value, str) and not value.strip())


def _whole(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,15}\s*", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("Skriv et heltall med bare siffer, for eksempel 1900000.")  # noqa: TRY004 - a cell's fault
    if abs(value) > LARGEST:
        raise ValueError(f"Tallet er for stort: det største som kan lagres er {LARGEST}.")
    return value


def _number(value: object) -> float:
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,15}([.,][0-9]{1,15})?\s*", value):
        value = float(value.replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < TOO_LARGE:
        raise ValueError("Skriv et tall, for eksempel 17,5.")
    return float(value)


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    advice = "Skriv datoen som ÅÅÅÅ-MM-DD, for eksempel 2014-12-01."
    if not isinstance(value, str) or not re.fullmatch(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*", value):
        raise ValueError(advice)
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("Datoen finnes ikke i kalenderen: rett dag eller måned.") from None


def _words(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("Skriv tekst i denne cellen.")  # noqa: TRY004 - a cell's fault, as any other
    text = text_of(value)
    if text is None:
        raise ValueError(f"Tallet har for mange siffer: bruk høyst {LONGEST_NUMBER}.")
    if UNPRINTABLE.search(text):
        raise ValueError("Teksten har tegn som ikke kan vises: skriv den på nytt.")
    if len(text) > LONGEST:
        raise ValueError(f"Teksten er for lang: bruk høyst {LONGEST} tegn.")
    return text
