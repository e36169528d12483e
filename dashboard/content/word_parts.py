"""What python-docx has no words for: language of a run, alternative texts, header rows, lines, fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dashboard.content.blocks import phrases
from dashboard.content.characters import printable
from dashboard.content.tokens import LIGHT, OFFICE_FONT, rgb

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from docx.document import Document as WordDocument
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shape import InlineShape
    from docx.shared import Length
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

    from dashboard.content.blocks import Words
    from dashboard.content.tables import Cell
    from terms.languages import Language

LANGUAGES: Mapping[Language, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
COLOUR = LIGHT["rule"].removeprefix("#").upper()
RULE = {"w:val": "single", "w:sz": "4", "w:space": "1", "w:color": COLOUR}


def language_of(language: Language) -> str:
    """Language as Word writes it."""
    return LANGUAGES[language]


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: Any) -> Any:  # noqa: ANN401 - lxml is untyped
    """Element of Word's XML."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    for child in children:
        made.append(child)
    return made


def speak(at: Paragraph, words: Words | Cell, language: Language) -> None:
    """Add words to a paragraph, each phrase marked with its language where it is another than the paper's."""
    for one in phrases(words):
        run = at.add_run(printable(one.text))
        if one.strong:
            run.bold = True
        if one.language and one.language != language:
            properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-docx has no language of runs
            properties.append(element("w:lang", {"w:val": LANGUAGES[one.language]}))


def describe_picture(drawn: InlineShape, title: str, alt: str) -> None:
    """Give a picture its name and its alternative text."""
    properties = drawn._inline.docPr  # noqa: SLF001 - python-docx has no alternative texts
    properties.set("title", title)
    properties.set("descr", alt)
    for side in ("distT", "distB", "distL", "distR"):
        drawn._inline.set(side, "0")  # noqa: SLF001 - unsaid, some programs put the picture off the margin


def describe_table(table: Table, caption: str) -> None:
    """Give a table a title for those who do not see it."""
    table._tbl.tblPr.append(element("w:tblCaption", {"w:val": caption}))  # noqa: SLF001 - the same


def is_header(row: _Row) -> None:
    """Mark a row as header: repeated on each page, and read with each cell."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no header rows
    properties.append(element("w:cantSplit"))
    properties.append(element("w:tblHeader"))


def widths(table: Table, shares: Sequence[float], total: float) -> None:
    """Set the columns' widths: shares of `total` millimetres."""
    table.autofit = False
    whole = sum(shares)
    for column, share in zip(table.columns, shares, strict=True):
        for cell in column.cells:
            cell.width = Mm(total * share / whole)
        column.width = Mm(total * share / whole)


def table_lines(
    table: Table, columns: Collection[int] | None = None, rows: Collection[int] | None = None
) -> None:
    """Draw a line under rows, in some columns or all, and let no row be split between pages."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no such lines
        if properties.find(qn("w:cantSplit")) is None:
            properties.insert(0, element("w:cantSplit"))
        for place, cell in enumerate(row.cells):
            if (columns is None or place in columns) and (rows is None or number in rows):
                borders = element("w:tcBorders", None, element("w:bottom", RULE))
                cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - the same


def lines_below(at: Paragraph) -> None:
    """Draw a line to write on."""
    borders = element("w:pBdr", None, element("w:bottom", RULE), element("w:between", RULE))
    at._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - the same


def rule_above(at: Paragraph) -> None:
    """Draw a line above a paragraph."""
    at._p.get_or_add_pPr().append(element("w:pBdr", None, element("w:top", {**RULE, "w:space": "6"})))  # noqa: SLF001 - the same


def right_tab(at: Paragraph, place: Length, alignment: WD_TAB_ALIGNMENT) -> None:
    """Let the first tab lead to the right margin."""
    at.paragraph_format.tab_stops.add_tab_stop(place, alignment)


def field(at: Paragraph, code: str) -> None:
    """Add a number that Word keeps right by itself."""
    run = at.add_run()._r  # noqa: SLF001 - python-docx has no fields
    run.append(element("w:fldChar", {"w:fldCharType": "begin"}))
    instruction = element("w:instrText", {"xml:space": "preserve"})
    instruction.text = code
    run.append(instruction)
    run.append(element("w:fldChar", {"w:fldCharType": "separate"}))
    shown = element("w:t")
    shown.text = "1"
    run.append(shown)
    run.append(element("w:fldChar", {"w:fldCharType": "end"}))


INK, INK_SOFT = RGBColor(*rgb("ink")), RGBColor(*rgb("ink-soft"))
SIZES = {
    # style: size, bold, before, after, soft
    "Normal": (10.0, False, 0, 6, False),
    "Title": (19.0, True, 0, 9, False),
    "Heading 1": (13.0, True, 16, 5, False),
    "Heading 2": (11.0, True, 12, 4, False),
    "Heading 3": (10.0, True, 9, 3, True),
    "Caption": (9.5, True, 8, 3, False),
    "List Bullet": (10.0, False, 0, 3, False),
    "Header": (8.5, False, 0, 0, True),
    "Footer": (8.5, False, 0, 0, True),
    "Lead": (11.0, True, 4, 6, False),
    "Note": (8.5, False, 0, 5, True),
    "Sentence": (9.5, False, 0, 4, False),
    "Cell": (9.0, False, 2, 2, False),
    "Label": (10.0, False, 2, 2, True),
    "Choice": (10.0, False, 0, 2, False),
    "Answer": (10.0, False, 2, 3, False),
    "Air": (6.0, False, 0, 0, False),
}
"""Points; in grey where the text is not the message."""
CLOSE, CLOSE_AIR, SMALLEST = 0.86, 0.5, 7.5
"""How much smaller type and air are on a paper of one page; no type is smaller than the last, in points."""
WITH_NEXT = {"Title", "Heading 1", "Heading 2", "Heading 3", "Caption"}


def set_styles(made: WordDocument, language: Language, *, close: bool = False) -> None:
    """Give the document its styles and its language; `close`: smaller type with less air."""
    for name, (usual, bold, *space, soft) in SIZES.items():
        size = min(usual, max(usual * CLOSE, SMALLEST)) if close else usual
        before, after = (air * CLOSE_AIR if close else air for air in space)
        style = _style(made, name)
        style.font.name, style.font.size, style.font.bold = OFFICE_FONT, Pt(size), bold
        style.font.italic = False
        style.font.color.rgb = INK_SOFT if soft else INK
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), OFFICE_FONT)
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(kind), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0 if close else 1.1
        style.paragraph_format.keep_with_next = name in WITH_NEXT
    _without(_style(made, "Title").element.get_or_add_pPr(), "w:pBdr")
    _without(_style(made, "Title").element.get_or_add_rPr(), "w:spacing")
    for name in ("Header", "Footer"):
        _without(_style(made, name).element.get_or_add_pPr(), "w:tabs")
    defaults = made.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _without(defaults, "w:lang")
    written = language_of(language)
    defaults.append(element("w:lang", {"w:val": written, "w:eastAsia": written, "w:bidi": written}))


def _without(properties: Any, tag: str) -> None:  # noqa: ANN401 - lxml's element is untyped
    """Remove what the template says of something."""
    for old in properties.findall(qn(tag)):
        properties.remove(old)


def _style(made: WordDocument, name: str) -> ParagraphStyle:
    if name not in {style.name for style in made.styles}:
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    found: ParagraphStyle = made.styles[name]
    return found
