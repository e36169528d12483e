"""Reads a filled-in workbook (.xlsx), values only, or a CSV file with the columns of one sheet."""

from __future__ import annotations

import csv
import re
import warnings
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import openpyxl

from data_sources.intake.limits import MAX_COLUMNS, MAX_ROWS, check_size, is_workbook, look_through
from data_sources.intake.parsed import Parsed, Rejected
from data_sources.intake.refusals import UnreadableFile
from data_sources.intake.wording import Language, listing, say
from data_sources.intake.workbooks.cells import Special, as_text, is_blank
from data_sources.intake.workbooks.sheets import (
    SHEETS,
    TemplateSheet,
    language_of,
    set_aside,
    sheet_named,
    sheets_like,
)
from data_sources.intake.workbooks.typed_rows import RawSheet, TypedSheet, read_sheet, shown
from data_sources.intake.workbooks.whole_file import FileContext, assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from data_sources.intake.workbooks.cells import Cell

ROWS_OF_EXCEL = 1_048_576
LARGE = 5_000
"""Rows from which a workbook without formulas is read without the format of each cell."""
REPORT_EVERY = 2_000
LOOKED_AT = 10
DELIMITERS = ";\t,"
LIVE = ("=", "+", "-", "@", "\t", "\r", "'")
"""Signs that make a cell a formula for a spreadsheet, and the one that says it is text."""
NUMBER = re.compile(r"-?\d+(?:,\d+)?")
BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_workbook(
    content: bytes, context: FileContext, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Parsed:
    """Read and check a whole workbook; `progress` gets rows done of rows in all, each row read and checked.

    Raises:
        UnreadableFile: The file cannot be opened, or is not safe to open.
    """
    contents = look_through(content, context.spoken)
    meter = _Meter(progress, 2 * contents.rows)
    raw = raw_sheets(
        content, context.spoken, formats=contents.formulas or contents.rows < LARGE, count=meter.add
    )
    spoken = context.language or language_of(_texts(raw))
    context = replace(context, language=spoken)
    typed: list[TypedSheet] = []
    rejected: list[Rejected] = []
    for one in raw:
        sheet, advice = _recognised(one, typed, spoken)
        if sheet is not None:
            typed.append(read_sheet(one, sheet, context.stored, spoken, meter.add))
        elif advice:
            rejected.append(Rejected(shown(one.name, spoken), 0, "", "", advice))
    if not rejected and not any(sheet.rows or sheet.rejected or sheet.personal for sheet in typed):
        rejected.append(Rejected("", 0, "", "", say("nothing", spoken)))
    parsed = assemble("workbook", typed, context, rejected)
    meter.finish()
    return parsed


def raw_sheets(
    content: bytes, language: Language, *, formats: bool, count: Callable[[int], None] = lambda _rows: None
) -> list[RawSheet]:
    """Take the cells out of every sheet but those for people to read; raises UnreadableFile."""
    with _opened(content, language) as book:
        return [
            RawSheet(sheet.title, _rows(sheet, language, formats=formats, count=count))
            for sheet in book.worksheets
            if not set_aside(sheet.title)
        ]


class _Meter:
    """Adds up rows and reports how many are done; the total is what the file has, and is never passed."""

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
    sheet: ReadOnlyWorksheet, language: Language, *, formats: bool, count: Callable[[int], None]
) -> list[tuple[int, Sequence[Cell]]]:
    """Rows that hold anything, with their numbers; the size a sheet states of itself is not trusted."""
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
                count(REPORT_EVERY)
            if len(rows) > MAX_ROWS:
                raise UnreadableFile(say("too_many_rows", language, limit=MAX_ROWS))
    count(len(rows) % REPORT_EVERY)
    return rows


def _cell(cell: ReadOnlyCell | EmptyCell) -> Cell:
    """Value of a cell; a formula's result was worked out elsewhere and is not trusted."""
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


def _recognised(
    raw: RawSheet, before: Sequence[TypedSheet], language: Language
) -> tuple[TemplateSheet | None, str]:
    """The template sheet that a sheet is, or why it cannot be taken; neither for an empty sheet not ours."""
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


def read_csv(
    content: bytes, context: FileContext, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Parsed:
    """Read and check a whole CSV file; which sheet it is shows in its headings.

    Raises:
        UnreadableFile: The file is not text, or cannot be parted into rows and cells.
    """
    raw = raw_csv(content, context.source, context.spoken)
    top = [[as_text(cell) for cell in cells] for _, cells in raw.rows[:LOOKED_AT]]
    spoken = context.language or language_of(cell for cells in top for cell in cells)
    like = _about(top)
    if len(like) != 1:
        word = "ambiguous_file" if like else "unknown_file"
        known = " · ".join(sheet.names[spoken] for sheet in like)
        return Parsed("csv", {}, [Rejected(context.source, 0, "", "", say(word, spoken, known=known))], None)
    total, done = len(raw.rows), 0

    def count(rows: int) -> None:
        nonlocal done
        done = min(done + rows, total)
        progress(done, total)

    typed = read_sheet(raw, like[0], context.stored, spoken, count)
    rejected = []
    if not (typed.rows or typed.rejected or typed.personal):
        rejected.append(Rejected(context.source, 0, "", "", say("nothing", spoken)))
    return assemble("csv", [typed], replace(context, language=spoken), rejected)


def raw_csv(content: bytes, name: str, language: Language) -> RawSheet:
    """Part the file into rows and cells, with rows numbered as Excel shows them; raises UnreadableFile."""
    check_size(content, language)
    if is_workbook(content):
        raise UnreadableFile(say("not_csv", language))
    text = _decoded(content, language)
    choices = [(delimiter, _headings(text, delimiter)) for delimiter in DELIMITERS]
    delimiter = max(choices, key=lambda choice: choice[1])[0]
    rows: list[tuple[int, Sequence[Cell]]] = []
    try:
        for number, cells in enumerate(csv.reader(StringIO(text), delimiter=delimiter, strict=True), 1):
            if len(cells) > MAX_COLUMNS:
                raise UnreadableFile(say("too_wide", language, limit=MAX_COLUMNS))
            if any(cells):
                rows.append((number, [_without_guard(cell) for cell in cells]))
            if len(rows) > MAX_ROWS:
                raise UnreadableFile(say("too_many_rows", language, limit=MAX_ROWS))
    except csv.Error as error:
        row = rows[-1][0] + 1 if rows else 1
        raise UnreadableFile(say("broken_csv", language, row=row)) from error
    return RawSheet(name, rows)


def write_csv(sheet: TemplateSheet, rows: Iterable[Sequence[Cell]], language: Language) -> bytes:
    """Write rows under a sheet's headings as Norwegian Excel opens them: semicolons, decimal commas."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.listed(language))
    writer.writerows([guarded(cell) for cell in cells] for cells in rows)
    return written.getvalue().encode("utf-8-sig")


def guarded(cell: Cell) -> str:
    """Write a cell as text that no spreadsheet runs; numbers stay numbers."""
    text = as_text(cell)
    live = text.startswith(LIVE) and not (isinstance(cell, int | float) and NUMBER.fullmatch(text))
    return f"'{text}" if live else text


def _without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(LIVE) else cell


def _decoded(content: bytes, language: Language) -> str:
    """Read the text: as its first bytes say, else as UTF-8, else as Windows-1252."""
    marked = next((code for mark, code in MARKS.items() if content.startswith(mark)), None)
    for code in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if not BINARY.search(text):
            return text
    raise UnreadableFile(say("not_csv", language))


def _headings(text: str, delimiter: str) -> int:
    """Count the headings that are found where the file is parted by a sign."""
    top = text[:100_000].splitlines()[:LOOKED_AT]
    try:
        rows = list(csv.reader(top, delimiter=delimiter))
    except csv.Error:
        return 0
    return max((_found(cells) for cells in rows), default=0)


def _found(cells: Sequence[str]) -> int:
    return max((sum(1 for cell in cells if sheet.column(cell)) for sheet in sheets_like(cells)), default=0)


def _about(top: Sequence[Sequence[str]]) -> list[TemplateSheet]:
    """Template sheets that the row with the most headings fits."""
    best = max(top, key=_found, default=[])
    return sheets_like(best)
