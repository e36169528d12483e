"""Shapes of the files with IMDi's figures that can be taken in, and a strict reading of their cells."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

REASON, SETTLEMENT = "IMDi befolkning_innvandringsgrunn", "IMDi bosatt_anmodede"
LONGEST = 50_000_000
"""Bytes; the largest known file has under five million."""
SHOWN = 10
AWAITS = "avventer vedtak"
"""What the summary writes where the municipality has not decided."""
SIGNS = {":", ".", "..", "-"}
FIRST_YEAR, LAST_YEAR = 1980, 2100


class FileRefused(ValueError):
    """A file cannot be used; the text names row, column, value and what to do, in bokmål."""


@dataclass(frozen=True)
class Shape:
    """One kind of file: its heading, and what each word in its column of kinds means."""

    name: str
    heading: tuple[str, ...]
    table: str
    kind: str  # column that says what a row counts; empty where each count has a column of its own
    words: Mapping[str, str | None]  # word → indicator; None = known, and not kept


@dataclass(frozen=True)
class Cell:
    """One published figure of a file: a whole number, or the sign that stands for it."""

    line: int
    indicator: str
    number: str
    year: int
    value: int | None
    symbol: str | None


SHAPES = (
    Shape(
        "innvandringsgrunn",
        ("kommune_code", "name", "year", "reason", "value", "status"),
        REASON,
        "reason",
        {
            "Alle": "immigrants_total",
            "Arbeidsinnvandrere": "immigrants_labour",
            "Familieinnvandrede": "immigrants_family",
            "Flyktninger og deres familieinnvandrede": "immigrants_refugees_and_family",
            "Utdanning (inkl. au pair) eller andre grunner": "immigrants_education_other",
            "Uoppgitt": None,
        },
    ),
    Shape(
        "bosetting",
        ("kommune_code", "name", "year", "measure", "value", "status"),
        SETTLEMENT,
        "measure",
        {
            "settled": "settled_refugees",
            "requested": "settlement_requested",
            "decided": "settlement_decided",
        },
    ),
    Shape(
        "bosetting, samandrag",
        (
            *("kommune_code", "name", "year", "population", "settled_refugees", "settled_ukrainians"),
            *("ukrainians_status", "requested_2024", "decided_2024", "settled_or_agreed_2024"),
            *("ukr_settled_or_agreed_2024", "centrality_class", "kostra_group"),
        ),
        SETTLEMENT,
        "",
        {
            "settled_refugees": "settled_refugees",
            "requested_2024": "settlement_requested",
            "decided_2024": "settlement_decided",
        },
    ),
)


def read_cells(path: Path) -> tuple[Shape, list[Cell]]:
    """Recognise a file by its heading and read every cell.

    Raises:
        FileRefused: No known kind of file, or cells that cannot be used: the first ten are named.
        OSError: The file cannot be read.
    """
    if path.stat().st_size > LONGEST:
        raise FileRefused(f"{path.name} er større enn 50 MB, og er neppe en fil fra IMDi.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(f"{path.name} er ikke tekst i UTF-8: lagre fila som CSV UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    heading = tuple(reader.fieldnames or ())
    shape = next((shape for shape in SHAPES if shape.heading == heading), None)
    if shape is None:
        known = "; ".join(f"{shape.name}: {', '.join(shape.heading)}" for shape in SHAPES)
        raise FileRefused(f"{path.name} har ikke kolonnene til en fil vi kjenner. Kjente filer – {known}.")
    reading = _Reading(shape, [], [])
    try:
        for row in reader:
            reading.take(row, reader.line_num)
    except csv.Error as error:
        raise FileRefused(f"{path.name}, rad {reader.line_num}: raden er ikke gyldig CSV.") from error
    faults = [*reading.faults, *_repeated(reading.cells)]
    if faults or not reading.cells:
        more = f"\n… og {len(faults) - SHOWN} til." if len(faults) > SHOWN else ""
        listed = "\n".join(faults[:SHOWN]) or "Fila har ingen rader."
        raise FileRefused(f"{path.name} er ikke lest inn, ingenting er endret.\n{listed}{more}")
    return shape, reading.cells


@dataclass
class _Reading:
    """Cells and faults found so far in a file of one shape."""

    shape: Shape
    cells: list[Cell]
    faults: list[str]

    def take(self, row: Mapping[str, str], line: int) -> None:
        """Read the cells of one row, or say what is wrong with them."""
        if None in row or None in row.values():
            advice = "Sett verdier med komma i hermetegn."
            self.faults.append(f"Rad {line}: raden skal ha {len(self.shape.heading)} celler. {advice}")
            return
        for column, advice in _place_faults(row):
            self._fault(line, column, row[column], advice)
            return
        year = row["year"].strip()
        if not self.shape.kind:
            for column, indicator in self.shape.words.items():
                if column == "settled_refugees" or column.endswith(f"_{year}"):
                    self._count(row, column, line, indicator)
            return
        word = row[self.shape.kind].strip()
        if word in self.shape.words:
            self._count(row, "value", line, self.shape.words[word])
        else:
            self._fault(line, self.shape.kind, word, f"Bruk en av {', '.join(self.shape.words)}.")

    def _fault(self, line: int, column: str, value: str, advice: str) -> None:
        self.faults.append(f"Rad {line}, kolonne «{column}»: «{value}». {advice}")

    def _count(self, row: Mapping[str, str], column: str, line: int, indicator: str | None) -> None:
        value = row[column].strip().removesuffix(".0")
        symbol = row.get("status", "").strip()
        if column != "value" and value in {"", AWAITS}:
            value, symbol = "", ".."
        if bool(value) == bool(symbol):
            self._fault(line, column, row[column], "Skriv enten et tall, eller et tegn i «status».")
        elif value and not (value.isascii() and value.isdecimal()):
            self._fault(line, column, row[column], "Skriv et helt tall, 0 eller mer.")
        elif symbol and symbol not in SIGNS:
            self._fault(line, "status", symbol, f"Bruk en av {' '.join(sorted(SIGNS))}.")
        elif indicator:
            place = (row["kommune_code"].strip(), int(row["year"]))
            self.cells.append(Cell(line, indicator, *place, int(value) if value else None, symbol or None))


def _place_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not re.fullmatch(r"\d{4}", row["kommune_code"].strip()):
        yield "kommune_code", "Kommunenummer skal ha fire siffer, også 0 først."
    year = row["year"].strip()
    if not re.fullmatch(r"\d{4}", year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        yield "year", "Skriv et år med fire siffer."


def _repeated(cells: list[Cell]) -> list[str]:
    first: dict[tuple[str, str, int], int] = {}
    said = []
    for cell in cells:
        key = (cell.indicator, cell.number, cell.year)
        if key in first:
            said.append(
                f"Rad {cell.line}, kolonne «kommune_code»: «{cell.number}» står i rad {first[key]} "
                f"for samme år og samme tall. Ta bort en av radene."
            )
        first.setdefault(key, cell.line)
    return said
