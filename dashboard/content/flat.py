"""Blocks of a page as a paper writes them: one after the other, everything unfolded, nothing that is live."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.content.blocks import (
    Bullet,
    Bullets,
    Example,
    Facts,
    Figure,
    Fold,
    Group,
    Heading,
    Headline,
    Listing,
    Live,
    Mark,
    Note,
    Notice,
    Phrase,
    Quotation,
    Sentence,
    Sources,
    Span,
    StatusLine,
    StatusLines,
    Strip,
    Tiles,
    plain,
)
from dashboard.content.tables import Cell, Column, Matrix, Table, Twin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from dashboard.content.blocks import Block, Words


def written_out(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings, sentences, notes, lists, tables, figures and what only papers have, in reading order."""
    for block in blocks:
        unfold = UNFOLDED.get(type(block))
        if unfold is None:
            yield block
        else:
            yield from unfold(block)


def table_of(block: Matrix) -> Table:
    """Matrix as a plain table: a cell over several columns stands in each of them."""
    rows = []
    for row in block.rows:
        cells: list[Words | Cell] = []
        for cell in row:
            cells += [replace(cell, span=1, picture=None, link=None)] * cell.span
        rows.append(tuple(cells))
    columns = (
        Column(f"{column.label} ({column.small})" if column.small else column.label, column.kind)
        for column in block.columns
    )
    return Table(block.caption, tuple(columns), tuple(rows))


def _inside(block: Group | Fold) -> Iterator[Block]:
    yield from written_out(block.blocks)


def _fold(block: Fold) -> Iterator[Block]:
    """Title as a heading where it is one on the page, else as a sentence that carries."""
    beside = (" ", Phrase(plain(block.beside))) if plain(block.beside) else ()
    words = block.title if isinstance(block.title, tuple) else (block.title,)
    if block.level:
        yield Heading((*words, *beside), block.level)
    else:
        yield Sentence(Phrase(plain((*words, *beside)), strong=True))
    yield from _inside(block)


def _listing(block: Listing) -> Iterator[Block]:
    """Words as one list; blocks one after the other."""
    words = tuple(item.words for item in block.items if plain(item.words))
    if words:
        yield Bullets(words)
    for item in block.items:
        yield from written_out(item.blocks)


def _facts(block: Facts) -> Iterator[Block]:
    yield Note(" · ".join(filter(None, (plain(part) for part in block.parts))))


def _word(block: Mark | Example) -> Iterator[Block]:
    yield Sentence(Phrase(block.word, strong=True))


def _tiles(block: Tiles) -> Iterator[Block]:
    rows = (StatusLine(tile.label, tile.state, tile.word, tile.sentence) for tile in block.tiles)
    yield StatusLines(tuple(rows))


def _bullet(block: Bullet) -> Iterator[Block]:
    yield Sentence(" · ".join(part for part in (block.words, block.expected_words) if part))


def _strip(block: Strip) -> Iterator[Block]:
    yield Bullets(tuple(part.words for part in block.parts))


def _quotation(block: Quotation) -> Iterator[Block]:
    by = block.by if isinstance(block.by, tuple) else (block.by,)
    yield Sentence(
        (Phrase(block.about, strong=True), ": ", Phrase(f"«{block.words}»", block.language), " ", *by)
    )


def _twin(block: Twin) -> Iterator[Block]:
    yield from block.tables


def _sources(block: Sources) -> Iterator[Block]:
    yield from (Note(line) for line in block.lines)


def _figure(block: Figure) -> Iterator[Block]:
    """Charts with words of their own; a small picture in running text shows what stands beside it."""
    if block.title:
        yield block


def _nothing(_block: Live | Span) -> Iterator[Block]:
    yield from ()


UNFOLDED: dict[type, Callable[[Any], Iterator[Block]]] = {
    Figure: _figure,
    Headline: lambda block: iter((Heading(block.words),)),
    Notice: lambda block: iter((Note(block.words),)),
    Matrix: lambda block: iter((table_of(block),)),
    Group: _inside,
    Fold: _fold,
    Listing: _listing,
    Tiles: _tiles,
    Bullet: _bullet,
    Strip: _strip,
    Span: _nothing,
    Live: _nothing,
    Quotation: _quotation,
    Facts: _facts,
    Mark: _word,
    Example: _word,
    Twin: _twin,
    Sources: _sources,
}
"""What each kind of block becomes that papers have no form of their own for."""
