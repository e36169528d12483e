"""Lines over years: series told apart by dash and marker, the project's years shaded, breaks marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.content.bars import upper_end
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
    from collections.abc import Callable, Sequence

    from dashboard.status.marks import State
    from terms.words import Speaker

LEFT, RIGHT, TOP, BOTTOM = 56.0, 470.0, 34.0, 230.0
LABELS = (484.0, 640.0)
LABEL_SIZE, LABEL_LINE = 11.0, 13.0
DASHES = ("", "7 4", "2 3", "9 3 2 3", "12 4", "4 4 1 4")
SHAPES: tuple[State, ...] = ("good", "critical", "warning", "neutral", "missing", "partly")
MOST = len(DASHES)
"""More lines than this cannot be told apart on paper."""


@dataclass(frozen=True)
class Series:
    """A named line of (year, value); a value of None is a gap that is not bridged."""

    name: str
    points: tuple[tuple[int, float | None], ...]


@dataclass(frozen=True)
class Trend:
    """Lines over years, at most `MOST`, with their names at the right end.

    `axis` are the lowest, middle and highest value with their words; `period` are the project's years, both
    included, and `period_words` what they are; `breaks` are years from which figures are of another kind,
    with what changed.
    """

    series: tuple[Series, ...]
    axis: tuple[tuple[float, str], ...]
    period: tuple[int, int] | None = None
    period_words: str = ""
    breaks: tuple[tuple[int, str], ...] = ()


def trend(
    series: Sequence[Series],
    say: Speaker,
    *,
    written: Callable[[float], str],
    period: tuple[int, int] | None = None,
    breaks: Sequence[tuple[int, str]] = (),
) -> Trend:
    """Lines on a scale that holds them; `written` writes a value on the axis."""
    shown = tuple(series)[:MOST]
    values = [value for one in shown for _, value in one.points if value is not None]
    low, high = min(0.0, *values, 0.0), upper_end(values)
    steps = (low + (high - low) * part / 2 for part in range(3))
    axis = tuple((value, written(value)) for value in steps)
    return Trend(shown, axis, period, say("papers.key_period") if period else "", tuple(breaks))


def trend_drawn(chart: Trend) -> tuple[list[str], float]:
    """The drawing's pieces and its height."""
    years = sorted({year for one in chart.series for year, value in one.points if value is not None})
    if not years:
        return [], 0.0
    frame = _Frame(years[0], years[-1], chart.axis[-1][0], chart.axis[0][0])
    pieces = [*_period(chart, frame), *_axes(chart, frame, years)]
    notes, below = _breaks(chart.breaks, frame, years)
    pieces += notes
    for place, one in enumerate(chart.series):
        pieces += _line(one, place, frame)
    names, lowest = _names(chart.series, frame)
    return [*pieces, *names], max(BOTTOM + 26 + below, lowest)


@dataclass(frozen=True)
class _Frame:
    """The space of the lines, from first to last year and from low to high."""

    first: int
    last: int
    high: float
    low: float

    def x(self, year: float) -> float:
        if self.first == self.last:
            return (LEFT + RIGHT) / 2
        return LEFT + 10 + (year - self.first) / (self.last - self.first) * (RIGHT - LEFT - 20)

    def y(self, value: float) -> float:
        return BOTTOM - (value - self.low) / ((self.high - self.low) or 1) * (BOTTOM - TOP)


def _period(chart: Trend, frame: _Frame) -> list[str]:
    """Shade of the project's years, as far as they are drawn."""
    period = chart.period
    if period is None or period[0] > frame.last or period[1] < frame.first:
        return []
    left = max(LEFT, frame.x(max(period[0], frame.first) - 0.5))
    right = min(RIGHT, frame.x(min(period[1], frame.last) + 0.5))
    words = wrapped(chart.period_words, RIGHT - LEFT, 11, most=1)[0]
    half = width(words, 11) / 2
    middle = min(max((left + right) / 2, LEFT + half), RIGHT - half)
    return [
        rect(left, TOP - 8, right - left, BOTTOM - TOP + 8, fill=PALE),
        text(words, middle, TOP - 14, size=11, anchor="middle", fill=INK_SOFT),
    ]


def _axes(chart: Trend, frame: _Frame, years: Sequence[int]) -> list[str]:
    pieces = []
    for value, written in chart.axis:
        y = frame.y(value)
        words = wrapped(written, LEFT - 8, 11, most=1)[0]
        pieces += [
            path(f"M{LEFT:g} {y:.1f}H{RIGHT:g}", stroke=LINE, thick=1),
            text(words, LEFT - 6, y + 4, size=11, anchor="end", fill=INK_SOFT),
        ]
    taken = float("-inf")
    for year in years:
        x, half = frame.x(year), width(str(year), 11) / 2
        if x - half > taken + 4:
            pieces.append(text(str(year), x, BOTTOM + 17, size=11, anchor="middle", fill=INK_SOFT))
            taken = x + half
    return pieces


def _breaks(
    breaks: Sequence[tuple[int, str]], frame: _Frame, years: Sequence[int]
) -> tuple[list[str], float]:
    """A dotted line before each break, and below the years what changed."""
    pieces: list[str] = []
    y = BOTTOM + 20
    for year, words in breaks:
        if not years[0] < year <= years[-1]:
            continue
        x = frame.x(year - 0.5)
        pieces.append(path(f"M{x:.1f} {TOP - 8:g}V{BOTTOM:g}", thick=1.4, dash="1.5 3"))
        for line in wrapped(f"{year}: {words}", RIGHT - LEFT, 11, most=3):
            y += 14
            pieces.append(text(line, LEFT, y, size=11, fill=INK_SOFT))
    return pieces, y - BOTTOM - 20


def _line(one: Series, place: int, frame: _Frame) -> list[str]:
    """Line between neighbouring years that both have a value, and a marker at each value."""
    known = sorted((year, value) for year, value in one.points if value is not None)
    parts = [
        path(
            f"M{frame.x(year):.1f} {frame.y(value):.1f}L{frame.x(later):.1f} {frame.y(next_):.1f}",
            stroke=PAPER if edge else DEEP, thick=4 if edge else 2, dash="" if edge else DASHES[place],
        )
        for (year, value), (later, next_) in pairwise(known)
        if later == year + 1
        for edge in (True, False)
    ]  # fmt: skip
    return parts + [mark(SHAPES[place], frame.x(year), frame.y(value), 3.6) for year, value in known]


def _names(series: Sequence[Series], frame: _Frame) -> tuple[list[str], float]:
    """Name of each line at the height of its last value, moved down where another stands there."""
    ends = []
    for place, one in enumerate(series):
        known = sorted((year, value) for year, value in one.points if value is not None)
        if known:
            ends.append((frame.y(known[-1][1]), place, one.name))
    pieces: list[str] = []
    free = TOP - 4
    for y, place, name in sorted(ends):
        lines = wrapped(name, LABELS[1] - LABELS[0] - 14, LABEL_SIZE, most=2)
        top = max(free, y - LABEL_LINE * len(lines) / 2)
        pieces.append(mark(SHAPES[place], LABELS[0] + 5, top + LABEL_LINE / 2, 3.6))
        pieces += [
            text(line, LABELS[0] + 14, top + 10 + LABEL_LINE * row, size=LABEL_SIZE, fill=INK)
            for row, line in enumerate(lines)
        ]
        free = top + LABEL_LINE * len(lines) + 4
    return pieces, free + 4
