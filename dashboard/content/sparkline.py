"""Sparklines: a series as a small picture in a line of text, told in full by its alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.tokens import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.markup import Node

WIDE, HIGH, EDGE = 72, 20, 3
INK = LIGHT["accent"].replace("#", "%23")
"""The accent colour, its number sign written as an address needs it."""


def sparkline(lows: Sequence[float], highs: Sequence[float], words: str) -> Node:
    """Picture of a series from its lower to its upper bound (the same where it is exact), oldest first.

    From the smallest value to the largest, or from 0 where that is smaller; a dot marks the last one.
    """
    bottom, top = min(0.0, *lows), max(*highs, 0.0)
    span = (top - bottom) or 1.0
    step = (WIDE - 2 * EDGE) / max(len(lows) - 1, 1)

    def point(place: int, value: float) -> str:
        down = HIGH - EDGE - (value - bottom) / span * (HIGH - 2 * EDGE)
        return f"{EDGE + place * step:.0f},{down:.1f}"

    upper = " ".join(point(place, value) for place, value in enumerate(highs))
    lower = " ".join(point(place, value) for place, value in enumerate(lows))
    x, y = upper.rsplit(" ", 1)[-1].split(",")
    band = f"<path d='M{upper}' fill='none'/>"
    if lower != upper:
        back = " ".join(reversed(lower.split()))
        area = f"<path d='M{upper} {back}' fill-opacity='.25' stroke='none'/>"
        band = f"{area}{band}<path d='M{lower}' fill='none'/>"
    picture = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDE}' height='{HIGH}' fill='{INK}' stroke='{INK}'>"
        f"{band}<circle cx='{x}' cy='{y}' r='2'/></svg>"
    )
    address = f"data:image/svg+xml;utf8,{picture}"
    return ["img", {"src": address, "alt": words, "width": WIDE, "height": HIGH, "className": "sparkline"}]
