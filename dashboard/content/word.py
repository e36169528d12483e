"""Paper → Word: real headings, repeated header rows, alternative texts, language, page numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from dashboard.content.blocks import Bullets, Figure, Heading, Note, Phrase, Sentence, StatusLines, phrases
from dashboard.content.characters import printable
from dashboard.content.document import PAGE, PAGES, page_words
from dashboard.content.flat import written_out
from dashboard.content.form import Blank, Choices, Fields, Form, PageBreak, TitleHere
from dashboard.content.pictures import drawn, png
from dashboard.content.tables import Table
from dashboard.content.word_form import write_form
from dashboard.content.word_parts import (
    describe_picture,
    describe_table,
    field,
    is_header,
    language_of,
    lines_below,
    right_tab,
    rule_above,
    set_styles,
    speak,
    table_lines,
    widths,
)
from dashboard.status.marks import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document as WordDocument
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row

    from dashboard.content.blocks import Words
    from dashboard.content.document import Document
    from dashboard.content.tables import Cell
    from terms.languages import Language


TEXT_WIDTH = 166.0
"""Millimetres between the margins."""
SYMBOLS = "Segoe UI Symbol"
"""Typeface of the shapes: it has them all, in one size."""
PAGE_WIDTH, MARGIN = 210.0, 22.0
DOTS = 1600
"""Pixels across a full-width picture: 240 to the inch on paper."""
TICKED, EMPTY = "☒", "☐"


def word(document: Document) -> bytes:
    """Paper as a Word file that can be edited."""
    made = docx.Document()
    set_styles(made, document.language, close=document.close_set)
    _page(made, document)
    _properties(made, document)
    if not any(isinstance(block, TitleHere) for block in document.blocks):
        _title(made, None, document)
    for block in written_out(document.blocks):
        WRITERS[type(block)](made, block, document)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _page(made: WordDocument, document: Document) -> None:
    """A4, with genre and example mark above, and id, date of data and page number below."""
    section = made.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN)
    above, below = (17, 15) if document.close_set else (24, 23)
    section.top_margin, section.bottom_margin = Mm(above), Mm(below)
    words = page_words(document)
    head = section.header.paragraphs[0]
    right_tab(head, Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    head.add_run(printable(document.genre))
    if document.example:
        head.add_run("\t")
        head.add_run(words["example"]).bold = True
    foot = section.footer.paragraphs[0]
    right_tab(foot, Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    rule_above(foot)
    foot.add_run(f"{printable(words['footer'])}\t")
    before, rest = words["page"].split(PAGE)
    between, after = rest.split(PAGES)
    foot.add_run(before)
    field(foot, "PAGE")
    foot.add_run(between)
    field(foot, "NUMPAGES")
    foot.add_run(after)


def _properties(made: WordDocument, document: Document) -> None:
    """What the file says of itself; no person is its author."""
    core = made.core_properties
    core.title = printable(document.title)[:250]
    core.subject = printable(document.genre)[:250]
    core.author = core.last_modified_by = "Bolysttavla"
    core.keywords = document.identity
    core.comments = printable(document.filters)[:250]
    core.language = language_of(document.language)


def _title(made: WordDocument, _block: object, document: Document) -> None:
    made.add_paragraph(printable(document.title), style="Title")


def _heading(made: WordDocument, block: Heading, document: Document) -> None:
    speak(made.add_paragraph(style=f"Heading {block.level}"), block.words, document.language)


def _paragraph(made: WordDocument, block: Sentence, document: Document) -> None:
    style = "Lead" if block.lead else "Normal"
    speak(made.add_paragraph(style=style), block.words, document.language)


def _note(made: WordDocument, block: Note, document: Document) -> None:
    speak(made.add_paragraph(style="Note"), block.words, document.language)


def _bullets(made: WordDocument, block: Bullets, document: Document) -> None:
    for item in block.items:
        at = made.add_paragraph(style="List Bullet")
        speak(at, item, document.language)
        for run in at.runs if block.small else ():
            run.font.size = Pt(8.5)


def _picture(made: WordDocument, block: Figure, document: Document) -> None:
    """Bitmap of the same drawing, with its alternative text."""
    made.add_paragraph(printable(block.title), style="Caption")
    sentence = made.add_paragraph(printable(block.sentence), style="Sentence")
    sentence.paragraph_format.keep_with_next = True
    share, svg = block.share, drawn(block.picture, block.alt).svg
    at = made.add_paragraph()
    at.paragraph_format.keep_with_next = True
    image = at.add_run().add_picture(BytesIO(png(svg, round(DOTS * share))), width=Mm(TEXT_WIDTH * share))
    describe_picture(image, printable(block.title), printable(block.alt) or printable(block.title))
    source = " · ".join(part for part in (block.source, block.date) if part)
    speak(made.add_paragraph(style="Note"), source, document.language)


def _blank(made: WordDocument, block: Blank, document: Document) -> None:
    """Prompt to be written over, and lines for those who write by hand."""
    speak(made.add_paragraph(style="Note"), block.prompt, document.language)
    for _ in range(block.lines):
        lines_below(made.add_paragraph())


def _choices(made: WordDocument, block: Choices, document: Document) -> None:
    """One line for each box."""
    for letter, words, ticked in block.options:
        box = TICKED if ticked else EMPTY
        start = f"{box} {letter} " if letter else f"{box} "
        speak(made.add_paragraph(style="Choice"), (start, *phrases(words)), document.language)


def _page_break(made: WordDocument, _block: PageBreak, _document: Document) -> None:
    made.add_page_break()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped


def _fields(made: WordDocument, block: Fields, document: Document) -> None:
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


def _lines(made: WordDocument, block: StatusLines, document: Document) -> None:
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


def _table(made: WordDocument, block: Table, document: Document) -> None:
    """Caption, header row, rows."""
    made.add_paragraph(printable(block.caption), style="Caption")
    right = [place for place, column in enumerate(block.columns) if column.numeric]
    table = _headed(made, [column.label for column in block.columns], document.language, numeric=right)
    for row in block.rows:
        for place, (cell, words) in enumerate(zip(_row(table), row, strict=True)):
            _fill(cell, words, document.language, style="Cell", right=place in right)
    shares = [column.width for column in block.columns]
    widths(table, shares if any(shares) else (2.0, *(1.0 for _ in shares[1:])), TEXT_WIDTH)
    table_lines(table)
    describe_table(table, printable(block.caption))
    _after(made)


def _headed(
    made: WordDocument, columns: Sequence[str], language: Language, *, numeric: Sequence[int] = ()
) -> WordTable:
    """Table with its header row, repeated on each page."""
    table: WordTable = made.add_table(rows=1, cols=len(columns))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for place, (cell, column) in enumerate(zip(table.rows[0].cells, columns, strict=True)):
        _fill(cell, Phrase(column, strong=True), language, style="Cell", right=place in numeric)
    is_header(table.rows[0])
    return table


def _fill(
    cell: _Cell, words: Words | Cell, language: Language, *, style: str = "Normal", right: bool = False
) -> None:
    at = cell.paragraphs[0]
    at.style = style
    if right:
        at.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    speak(at, words, language)


def _row(table: WordTable) -> tuple[_Cell, ...]:
    """Cells of a new row."""
    added: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    return tuple(added.cells)


def _after(made: WordDocument) -> None:
    """Air after a table: Word gives it none of its own."""
    made.add_paragraph(style="Air")


WRITERS: dict[type, Callable[[WordDocument, Any, Document], None]] = {
    Heading: _heading,
    Sentence: _paragraph,
    Note: _note,
    Bullets: _bullets,
    Fields: _fields,
    StatusLines: _lines,
    Table: _table,
    Figure: _picture,
    Blank: _blank,
    Choices: _choices,
    PageBreak: _page_break,
    Form: write_form,
    TitleHere: _title,
}
"""How each kind of block is written."""
