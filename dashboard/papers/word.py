"""Paper → Word: real headings, repeated header rows, alternative texts, language, page numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm

from dashboard.papers.characters import printable
from dashboard.papers.charts import WIDTH, png
from dashboard.papers.document import (
    Blank,
    Bullets,
    Choices,
    Document,
    Fields,
    Heading,
    Lines,
    Note,
    PageBreak,
    Paragraph,
    Phrase,
    PictureBlock,
    TableBlock,
    phrases,
)
from dashboard.papers.page_words import PAGE, PAGES, page_words
from dashboard.papers.word_parts import (
    describe_picture,
    describe_table,
    field,
    is_header,
    language_of,
    lines_below,
    right_tab,
    rule_above,
    speak,
    table_lines,
    widths,
)
from dashboard.papers.word_styles import set_styles
from dashboard.wording.marks import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell, _Row

    from dashboard.papers.document import Words
    from dashboard.selection import Language

PAGE_WIDTH, MARGIN = 210.0, 22.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
DOTS = 1600
"""Pixels across a full-width picture: 240 to the inch on paper."""
TICKED, EMPTY = "☒", "☐"
SYMBOLS = "Segoe UI Symbol"
"""Typeface of the shapes: it has them all, in one size."""


def word(document: Document) -> bytes:
    """Paper as a Word file that can be edited."""
    made = docx.Document()
    set_styles(made, document.language)
    _page(made, document)
    _properties(made, document)
    made.add_paragraph(printable(document.title), style="Title")
    for block in document.blocks:
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
    section.top_margin, section.bottom_margin = Mm(24), Mm(23)
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
    core.keywords = document.snapshot
    core.comments = printable(document.filters)[:250]
    core.language = language_of(document.language)


def _heading(made: WordDocument, block: Heading, document: Document) -> None:
    speak(made.add_paragraph(style=f"Heading {block.level}"), block.words, document.language)


def _paragraph(made: WordDocument, block: Paragraph, document: Document) -> None:
    style = "Lead" if block.lead else "Normal"
    speak(made.add_paragraph(style=style), block.words, document.language)


def _note(made: WordDocument, block: Note, document: Document) -> None:
    speak(made.add_paragraph(style="Note"), block.words, document.language)


def _bullets(made: WordDocument, block: Bullets, document: Document) -> None:
    for item in block.items:
        speak(made.add_paragraph(style="List Bullet"), item, document.language)


def _fields(made: WordDocument, block: Fields, document: Document) -> None:
    """Label and value in two columns; a blank keeps its line to write on."""
    table = made.add_table(rows=0, cols=2)
    for label, words in block.rows:
        cells = _row(table)
        _fill(cells[0], label, document.language, style="Label")
        _fill(cells[1], words or "", document.language)
    widths(table, (0.16, 0.84), TEXT_WIDTH)
    table_lines(table, columns=(1,))
    _after(made)


def _lines(made: WordDocument, block: Lines, document: Document) -> None:
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


def _table(made: WordDocument, block: TableBlock, document: Document) -> None:
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


def _picture(made: WordDocument, block: PictureBlock, document: Document) -> None:
    """Bitmap of the same drawing, with its alternative text."""
    shown = block.picture
    made.add_paragraph(printable(shown.title), style="Caption")
    sentence = made.add_paragraph(printable(shown.sentence), style="Sentence")
    sentence.paragraph_format.keep_with_next = True
    share = min(1.0, shown.width / WIDTH)
    at = made.add_paragraph()
    at.paragraph_format.keep_with_next = True
    drawn = at.add_run().add_picture(BytesIO(png(shown, round(DOTS * share))), width=Mm(TEXT_WIDTH * share))
    describe_picture(drawn, printable(shown.title), printable(shown.alt) or printable(shown.title))
    source = " · ".join(part for part in (shown.source, shown.date) if part)
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


WRITERS: dict[type, Callable[[WordDocument, Any, Document], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Bullets: _bullets,
    Fields: _fields,
    Lines: _lines,
    TableBlock: _table,
    PictureBlock: _picture,
    Blank: _blank,
    Choices: _choices,
    PageBreak: _page_break,
}
"""How each kind of block is written."""
