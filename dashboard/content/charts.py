"""Pictures for papers: a drawing with the words around it, alone as SVG or PNG, or bare inside a paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.content import svg
from dashboard.content.svg import INK_SOFT, text, wrapped

if TYPE_CHECKING:
    from terms.words import Speaker

MARGIN = 16.0
WIDTH = 640.0
"""Of every picture, in its own units; `png` draws it as wide as it is asked to."""
INNER = re.compile(r"<svg [^>]*>(.*)</svg>", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """A drawing without words around it (`svg`, `width` × `height` units), and those words.

    `source` is whole source lines, `date` the day the figures are as of, written out; `alt` tells all
    that the drawing tells, for those who do not see it.
    """

    svg: str
    width: float
    height: float
    title: str
    sentence: str
    source: str
    date: str
    alt: str


def picture(  # noqa: PLR0913 - the words of a picture, by name
    pieces: list[str], height: float, *, title: str, sentence: str, source: str, date: str, alt: str
) -> Picture:
    """Drawing with its words; the pieces stand in a space `WIDTH` wide."""
    drawn = svg.drawing(pieces, WIDTH, height, label=alt)
    return Picture(drawn, WIDTH, height, title, sentence, source, date, alt)


def whole(shown: Picture, say: Speaker, *, example: bool = False) -> str:
    """SVG that stands alone: title and sentence above the drawing, source and date below it."""
    room, y = WIDTH, MARGIN
    pieces = []
    above = [
        *((line, 17.0, True) for line in wrapped(shown.title, room, 17, most=3, bold=True)),
        *((line, 13.0, False) for line in wrapped(shown.sentence, room, 13, most=6)),
    ]
    if example:
        above.insert(0, (say("shell.example"), 12.0, True))
    for line, size, bold in above:
        y += size * 1.3
        pieces.append(text(line, MARGIN, y, size=size, bold=bold))
    y += 14
    pieces.append(f'<g transform="translate({MARGIN:g} {y:.1f})">{_inside(shown.svg)}</g>')
    y += shown.height + 6
    for part in (shown.source, shown.date):
        for line in wrapped(part, room, 11, most=4) if part else []:
            y += 14.5
            pieces.append(text(line, MARGIN, y, size=11, fill=INK_SOFT))
    tall = y + MARGIN
    ground = svg.rect(0, 0, WIDTH + 2 * MARGIN, tall, fill=svg.PAPER)
    return svg.drawing([ground, *pieces], WIDTH + 2 * MARGIN, tall, label=shown.alt)


def _inside(drawn: str) -> str:
    """Pieces of a drawing without its outer element; its patterns are those of every drawing."""
    found = INNER.fullmatch(drawn)
    return re.sub(r"<defs>.*?</defs>", "", found[1] if found else "", flags=re.DOTALL)


def png(shown: Picture | str, width: int) -> bytes:
    """Bitmap of a picture, bare, or of a whole SVG; `width` in pixels."""
    from dashboard.content.typesetting import bitmap  # noqa: PLC0415 - loads the typesetter

    return bitmap(shown if isinstance(shown, str) else shown.svg, width)
