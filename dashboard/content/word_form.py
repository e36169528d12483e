"""A form in Word: a ruled table of two columns, boxes that can be ticked on screen, blank cells with room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from dashboard.content.blocks import Phrase, phrases
from dashboard.content.characters import printable
from dashboard.content.tokens import LIGHT
from dashboard.content.word_parts import COLOUR, describe_table, element, speak, widths

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from dashboard.content.document import Document
    from dashboard.content.form import Form, FormOption, FormRow
    from terms.languages import Language

TEXT_WIDTH = 166.0
SHARES = (0.36, 0.64)
LINE = 7.0
"""Millimetres of a line to write on by hand."""
RULE = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": COLOUR}
INDENT = Mm(8.2)
"""Where an option's words begin, behind letter and box."""
BLANK_GROUND = LIGHT["ground"].removeprefix("#").upper()
SYMBOLS = "Segoe UI Symbol"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
SIGNS = {True: "☒", False: "☐"}


def write_form(made: WordDocument, block: Form, document: Document) -> None:
    """Write the rows; labels are marked as headers of their rows, and a row may go on over a page."""
    table: Table = made.add_table(rows=0, cols=2)
    for row in block.rows:
        _row(table, row, document.language)
    widths(table, SHARES, TEXT_WIDTH)
    _rules(table)
    describe_table(table, printable(block.caption))
    made.add_paragraph(style="Air")


def _row(table: Table, row: FormRow, language: Language) -> None:
    added = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    label, answer = added.cells
    speak(_styled(label, "Label"), Phrase(row.label, strong=True), language)
    for remark in row.remarks:
        speak(_styled(label, "Note"), ("(", *phrases(remark), ")"), language)
    for option in row.options:
        _option(_styled(answer, "Choice"), option, row.label, language)
        if option.note:
            below = _styled(answer, "Choice")
            below.paragraph_format.left_indent = INDENT
            speak(below, ("– ", *phrases(option.note)), language)
    for words in row.answer:
        speak(_styled(answer, "Answer"), words, language)
    if row.blank and not row.options:
        added.height_rule, added.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(LINE * row.room)
    if row.blank or row.options:
        added._tr.get_or_add_trPr().insert(0, element("w:cantSplit"))  # noqa: SLF001 - nor rows kept whole
    if row.blank:
        shade = element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": BLANK_GROUND})
        answer._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no grounds of cells


def _styled(cell: _Cell, style: str) -> Paragraph:
    """Next paragraph of a cell: its first one while that is empty.

    The style is set by its id: python-docx looks through all styles to find one by its name.
    """
    first = cell.paragraphs[0]
    at: Paragraph = first if len(first._p) == 0 else cell.add_paragraph()  # noqa: SLF001 - nor a way to set a style's id
    at._p.style = style  # noqa: SLF001 - the same
    return at


def _option(at: Paragraph, option: FormOption, question: str, language: Language) -> None:
    """Write letter, box and words: «a) ☒ …», the way the form's own boxes stand."""
    at.paragraph_format.left_indent, at.paragraph_format.first_line_indent = INDENT, -INDENT
    speak(at, f"{option.letter}) ", language)
    at._p.append(_box(option, question))  # noqa: SLF001 - python-docx has no boxes
    speak(at, f" {option.words}", language)


def _box(option: FormOption, question: str) -> object:
    """Return a box that a click ticks; its name says what it answers."""
    made = parse_xml(
        f"<w:sdt {nsdecls('w')} {W14}><w:sdtPr><w:alias/><w14:checkbox>"
        f'<w14:checked w14:val="{int(option.ticked)}"/>'
        f'<w14:checkedState w14:val="2612" w14:font="{SYMBOLS}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{SYMBOLS}"/></w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="{SYMBOLS}" w:hAnsi="{SYMBOLS}" w:eastAsia="{SYMBOLS}"'
        f' w:cs="{SYMBOLS}"/></w:rPr><w:t>{SIGNS[option.ticked]}</w:t></w:r></w:sdtContent></w:sdt>'
    )
    name = f"{option.letter}: {option.words}" if option.words else question
    made.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").set(qn("w:val"), printable(name)[:64])
    return made


def _rules(table: Table) -> None:
    """Draw thin lines around and between all cells, and name the first column as headers of rows."""
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no lines of tables
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element("w:tblBorders", None, *(element(f"w:{side}", RULE) for side in sides))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    properties.append(borders)
    margins = element("w:tblCellMar", None, *(
        element(f"w:{side}", {"w:w": width, "w:type": "dxa"})
        for side, width in (("top", "57"), ("left", "100"), ("bottom", "57"), ("right", "100"))
    ))  # fmt: skip
    properties.append(margins)
    properties.append(
        element("w:tblLook", {"w:val": "0080", "w:firstColumn": "1", "w:firstRow": "0", "w:noHBand": "1"})
    )
