"""What is stored already, as a file is read against it and a template is filled from it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import Date, Float, Integer

from data_sources import schema
from data_sources.intake.municipalities import Municipalities
from data_sources.intake.workbooks.code_lists import CodeList, own_lists, reference_lists
from data_sources.intake.workbooks.sheets import PARTICIPATION, SHEETS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Table
    from sqlalchemy.types import TypeEngine

Row = dict[str, object]

REFERENCE = (
    "municipality", "programme", "indicator", "target_group", "success_factor", "module", "module_item",
    "partner",
)  # fmt: skip
NEEDED = (*REFERENCE, *(sheet.table for sheet in SHEETS if sheet.table != PARTICIPATION))
"""Tables that reading and templates look into; raw participation is not one of them."""


@dataclass(frozen=True)
class Stored:
    """Stored rows by table, with plain Python values; None where a value is missing."""

    tables: Mapping[str, list[Row]]

    @cached_property
    def lists(self) -> dict[str, CodeList]:
        """Every list a cell may choose from, by the name the register of sheets calls it."""
        return own_lists() | reference_lists(self.tables)

    @cached_property
    def municipalities(self) -> Municipalities:
        """The municipalities with their years."""
        return Municipalities.of(self.tables["municipality"])

    @cached_property
    def organisations(self) -> frozenset[str]:
        """Names that are known not to be persons': partners, leading organisations and roles in use."""
        named = (
            ("partner", "name"),
            ("project", "lead_organisation"),
            *((t, "owner_role") for t in ("goal", "measure")),
        )
        return frozenset(str(row[name]).casefold() for table, name in named for row in self.tables[table])

    @cached_property
    def by_key(self) -> dict[str, dict[tuple[object, ...], Row]]:
        """Rows by table and primary key."""
        return {
            name: {tuple(row[column] for column in key_of(name)): row for row in rows}
            for name, rows in self.tables.items()
        }

    @cached_property
    def module_items(self) -> dict[str, list[int]]:
        """Numbers of each module's items."""
        items: dict[str, list[int]] = {}
        for row in self.tables["module_item"]:
            items.setdefault(str(row["module"]), []).append(int(str(row["position"])))
        return {module: sorted(positions) for module, positions in items.items()}

    def project_of(self, table: str, row: Mapping[str, object]) -> str | None:
        """Tell whose a row is: by its own project, or by the goal or measure it belongs to."""
        if row.get("project"):
            return str(row["project"])
        for owner, name in (("goal", "goal"), ("measure", "measure"), ("measure", "measure_id")):
            if table != owner and row.get(name):
                above = self.by_key[owner].get((row[name],))
                return str(above["project"]) if above else None
        return None

    def rows_of(self, table: str, project: str) -> list[Row]:
        """Give a project's rows of a table, in key order."""
        return [row for row in self.tables.get(table, []) if self.project_of(table, row) == project]


def key_of(table: str) -> tuple[str, ...]:
    """Name the columns of a table's primary key."""
    return tuple(column.name for column in _table(table).primary_key.columns)


def stored_in(loaders: Mapping[str, Callable[[], pd.DataFrame]]) -> Stored:
    """Read what is needed through the board's loaders."""
    return stored_from({name: loaders[name]() for name in NEEDED})


def stored_from(frames: Mapping[str, pd.DataFrame]) -> Stored:
    """Take frames as the loaders or the board's store give them; a table without a frame is empty."""
    return Stored({name: _rows(frames[name], _table(name)) if name in frames else [] for name in NEEDED})


def _table(name: str) -> Table:
    metadata = schema.intake if name == PARTICIPATION else schema.board
    return metadata.tables[name]


def _rows(frame: pd.DataFrame, table: Table) -> list[Row]:
    names = [column.name for column in table.columns if column.name in frame.columns]
    columns = [_values(frame[name], table.columns[name].type) for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _values(column: pd.Series, kind: TypeEngine[object]) -> list[object]:
    return [None if _is_missing(value) else _value(value, kind) for value in column.tolist()]


def _is_missing(value: object) -> bool:
    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )


def _value(value: object, kind: TypeEngine[object]) -> object:
    if isinstance(kind, Integer):
        return int(str(value)) if isinstance(value, int) else int(float(str(value)))
    if isinstance(kind, Float):
        return float(str(value))
    if isinstance(kind, Date):
        return pd.Timestamp(str(value)).date()
    return str(value)
