"""Reads one sheet: finds its headings, types every cell, and lists each one that cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import TYPE_CHECKING

from data_sources.intake.municipalities import NotFound, find
from data_sources.intake.parsed import PLACE, Rejected
from data_sources.intake.personal_data import (
    Personal,
    heading_looks_personal,
    is_phone_number,
    looks_like_a_name,
    looks_personal,
)
from data_sources.intake.wording import LANGUAGES, Language, listing, say
from data_sources.intake.workbooks.cells import Cell, CellReader, Special, Unusable, as_text, is_blank
from data_sources.intake.workbooks.sheets import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data_sources.intake.workbooks.sheets import TemplateColumn, TemplateSheet
    from data_sources.intake.workbooks.stored import Stored, TypedRow

LONGEST_SHOWN = 80
MOST_REJECTED = 5_000
"""Cells of one sheet that are listed; the rest are counted."""
REPORT_EVERY = 2_000
UNANSWERED = {"success_factor_assessment": ("status", "note"), "module_item_status": ("status",)}
"""Sheets the template fills with questions, and the columns that answer; rows without answers are skipped."""
LOOKED_AT = 10
"""Rows from the top among which the headings are looked for: people put titles above them."""
MARK = {plain(say("mark", language)) for language in LANGUAGES}
WRITTEN = {plain(say(word, language)): word for word in ("explanation", "example") for language in LANGUAGES}


@dataclass(frozen=True)
class RawSheet:
    """A sheet as it stands: its name, and its rows with their numbers as Excel counts them."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]


@dataclass
class TypedSheet:
    """A sheet's typed rows; `broken` have a cell that cannot be used, `personal` stops the import."""

    sheet: TemplateSheet
    name: str
    language: Language
    headings: dict[str, str] = field(default_factory=dict)
    rows: list[TypedRow] = field(default_factory=list)
    broken: list[TypedRow] = field(default_factory=list)
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
        """Heading of a column as the user sees it."""
        if column in self.headings:
            return self.headings[column]
        named = [known.headings[self.language] for known in self.sheet.columns if known.name == column]
        return named[0] if named else column


def number_of(row: TypedRow) -> int:
    """Number of a typed row in its sheet."""
    place = row[PLACE]
    return place[1] if isinstance(place, tuple) else 0


def shown(cell: Cell, language: Language) -> str:
    """A cell as it may be repeated to the user: short, and never what looks like personal data."""
    if looks_personal(cell, names=True) or is_phone_number(cell):
        return say("not_shown", language)
    return as_text(cell)[:LONGEST_SHOWN]


def read_sheet(
    raw: RawSheet, sheet: TemplateSheet, stored: Stored, language: Language, count: Callable[[int], None]
) -> TypedSheet:
    """Type every row; `count` gets the number of rows read since it was last called."""
    typed = TypedSheet(sheet, raw.name, language)
    plan = plan_of(raw.rows, sheet)
    if plan is None:
        if any(not is_blank(cell) for _, cells in raw.rows for cell in cells):
            known = ", ".join(sheet.listed(language))
            typed.reject(1, "", None, say("no_header", language, known=known))
        return typed
    typed.headings = {column.name: heading for _, column, heading in plan.columns}
    _Reader(typed, plan, stored, count).read(raw)
    return typed


class _Reader:
    """One sheet being read; what a cell turns into is kept, since a column repeats a few values."""

    def __init__(self, typed: TypedSheet, plan: Plan, stored: Stored, count: Callable[[int], None]) -> None:
        self.typed = typed
        self.plan = plan
        self.stored = stored
        self.count = count
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
                self.count(waiting)
                waiting = 0
            if any(cell is not None and not is_blank(cell) for cell in cells):
                self.row(number, cells)
        self.count(waiting + self.plan.first)
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
        row: TypedRow = {PLACE: (self.typed.name, number)}
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

    def place(self, row: TypedRow, number: int) -> bool:
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
            return find(text, year, self.typed.language)
        except NotFound as error:
            return Unusable(str(error))


@dataclass
class Plan:
    """Where everything stands in a sheet; `first` is the index of the first row below the headings."""

    sheet: TemplateSheet
    row: int
    first: int
    columns: list[tuple[int, TemplateColumn, str]] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    repeated: list[tuple[int, str]] = field(default_factory=list)
    mark: int | None = None

    @property
    def missing(self) -> list[TemplateColumn]:
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


def plan_of(rows: Sequence[tuple[int, Sequence[Cell]]], sheet: TemplateSheet) -> Plan | None:
    """Choose the row with the most of the sheet's headings; None where no row has any."""
    plans = [_plan(at, number, cells, sheet) for at, (number, cells) in enumerate(rows[:LOOKED_AT])]
    best = max(plans, key=lambda plan: len(plan.columns), default=None)
    return best if best and best.columns else None


def _plan(at: int, number: int, cells: Sequence[Cell], sheet: TemplateSheet) -> Plan:
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
    """Kind of personal data under no heading of ours: that of any cell, or names in most of them."""
    texts = [cell for cell in cells if not is_blank(cell) and not isinstance(cell, Special)]
    for cell in texts:
        found: Personal | None = "phone" if is_phone_number(cell) else looks_personal(cell)
        if found:
            return found
    names = sum(1 for cell in texts if isinstance(cell, str) and looks_like_a_name(cell))
    return "name" if names and 2 * names >= len(texts) else None
