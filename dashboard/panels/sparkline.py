"""Sparklines: a series as a small picture in a line of text, told in full by its alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.panels.markup import Node

WIDE, HIGH, EDGE = 72, 20, 3
INK = "%230b4f79"
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
        return f"{EDGE + place * step:.1f},{down:.1f}"

    upper = [point(place, value) for place, value in enumerate(highs)]
    lower = [point(place, value) for place, value in enumerate(lows)]
    x, y = upper[-1].split(",")
    picture = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDE}' height='{HIGH}'>"
        f"<polygon points='{' '.join([*upper, *reversed(lower)])}' fill='{INK}' fill-opacity='.25'/>"
        f"<g fill='none' stroke='{INK}' stroke-width='1.5'>"
        f"<polyline points='{' '.join(upper)}'/><polyline points='{' '.join(lower)}'/></g>"
        f"<circle cx='{x}' cy='{y}' r='2.5' fill='{INK}'/></svg>"
    )
    address = f"data:image/svg+xml;utf8,{picture}"
    return ["img", {"src": address, "alt": words, "width": WIDE, "height": HIGH, "className": "sparkline"}]
