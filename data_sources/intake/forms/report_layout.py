"""Opens a paper by its content, never by its name, and gives its blocks of text."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.intake.forms.blocks import Block, Layout
from data_sources.intake.forms.layout_html import html_blocks
from data_sources.intake.forms.layout_pdf import pdf_blocks
from data_sources.intake.forms.layout_text import text_blocks
from data_sources.intake.forms.layout_word import word_blocks
from data_sources.intake.forms.refusals import UnreadablePaper

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 20_000_000
"""Bytes; a form with pictures is a tenth of it."""
LARGEST_MARKUP = 4_000_000
"""Characters of HTML; Word writes ten times as much markup as text."""
LONGEST_TEXT = 150_000
"""Characters; the client's form has 11 000."""
HTML = re.compile(r"<(!doctype\s+html|html|body|table)\b", re.IGNORECASE)
OLD_WORD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0b\x0e-\x1f]")


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
