"""What each frame promises: its columns with types, and its key, as the register of columns has them.

A missing value means «not stated by the source», never zero. Municipality numbers are text («0301»).
Counts are persons unless the column says otherwise; money is kroner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from terms.columns import TABLES
from terms.errors import FrameMismatch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terms.columns import Table


@dataclass(frozen=True)
class FrameSpec:
    """The promise of one frame; `key` columns are never missing and never repeat."""

    key: tuple[str, ...]
    text: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    columns: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather all the columns."""
        object.__setattr__(self, "columns", frozenset((*self.key, *self.text, *self.number, *self.date)))


def _spec(table: Table) -> FrameSpec:
    """Keys keep the type they are read with, but for dates."""
    others = [column for column in table.stored if column.name not in table.key]
    return FrameSpec(
        key=table.key,
        text=tuple(column.name for column in others if column.type in {"text", "code"}),
        number=tuple(column.name for column in others if column.type in {"integer", "number", "flag"}),
        date=tuple(column.name for column in table.stored if column.type == "date"),
    )


SPECS: Mapping[str, FrameSpec] = {name: _spec(table) for name, table in TABLES.items()}
"""Frame name = table name. Frames with a municipality and a year also get `area` from `tidy`."""
SUMS: Mapping[str, FrameSpec] = {
    "reach_sum": FrameSpec(
        ("measure_id", "municipality", "period", "target_group"),
        number=("unique_participants", "below", "above", "attendances", "completed", "example"),
    ),
    "project_reach_sum": FrameSpec(
        ("project", "municipality", "period", "target_group"),
        number=("low", "high", "least", "most", "attendances", "completed", "measures", "example"),
    ),
    "participation_source_sum": FrameSpec(("project", "source"), number=("cells",)),
}
"""Sums of `participation` that the publisher makes; no source states them, so no reader is told of them."""
LENT: Mapping[str, FrameSpec] = {
    **{name: spec for name, spec in SPECS.items() if name != "participation"},
    **SUMS,
}
"""What the store lends: cells of participation are described for readers of the database, and never read."""


def conform(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame its promised columns and types, or raise FrameMismatch naming what is wrong."""
    spec = LENT[name]
    if missing := spec.columns - set(frame.columns):
        raise FrameMismatch(name, f"missing columns {', '.join(sorted(missing))}")
    typed = frame[[column for column in frame.columns if column in spec.columns]].copy()
    for column in spec.columns:
        try:
            if column in spec.date:
                typed[column] = pd.to_datetime(typed[column])
            elif column in spec.number:
                typed[column] = pd.to_numeric(typed[column]).astype("float64")
        except (TypeError, ValueError) as error:
            raise FrameMismatch(name, f"{column}: {error}") from error
    if typed[list(spec.key)].isna().any(axis=None):
        raise FrameMismatch(name, f"empty value in the key {', '.join(spec.key)}")
    if typed.duplicated(list(spec.key)).any():
        raise FrameMismatch(name, f"the key {', '.join(spec.key)} repeats")
    return typed.reset_index(drop=True)
