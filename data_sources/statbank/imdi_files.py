"""IMDi's figures from files: settlement of refugees and reasons for immigration, by number of the year."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from data_sources.statbank.imdi_shapes import FileRefused, read_cells
from data_sources.statbank.municipal_figures import COLUMNS, few_hidden
from data_sources.statbank.numbers_in_use import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from data_sources.statbank.imdi_shapes import Cell, Shape
    from data_sources.statbank.numbers_in_use import NumbersInUse

FIRST_FIGURE = 2007
TOTAL = "immigrants_total"
TOTAL_UNTIL = 2015
"""The seeds' counts from Statistics Norway reach this far; IMDi's are used after, until 09817 is fetched."""
SUMMARY_FROM = 2023
"""The summary differs from IMDi's own table for 2022, which is complete: the summary goes on after it."""
WIDE = "bosetting, samandrag"
SETTLEMENT = "bosetting"


@dataclass(frozen=True)
class FileFigures:
    """Figures of a file: the columns `COLUMNS` and `source`, with what the board is to know of them.

    `said` are sentences about what was left out, and why.
    """

    table: str
    title: str
    frame: pd.DataFrame
    request: str
    said: tuple[str, ...]


def read_file(path: Path, numbers: NumbersInUse) -> FileFigures:
    """Read a file with IMDi's figures.

    Raises:
        FileRefused: It is no known kind of file, or has cells that cannot be used.
        OSError: It cannot be read.
    """
    shape, cells = read_cells(path)
    said: list[str] = []
    cells = _of_finished_years(shape, cells, path.name, said)
    frame = _carried(cells, numbers, said)
    if frame.empty:
        raise FileRefused(f"{path.name} har ingen tall fra {FIRST_FIGURE} eller senere som kan brukes.")
    years = frame["year"].astype(str)
    unfinished = (shape.name == WIDE) & (frame["year"] == LAST) & (frame["indicator"] == "settled_refugees")
    source = ("IMDi " + years).mask(unfinished, "IMDi " + years + ", før hele året var talt")
    request = {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return FileFigures(
        table=shape.table,
        title=shape.table.removeprefix("IMDi "),
        frame=few_hidden(frame.assign(source=source)),
        request=json.dumps(request, ensure_ascii=False, sort_keys=True),
        said=tuple(said),
    )


def _of_finished_years(shape: Shape, cells: list[Cell], name: str, said: list[str]) -> list[Cell]:
    """Leave out years that are not whole, or that another file is the one for."""
    kept = [cell for cell in cells if cell.year >= FIRST_FIGURE]
    if shape.name == SETTLEMENT:
        last = max((cell.year for cell in kept), default=0)
        said.append(f"{name}: {last} er utelatt. IMDi fører tabellen gjennom året; siste år er ikke helt.")
        kept = [
            cell
            for cell in kept
            if cell.year < last and (cell.year >= FIRST or cell.indicator == "settlement_requested")
        ]
    if shape.name == WIDE:
        said.append(f"{name}: år før {SUMMARY_FROM} er utelatt. IMDis egen tabell gjelder for dem.")
        kept = [cell for cell in kept if cell.year >= SUMMARY_FROM]
    return [cell for cell in kept if cell.indicator != TOTAL or cell.year > TOTAL_UNTIL]


def _carried(cells: Iterable[Cell], numbers: NumbersInUse, said: list[str]) -> pd.DataFrame:
    """Give each figure the number in use that year; the source carries some years to later numbers.

    Figures of today's parts of an area that was one municipality then are added, where all parts have one.
    Where both the number of the time and a later one have a figure for a year, a sign gives way to a number.

    Raises:
        FileRefused: Two different figures meet at one number.
    """
    found: dict[tuple[str, str, int], Cell] = {}
    divided: dict[tuple[str, str, int], list[Cell]] = {}
    homeless = 0
    for cell in cells:
        number = numbers.then(cell.number, cell.year)
        if number is None:
            joint = numbers.joint(cell.number, cell.year)
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
        said.append(f"{homeless} tall gjelder numre som ikke var i bruk det året, og er utelatt.")
    rows = [(*key, cell.value, cell.symbol) for key, cell in sorted(found.items(), key=lambda item: item[0])]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"year": "int64", "value": "float64", "symbol": "str", "municipality": "str"})
