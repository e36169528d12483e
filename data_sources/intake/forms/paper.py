"""Opens a paper by its content, never by its name, and takes Word and PDF apart into blocks of text."""

from __future__ import annotations

import codecs
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from data_sources.intake.forms import pdf_pages
from data_sources.intake.forms.blocks import CHECKED, UNCHECKED, Block, Layout, TextPlace, bulleted
from data_sources.intake.forms.markup import html_blocks, text_blocks
from data_sources.intake.limits import BROKEN
from data_sources.intake.refusals import UnreadablePaper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

LARGEST_FILE = 20_000_000
"""Bytes; a form with pictures is a tenth of it."""
LARGEST_MARKUP = 4_000_000
"""Characters of HTML; Word writes ten times as much markup as text."""
LONGEST_TEXT = 150_000
"""Characters; the client's form has 11 000."""
HTML = re.compile(r"<(!doctype\s+html|html|body|table)\b", re.IGNORECASE)
OLD_WORD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0b\x0e-\x1f]")
PAGE_NUMBER = re.compile(r"(side )?\d{1,3}( av \d{1,3}|/\d{1,3})?", re.IGNORECASE)
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


def read_layout(path: Path) -> Layout:
    """Read a paper from a file.

    Raises:
        UnreadablePaper: The content is none of Word, PDF, HTML and text, or not safe to open.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        return layout_of(file.read(LARGEST_FILE + 1))


def layout_of(content: bytes) -> Layout:
    """Recognise the format and read it; raises UnreadablePaper."""
    if len(content) > LARGEST_FILE:
        megabytes = LARGEST_FILE // 1_000_000
        raise UnreadablePaper(
            f"Filen er større enn {megabytes} MB. Ta bort bilder og vedlegg, og prøv igjen."
        )
    found = _opened(content)
    if sum(len(block.text) for block in found.blocks) > LONGEST_TEXT:
        raise UnreadablePaper("Teksten er mange ganger lengre enn en årsrapport. Lever bare skjemaet.")
    blocks = tuple(_clean(block) for block in found.blocks)
    if not any(block.text for block in blocks):
        raise UnreadablePaper("Filen har ingen tekst. Er den skannet, må den gjøres om til tekst først.")
    return replace(found, blocks=blocks)


def _opened(content: bytes) -> Layout:
    if content.startswith(b"PK\x03\x04"):
        return Layout("word", word_blocks(content))
    if b"%PDF-" in content[:1024]:
        return Layout("pdf", pdf_blocks(content))
    if content.startswith(OLD_WORD):
        raise UnreadablePaper("Filen er i et eldre Word-format. Åpne den og lagre den som .docx eller PDF.")
    text = decoded(content)
    if len(text) > LARGEST_MARKUP:
        raise UnreadablePaper("Teksten er mange ganger lengre enn en årsrapport. Lever bare skjemaet.")
    if text.lstrip()[:1] == "<" and HTML.search(text, 0, 4000):
        return Layout("html", html_blocks(text))
    return Layout("text", text_blocks(text))


def decoded(content: bytes) -> str:
    """Decode UTF-8, UTF-16 with its mark, or else Windows-1252; raises UnreadablePaper for binary content."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _mostly_utf8(content) or content.decode("cp1252", errors="replace")
    sample = text[:100_000]
    if sum(sign < " " and sign not in "\t\n\r\f\v" for sign in sample) > len(sample) // 100:
        raise UnreadablePaper(
            "Filen er verken Word, PDF, HTML eller tekst. Lagre rapporten som .docx eller PDF."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _mostly_utf8(content: bytes) -> str | None:
    """Read UTF-8 with a few damaged letters; missing where the letters are those of Windows-1252."""
    text = content.decode("utf-8-sig", errors="replace")
    damaged = text.count("\ufffd")
    return text if damaged < sum(sign > "\x7f" for sign in text) - damaged else None


def _clean(block: Block) -> Block:
    """Even out spaces inside lines and drop empty lines and signs nobody sees."""
    lines = (" ".join(line.split()) for line in INVISIBLE.sub("", block.text).split("\n"))
    return replace(block, text="\n".join(line for line in lines if line))


def pdf_blocks(content: bytes) -> tuple[Block, ...]:
    """Read a PDF in a process that is stopped when it takes too long; raises UnreadablePaper."""
    try:
        child = subprocess.run(  # noqa: S603 - our own program, our own interpreter
            [sys.executable, "-I", str(Path(pdf_pages.__file__))],
            input=content,
            capture_output=True,
            timeout=2 * pdf_pages.MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadablePaper(
            "PDF-en tar for lang tid å lese. Skriv den ut som PDF på nytt og prøv igjen."
        ) from error
    if child.returncode == pdf_pages.LOCKED:
        raise UnreadablePaper("PDF-en er låst med passord. Lagre den uten passord og prøv igjen.")
    if child.returncode:
        raise UnreadablePaper(
            "PDF-en er skadet. Skriv rapporten ut som PDF på nytt, eller lever den som Word."
        )
    pages: list[str] = json.loads(child.stdout)
    if not any(page.strip() for page in pages):
        raise UnreadablePaper(
            "PDF-en har ingen tekst, trolig er den skannet. Lever rapporten som Word eller tekst."
        )
    return tuple(block for number, page in enumerate(pages, 1) for block in page_blocks(page, number))


def page_blocks(text: str, page: int) -> list[Block]:
    """Split a page into lines; a number alone at its top or bottom is the page's own."""
    lines = [line for line in bulleted(text).split("\n") if line.strip()]
    for edge in (0, -1):
        if lines and PAGE_NUMBER.fullmatch(lines[edge].strip()):
            del lines[edge]
    return [Block(line, TextPlace(page=page, line=number)) for number, line in enumerate(lines, 1)]


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
    """Paragraphs as lines and the outermost tables as cells."""
    line = row = 0
    for element in body.iter(qn("w:p"), qn("w:tbl")):
        if any(above.tag in {qn("w:tbl"), qn("w:p")} for above in _above(element, body)):
            continue
        if element.tag == qn("w:p"):
            text = _text(element)
            line += bool(text.strip())
            yield Block(text, TextPlace(line=line))
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
        yield Block(_text(cell), TextPlace(row=row), column)


def _text(element: BaseOxmlElement) -> str:
    return bulleted("".join(_signs(element)))


def _signs(element: BaseOxmlElement) -> Iterator[str]:
    """What a reader sees of an element: text, breaks and ticks, not deleted text or field codes."""
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
