"""Charts with a row for each group or project: dots and intervals on a share axis, and milestones in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dashboard.content.svg import (
    CRITICAL,
    DEEP,
    GOOD,
    INK,
    INK_SOFT,
    LATE,
    LINE,
    PALE,
    PAPER,
    WIDTH,
    path,
    rect,
    text,
    width,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAMES, DOTS, WORDS = (0.0, 208.0), (224.0, 520.0), (536.0, 640.0)
LANES = (224.0, 640.0)
LINE_HEIGHT, GAP, HEAD = 14.5, 12.0, 26.0
THICK, RING = 9.0, 3.4
DIAMOND = 5.5


@dataclass(frozen=True)
class Dot:
    """A row: name, what it is in words, its share from and to, and its parts' shares as rings (0 to 1)."""

    name: str
    words: str
    low: float
    high: float
    rings: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dots:
    """Rows on an axis from 0 to `high`; `limit` is a share with its words, drawn as a dotted line."""

    rows: tuple[Dot, ...]
    high: float
    ticks: tuple[tuple[float, str], ...]
    limit: tuple[float, str] | None = None


@dataclass(frozen=True)
class Moment:
    """A milestone: when it was due, when it was reached (None = not yet), as years with a fraction."""

    name: str
    due: float
    reached: float | None
    state: Literal["in_time", "late", "overdue", "not_due"]


@dataclass(frozen=True)
class Lane:
    """A project's milestones on one line, with how they stand in words."""

    name: str
    words: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Lanes:
    """Lanes from one year to another; `today` ends the tail of what is overdue, `since` begins a shade.

    `ticks` are places in time with their words.
    """

    rows: tuple[Lane, ...]
    first: float
    last: float
    today: float
    ticks: tuple[tuple[float, str], ...]
    since: float | None = None


COLOURS = {"in_time": GOOD, "late": LATE, "overdue": CRITICAL, "not_due": PAPER}


def dots_drawn(chart: Dots) -> tuple[list[str], float]:
    """Dot where both ends are the same, else a bar between them; the drawing's pieces and its height."""

    def x(share: float) -> float:
        return DOTS[0] + min(max(share, 0.0), chart.high) / (chart.high or 1) * (DOTS[1] - DOTS[0])

    body: list[str] = []
    y = HEAD
    for row in chart.rows:
        names = wrapped(row.name, NAMES[1] - NAMES[0], most=3)
        words = wrapped(row.words, WORDS[1] - WORDS[0], most=3)
        tall = max(len(names), len(words), 2) * LINE_HEIGHT
        middle = y + tall / 2
        body += _written(names, NAMES[0], middle) + _written(words, WORDS[0], middle)
        low, high = x(row.low), x(row.high)
        body.append(path(f"M{DOTS[0]:g} {middle:.1f}H{DOTS[1]:g}", stroke=LINE))
        if high - low < THICK:
            body.append(_circle((low + high) / 2, middle, THICK / 2, fill=DEEP))
        else:
            body.append(rect(low, middle - THICK / 2, high - low, THICK, fill=DEEP))
        body += [_circle(x(ring), middle + THICK + 2, RING, fill=PAPER, stroke=DEEP) for ring in row.rings]
        y += tall + GAP
    bottom = y - GAP + 4
    limit = []
    if chart.limit:
        place = x(chart.limit[0])
        limit = [
            path(f"M{place:.1f} {HEAD - 6:.1f}V{bottom:.1f}", stroke=INK, thick=1.2, dash="2 3"),
            text(chart.limit[1], place, bottom + 13, size=11, anchor="middle", fill=INK_SOFT),
        ]
    grid, named = _grid(chart.ticks, x, bottom)
    return [*grid, *named, *limit, *body], bottom + (18 if chart.limit else 4)


def lanes_drawn(chart: Lanes) -> tuple[list[str], float]:
    """Diamonds in time, filled where reached, with the delay as a tail; pieces and height."""

    def x(when: float) -> float:
        share = (min(max(when, chart.first), chart.last) - chart.first) / ((chart.last - chart.first) or 1)
        return LANES[0] + 8 + share * (LANES[1] - LANES[0] - 16)

    body: list[str] = []
    y = HEAD
    for row in chart.rows:
        names = wrapped(row.name, NAMES[1] - NAMES[0], most=2, bold=True)
        words = wrapped(row.words, NAMES[1] - NAMES[0], 11, most=2)
        tall = (len(names) + len(words)) * LINE_HEIGHT
        middle = y + tall / 2
        first = y + 11
        body += [
            text(line, NAMES[0], first + place * LINE_HEIGHT, bold=True) for place, line in enumerate(names)
        ]
        below = first + len(names) * LINE_HEIGHT
        body += [
            text(line, NAMES[0], below + place * LINE_HEIGHT, size=11, fill=INK_SOFT)
            for place, line in enumerate(words)
        ]
        body.append(path(f"M{LANES[0]:g} {middle:.1f}H{LANES[1]:g}", stroke=LINE))
        for moment in row.moments:
            body += _moment(moment, x(moment.due), x(_end(moment, chart.today)), middle)
        y += tall + GAP
    bottom = y - GAP + 4
    grid, named = _grid(chart.ticks, x, bottom)
    shade = []
    if chart.since is not None:
        left = x(chart.since)
        shade.append(rect(left, HEAD - 6, x(chart.today) - left, bottom - HEAD + 6, fill=PALE))
    now = path(f"M{x(chart.today):.1f} {HEAD - 6:.1f}V{bottom:.1f}", stroke=DEEP, thick=1.6)
    return [*shade, *grid, *named, now, *body], bottom + 4


def _end(moment: Moment, today: float) -> float:
    """Where the tail of a milestone ends: where it was reached, or today."""
    if moment.reached is not None:
        return moment.reached
    return today if moment.state == "overdue" else moment.due


def _moment(moment: Moment, due: float, end: float, y: float) -> list[str]:
    """Diamond where it was reached, hollow where it was due but is not; the tail is the delay."""
    colour = COLOURS[moment.state]
    tail = [path(f"M{due:.1f} {y:.1f}H{end:.1f}", stroke=colour, thick=3)] if end > due else []
    reached = moment.reached is not None
    place = end if reached else due
    corners = ((place, y - DIAMOND), (place + DIAMOND, y), (place, y + DIAMOND), (place - DIAMOND, y))
    shape = "M" + "L".join(f"{x:.1f} {down:.1f}" for x, down in corners) + "Z"
    edge = INK if moment.state == "not_due" else colour
    return [*tail, path(shape, stroke=edge, thick=1.6, fill=colour if reached else PAPER)]


def _written(lines: Sequence[str], x: float, middle: float) -> list[str]:
    first = middle - len(lines) * LINE_HEIGHT / 2 + 11
    return [text(line, x, first + place * LINE_HEIGHT) for place, line in enumerate(lines)]


def _grid(
    ticks: Sequence[tuple[float, str]], x: Callable[[float], float], bottom: float
) -> tuple[list[str], list[str]]:
    """Light lines at the ticks, and the ticks' words, those left out that would run together."""
    lines = [path(f"M{x(value):.1f} {HEAD - 6:.1f}V{bottom:.1f}", stroke=LINE) for value, _ in ticks]
    words, taken = [], float("-inf")
    for value, written in ticks:
        half = width(written, 11) / 2
        place = min(max(x(value), half), WIDTH - half)
        if place - half > taken + 6:
            words.append(text(written, place, HEAD - 11, size=11, anchor="middle", fill=INK_SOFT))
            taken = place + half
    return lines, words


def _circle(x: float, y: float, r: float, *, fill: str, stroke: str = "none") -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" fill="{fill}" stroke="{stroke}" stroke-width="1.4"/>'
