"""A paper taken apart: blocks of text in reading order, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Format = Literal["word", "pdf", "html", "text"]
CHECKED, UNCHECKED = "☒", "☐"
"""How every kind of checkbox is written in a block."""
BULLET = re.compile("([•▪◦●])")


@dataclass(frozen=True)
class TextPlace:
    """Where a text stands; numbers count from 1, missing where the format has no such thing."""

    page: int | None = None
    row: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Say it in words for the user."""
        named = (("side", self.page), ("tabellrad", self.row), ("linje", self.line))
        return ", ".join(f"{name} {number}" for name, number in named if number)


@dataclass(frozen=True)
class Block:
    """One table cell, or one line outside of tables (column missing); a newline ends a paragraph."""

    text: str
    place: TextPlace
    column: int | None = None


@dataclass(frozen=True)
class Layout:
    """A paper's blocks in reading order."""

    format: Format
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Everything as lines, the cells of a row on lines of their own."""
        return "\n".join(block.text for block in self.blocks)


def bulleted(text: str) -> str:
    """Put each bullet on a line of its own."""
    return BULLET.sub(r"\n\1 ", text)
