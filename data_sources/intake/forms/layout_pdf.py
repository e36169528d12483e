"""Turns a PDF with text into blocks of one line each, page by page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from data_sources.intake.forms import pdf_pages
from data_sources.intake.forms.blocks import Block, Place, bulleted
from data_sources.intake.forms.refusals import UnreadablePaper

PAGE_NUMBER = re.compile(r"(side )?\d{1,3}( av \d{1,3}|/\d{1,3})?", re.IGNORECASE)


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
    return [Block(line, Place(page=page, line=number)) for number, line in enumerate(lines, 1)]
