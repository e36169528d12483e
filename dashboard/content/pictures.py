"""Pictures: a chart drawn as SVG, bare inside a page or a paper, or whole with its words, and as a bitmap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.content import svg
from dashboard.content.bars import Bars, bars_drawn
from dashboard.content.lanes import Dots, Lanes, dots_drawn, lanes_drawn
from dashboard.content.maps import Map, map_drawn
from dashboard.content.small_pictures import Columns, Sparkline, columns_drawn, sparkline_drawn
from dashboard.content.svg import INK_SOFT, WIDTH, text, wrapped
from dashboard.content.trends import Trend, trend_drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.content.blocks import Figure

MARGIN = 16.0
INNER = re.compile(r"<svg [^>]*>(.*)</svg>", re.DOTALL)


@dataclass(frozen=True)
class Drawing:
    """A chart that is drawn: SVG of `width` × `height` units. Papers of the first edition kept these."""

    svg: str
    width: float
    height: float


Picture = Bars | Trend | Map | Dots | Lanes | Columns | Sparkline | Drawing
DRAWN: dict[type, Callable[..., tuple[list[str], float]]] = {
    Bars: bars_drawn,
    Trend: trend_drawn,
    Map: map_drawn,
    Dots: dots_drawn,
    Lanes: lanes_drawn,
}
SMALL: dict[type, Callable[..., Drawing]] = {
    Columns: lambda chart: Drawing(*columns_drawn(chart)),
    Sparkline: lambda chart: Drawing(*sparkline_drawn(chart)),
}


def drawn(chart: Picture, alt: str = "") -> Drawing:
    """Chart as SVG; `alt` is read aloud where the file is opened by itself."""
    if isinstance(chart, Drawing):
        return chart
    if type(chart) in SMALL:
        return SMALL[type(chart)](chart)
    pieces, height = DRAWN[type(chart)](chart)
    return Drawing(svg.drawing(pieces, WIDTH, height, label=alt), WIDTH, height)


def inside(drawing: str) -> str:
    """Pieces of a drawing without its outer element and patterns."""
    found = INNER.fullmatch(drawing)
    return re.sub(r"<defs>.*?</defs>", "", found[1] if found else "", flags=re.DOTALL)


def whole(shown: Figure, example: str = "") -> str:
    """SVG that stands alone: title and sentence above the drawing, source and date below; `example` first."""
    bare = drawn(shown.picture, shown.alt)
    room, y = WIDTH, MARGIN
    pieces = []
    above = [
        *((line, 17.0, True) for line in wrapped(shown.title, room, 17, most=3, bold=True)),
        *((line, 13.0, False) for line in wrapped(shown.sentence, room, 13, most=6)),
    ]
    if example:
        above.insert(0, (example, 12.0, True))
    for line, size, bold in above:
        y += size * 1.3
        pieces.append(text(line, MARGIN, y, size=size, bold=bold))
    y += 14
    pieces.append(f'<g transform="translate({MARGIN:g} {y:.1f})">{inside(bare.svg)}</g>')
    y += bare.height + 6
    for part in (shown.source, shown.date):
        for line in wrapped(part, room, 11, most=4) if part else []:
            y += 14.5
            pieces.append(text(line, MARGIN, y, size=11, fill=INK_SOFT))
    tall = y + MARGIN
    ground = svg.rect(0, 0, WIDTH + 2 * MARGIN, tall, fill=svg.PAPER)
    return svg.drawing([ground, *pieces], WIDTH + 2 * MARGIN, tall, label=shown.alt)


def png(drawing: str, width: int) -> bytes:
    """Bitmap of an SVG; `width` in pixels."""
    from dashboard.content.typesetting import bitmap  # noqa: PLC0415 - loads the typesetter

    return bitmap(drawing, width)
