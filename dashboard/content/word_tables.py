"""Tables of a paper in Word: fields at its head, status lines, and tables of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH

from dashboard.content.characters import printable
from dashboard.content.document import Document, Fields, Lines, Phrase, TableBlock
from dashboard.content.word_parts import describe_table, is_header, speak, table_lines, widths
from dashboard.papers.page_words import page_words
from dashboard.status.marks import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell, _Row

    from dashboard.content.document import Words
    from terms.languages import Language

TEXT_WIDTH = 166.0
"""Millimetres between the margins."""
SYMBOLS = "Segoe UI Symbol"
"""Typeface of the shapes: it has them all, in one size."""


def write_fields(made: WordDocument, block: Fields, document: Document) -> None:
    """Label and value in two columns; a blank keeps its line to write on."""
    table = made.add_table(rows=0, cols=2)
    for label, words in block.rows:
        cells = _row(table)
        _fill(cells[0], label, document.language, style="Label")
        _fill(cells[1], words or "", document.language)
    widths(table, (0.16, 0.84), TEXT_WIDTH)
    blanks = [place for place, (_, words) in enumerate(block.rows) if words is None]
    table_lines(table, columns=(1,), rows=blanks)
    _after(made)


def write_lines(made: WordDocument, block: Lines, document: Document) -> None:
    """Status lines: name with shape and word, and the sentence."""
    words = page_words(document)
    table = _headed(made, (words["line_subject"], words["line_meaning"]), document.language)
    for row in block.rows:
        first, second = _row(table)
        _fill(first, Phrase(row.label, strong=True), document.language, style="Cell")
        state = first.add_paragraph(style="Cell")
        state.add_run(SHAPES[row.state]).font.name = SYMBOLS
        state.add_run(f" {printable(row.word)}")
        _fill(second, row.sentence, document.language, style="Cell")
    widths(table, (0.31, 0.69), TEXT_WIDTH)
    table_lines(table)
    _after(made)


def write_table(made: WordDocument, block: TableBlock, document: Document) -> None:
    """Caption, header row, rows."""
    made.add_paragraph(printable(block.caption), style="Caption")
    table = _headed(made, block.columns, document.language, numeric=block.numeric)
    for row in block.rows:
        for place, (cell, words) in enumerate(zip(_row(table), row, strict=True)):
            _fill(cell, words, document.language, style="Cell", right=place in block.numeric)
    shares = block.widths or (2.0, *(1.0 for _ in block.columns[1:]))
    widths(table, shares, TEXT_WIDTH)
    table_lines(table)
    describe_table(table, printable(block.caption))
    _after(made)


def _headed(
    made: WordDocument, columns: Sequence[str], language: Language, *, numeric: Sequence[int] = ()
) -> Table:
    """Table with its header row, repeated on each page."""
    table: Table = made.add_table(rows=1, cols=len(columns))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for place, (cell, column) in enumerate(zip(table.rows[0].cells, columns, strict=True)):
        _fill(cell, Phrase(column, strong=True), language, style="Cell", right=place in numeric)
    is_header(table.rows[0])
    return table


def _fill(
    cell: _Cell, words: Words, language: Language, *, style: str = "Normal", right: bool = False
) -> None:
    at = cell.paragraphs[0]
    at.style = style
    if right:
        at.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    speak(at, words, language)


def _row(table: Table) -> tuple[_Cell, ...]:
    """Cells of a new row."""
    added: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    return tuple(added.cells)


def _after(made: WordDocument) -> None:
    """Air after a table: Word gives it none of its own."""
    made.add_paragraph(style="Air")
