"""Blocks → HTML as one string; its words are written, and escaped, by `html_words`."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

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
    Link,
    Listing,
    Live,
    Mark,
    Note,
    Notice,
    Quotation,
    Sentence,
    Sources,
    Span,
    StatusLines,
    Strip,
    Tiles,
)
from dashboard.content.characters import printable
from dashboard.content.form import Blank, Choices, Fields, Form, PageBreak, TitleHere
from dashboard.content.html_form import blank, choices, fields, form
from dashboard.content.html_words import element, inline, said, shape, text
from dashboard.content.pictures import Drawing, drawn
from dashboard.content.tables import Cell, Matrix, Table, Twin
from dashboard.content.tokens import LIGHT, PICTURE_FONT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dashboard.content.blocks import Block, Tile, Words
    from dashboard.content.document import Document
    from dashboard.content.tables import Column
    from terms.words import Speaker

LOWEST = 2
"""A panel's title is the page's second heading; headings inside come below it."""
NAMES = {value: name for name, value in LIGHT.items()}
PAINTED = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')
FULL, FULLER = 1.0, 1.5
"""How far a bullet goes, and how far where something is beyond the target."""


def html(blocks: Iterable[Block], say: Speaker) -> str:
    """Page or part of one; `say` speaks the reader's language, for what controls and marks are called."""
    return "".join([WRITERS[type(block)](block, say) for block in blocks])


def paper(document: Document, say: Speaker) -> str:
    """Paper as it stands in Word and PDF; `say` speaks the paper's own language."""
    title = element("h2", text(document.title), look="paper-title")
    written = [
        title if isinstance(block, TitleHere) else WRITERS[type(block)](block, say)
        for block in document.blocks
    ]
    first = "" if any(isinstance(block, TitleHere) for block in document.blocks) else title
    return first + "".join(written)


# Text


def _headline(block: Headline, _: Speaker) -> str:
    mark = inline(block.example) if block.example else ""
    return element("header", element("h2", said(block.words), look="panel-title") + mark, look="panel-head")


def _heading(block: Heading, _: Speaker) -> str:
    return element(f"h{LOWEST + block.level}", said(block.words))


def _sentence(block: Sentence, _: Speaker) -> str:
    return element("p", said(block.words), look=block.look or ("paper-lead" if block.lead else ""))


def _note(block: Note, _: Speaker) -> str:
    return element("p", said(block.words), look=block.look or "panel-note")


def _notice(block: Notice, _: Speaker) -> str:
    return element("p", shape(block.state) + said(block.words), look=f"notice notice-{block.state}")


def _bullets(block: Bullets, _: Speaker) -> str:
    items = "".join(element("li", said(item)) for item in block.items)
    look = block.look or ("panel-note" if block.small else "")
    return element("ul", items, look=look, aria_label=block.label or None, lang=block.language)


def _facts(block: Facts, _: Speaker) -> str:
    return element("p", "".join(element("span", said(part)) for part in block.parts), look=block.look)


def _quotation(block: Quotation, _: Speaker) -> str:
    quoted = element("q", text(block.words), lang=block.language)
    return element("b", text(block.about)) + quoted + element("span", said(block.by), look="cov-by")


def _sources(block: Sources, say: Speaker) -> str:
    lines = [element("p", text(line), look="panel-source") for line in block.lines]
    if block.downloads:
        links = "".join(inline(link) for link in block.downloads)
        lines.append(element("p", f"{text(say('exports.download'))}: {links}", look="panel-downloads"))
    method = inline(block.method) if block.method else ""
    return element("div", "".join(lines) + method, look="panel-foot")


# Parts that hold others


def _group(block: Group, say: Speaker) -> str:
    return element("section" if block.apart else "div", html(block.blocks, say), look=block.look)


def _listing(block: Listing, say: Speaker) -> str:
    items = (element("li", said(item.words) + html(item.blocks, say), look=item.look) for item in block.items)
    return element(
        "ol" if block.ordered else "ul", "".join(items), look=block.look, aria_label=block.label or None
    )


def _fold(block: Fold, say: Speaker) -> str:
    title = said(block.title)
    heading = element(f"h{LOWEST + block.level}", title) if block.level else title
    summary = element("summary", heading + said(block.beside))
    return element("details", summary + html(block.blocks, say), look=block.look, open=block.open)


def _nothing(_: Live | PageBreak | TitleHere, __: Speaker) -> str:
    return ""


# Status and figures


def _lines(block: StatusLines, _: Speaker) -> str:
    rows = (
        element(
            "div",
            element("dt", text(row.label))
            + element("dd", inline(Mark(row.state, row.word)) + element("span", text(row.sentence))),
            look="status-line",
        )
        for row in block.rows
    )
    return element("dl", "".join(rows), look="status-lines")


def _tiles(block: Tiles, say: Speaker) -> str:
    return element("ul", "".join(_tile(tile, say) for tile in block.tiles), look="status-tiles")


def _tile(tile: Tile, say: Speaker) -> str:
    """Number, picture, word and line for the eye; the sentence is what is read aloud."""
    mark = inline(tile.example) if tile.example else ""
    of = element("span", text(tile.of), look="tile-of") if tile.of else ""
    number = element("p", element("b", text(tile.number)) + of + mark, look="tile-number")
    shown = (
        element("p", text(tile.label) + inline(Mark(tile.state, tile.word)), look="tile-head")
        + number
        + (_tile_picture(tile, say) if tile.picture else "")
        + element("p", text(tile.line), look="tile-line")
    )
    heard = element("p", text(f"{tile.label}: {tile.word}. {tile.sentence}"), look="visually-hidden")
    return element("li", heard + element("div", shown, aria_hidden="true"), look=f"tile tile-{tile.state}")


def _tile_picture(tile: Tile, say: Speaker) -> str:
    if isinstance(tile.picture, Bullet):
        return _track(tile.picture)
    if isinstance(tile.picture, Strip):
        return _pieces(tile.picture)
    return _figure(Figure.bare(tile.picture, tile.sentence), say) if tile.picture else ""


def _track(block: Bullet) -> str:
    full = FULL if max(block.share or 0, block.expected or 0) <= 1 else FULLER
    pieces = [
        element("span", look=f"bullet-bar bullet-{block.state}", style=f"width:{_of(block.share, full)}")
    ]
    if full > FULL:
        pieces.append(element("span", look="bullet-target", style=f"left:{_of(1, full)}"))
    if block.expected is not None:
        place = f"left:{_of(block.expected, full)}"
        pieces.append(element("span", look="bullet-expected", style=place, title=block.expected_words))
    return element("div", "".join(pieces), look="bullet-track", aria_hidden="true")


def _bullet(block: Bullet, _: Speaker) -> str:
    words = " · ".join(part for part in (block.words, block.expected_words) if part)
    return element("div", _track(block) + element("p", text(words), look="bullet-words"), look="bullet")


def _of(share: float | None, full: float) -> str:
    return f"{max(0.0, min((share or 0) / full, 1.0)) * 100:.1f}%"


def _pieces(block: Strip) -> str:
    pieces = (
        element("span", look=f"strip-{part.look}", style=f"width:{part.share * 100:.2f}%")
        for part in block.parts
    )
    return element("div", "".join(pieces), look="goal-strip", aria_hidden="true")


def _strip(block: Strip, _: Speaker) -> str:
    words = (element("li", inline(Mark(part.state, part.words))) for part in block.parts)
    return _pieces(block) + element("ul", "".join(words), look="goal-legend")


def _span(block: Span, _: Speaker) -> str:
    place = f"left:{block.low * 100:.1f}%;width:{(block.high - block.low) * 100:.1f}%"
    return element("div", element("span", style=place), look="place-strip", aria_hidden="true")


def _figure(block: Figure, _: Speaker) -> str:
    """Chart with its words around it; bare where it has none."""
    bare = _picture(block)
    if not block.title:
        return bare
    head = element("strong", text(block.title)) + element("p", text(block.sentence))
    source = " · ".join(part for part in (block.source, block.date) if part)
    return element(
        "figure",
        element("figcaption", head) + bare + element("p", text(source), look="panel-source"),
        look="paper-picture",
    )


def _picture(block: Figure) -> str:
    """Inline SVG in the page's colours; a drawing from an older paper is kept at a distance, as an image."""
    made = drawn(block.picture)
    svg = made.svg.replace(f'font-family="{PICTURE_FONT}"', 'font-family="Arial, Helvetica, sans-serif"')
    if isinstance(block.picture, Drawing):
        return _image(svg, block.alt, made)
    look = f' class="{escape(block.look)}"' if block.look else ""
    named = f'<svg{look} role="img" aria-label="{escape(printable(block.alt))}"'
    painted = PAINTED.sub(_by_name, svg).replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    head, inside = painted.removeprefix("<svg").split(">", 1)
    shown = "" if block.title else element("title", text(block.alt))
    return f"{named}{head}>{shown}{inside}"


def _by_name(found: re.Match[str]) -> str:
    name = NAMES.get(found[2])
    return f'{found[1]}="var(--{name})"' if name else found[0]


def _image(svg: str, alt: str, made: Drawing) -> str:
    from base64 import b64encode  # noqa: PLC0415 - papers of the first edition alone need it

    address = f"data:image/svg+xml;base64,{b64encode(printable(svg).encode()).decode()}"
    size = f'width="{made.width:.0f}" height="{made.height:.0f}"'
    return f'<img src="{address}" alt="{escape(printable(alt))}" {size}>'


# Tables


def _table(block: Table, _: Speaker) -> str:
    """Table with caption and header cells; scrolls sideways by itself and by keyboard."""
    head = (element("th", _label(column), look=_right(column), scope="col") for column in block.columns)
    rows = (
        element("tr", "".join(map(_table_cell, row, block.columns, range(len(row))))) for row in block.rows
    )
    inside = (
        element("caption", text(block.caption))
        + element("thead", element("tr", "".join(head)))
        + element("tbody", "".join(rows))
    )
    look = f"table {block.look}".strip()
    return element(
        "div", element("table", inside, look=look),
        look="table-scroll", tabindex="0", role="group", aria_label=block.caption,
    )  # fmt: skip


def _label(column: Column) -> str:
    return text(column.label) + (element("small", text(column.small)) if column.small else "")


def _right(column: Column) -> str:
    return "number" if column.numeric else ""


def _table_cell(cell: Words | Cell, column: Column, place: int) -> str:
    if place == 0:
        return element("th", said(cell), look=_right(column), scope="row")
    return element("td", said(cell), look=_right(column))


def _matrix(block: Matrix, say: Speaker) -> str:
    """Groups down, places across; the second column is of all of them."""
    looks = ("cov-group", "cov-total")
    head = (
        element("th", _label(column), look=looks[place] if place < len(looks) else "", scope="col")
        for place, column in enumerate(block.columns)
    )
    rows = (
        element("tr", "".join([_matrix_cell(cell, place, say) for place, cell in enumerate(row)]))
        for row in block.rows
    )
    inside = (
        element("caption", text(block.caption), look="visually-hidden")
        + element("thead", element("tr", "".join(head)))
        + element("tbody", "".join(rows))
    )
    return element(
        "div", element("table", inside, look="cov-table cov-few" if block.narrow else "cov-table"),
        look="table-scroll cov-scroll", tabindex="0", role="region", aria_label=block.caption,
    )  # fmt: skip


def _matrix_cell(cell: Cell, place: int, say: Speaker) -> str:
    """State as word and shape, lines below it, and coverage as a bar that the stylesheet draws."""
    small = "".join(element("small", said(words)) for words in cell.small)
    if place == 0:
        return element("th", said(cell.words) + small, look="cov-group", scope="row")
    bar = f"--low:{cell.share[0]:.1%};--high:{cell.share[1]:.1%}" if cell.share else None
    lines = "".join(element("span", said(words)) for words in cell.lines)
    picture = _linked(cell, say)
    if place == 1:
        inside = lines + picture or said(cell.words)
        return element("td", inside, look="cov-total", style=bar)
    if cell.span > 1 or not isinstance(cell.words, Link):
        state = element("span", said(cell.words), look="cov-state")
        return element("td", state, look=cell.state, colspan=str(cell.span))
    state = element("b", said(cell.words), look="cov-state")
    return element("td", state + lines + small, look=cell.state, style=bar)


def _linked(cell: Cell, say: Speaker) -> str:
    """Picture of a cell, as the way to what it shows."""
    if cell.picture is None:
        return ""
    bare = _figure(cell.picture, say)
    if cell.link is None:
        return bare
    data = {f"data-{name}": value for name, value in cell.link.data}
    inside = bare + element("small", text(cell.link.words))
    return element("a", inside, look="cov-years", href=cell.link.address, **data)


def _twin(block: Twin, say: Speaker) -> str:
    summary = element("summary", text(say("shell.show_table")))
    return element("details", summary + html(block.tables, say), look="twin")


WRITERS: dict[type, Callable[[Any, Speaker], str]] = {
    Headline: _headline,
    Heading: _heading,
    Sentence: _sentence,
    Note: _note,
    Notice: _notice,
    Bullets: _bullets,
    Facts: _facts,
    Quotation: _quotation,
    Mark: lambda block, _: inline(block),
    Example: lambda block, _: inline(block),
    Sources: _sources,
    Group: _group,
    Listing: _listing,
    Fold: _fold,
    Live: _nothing,
    StatusLines: _lines,
    Tiles: _tiles,
    Bullet: _bullet,
    Strip: _strip,
    Span: _span,
    Figure: _figure,
    Table: _table,
    Matrix: _matrix,
    Twin: _twin,
    Fields: fields,
    Blank: blank,
    Choices: choices,
    PageBreak: _nothing,
    Form: form,
    TitleHere: _nothing,
}
"""How each kind of block is written; a test sees to it that none is forgotten."""
