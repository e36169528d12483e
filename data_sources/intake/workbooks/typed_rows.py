"""Reads the rows of one sheet: types every cell, and lists each one that cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_sources.intake.municipalities import NotFound
from data_sources.intake.personal_data import is_phone_number, looks_personal
from data_sources.intake.wording import Language, say
from data_sources.intake.workbooks.cell_readers import CellReader
from data_sources.intake.workbooks.cells import Cell, as_text, is_blank
from data_sources.intake.workbooks.conversion import Unusable
from data_sources.intake.workbooks.headings import Plan, plan_of
from data_sources.intake.workbooks.parsed import PLACE, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data_sources.intake.personal_data import Personal
    from data_sources.intake.workbooks.sheets import Sheet
    from data_sources.intake.workbooks.stored import Row, Stored

LONGEST_SHOWN = 80
MOST_REJECTED = 5_000
"""Cells of one sheet that are listed; the rest are counted."""
REPORT_EVERY = 2_000
UNANSWERED = {"success_factor_assessment": ("status", "note"), "module_item_status": ("status",)}
"""Sheets the template fills with questions, and the columns that answer; rows without answers are skipped."""


@dataclass(frozen=True)
class RawSheet:
    """A sheet as it stands: its name, and its rows with their numbers as Excel counts them."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]


@dataclass
class TypedSheet:
    """A sheet's typed rows; `broken` have a cell that cannot be used, `personal` stops the import."""

    sheet: Sheet
    name: str
    language: Language
    headings: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    broken: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    personal: list[Rejected] = field(default_factory=list)
    uncounted: int = 0

    def reject(self, row: int, column: str, cell: Cell, advice: str) -> None:
        """List one cell; `column` is the table's name of it, or a heading."""
        if len(self.rejected) >= MOST_REJECTED:
            self.uncounted += 1
            return
        found = shown(cell, self.language)
        self.rejected.append(Rejected(self.name, row, self.heading(column), found, advice))

    def stop(self, row: int, column: str, kind: Personal) -> None:
        """List a column that looks like personal data; what it holds is never repeated."""
        advice = say(f"personal_{kind}", self.language)
        self.personal.append(Rejected(self.name, row, self.heading(column), "", advice))

    def heading(self, column: str) -> str:
        """Give a column's heading as the user sees it."""
        if column in self.headings:
            return self.headings[column]
        named = [known.headings[self.language] for known in self.sheet.columns if known.name == column]
        return named[0] if named else column


def number_of(row: Row) -> int:
    """Give the number of a typed row in its sheet."""
    place = row[PLACE]
    return place[1] if isinstance(place, tuple) else 0


def shown(cell: Cell, language: Language) -> str:
    """Give a cell as it may be repeated to the user: short, and never what looks like personal data."""
    if looks_personal(cell, names=True) or is_phone_number(cell):
        return say("not_shown", language)
    return as_text(cell)[:LONGEST_SHOWN]


def read_sheet(
    raw: RawSheet, sheet: Sheet, stored: Stored, language: Language, tell: Callable[[int], None]
) -> TypedSheet:
    """Type every row; `tell` gets the number of rows read since it was last told."""
    typed = TypedSheet(sheet, raw.name, language)
    plan = plan_of(raw.rows, sheet)
    if plan is None:
        if any(not is_blank(cell) for _, cells in raw.rows for cell in cells):
            known = ", ".join(sheet.listed(language))
            typed.reject(1, "", None, say("no_header", language, known=known))
        return typed
    typed.headings = {column.name: heading for _, column, heading in plan.columns}
    _Reader(typed, plan, stored, tell).read(raw)
    return typed


class _Reader:
    """One sheet being read; what a cell turns into is kept, since a column repeats a few values."""

    def __init__(self, typed: TypedSheet, plan: Plan, stored: Stored, tell: Callable[[int], None]) -> None:
        self.typed = typed
        self.plan = plan
        self.stored = stored
        self.tell = tell
        self.places: dict[tuple[str, int | None], str | Unusable] = {}
        self.readers = [
            (at, column, CellReader(column, stored, typed.language)) for at, column, _ in plan.columns
        ]
        self.answers = set(UNANSWERED.get(typed.sheet.table, ()))

    def read(self, raw: RawSheet) -> None:
        self.plan.complain(self.typed)
        waiting = 0
        for number, cells in raw.rows[self.plan.first :]:
            waiting += 1
            if waiting == REPORT_EVERY:
                self.tell(waiting)
                waiting = 0
            if any(cell is not None and not is_blank(cell) for cell in cells):
                self.row(number, cells)
        self.tell(waiting + self.plan.first)
        self.plan.complain_of_unknown(self.typed, raw.rows)
        for _, column, reader in self.readers:
            if reader.personal:
                kind, row = reader.personal
                self.typed.stop(row, column.name, kind)
        if self.plan.missing:
            self.typed.rows = []

    def row(self, number: int, cells: Sequence[Cell]) -> None:
        """Type one row that is not blank."""
        if self.plan.skips(number, cells, self.typed) or self.unanswered(cells):
            return
        row: Row = {PLACE: (self.typed.name, number)}
        whole = True
        for at, column, reader in self.readers:
            cell = cells[at] if at < len(cells) else None
            value = reader(cell, number)
            if isinstance(value, Unusable):
                whole = False
                self.typed.reject(number, column.name, cell, value.advice)
            elif column.kind != "shown":
                row[column.name] = value
        if "municipality" in row and not self.place(row, number):
            whole = False
        (self.typed.rows if whole else self.typed.broken).append(row)

    def unanswered(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is a question the template wrote and nobody answered."""
        if not self.answers:
            return False
        answers = [at for at, column, _ in self.plan.columns if column.name in self.answers]
        return all(at >= len(cells) or is_blank(cells[at]) for at in answers)

    def place(self, row: Row, number: int) -> bool:
        """Put the municipality's number for what was written, by the row's own year."""
        if not {"year", "period"} & row.keys() and {"year", "period"} & set(self.typed.headings):
            return True  # the year itself is rejected
        year = row.get("year") or row.get("period")
        key = (str(row["municipality"]), int(str(year)) if year else None)
        if key not in self.places:
            self.places[key] = self.found(*key)
        found = self.places[key]
        if isinstance(found, Unusable):
            self.typed.reject(number, "municipality", key[0], found.advice)
            return False
        row["municipality"] = found
        return True

    def found(self, text: str, year: int | None) -> str | Unusable:
        """Look a municipality up once."""
        try:
            return self.stored.municipalities.find(text, year, self.typed.language)
        except NotFound as error:
            return Unusable(str(error))
