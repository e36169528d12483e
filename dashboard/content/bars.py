"""Charts with a row for each thing: its name, its bar on a common scale, and it in words.

Four kinds, by what a bar says. `progress`: share of the way come, and a line where it should be by now.
`interval`: solid to the lowest possible share, hatched on to the highest. `budget`: a frame for what was
planned, a bar for what was spent. `ladder`: a frame for how many planned a rung, a bar for those on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dashboard.content.svg import (
    DEEP,
    INK,
    INK_SOFT,
    LINE,
    PALE,
    PAPER,
    mark,
    path,
    rect,
    text,
    width,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.status.marks import State
    from terms.words import Speaker

NAMES, BARS, WORDS = (0.0, 208.0), (224.0, 424.0), (440.0, 640.0)
"""From and to of the three columns."""
LINE_HEIGHT, BAR, GAP, HEAD = 14.5, 14.0, 12.0, 26.0
RUNG, NO_TICKS = 8.0, 6.0
KEY = 20.0
"""Height of the line that says what the bars mean."""
ROUND, SMALLEST = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10), 1e-4
"""Ends of a scale by its power of ten, and the shortest scale."""
SHOWN_FROM, SHOWN_TO = -0.5, 2.0
"""Shares that a bar shows; one beyond ends in an arrow, and its words tell how far."""
FINE = 0.02
"""Under two percent whole ones are too coarse."""
MILLION = 1_000_000


@dataclass(frozen=True)
class Bar:
    """A row: name, words, the shape of its state, and its values (None = not known).

    `value` is share come, lowest share, accounts or achieved; `beside` is share expected, highest share,
    budget or planned.
    """

    name: str
    words: str
    value: float | None = None
    beside: float | None = None
    state: State | None = None


@dataclass(frozen=True)
class Bars:
    """Rows on a scale from `low` to `high`; `ticks` are values with their words, `key` what bars mean."""

    kind: Literal["progress", "interval", "budget", "ladder"]
    rows: tuple[Bar, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()
    key: tuple[str, ...] = ()

    def x(self, value: float) -> float:
        """Place of a value across the drawing; one beyond the ends is at the end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return BARS[0] + share * (BARS[1] - BARS[0])

    def beyond(self, value: float) -> bool:
        """Whether a value is outside the scale."""
        return not self.low <= value <= self.high


def progress_bars(rows: Sequence[Bar], say: Speaker) -> Bars:
    """Goals: 0 to 100 %, or as far as the shares go, to 200 % and to −50 % at most."""
    shares = [value for one in rows for value in (one.value, one.beside) if value is not None]
    least, most = min(shares, default=0.0), max(shares, default=1.0)
    low = max(SHOWN_FROM, math.floor(least * 4) / 4) if least < 0 else 0.0
    high = min(SHOWN_TO, math.ceil(most * 4) / 4) if most > 1 else 1.0
    ticks = tuple(
        (quarter / 4, say.percent(quarter / 4))
        for quarter in range(round(low * 4), round(high * 4) + 1)
        if quarter % 2 == 0
    )
    told = any(one.beside is not None and one.value is not None for one in rows)
    return Bars("progress", tuple(rows), low, high, ticks, (say("papers.key_expected"),) if told else ())


def interval_bars(rows: Sequence[Bar], say: Speaker) -> Bars:
    """Coverage: from 0 to a round share above the highest, 200 % at most."""
    high = min(upper_end([one.beside for one in rows if one.beside is not None]), SHOWN_TO)
    decimals = 1 if high < FINE else 0
    ticks = tuple((value, say.percent(value, decimals)) for value in (0.0, high / 2, high))
    told = any(one.value is not None and one.value < (one.beside or 0) for one in rows)
    key = (say("papers.key_at_least"), say("papers.key_at_most")) if told else ()
    return Bars("interval", tuple(rows), 0.0, high, ticks, key)


def budget_bars(rows: Sequence[Bar], say: Speaker) -> Bars:
    """Money in kroner: from 0 to a round amount above the largest; one below nothing has words, no bar."""
    amounts = [value for one in rows for value in (one.value, one.beside) if value is not None]
    high = upper_end(amounts)
    ticks = tuple((value, _amount(value, high, say)) for value in (0.0, high))
    key = (say("papers.key_budget"), say("word.accounts")) if amounts else ()
    return Bars("budget", tuple(rows), 0.0, high, ticks, key)


def ladder_bars(rows: Sequence[Bar], say: Speaker) -> Bars:
    """The ladder a-f of the BOLYST form, nearest first, in whole projects."""
    most = max((max(one.value or 0, one.beside or 0) for one in rows), default=0)
    key = (say("word.planned"), say("word.achieved"))
    return Bars("ladder", tuple(rows), 0.0, float(max(most, 1)), (), key)


def upper_end(values: Sequence[float]) -> float:
    """Round number just above the largest value."""
    most = max(values, default=0.0)
    if most < SMALLEST:
        return SMALLEST if most > 0 else 1.0
    step = 10.0 ** math.floor(math.log10(most))
    return next((step * times for times in ROUND if step * times >= most), most)


def bars_drawn(chart: Bars) -> tuple[list[str], float]:
    """Pieces of all rows under the scale's ticks, and their height."""
    body: list[str] = []
    heading = NO_TICKS if chart.kind == "ladder" else HEAD
    y = heading
    for row in chart.rows:
        inset = 14.0 if row.state else 0.0
        names = wrapped(row.name, NAMES[1] - NAMES[0], most=3)
        words = wrapped(row.words, WORDS[1] - WORDS[0] - inset, most=3)
        tall = max(len(names), len(words)) * LINE_HEIGHT
        middle = y + tall / 2
        body += _lines(names, NAMES[0], middle)
        body += _lines(words, WORDS[0] + inset, middle)
        if row.state:
            body.append(mark(row.state, WORDS[0] + 5, middle, 4.5))
        body += DRAWN[chart.kind](row, chart, middle)
        y += tall + GAP
    grid = [
        path(f"M{chart.x(value):.1f} {heading - 6:.1f}V{y - GAP + 4:.1f}", stroke=LINE, thick=1)
        for value, _ in chart.ticks
    ]
    tall = y - GAP + 8 + (KEY if chart.key else 0)
    key = _key(chart, tall - 6) if chart.key else []
    return [*grid, *_ticks(chart, heading - 11), *body, *key], tall


def _lines(lines: Sequence[str], x: float, middle: float) -> list[str]:
    first = middle - len(lines) * LINE_HEIGHT / 2 + 11
    return [text(line, x, first + place * LINE_HEIGHT, fill=INK) for place, line in enumerate(lines)]


def _ticks(chart: Bars, y: float) -> list[str]:
    """Words of the ticks, those left out that would run into the one before."""
    drawn, taken = [], -math.inf
    for value, words in chart.ticks:
        x, half = chart.x(value), width(words, 11) / 2
        if x - half > taken + 6:
            drawn.append(text(words, x, y, size=11, anchor="middle", fill=INK_SOFT))
            taken = x + half
    return drawn


def _progress(row: Bar, chart: Bars, y: float) -> list[str]:
    """Track to the target, bar on it, and the line of what was expected."""
    if row.value is None:
        return [path(f"M{chart.x(0):.1f} {y:.1f}H{chart.x(1):.1f}", stroke=INK, thick=1, dash="2 4")]
    nought, end = chart.x(0), chart.x(row.value)
    pieces = [
        rect(nought, y - BAR / 2, chart.x(1) - nought, BAR, fill=PALE, stroke=DEEP, thick=0.6),
        rect(min(nought, end), y - BAR / 2 + 3, abs(end - nought), BAR - 6, fill=DEEP),
    ]
    if chart.beyond(row.value):
        pieces.append(_arrow(end, y, right=row.value > chart.high))
    if row.beside is not None:
        line = f"M{chart.x(row.beside):.1f} {y - BAR / 2 - 4:.1f}V{y + BAR / 2 + 4:.1f}"
        pieces += [path(line, stroke=PAPER, thick=5), path(line, thick=2.4)]
    return pieces


def _interval(row: Bar, chart: Bars, y: float) -> list[str]:
    """Bar to the lower end and hatched to the upper; a dotted line where no share is known."""
    if row.value is None or row.beside is None:
        dotted = f"M{chart.x(0):.1f} {y:.1f}H{chart.x(chart.high):.1f}"
        return [path(dotted, stroke=LINE, thick=1.2, dash="2 4")]
    nought, low, high = chart.x(0), chart.x(row.value), chart.x(row.beside)
    pieces = [
        rect(low, y - BAR / 2, high - low, BAR, fill="url(#hatch)", stroke=DEEP, thick=0.8),
        rect(nought, y - BAR / 2, low - nought, BAR, fill=DEEP),
    ]
    if chart.beyond(row.beside):
        pieces.append(_arrow(high + 1, y, right=True))
    return pieces


def _budget(row: Bar, chart: Bars, y: float) -> list[str]:
    """Frame to the budget, bar to the accounts; a dotted line where neither is stated."""
    pieces = []
    nought = chart.x(0)
    if row.beside is not None:
        frame = chart.x(row.beside) - nought
        pieces.append(rect(nought, y - BAR / 2, frame, BAR, fill=PAPER, stroke=INK, thick=1.2))
    if row.value is not None:
        pieces.append(rect(nought, y - BAR / 2 + 3.5, chart.x(row.value) - nought, BAR - 7, fill=DEEP))
    if row.beside is None and row.value is None:
        pieces.append(path(f"M{nought:.1f} {y:.1f}H{chart.x(chart.high):.1f}", thick=1, dash="2 4"))
    return pieces


def _ladder(row: Bar, chart: Bars, y: float) -> list[str]:
    """Frame for planned above, bar for achieved below."""
    nought = chart.x(0)
    pieces = [path(f"M{nought:.1f} {y - RUNG - 3:.1f}V{y + RUNG + 3:.1f}", stroke=LINE, thick=1.2)]
    if row.beside:
        frame = chart.x(row.beside) - nought
        pieces.append(rect(nought, y - RUNG - 1, frame, RUNG, fill=PAPER, stroke=INK, thick=1.2))
    if row.value:
        pieces.append(rect(nought, y + 1, chart.x(row.value) - nought, RUNG, fill=DEEP))
    return pieces


DRAWN = {"progress": _progress, "interval": _interval, "budget": _budget, "ladder": _ladder}


def _key(chart: Bars, y: float) -> list[str]:
    """What the signs of the chart mean, on one line."""
    if chart.kind == "progress":
        x = BARS[0]
        line = f"M{x + 1.2:.1f} {y - 11:.1f}V{y + 1:.1f}"
        return [path(line, thick=2.4), text(chart.key[0], x + 10, y - 1, size=11)]
    left, right = chart.key
    second = BARS[0] + 18 + width(left, 11) + 18
    return [
        *(_sign(chart.kind, BARS[0], y, first=True), text(left, BARS[0] + 18, y - 1, size=11)),
        *(_sign(chart.kind, second, y, first=False), text(right, second + 18, y - 1, size=11)),
    ]


def _sign(kind: str, x: float, y: float, *, first: bool) -> str:
    if kind == "interval":
        if first:
            return rect(x, y - 10, 12, 10, fill=DEEP)
        return rect(x, y - 10, 12, 10, fill="url(#hatch)", stroke=DEEP, thick=0.8)
    if kind == "budget":
        if first:
            return rect(x, y - 10, 12, 10, fill=PAPER, stroke=INK, thick=1.2)
        return rect(x, y - 8, 12, 6, fill=DEEP)
    if first:
        return rect(x, y - 9, 12, RUNG, fill=PAPER, stroke=INK, thick=1.2)
    return rect(x, y - 9, 12, RUNG, fill=DEEP)


def _arrow(x: float, y: float, *, right: bool) -> str:
    """Sign at the end of a bar that goes on beyond the scale."""
    way = 7 if right else -7
    return path(f"M{x:.1f} {y - 6:.1f}L{x + way:.1f} {y:.1f}L{x:.1f} {y + 6:.1f}", thick=1.6)


def _amount(value: float, highest: float, say: Speaker) -> str:
    """«1,5 mill.» where the scale is in millions, else whole kroner."""
    if highest < MILLION:
        return say.money(value)
    millions = value / MILLION
    return say("papers.millions", n=say.number(millions, 0 if millions == round(millions) else 1))
