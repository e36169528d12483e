"""Reads a filled-in workbook (.xlsx): values only, no formula, nothing the workbook points to."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl

from data_sources.intake.limits import MAX_COLUMNS, MAX_ROWS, UnreadableFile, look_through
from data_sources.intake.wording import Language, listing, say
from data_sources.intake.workbooks.cells import Special, as_text, is_blank
from data_sources.intake.workbooks.parsed import Parsed, Rejected
from data_sources.intake.workbooks.sheets import SHEETS, language_of, set_aside, sheet_named, sheets_like
from data_sources.intake.workbooks.typed_rows import RawSheet, TypedSheet, read_sheet, shown
from data_sources.intake.workbooks.whole_file import Asked, assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from data_sources.intake.workbooks.cells import Cell
    from data_sources.intake.workbooks.sheets import Sheet

ROWS_OF_EXCEL = 1_048_576
LARGE = 5_000
"""Rows from which a workbook without formulas is read without the format of each cell."""
REPORT_EVERY = 2_000
LOOKED_AT = 10


def read_workbook(
    content: bytes, asked: Asked, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Parsed:
    """Read and check a whole workbook; `progress` gets rows done of rows in all, each row read and checked.

    Raises:
        UnreadableFile: The file cannot be opened, or is not safe to open.
    """
    contents = look_through(content, asked.spoken)
    meter = _Meter(progress, 2 * contents.rows)
    raw = raw_sheets(
        content, asked.spoken, formats=contents.formulas or contents.rows < LARGE, tell=meter.add
    )
    spoken = asked.language or language_of(_texts(raw))
    asked = replace(asked, language=spoken)
    typed: list[TypedSheet] = []
    rejected: list[Rejected] = []
    for one in raw:
        sheet, advice = _recognised(one, typed, spoken)
        if sheet is not None:
            typed.append(read_sheet(one, sheet, asked.stored, spoken, meter.add))
        elif advice:
            rejected.append(Rejected(shown(one.name, spoken), 0, "", "", advice))
    if not rejected and not any(sheet.rows or sheet.rejected or sheet.personal for sheet in typed):
        rejected.append(Rejected("", 0, "", "", say("nothing", spoken)))
    parsed = assemble("workbook", typed, asked, rejected)
    meter.finish()
    return parsed


def raw_sheets(
    content: bytes, language: Language, *, formats: bool, tell: Callable[[int], None] = lambda _rows: None
) -> list[RawSheet]:
    """Take the cells out of every sheet but those for people to read; raises UnreadableFile."""
    with _opened(content, language) as book:
        return [
            RawSheet(sheet.title, _rows(sheet, language, formats=formats, tell=tell))
            for sheet in book.worksheets
            if not set_aside(sheet.title)
        ]


class _Meter:
    """Adds up rows and tells how many are done; the total is what the file has, and is never passed."""

    def __init__(self, progress: Callable[[int, int], None], total: int) -> None:
        self.progress = progress
        self.total = total
        self.done = 0

    def add(self, rows: int) -> None:
        self.done = min(self.done + rows, self.total)
        self.progress(self.done, self.total)

    def finish(self) -> None:
        self.progress(self.total, self.total)


@contextmanager
def _opened(content: bytes, language: Language) -> Iterator[openpyxl.Workbook]:
    """Lend the workbook; whatever goes wrong inside the reader is a damaged file."""
    book = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that we do not read
            book = openpyxl.load_workbook(
                BytesIO(content), read_only=True, data_only=False, keep_links=False, rich_text=False
            )
            yield book
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:  # a damaged file fails anywhere inside the reader, with any exception
        raise UnreadableFile(say("damaged", language)) from error
    finally:
        if book is not None:
            book.close()


def _rows(
    sheet: ReadOnlyWorksheet, language: Language, *, formats: bool, tell: Callable[[int], None]
) -> list[tuple[int, Sequence[Cell]]]:
    """Give the rows that hold anything; the size a sheet states of itself is not trusted."""
    sheet.reset_dimensions()
    rows: list[tuple[int, Sequence[Cell]]] = []
    given = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=not formats)
    gap: object = None
    for number, cells in enumerate(given, 1):
        if number > ROWS_OF_EXCEL:
            raise UnreadableFile(say("damaged", language))
        if cells is gap:  # the reader gives one and the same row for all that are left out
            continue
        values = [_cell(cell) for cell in cells] if formats else list(cells)
        while values and values[-1] is None:
            values.pop()
        if not values:
            gap = cells
        else:
            rows.append((number, values))
            if not len(rows) % REPORT_EVERY:
                tell(REPORT_EVERY)
            if len(rows) > MAX_ROWS:
                raise UnreadableFile(say("too_many_rows", language, limit=MAX_ROWS))
    tell(len(rows) % REPORT_EVERY)
    return rows


def _cell(cell: ReadOnlyCell | EmptyCell) -> Cell:
    """Give a cell's value; a formula's result was worked out elsewhere and is not trusted."""
    value: Cell = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Special.FORMULA
    if cell.data_type == "n" and "%" in (cell.number_format or ""):
        return Special.PERCENT
    return value


def _texts(raw: Sequence[RawSheet]) -> list[str]:
    top = [cell for sheet in raw for _, cells in sheet.rows[:LOOKED_AT] for cell in cells]
    return [*(sheet.name for sheet in raw), *(cell for cell in top if isinstance(cell, str))]


def _recognised(raw: RawSheet, before: Sequence[TypedSheet], language: Language) -> tuple[Sheet | None, str]:
    """Tell what a sheet is, or why it cannot be taken; an empty sheet that is not ours is neither."""
    sheet = sheet_named(raw.name)
    if sheet is None:
        if not any(not is_blank(cell) for _, cells in raw.rows for cell in cells):
            return None, ""
        like = [
            found for _, cells in raw.rows[:LOOKED_AT] for found in sheets_like([as_text(c) for c in cells])
        ]
        sheet = like[0] if len({found.table for found in like}) == 1 else None
    if sheet is None:
        known = listing([sheet.names[language] for sheet in SHEETS], most=20)
        return None, say("unknown_sheet", language, known=known)
    other = next((typed.name for typed in before if typed.sheet is sheet), None)
    if other is not None:
        return None, say("same_sheet", language, other=other)
    return sheet, ""
