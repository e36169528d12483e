"""Text as it stands in a form, so that it is read again as it was written."""

from __future__ import annotations

import re

from dashboard.content.characters import printable

BULLET = re.compile("([•▪◦●])")
NOTE_EDGE = " \n.,:;?!)-–"
"""Signs that part an option's own words from what is said of it."""


def lines_of(text: str) -> tuple[str, ...]:
    """Lines of a text, without empty ones and double spaces; a bullet begins a line of its own."""
    seen = printable(printable(text))  # letters may meet and be composed when a sign between them is left out
    lines = (" ".join(line.split()) for line in BULLET.sub(r"\n\1 ", seen).split("\n"))
    return tuple(line for line in lines if line)


def line_of(text: str) -> str:
    """Text on one line."""
    return " ".join(lines_of(text))


def note_of(text: str) -> str:
    """What is said beside a box: one line that cannot be taken for the next box's own."""
    return " ".join(lines_of(BULLET.sub("–", text))).lstrip(NOTE_EDGE)


def words_in(lines: tuple[str, ...]) -> int:
    """How many words there are, as Word counts them: what stands between spaces."""
    return sum(len(line.split()) for line in lines)
