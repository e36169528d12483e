"""Tables as files have them: raw values by column, with what each column and code is called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.content.blocks import plain
from dashboard.content.tables import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.content.tables import Column, Table

EXAMPLE = ("evidence", "observed_evidence")
"""Columns whose value says that a row is invented."""


@dataclass(frozen=True)
class DataTable:
    """Table to take along: `key` names it in addresses, `name` on its sheet, `row` says what a row is.

    `rows` has the columns' fields, in their order.
    """

    key: str
    name: str
    row: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame

    @property
    def example(self) -> bool:
        """Whether anything in it is invented."""
        rows = self.rows
        marked = [rows[name] == "example" for name in EXAMPLE if name in rows]
        marked += [rows["example"].eq(other=True)] if "example" in rows else []
        return any(bool(each.any()) for each in marked)


@dataclass(frozen=True)
class About:
    """What the reader must know of some tables: subjects with their paragraphs, in reading order.

    `example` says what is invented; empty where nothing is.
    """

    title: str
    example: str
    subjects: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Explained:
    """A column: its table, its name, its name in code, its unit, and its codes with their words."""

    table: str
    name: str
    field: str
    unit: str
    codes: tuple[tuple[str, str], ...]


def explained(tables: Sequence[DataTable]) -> Iterator[Explained]:
    """Every column of the tables, in their order."""
    for table in tables:
        for column in table.columns:
            codes = column.codes if column.kind == "word" else ()
            yield Explained(table.name, column.label, column.field, column.unit, codes)


def data_table(block: Table, key: str) -> DataTable:
    """Table of a page or a paper as a file has it: the cells' values, and words where they have none."""
    fields = [column.field or f"{key}_{place}" for place, column in enumerate(block.columns, start=1)]
    rows = [[_value(cell) for cell in row] for row in block.rows]
    frame = pd.DataFrame(rows, columns=fields, dtype="object")
    for field, column in zip(fields, block.columns, strict=True):
        if column.numeric:
            frame[field] = pd.to_numeric(frame[field], errors="coerce")
    columns = tuple(replace(column, field=field) for field, column in zip(fields, block.columns, strict=True))
    return DataTable(key, block.caption, block.caption, columns, frame)


def _value(cell: object) -> object:
    if isinstance(cell, Cell) and cell.value is not None:
        return cell.value
    return plain(cell)  # type: ignore[arg-type]  # a cell is words or a Cell
