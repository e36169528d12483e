"""Reads the cells of one column: each distinct cell is typed, and looked through for personal data, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources.intake.personal_data import Personal, is_phone_number, looks_personal
from data_sources.intake.workbooks.cells import Cell, as_text
from data_sources.intake.workbooks.conversion import converter

if TYPE_CHECKING:
    from data_sources.intake.wording import Language
    from data_sources.intake.workbooks.sheets import Column
    from data_sources.intake.workbooks.stored import Stored


class CellReader:
    """One column's reader; `personal` is the first cell that looks like personal data, with its row."""

    def __init__(self, column: Column, stored: Stored, language: Language) -> None:
        codes = stored.lists[column.codes] if column.kind == "code" else None
        self.convert = converter(column, codes, language)
        self.kind = column.kind
        self.organisations = stored.organisations
        self.known: dict[object, object] = {}
        self.personal: tuple[Personal, int] | None = None

    def __call__(self, cell: Cell, row: int) -> object:
        """Give a cell as a value, or as Unusable; the row is kept where the cell looks personal."""
        key = cell if type(cell) is str else (type(cell), cell)
        try:
            return self.known[key]
        except KeyError:
            self.look(cell, row)
            value = self.known[key] = self.convert(cell)
            return value

    def look(self, cell: Cell, row: int) -> None:
        """Remember the first cell that looks like personal data."""
        is_role = self.kind == "role" and as_text(cell).casefold() not in self.organisations
        found = looks_personal(cell, names=is_role)
        if found == "phone" and self.kind in {"money", "number"}:
            found = None  # eight digits are an amount
        if self.kind == "count" and is_phone_number(cell):
            found = "phone"
        if found and not self.personal:
            self.personal = (found, row)
