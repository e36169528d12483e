"""IMDi's figures from files: settlement of refugees and reasons for immigration, by number of the year."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from data_sources.statbank.hidden_counts import few_hidden
from data_sources.statbank.municipal_figures import COLUMNS, FIRST_LISTED, LAST_LISTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from data_sources.statbank.municipal_figures import NumbersInUse

FIRST_FIGURE = 2007
IMMIGRANTS_TOTAL = "immigrants_total"
TOTAL_UNTIL = 2015
"""The seeds' counts from Statistics Norway reach this far; IMDi's are used after, until 09817 is fetched."""
SUMMARY_FROM = 2023
"""The summary differs from IMDi's own table for 2022, which is complete: the summary goes on after it."""
SUMMARY_FILE = "bosetting, samandrag"
SETTLEMENT_FILE = "bosetting"
REASON_TABLE, SETTLEMENT_TABLE = "IMDi befolkning_innvandringsgrunn", "IMDi bosatt_anmodede"
MOST_BYTES = 50_000_000
"""Bytes; the largest known file has under five million."""
MOST_FAULTS_SHOWN = 10
AWAITS = "avventer vedtak"
"""What the summary writes where the municipality has not decided."""
SIGNS = {":", ".", "..", "-"}
FIRST_YEAR, LAST_YEAR = 1980, 2100


@dataclass(frozen=True)
class FileFigures:
    """Figures of a file: the columns `COLUMNS` and `source`, with what the board is to know of them.

    `remarks` are sentences about what was left out, and why.
    """

    table: str
    title: str
    frame: pd.DataFrame
    request: str
    remarks: tuple[str, ...]


class FileRefused(ValueError):
    """A file cannot be used; the text names row, column, value and what to do, in bokmål."""


@dataclass(frozen=True)
class FileLayout:
    """One kind of file: its heading, and what each word in its column of kinds means."""

    name: str
    heading: tuple[str, ...]
    table: str
    kind: str  # column that says what a row counts; empty where each count has a column of its own
    words: Mapping[str, str | None]  # word → indicator; None = known, and not kept


@dataclass(frozen=True)
class FileCell:
    """One published figure of a file: a whole number, or the sign that stands for it."""

    line: int
    indicator: str
    number: str
    year: int
    value: int | None
    symbol: str | None


def read_file(path: Path, numbers: NumbersInUse) -> FileFigures:
    """Read a file with IMDi's figures.

    Raises:
        FileRefused: It is no known kind of file, or has cells that cannot be used.
        OSError: It cannot be read.
    """
    layout, cells = read_cells(path)
    remarks: list[str] = []
    cells = _of_finished_years(layout, cells, path.name, remarks)
    frame = _carried(cells, numbers, remarks)
    if frame.empty:
        raise FileRefused(f"{path.name} har ingen tall fra {FIRST_FIGURE} eller senere som kan brukes.")
    years = frame["year"].astype(str)
    unfinished = (
        (layout.name == SUMMARY_FILE)
        & (frame["year"] == LAST_LISTED)
        & (frame["indicator"] == "settled_refugees")
    )
    source = ("IMDi " + years).mask(unfinished, "IMDi " + years + ", før hele året var talt")
    request = {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return FileFigures(
        table=layout.table,
        title=layout.table.removeprefix("IMDi "),
        frame=few_hidden(frame.assign(source=source)),
        request=json.dumps(request, ensure_ascii=False, sort_keys=True),
        remarks=tuple(remarks),
    )


def _of_finished_years(
    layout: FileLayout, cells: list[FileCell], name: str, remarks: list[str]
) -> list[FileCell]:
    """Leave out years that are not whole, or that another file is the one for."""
    kept = [cell for cell in cells if cell.year >= FIRST_FIGURE]
    if layout.name == SETTLEMENT_FILE:
        last = max((cell.year for cell in kept), default=0)
        remarks.append(f"{name}: {last} er utelatt. IMDi fører tabellen gjennom året; siste år er ikke helt.")
        kept = [
            cell
            for cell in kept
            if cell.year < last and (cell.year >= FIRST_LISTED or cell.indicator == "settlement_requested")
        ]
    if layout.name == SUMMARY_FILE:
        remarks.append(f"{name}: år før {SUMMARY_FROM} er utelatt. IMDis egen tabell gjelder for dem.")
        kept = [cell for cell in kept if cell.year >= SUMMARY_FROM]
    return [cell for cell in kept if cell.indicator != IMMIGRANTS_TOTAL or cell.year > TOTAL_UNTIL]


def _carried(cells: Iterable[FileCell], numbers: NumbersInUse, remarks: list[str]) -> pd.DataFrame:
    """Figures by the number in use that year; the source carries some years to later numbers.

    Figures of today's parts of an area that was one municipality then are added, where all parts have one.
    Where both the number of the time and a later one have a figure for a year, a sign gives way to a number.

    Raises:
        FileRefused: Two different figures meet at one number.
    """
    found: dict[tuple[str, str, int], FileCell] = {}
    divided: dict[tuple[str, str, int], list[FileCell]] = {}
    homeless = 0
    for cell in cells:
        number = numbers.number_of_same_area(cell.number, cell.year)
        if number is None:
            joint = numbers.number_of_joint_area(cell.number, cell.year)
            homeless += joint is None
            if joint:
                divided.setdefault((cell.indicator, joint, cell.year), []).append(cell)
            continue
        key = (cell.indicator, number, cell.year)
        other = found.get(key)
        if other is None or other.symbol == ".":
            found[key] = cell
        elif cell.symbol != "." and (cell.value, cell.symbol) != (other.value, other.symbol):
            raise FileRefused(
                f"Rad {other.line} og {cell.line} gir {cell.indicator} for {number} i {cell.year} "
                "to ulike tall. Ta bort raden som ikke gjelder."
            )
    for key, parts in divided.items():
        covered = {place for part in parts for place in numbers.territory[part.number]}
        values = [part.value for part in parts if part.value is not None]
        if key in found or covered != numbers.territory[key[1]] or len(values) < len(parts):
            homeless += len(parts)
        else:
            found[key] = replace(parts[0], value=sum(values))
    if homeless:
        remarks.append(f"{homeless} tall gjelder numre som ikke var i bruk det året, og er utelatt.")
    rows = [(*key, cell.value, cell.symbol) for key, cell in sorted(found.items(), key=lambda item: item[0])]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"year": "int64", "value": "float64", "symbol": "str", "municipality": "str"})


FILE_LAYOUTS = (
    FileLayout(
        "innvandringsgrunn",
        ("kommune_code", "name", "year", "reason", "value", "status"),
        REASON_TABLE,
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
    FileLayout(
        "bosetting",
        ("kommune_code", "name", "year", "measure", "value", "status"),
        SETTLEMENT_TABLE,
        "measure",
        {
            "settled": "settled_refugees",
            "requested": "settlement_requested",
            "decided": "settlement_decided",
        },
    ),
    FileLayout(
        "bosetting, samandrag",
        (
            *("kommune_code", "name", "year", "population", "settled_refugees", "settled_ukrainians"),
            *("ukrainians_status", "requested_2024", "decided_2024", "settled_or_agreed_2024"),
            *("ukr_settled_or_agreed_2024", "centrality_class", "kostra_group"),
        ),
        SETTLEMENT_TABLE,
        "",
        {
            "settled_refugees": "settled_refugees",
            "requested_2024": "settlement_requested",
            "decided_2024": "settlement_decided",
        },
    ),
)


def read_cells(path: Path) -> tuple[FileLayout, list[FileCell]]:
    """Recognise a file by its heading and read every cell.

    Raises:
        FileRefused: No known kind of file, or cells that cannot be used: the first ten are named.
        OSError: The file cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused(f"{path.name} er større enn 50 MB, og er neppe en fil fra IMDi.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(f"{path.name} er ikke tekst i UTF-8: lagre fila som CSV UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    heading = tuple(reader.fieldnames or ())
    layout = next((layout for layout in FILE_LAYOUTS if layout.heading == heading), None)
    if layout is None:
        known = "; ".join(f"{layout.name}: {', '.join(layout.heading)}" for layout in FILE_LAYOUTS)
        raise FileRefused(f"{path.name} har ikke kolonnene til en fil vi kjenner. Kjente filer – {known}.")
    reading = _Reading(layout, [], [])
    try:
        for row in reader:
            reading.take(row, reader.line_num)
    except csv.Error as error:
        raise FileRefused(f"{path.name}, rad {reader.line_num}: raden er ikke gyldig CSV.") from error
    faults = [*reading.faults, *_repeated(reading.cells)]
    if faults or not reading.cells:
        more = f"\n… og {len(faults) - MOST_FAULTS_SHOWN} til." if len(faults) > MOST_FAULTS_SHOWN else ""
        listed = "\n".join(faults[:MOST_FAULTS_SHOWN]) or "Fila har ingen rader."
        raise FileRefused(f"{path.name} er ikke lest inn, ingenting er endret.\n{listed}{more}")
    return layout, reading.cells


@dataclass
class _Reading:
    """Cells and faults found so far in a file of one layout."""

    layout: FileLayout
    cells: list[FileCell]
    faults: list[str]

    def take(self, row: Mapping[str, str], line: int) -> None:
        """Read the cells of one row, or note what is wrong with them."""
        if None in row or None in row.values():
            advice = "Sett verdier med komma i hermetegn."
            self.faults.append(f"Rad {line}: raden skal ha {len(self.layout.heading)} celler. {advice}")
            return
        for column, advice in _place_faults(row):
            self._fault(line, column, row[column], advice)
            return
        year = row["year"].strip()
        if not self.layout.kind:
            for column, indicator in self.layout.words.items():
                if column == "settled_refugees" or column.endswith(f"_{year}"):
                    self._count(row, column, line, indicator)
            return
        word = row[self.layout.kind].strip()
        if word in self.layout.words:
            self._count(row, "value", line, self.layout.words[word])
        else:
            self._fault(line, self.layout.kind, word, f"Bruk en av {', '.join(self.layout.words)}.")

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
            self.cells.append(
                FileCell(line, indicator, *place, int(value) if value else None, symbol or None)
            )


def _place_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not re.fullmatch(r"\d{4}", row["kommune_code"].strip()):
        yield "kommune_code", "Kommunenummer skal ha fire siffer, også 0 først."
    year = row["year"].strip()
    if not re.fullmatch(r"\d{4}", year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        yield "year", "Skriv et år med fire siffer."


def _repeated(cells: list[FileCell]) -> list[str]:
    first: dict[tuple[str, str, int], int] = {}
    remarks = []
    for cell in cells:
        key = (cell.indicator, cell.number, cell.year)
        if key in first:
            remarks.append(
                f"Rad {cell.line}, kolonne «kommune_code»: «{cell.number}» står i rad {first[key]} "
                f"for samme år og samme tall. Ta bort en av radene."
            )
        first.setdefault(key, cell.line)
    return remarks
