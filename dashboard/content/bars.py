"""The frame of charts with a row for each thing: its name, its bar on a common scale, and it in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.content.svg import INK, INK_SOFT, LINE, mark, path, text, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.status.marks import State

NAMES, BARS, WORDS = (0.0, 208.0), (224.0, 424.0), (440.0, 640.0)
"""From and to of the three columns."""
LINE_HEIGHT, BAR, GAP, HEAD = 14.5, 14.0, 12.0, 26.0
ROUND, SMALLEST = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10), 1e-4
"""Ends of a scale by its power of ten, and the shortest scale."""
SHOWN_FROM, SHOWN_TO = -0.5, 2.0
"""Shares that a bar shows; one beyond ends in an arrow, and its words tell how far."""


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` across the column of bars."""

    low: float
    high: float

    def x(self, value: float) -> float:
        """Place of a value; one beyond the ends is at the end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return BARS[0] + share * (BARS[1] - BARS[0])

    def beyond(self, value: float) -> bool:
        """Whether a value is outside the scale."""
        return not self.low <= value <= self.high


@dataclass(frozen=True)
class Row:
    """A row: name, what it is in words, how its bar is drawn around a height, and its state's shape."""

    name: str
    words: str
    bar: Callable[[float], list[str]]
    state: State | None = None


def share_scale(shares: Sequence[float]) -> Scale:
    """0 to 100 %, or as far as the shares go, to 200 % and to −50 % at most."""
    low, high = min(shares, default=0.0), max(shares, default=1.0)
    return Scale(
        max(SHOWN_FROM, math.floor(low * 4) / 4) if low < 0 else 0.0,
        min(SHOWN_TO, math.ceil(high * 4) / 4) if high > 1 else 1.0,
    )


def upper_scale(values: Sequence[float]) -> Scale:
    """From 0 to a round number just above the largest value."""
    most = max(values, default=0.0)
    if most < SMALLEST:
        return Scale(0.0, SMALLEST if most > 0 else 1.0)
    step = 10.0 ** math.floor(math.log10(most))
    high = next((step * times for times in ROUND if step * times >= most), most)
    return Scale(0.0, high)


def rows_drawn(
    rows: Sequence[Row], scale: Scale, ticks: Sequence[tuple[float, str]], *, heading: float = HEAD
) -> tuple[list[str], float]:
    """Pieces of all rows under the scale's ticks, and their height."""
    body: list[str] = []
    y = heading
    for row in rows:
        inset = 14.0 if row.state else 0.0
        names = wrapped(row.name, NAMES[1] - NAMES[0], most=3)
        words = wrapped(row.words, WORDS[1] - WORDS[0] - inset, most=3)
        tall = max(len(names), len(words)) * LINE_HEIGHT
        middle = y + tall / 2
        body += _lines(names, NAMES[0], middle)
        body += _lines(words, WORDS[0] + inset, middle)
        if row.state:
            body.append(mark(row.state, WORDS[0] + 5, middle, 4.5))
        body += row.bar(middle)
        y += tall + GAP
    grid = [
        path(f"M{scale.x(value):.1f} {heading - 6:.1f}V{y - GAP + 4:.1f}", stroke=LINE, thick=1)
        for value, _ in ticks
    ]
    return [*grid, *_ticks(ticks, scale, heading - 11), *body], y - GAP + 8


def _lines(lines: Sequence[str], x: float, middle: float) -> list[str]:
    first = middle - len(lines) * LINE_HEIGHT / 2 + 11
    return [text(line, x, first + place * LINE_HEIGHT, fill=INK) for place, line in enumerate(lines)]


def _ticks(ticks: Sequence[tuple[float, str]], scale: Scale, y: float) -> list[str]:
    """Words of the ticks, those left out that would run into the one before."""
    drawn, taken = [], -math.inf
    for value, words in ticks:
        x, half = scale.x(value), width(words, 11) / 2
        if x - half > taken + 6:
            drawn.append(text(words, x, y, size=11, anchor="middle", fill=INK_SOFT))
            taken = x + half
    return drawn


def arrow(x: float, y: float, *, right: bool) -> str:
    """Sign at the end of a bar that goes on beyond the scale."""
    way = 7 if right else -7
    return path(f"M{x:.1f} {y - 6:.1f}L{x + way:.1f} {y:.1f}L{x:.1f} {y + 6:.1f}", thick=1.6)
