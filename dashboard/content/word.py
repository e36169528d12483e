"""Paper → Word: real headings, repeated header rows, alternative texts, language, page numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from dashboard.content.characters import printable
from dashboard.content.charts import WIDTH, png
from dashboard.content.document import (
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
    PictureBlock,
    TableBlock,
    phrases,
)
from dashboard.content.form_block import Form, TitleHere
from dashboard.content.word_form import write_form
from dashboard.content.word_parts import (
    describe_picture,
    field,
    language_of,
    lines_below,
    right_tab,
    rule_above,
    speak,
)
from dashboard.content.word_styles import set_styles
from dashboard.content.word_tables import TEXT_WIDTH, write_fields, write_lines, write_table
from dashboard.papers.page_words import PAGE, PAGES, page_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument


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


def _paragraph(made: WordDocument, block: Paragraph, document: Document) -> None:
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


WRITERS: dict[type, Callable[[WordDocument, Any, Document], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Bullets: _bullets,
    Fields: write_fields,
    Lines: write_lines,
    TableBlock: write_table,
    PictureBlock: _picture,
    Blank: _blank,
    Choices: _choices,
    PageBreak: _page_break,
    Form: write_form,
    TitleHere: _title,
}
"""How each kind of block is written."""
