"""The looks of a paper in Word: its styles, in a typeface that every office has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from dashboard.content.word_parts import element, language_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

    from terms.languages import Language

FONT = "Arial"
INK, INK_SOFT = RGBColor(0x1B, 0x27, 0x33), RGBColor(0x4A, 0x58, 0x66)
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


def set_styles(made: Document, language: Language, *, close: bool = False) -> None:
    """Give the document its styles and its language; `close`: smaller type with less air."""
    for name, (usual, bold, *space, soft) in SIZES.items():
        size = min(usual, max(usual * CLOSE, SMALLEST)) if close else usual
        before, after = (air * CLOSE_AIR if close else air for air in space)
        style = _style(made, name)
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.italic = False
        style.font.color.rgb = INK_SOFT if soft else INK
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), FONT)
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


def _style(made: Document, name: str) -> ParagraphStyle:
    if name not in {style.name for style in made.styles}:
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    found: ParagraphStyle = made.styles[name]
    return found
