"""Reads a CSV file with the columns of one sheet, and writes one whose cells are no live formulas."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

from data_sources.intake.limits import MAX_COLUMNS, MAX_ROWS, UnreadableFile, check_size, is_workbook
from data_sources.intake.wording import Language, say
from data_sources.intake.workbooks.cells import as_text
from data_sources.intake.workbooks.parsed import Parsed, Rejected
from data_sources.intake.workbooks.sheets import Sheet, language_of, sheets_like
from data_sources.intake.workbooks.typed_rows import RawSheet, read_sheet
from data_sources.intake.workbooks.whole_file import Asked, assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from data_sources.intake.workbooks.cells import Cell

DELIMITERS = ";\t,"
LIVE = ("=", "+", "-", "@", "\t", "\r", "'")
"""Signs that make a cell a formula for a spreadsheet, and the one that says it is text."""
LOOKED_AT = 10
NUMBER = re.compile(r"-?\d+(?:,\d+)?")
BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_csv(
    content: bytes, asked: Asked, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Parsed:
    """Read and check a whole CSV file; which sheet it is shows in its headings.

    Raises:
        UnreadableFile: The file is not text, or cannot be parted into rows and cells.
    """
    raw = raw_csv(content, asked.source, asked.spoken)
    top = [[as_text(cell) for cell in cells] for _, cells in raw.rows[:LOOKED_AT]]
    spoken = asked.language or language_of(cell for cells in top for cell in cells)
    like = _about(top)
    if len(like) != 1:
        word = "ambiguous_file" if like else "unknown_file"
        known = " · ".join(sheet.names[spoken] for sheet in like)
        return Parsed("csv", {}, [Rejected(asked.source, 0, "", "", say(word, spoken, known=known))], None)
    total, done = len(raw.rows), 0

    def tell(rows: int) -> None:
        nonlocal done
        done = min(done + rows, total)
        progress(done, total)

    typed = read_sheet(raw, like[0], asked.stored, spoken, tell)
    rejected = []
    if not (typed.rows or typed.rejected or typed.personal):
        rejected.append(Rejected(asked.source, 0, "", "", say("nothing", spoken)))
    return assemble("csv", [typed], replace(asked, language=spoken), rejected)


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


def write_csv(sheet: Sheet, rows: Iterable[Sequence[Cell]], language: Language) -> bytes:
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


def _about(top: Sequence[Sequence[str]]) -> list[Sheet]:
    """Tell which sheets the row with the most headings fits."""
    best = max(top, key=_found, default=[])
    return sheets_like(best)
