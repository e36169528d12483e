"""Pieces of our own SVG, for screen and paper: text that is measured first, shapes, patterns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape, quoteattr

from dashboard.content.characters import printable
from dashboard.content.tokens import LIGHT, PICTURE_FONT

if TYPE_CHECKING:
    from dashboard.status.marks import State

INK, INK_SOFT, PAPER, LINE = (LIGHT[name] for name in ("ink", "ink-soft", "paper", "line-strong"))
DEEP, MIDDLE, LIGHTER, PALE = (
    LIGHT[name] for name in ("accent", "accent-middle", "accent-light", "accent-soft")
)
"""Dark to light of one hue, so that a copy in grey still tells them apart."""
GOOD, LATE, CRITICAL = (LIGHT[name] for name in ("good", "warning-fill", "critical"))
WIDTH = 640.0
"""Of every picture, in its own units; how wide it is shown is another matter."""
SIZE = 12.0
"""Of ordinary text; a picture 640 wide is set about three quarters as large in a paper: nine points."""
ROOM = 1.08
"""How much wider than Arial the text may turn out in the reader's own font."""
NARROW, SLIM, CAPITAL, WIDE = 0.28, 0.5, 0.72, 0.89
BOLD = 1.07
FULL_WIDTH = "\u2e80"
"""From here on signs are as wide as they are high."""
HATCH = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="{paper}"/>'
    '<rect width="2.4" height="6" fill="{ink}"/></pattern>'
)
Anchor = Literal["start", "middle", "end"]


@cache
def _advance(sign: str) -> float:
    """Width of a sign by its size, rounded up from Arial's."""
    if sign in "ijl.,:;'|!()[]/\\ \N{NO-BREAK SPACE}IfrtJ-·`":
        return NARROW if sign not in "frtJ()-/\\" else 0.36
    if sign in "mwMW%@—…":
        return 1.0 if sign in "@—…" else WIDE if sign != "W" else 0.95
    if sign in "sckvxyzJ":
        return SLIM + 0.01
    if sign.isupper():
        return 0.79 if sign in "OQGÆØÅ" and sign != "Æ" else (1.0 if sign == "Æ" else CAPITAL + 0.01)
    return 0.89 if sign == "æ" else (1.0 if sign >= FULL_WIDTH else 0.62 if sign in "øð" else 0.585)


def width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Width a text takes at most, in the picture's units."""
    return sum(_advance(sign) for sign in text) * size * ROOM * (BOLD if bold else 1)


def wrapped(text: str, room: float, size: float = SIZE, *, most: int = 3, bold: bool = False) -> list[str]:
    """Lines of a text that fit in a width; what does not fit in `most` lines ends in «…»."""
    lines: list[str] = []
    rest = printable(text).replace("\n", " ").split(" ")
    current = ""
    for word in rest:
        tried = f"{current} {word}".strip(" ")
        if width(tried, size, bold=bold) <= room:
            current = tried
            continue
        if current:
            lines.append(current)
        current = word
        while width(current, size, bold=bold) > room and len(current) > 1:
            cut = _fitting(current, room, size, bold=bold)
            lines.append(current[:cut])
            current = current[cut:]
    lines.append(current)
    lines = [line for line in lines if line] or [""]
    if len(lines) <= most:
        return lines
    last = f"{lines[most - 1]}…"
    while width(last, size, bold=bold) > room and len(last) > 1:
        last = f"{last[:-2].rstrip()}…"
    return [*lines[: most - 1], last]


def _fitting(word: str, room: float, size: float, *, bold: bool) -> int:
    """How many signs of a long word fit; at least one."""
    cut = len(word)
    while cut > 1 and width(word[:cut], size, bold=bold) > room:
        cut -= 1
    return cut


def text(  # noqa: PLR0913 - a place and a look
    words: str,
    x: float,
    y: float,
    *,
    size: float = SIZE,
    bold: bool = False,
    anchor: Anchor = "start",
    fill: str = INK,
) -> str:
    """One line of text on its baseline."""
    weight = ' font-weight="600"' if bold else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}"{weight}{placed}>'
        f"{escape(printable(words))}</text>"
    )


def rect(  # noqa: PLR0913 - a place and a look
    x: float, y: float, wide: float, tall: float, *, fill: str, stroke: str = "none", thick: float = 1
) -> str:
    """Rectangle; a negative width is none."""
    edge = f' stroke="{stroke}" stroke-width="{thick:g}"' if stroke != "none" else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(tall, 0):.1f}" '
        f'fill="{fill}"{edge}/>'
    )


def path(shape: str, *, stroke: str = INK, thick: float = 1, fill: str = "none", dash: str = "") -> str:
    """Path; `dash` as in SVG."""
    broken = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{shape}" fill="{fill}" stroke="{stroke}" stroke-width="{thick:g}"{broken}/>'


def mark(state: State, x: float, y: float, r: float = 5) -> str:
    """Shape of a state around a point, the same as on the board; drawn, as few fonts have them all."""
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" stroke="{INK}" stroke-width="1.2" '
    if state == "good":
        return f'{circle}fill="{INK}"/>'
    if state == "missing":
        return f'{circle}fill="{PAPER}"/>'
    if state == "partly":
        half = f"M{x:.1f} {y - r:.1f}A{r:g} {r:g} 0 0 0 {x:.1f} {y + r:.1f}Z"
        return f'{circle}fill="{PAPER}"/>{path(half, fill=INK, thick=0.5)}'
    if state == "warning":
        return path(f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y + r:.1f}H{x - r:.1f}Z", fill=INK, thick=0.5)
    if state == "critical":
        return rect(x - r, y - r, 2 * r, 2 * r, fill=INK)
    diamond = f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f}L{x:.1f} {y + r:.1f}L{x - r:.1f} {y:.1f}Z"
    return path(diamond, fill=PAPER, thick=1.2)


def drawing(pieces: list[str], wide: float, tall: float, *, label: str = "") -> str:
    """Whole SVG with our font and the hatch; `label` is read aloud where the file is opened by itself."""
    named = f' role="img" aria-label={quoteattr(printable(label))}' if label else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:.0f}" '
        f'viewBox="0 0 {wide:g} {tall:.0f}" font-family="{PICTURE_FONT}"{named}>'
        f"{_patterns(pieces)}{''.join(pieces)}</svg>"
    )


def _patterns(pieces: list[str]) -> str:
    """Patterns that the pieces use."""
    used = any("url(#hatch)" in piece for piece in pieces)
    return f"<defs>{HATCH.format(paper=PAPER, ink=DEEP)}</defs>" if used else ""
