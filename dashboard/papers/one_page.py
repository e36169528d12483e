"""Papers of one page: how tall blocks become, so that lists are cut before the page is full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from dashboard.content.blocks import Bullets, Heading, Note, Sentence, StatusLines, plain
from dashboard.content.form import Blank, Fields
from dashboard.content.svg import width
from dashboard.content.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dashboard.content.blocks import Block

PAGE, ACROSS = 760.0, 493.0
"""Points of a close-set page's height and width that may be filled; what is left over is for Word, which
sets wider than the PDF."""
ROOMY = 0.9
"""Letters are narrower on the page than `width` promises of pictures."""
TITLE = 34.0
NAMES, GAP = 0.31, 8.0
"""Share of the width that names of status lines take; points between the columns of a table."""

Size = TypeVar("Size")


def longest_that_fits(sizes: Iterable[Size], make: Callable[[Size], tuple[Block, ...]]) -> tuple[Block, ...]:
    """Blocks of the first size that fits on the page, the last where none does; largest size first."""
    blocks: tuple[Block, ...] = ()
    for size in sizes:
        blocks = make(size)
        if TITLE + sum(height(block) for block in blocks) <= PAGE:
            break
    return blocks


def height(block: Block) -> float:
    """Points a block takes on a close-set page, the space around it included."""
    measure = MEASURES.get(type(block))
    return measure(block) if measure else 0.0


def _lines(text: str, share: float, size: float) -> int:
    """Lines a text takes in a share of the page's width."""
    room = max(ACROSS * share - GAP, size)
    return sum(int(width(line, size) * ROOMY // room) + 1 for line in text.split("\n"))


def _table(block: Table) -> float:
    widths = [column.width or 1.0 for column in block.columns]
    shares = [one / sum(widths) for one in widths]
    labels = tuple(column.label for column in block.columns)
    rows = (labels, *(tuple(plain(cell) for cell in row) for row in block.rows))
    tall = (
        max(_lines(cell, share, 8.5) for cell, share in zip(row, shares, strict=True)) * 9.5 + 4.5
        for row in rows
    )
    return 16.0 + sum(tall)


MEASURES: dict[type, Callable[[Any], float]] = {
    Heading: lambda _: 21.0,
    Sentence: lambda block: _lines(plain(block.words), 1, 10.5 if block.lead else 9.5) * 11.5 + 6.0,
    Note: lambda block: _lines(plain(block.words), 1, 8.0) * 9.0 + 4.0,
    Bullets: lambda block: sum(_lines(plain(item), 0.97, 9.5) * 11.0 + 3.0 for item in block.items) + 4.0,
    Fields: lambda block: (
        sum(_lines(plain(words), 1 - NAMES, 9.5) * 10.0 + 5.0 for _, words in block.rows) + 5.0
    ),
    StatusLines: lambda block: (
        sum(max(2, _lines(row.sentence, 1 - NAMES, 9.5)) * 11.0 + 4.0 for row in block.rows) + 18.0
    ),
    Table: _table,
    Blank: lambda block: 15.0 + 15.0 * block.lines,
}
"""Height of each kind of block; measured on papers, and a little generous."""
