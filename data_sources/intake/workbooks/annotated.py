"""Writes rejected rows back as a workbook (.xlsx), with the advice as comments in the cells."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, get_args

import xlsxwriter

from data_sources.intake.limits import is_workbook, look_through
from data_sources.intake.personal_data import Personal
from data_sources.intake.wording import LANGUAGES, Language, say
from data_sources.intake.workbooks.cells import as_text, is_blank
from data_sources.intake.workbooks.files import raw_csv, raw_sheets
from data_sources.intake.workbooks.sheets import plain
from data_sources.intake.workbooks.typed_rows import column_letter, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from data_sources.intake.parsed import Rejected
    from data_sources.intake.workbooks.typed_rows import RawSheet

LIST_COLUMNS = ("readme_sheet", "rejected_row", "rejected_column", "rejected_value", "rejected_advice")
LIST_WIDTHS = (24, 8, 24, 28, 90)
LOOKED_AT = 10
LONGEST_NAME = 31
"""Letters of a sheet's name in Excel."""
COMMENT = {"x_scale": 2, "y_scale": 1.5}


def annotated(content: bytes, name: str, rejected: Sequence[Rejected], language: Language) -> bytes:
    """Write the rejected rows of a file, each under its headings, with their numbers in the file.

    Where the import stopped at personal data, only the list is written: no cell of the file is repeated.

    Raises:
        UnreadableFile: The file cannot be opened.
    """
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        marked = book.add_format({"bg_color": "#F9DDD8", "text_wrap": True, "valign": "top"})
        _write_list(book, rejected, bold, language)
        for raw in () if _is_personal(rejected) else _raw(content, name, language):
            faults = [one for one in rejected if one.sheet == raw.name and one.row]
            if faults:
                _write_rows(book, raw, faults, (bold, marked), language)
    return written.getvalue()


def _is_personal(rejected: Iterable[Rejected]) -> bool:
    kinds = get_args(Personal)
    advices = {say(f"personal_{kind}", language) for kind in kinds for language in LANGUAGES}
    return any(one.advice in advices for one in rejected)


def _raw(content: bytes, name: str, language: Language) -> list[RawSheet]:
    if not is_workbook(content):
        return [raw_csv(content, name, language)]
    return raw_sheets(content, language, formats=look_through(content, language).formulas)


def _write_list(book: Workbook, rejected: Iterable[Rejected], bold: Format, language: Language) -> None:
    page = book.add_worksheet(say("rejected", language))
    page.freeze_panes(1, 0)
    for at, (word, width) in enumerate(zip(LIST_COLUMNS, LIST_WIDTHS, strict=True)):
        page.set_column(at, at, width)
        page.write_string(0, at, say(word, language), bold)
    for number, one in enumerate(rejected, 1):
        page.write_string(number, 0, one.sheet)
        if one.row:
            page.write_number(number, 1, one.row)
        else:
            page.write_string(number, 1, say("whole_sheet", language))
        for at, text in enumerate((one.column, one.value, one.advice), 2):
            page.write_string(number, at, text)


def _write_rows(
    book: Workbook,
    raw: RawSheet,
    faults: list[Rejected],
    formats: tuple[Format, Format],
    language: Language,
) -> None:
    """Write headings and faulty rows of one sheet; the first column is the row's number in the file."""
    bold, marked = formats
    page = book.add_worksheet(_name(raw.name, book))
    page.freeze_panes(1, 1)
    top, headings = _headings(raw, {one.column for one in faults})
    page.write_string(0, 0, say("rejected_row", language), bold)
    for at, heading in enumerate(headings, 1):
        page.set_column(at, at, 22)
        page.write_string(0, at, heading, bold)
    by_row: dict[int, list[Rejected]] = {}
    for one in faults:
        by_row.setdefault(one.row, []).append(one)
    line = 0
    for number, cells in raw.rows:
        if number not in by_row:
            continue
        line += number != top
        page.write_number(line, 0, number) if line else None
        advices = _advices(by_row[number], headings, language)
        for at in range(max(len(cells), len(headings)) + 1):
            advice = "\n".join(advices.get(at, ()))
            cell = cells[at - 1] if 0 < at <= len(cells) else None
            if at and line and not is_blank(cell):
                page.write_string(line, at, shown(cell, language), marked if advice else None)
            elif advice and at and line:
                page.write_blank(line, at, None, marked)
            if advice:
                page.write_comment(line, at, advice, COMMENT)


def _headings(raw: RawSheet, named: set[str]) -> tuple[int, list[str]]:
    """Find the row that has the headings the advice names; else the first row."""
    wanted = {plain(name) for name in named}
    rows = [(number, [as_text(cell) for cell in cells]) for number, cells in raw.rows[:LOOKED_AT]]
    return max(rows, key=lambda row: len(wanted & {plain(text) for text in row[1]}), default=(0, []))


def _advices(faults: list[Rejected], headings: list[str], language: Language) -> dict[int, list[str]]:
    """Put each advice at the column it names, at the row's number where it names none."""
    places = {plain(heading): at for at, heading in enumerate(headings, 1) if heading}
    places |= {plain(column_letter(at, language)): at + 1 for at in range(len(headings) + 1)}
    found: dict[int, list[str]] = {}
    for one in faults:
        found.setdefault(places.get(plain(one.column), 0), []).append(one.advice)
    return found


def _name(name: str, book: Workbook) -> str:
    """A sheet's name as Excel allows it, unlike those already there."""
    bare = "".join("-" if sign in "[]:*?/\\" else sign for sign in name).strip("'")[:LONGEST_NAME] or "-"
    taken = {page.get_name().casefold() for page in book.worksheets()}
    choices = (bare, *(f"{bare[: LONGEST_NAME - 3]}-{number}" for number in range(2, 99)))
    return next(choice for choice in choices if choice.casefold() not in taken)
