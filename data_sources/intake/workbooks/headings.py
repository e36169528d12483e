"""Finds the headings of a sheet, what each column means, and what stands in columns that mean nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import TYPE_CHECKING

from data_sources.intake.personal_data import (
    Personal,
    heading_looks_personal,
    is_phone_number,
    looks_like_a_name,
    looks_personal,
)
from data_sources.intake.wording import LANGUAGES, Language, listing, say
from data_sources.intake.workbooks.cells import Cell, Special, as_text, is_blank
from data_sources.intake.workbooks.sheets import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_sources.intake.workbooks.sheets import Column, Sheet
    from data_sources.intake.workbooks.typed_rows import TypedSheet

LOOKED_AT = 10
"""Rows from the top among which the headings are looked for: people put titles above them."""
MARK = {plain(say("mark", language)) for language in LANGUAGES}
WRITTEN = {plain(say(word, language)): word for word in ("explanation", "example") for language in LANGUAGES}


@dataclass
class Plan:
    """Where everything stands in a sheet; `first` is the index of the first row below the headings."""

    sheet: Sheet
    row: int
    first: int
    columns: list[tuple[int, Column, str]] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    repeated: list[tuple[int, str]] = field(default_factory=list)
    mark: int | None = None

    @property
    def missing(self) -> list[Column]:
        """Required columns that the sheet does not have."""
        return self.sheet.missing(column for _, column, _ in self.columns)

    def complain(self, typed: TypedSheet) -> None:
        """List required columns that are missing, and columns that are there twice."""
        for column in self.missing:
            typed.reject(self.row, column.name, None, say("missing_column", typed.language))
        for _, heading in self.repeated:
            typed.reject(self.row, heading, None, say("same_column", typed.language))

    def complain_of_unknown(self, typed: TypedSheet, rows: Sequence[tuple[int, Sequence[Cell]]]) -> None:
        """List the columns that are not ours, personal ones apart, and cells that stand in none."""
        width = max((len(cells) for _, cells in rows), default=0)
        named = dict(self.unknown)
        known = {at for at, _, _ in self.columns} | {at for at, _ in self.repeated} | {self.mark}
        for at in sorted(set(range(width)) - known):
            filled = [(number, cells[at]) for number, cells in rows[self.first :] if at < len(cells)]
            filled = [(number, cell) for number, cell in filled if not is_blank(cell)]
            heading = named.get(at, "")
            kind = personal_kind([cell for _, cell in filled])
            if heading and not kind and heading_looks_personal(heading):
                kind = "column"
            place = heading if heading and not personal_kind([heading]) else column_letter(at, typed.language)
            if kind or looks_personal(heading):
                typed.stop(self.row, place, kind or "column")
            elif heading:
                known_names = listing(self.sheet.listed(typed.language), most=30)
                advice = say("unknown_column", typed.language, known=known_names)
                typed.reject(self.row, place, None, advice)
            elif filled:
                number, cell = filled[0]
                typed.reject(number, place, cell, say("no_heading", typed.language))

    def skips(self, number: int, cells: Sequence[Cell], typed: TypedSheet) -> bool:
        """Whether a row is the template's own, still as the template wrote it."""
        mark = cells[self.mark] if self.mark is not None and self.mark < len(cells) else None
        if is_blank(mark):
            return False
        word = WRITTEN.get(plain(as_text(mark)))
        if word is None:
            typed.reject(number, say("mark", typed.language), mark, say("unknown_mark", typed.language))
            return True
        for at, column, _ in self.columns:
            cell = as_text(cells[at]) if at < len(cells) else ""
            texts = column.help if word == "explanation" else column.example
            if cell and plain(cell) not in {plain(text) for text in texts.values()}:
                advice = say("marked", typed.language, mark=as_text(mark))
                typed.reject(number, column.name, cells[at], advice)
                break
        return True


def plan_of(rows: Sequence[tuple[int, Sequence[Cell]]], sheet: Sheet) -> Plan | None:
    """Choose the row with the most of the sheet's headings; None where no row has any."""
    plans = [_plan(at, number, cells, sheet) for at, (number, cells) in enumerate(rows[:LOOKED_AT])]
    best = max(plans, key=lambda plan: len(plan.columns), default=None)
    return best if best and best.columns else None


def _plan(at: int, number: int, cells: Sequence[Cell], sheet: Sheet) -> Plan:
    plan = Plan(sheet, number, at + 1)
    taken: set[str] = set()
    for place, cell in enumerate(cells):
        heading = as_text(cell)
        column = sheet.column(heading) if heading else None
        if heading and plain(heading) in MARK:
            plan.mark = place
        elif column and column.name in taken:
            plan.repeated.append((place, heading))
        elif column:
            taken.add(column.name)
            plan.columns.append((place, column, heading.rstrip(" *")))
        elif heading:
            plan.unknown.append((place, heading))
    return plan


def column_letter(at: int, language: Language) -> str:
    """«kolonne C»."""
    letters = ""
    place = at + 1
    while place:
        place, rest = divmod(place - 1, len(ascii_uppercase))
        letters = ascii_uppercase[rest] + letters
    return say("column_letter", language, letter=letters)


def personal_kind(cells: Sequence[Cell]) -> Personal | None:
    """Tell whether cells under no heading of ours look personal: any of them, or most by their shape."""
    texts = [cell for cell in cells if not is_blank(cell) and not isinstance(cell, Special)]
    for cell in texts:
        found: Personal | None = "phone" if is_phone_number(cell) else looks_personal(cell)
        if found:
            return found
    names = sum(1 for cell in texts if isinstance(cell, str) and looks_like_a_name(cell))
    return "name" if names and 2 * names >= len(texts) else None
