"""Chooses how the cells of a column are read, and turns what cannot be read into advice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_sources.intake.wording import Language, say
from data_sources.intake.workbooks.cells import Cell, Doubt, Value, as_text, is_blank, key_value, text_value
from data_sources.intake.workbooks.code_lists import SHORT_LIST
from data_sources.intake.workbooks.quantities import (
    count_value,
    date_value,
    money_value,
    number_value,
    period_value,
    position_value,
    year_value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from data_sources.intake.workbooks.code_lists import CodeList
    from data_sources.intake.workbooks.sheets import Column

KINDS: dict[str, Callable[[Cell], Value]] = {
    "text": text_value, "role": text_value, "shown": as_text, "key": key_value, "parent_project": key_value,
    "reference": text_value, "municipality": text_value, "number": number_value, "count": count_value,
    "position": position_value, "money": money_value, "year": year_value, "period": period_value,
    "date": date_value,
}  # fmt: skip
"""Reader of each kind of column of the register, but for codes."""


@dataclass(frozen=True)
class Unusable:
    """Why a cell cannot be used, as advice."""

    advice: str


def converter(
    column: Column, codes: CodeList | None, language: Language
) -> Callable[[Cell], Value | Unusable]:
    """Make the function that reads a column's cells; blank cells are None, unless they must be filled."""

    def read(cell: Cell) -> Value | Unusable:
        if is_blank(cell):
            return Unusable(say("empty", language)) if column.required else None
        try:
            return KINDS[column.kind](cell) if codes is None else _code(cell, column, codes, language)
        except Doubt as doubt:
            return Unusable(say(doubt.word, language, **doubt.values))

    return read


def _code(cell: Cell, column: Column, codes: CodeList, language: Language) -> Value:
    """Find a code; Excel keeps «1.1» as a number and «ja» in a formula cell as true."""
    if isinstance(cell, bool):
        cell = int(cell)
    text = f"{cell:.15g}" if isinstance(cell, float) else text_value(cell)
    found = codes.find(text)
    if found is None:
        word = "code" if len(codes.labels) <= SHORT_LIST else "code_many"
        raise Doubt(word, known=codes.near(text, language))
    return int(found) if column.codes == "yes_no" else found
