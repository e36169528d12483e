"""Turns a Word document (.docx) into blocks; opens its text and nothing that the document points to."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from data_sources.intake.forms.blocks import CHECKED, UNCHECKED, Block, Place, bulleted
from data_sources.intake.forms.refusals import UnreadablePaper
from data_sources.intake.limits import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

DOCUMENT = "word/document.xml"
LARGEST_PART = 30_000_000
"""Bytes of the text part once unpacked."""
LARGEST_WHOLE = 300_000_000
"""Bytes of all parts once unpacked, as the archive itself states them."""
HIGHEST_RATIO = 300
"""Unpacked to packed bytes; Word's own XML stays under 50."""
MOST_PARTS = 5_000
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TICKS = {
    "F0FE": CHECKED,
    "F0FD": CHECKED,
    "F0FC": CHECKED,
    "F078": CHECKED,
    "F0A8": UNCHECKED,
    "F06F": UNCHECKED,
}
"""Signs of the font Wingdings that people use as checkboxes."""
SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:instrText"),
    qn("w:sdtPr"),
    qn("w:pPr"),
    qn("w:rPr"),
    FALLBACK,
}
SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:p"): ""}


def word_blocks(content: bytes) -> tuple[Block, ...]:
    """Read body and tables in reading order; raises UnreadablePaper."""
    part = _document(content)
    # Word writes no document type; one is there only to make names stand for files or for millions of signs.
    if any("<!DOCTYPE".encode(code) in part for code in ("utf-8", "utf-16-le", "utf-16-be")):
        raise UnreadablePaper(
            "Word-filen inneholder en dokumenttype som ikke skal være der, og er ikke åpnet."
        )
    try:
        document = parse_xml(part)
    except (SyntaxError, ValueError) as error:
        raise UnreadablePaper(
            "Word-filen er skadet. Åpne den i Word, lagre den på nytt og prøv igjen."
        ) from error
    body = next(iter(document), None)
    return tuple(_blocks(body)) if body is not None else ()


def _document(content: bytes) -> bytes:
    """Unpack the text part once the archive as a whole is seen to be sound."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check(archive, len(content))
            with archive.open(DOCUMENT) as part:
                unpacked = part.read(LARGEST_PART + 1)
    except BROKEN as error:
        if isinstance(error, UnreadablePaper):
            raise
        raise UnreadablePaper(
            "Word-filen er skadet eller låst med passord. Lagre den på nytt uten passord."
        ) from error
    if len(unpacked) > LARGEST_PART:
        raise UnreadablePaper("Word-filen pakker ut til mye mer enn et skjema, og er ikke åpnet.")
    return unpacked


def _check(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    whole = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or whole > LARGEST_WHOLE or whole > max(size * HIGHEST_RATIO, LARGEST_PART):
        raise UnreadablePaper("Word-filen pakker ut til mye mer enn et skjema, og er ikke åpnet.")
    names = {part.filename for part in parts}
    if DOCUMENT not in names:
        raise UnreadablePaper(
            "Filen er et arkiv, men ikke et Word-dokument. Lagre rapporten som .docx eller PDF."
        )
    if any(name.endswith("vbaProject.bin") for name in names):
        raise UnreadablePaper("Word-filen inneholder makroer. Lagre den som vanlig .docx, uten makroer.")


def _blocks(body: BaseOxmlElement) -> Iterator[Block]:
    """Give paragraphs as lines and the outermost tables as cells."""
    line = row = 0
    for element in body.iter(qn("w:p"), qn("w:tbl")):
        if any(above.tag in {qn("w:tbl"), qn("w:p")} for above in _above(element, body)):
            continue
        if element.tag == qn("w:p"):
            text = _text(element)
            line += bool(text.strip())
            yield Block(text, Place(line=line))
            continue
        for table_row in element.iter(qn("w:tr")):
            if _table_of(table_row) is element:
                row += 1
                yield from _cells(table_row, row)


def _above(element: BaseOxmlElement, body: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    above = element.getparent()
    while above is not None and above is not body:
        yield above
        above = above.getparent()


def _table_of(element: BaseOxmlElement) -> BaseOxmlElement | None:
    return next((above for above in element.iterancestors(qn("w:tbl"))), None)


def _cells(table_row: BaseOxmlElement, row: int) -> Iterator[Block]:
    table = _table_of(table_row)
    cells = [cell for cell in table_row.iter(qn("w:tc")) if _table_of(cell) is table]
    for column, cell in enumerate(cells):
        yield Block(_text(cell), Place(row=row), column)


def _text(element: BaseOxmlElement) -> str:
    return bulleted("".join(_signs(element)))


def _signs(element: BaseOxmlElement) -> Iterator[str]:
    """Give what a reader sees of an element: text, breaks and ticks, not deleted text or field codes."""
    waiting: list[BaseOxmlElement | str] = [element]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            yield here
            continue
        if here.tag in SKIPPED or not isinstance(here.tag, str):
            continue
        tick = _tick(here)
        if tick is not None:
            yield tick
            continue
        if here.tag == qn("w:t"):
            yield here.text or ""
            continue
        yield SIGNS.get(here.tag, "")
        if here.tag in {qn("w:p"), qn("w:tr")}:
            waiting.append(" " if _ends_cell(here) else "\n")
        waiting.extend(reversed(list(here)))


def _ends_cell(element: BaseOxmlElement) -> bool:
    """Whether a paragraph is the last of a table cell: the cells of an inner row stay on one line."""
    above = element.getparent()
    return above is not None and above.tag == qn("w:tc") and above[-1] is element


def _tick(element: BaseOxmlElement) -> str | None:
    """Write a checkbox of any of Word's three kinds; missing for what is no checkbox."""
    if element.tag == qn("w:sym"):
        return TICKS.get((element.get(qn("w:char")) or "").upper(), "")
    if element.tag == qn("w:sdt"):
        box = element.find(f"{qn('w:sdtPr')}/{W14}checkbox")
        return None if box is None else _box(box.find(f"{W14}checked"), f"{W14}val")
    if element.tag == qn("w:fldChar"):
        box = element.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
        if box is None:
            return None
        chosen = box.find(qn("w:checked"))
        return _box(box.find(qn("w:default")) if chosen is None else chosen, qn("w:val"))
    return None


def _box(state: BaseOxmlElement | None, attribute: str) -> str:
    """An element without a value says yes; a box without the element is not ticked."""
    ticked = state is not None and (state.get(attribute) or "1") not in {"0", "false", "off"}
    return f" {CHECKED if ticked else UNCHECKED} "
