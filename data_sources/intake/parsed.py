"""What a workbook, CSV file or report holds once it is read: rows per table, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLACE = ""
"""Key under which a row may carry where it stands, as (sheet, row); no column is nameless."""


@dataclass(frozen=True)
class Rejected:
    """One cell that cannot be used; `row` is as the sheet numbers it, `advice` says what to do."""

    sheet: str
    row: int
    column: str
    value: str
    advice: str


@dataclass(frozen=True)
class Parsed:
    """Rows by table of the schema, raw counts under `intake_participation`; `project` is whose file it is.

    A column that is not in a row leaves what is stored as it is; None is an empty cell.
    """

    kind: str
    tables: Mapping[str, Sequence[Mapping[str, object]]]
    rejected: Sequence[Rejected]
    project: str | None
