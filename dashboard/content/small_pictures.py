"""Small pictures for a cell, a tile or a line of text; what they show is told in full beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.content.svg import DEEP, INK, INK_SOFT, LIGHTER, PALE, path, rect

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS_WIDE, COLUMNS_HIGH, GAP, THICKEST = 66, 26, 4, 18
LINE_WIDE, LINE_HIGH, MARGIN = 160, 36, 3


@dataclass(frozen=True)
class Columns:
    """A column per year, from its lower to its upper bound, on a scale of their own from 0."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Sparkline:
    """A line over years with a dot at its end; `shaded` are the years a project lasted, both included."""

    points: tuple[tuple[int, float], ...]
    shaded: tuple[int, int] | None = None


def columns_drawn(chart: Columns) -> tuple[str, float, float]:
    """Dark up to the lower bound, light to the upper; SVG, width and height."""
    most = max((high for _, high in chart.points), default=0) or 1
    step = COLUMNS_WIDE / max(len(chart.points), 1)
    thick = min(step - GAP, THICKEST)
    shapes = []
    for position, bounds in enumerate(chart.points):
        left = position * step + (step - thick) / 2
        for value, colour in zip(reversed(bounds), (LIGHTER, DEEP), strict=True):
            tall = value / most * (COLUMNS_HIGH - 2)
            shapes.append(rect(left, COLUMNS_HIGH - tall, thick, tall, fill=colour))
    shapes.append(path(f"M0 {COLUMNS_HIGH - 0.5}H{COLUMNS_WIDE}", stroke=INK_SOFT))
    return _small(shapes, COLUMNS_WIDE, COLUMNS_HIGH)


def sparkline_drawn(chart: Sparkline) -> tuple[str, float, float]:
    """Line with a gap where years are missing; SVG, width and height."""
    years = [year for year, _ in chart.points]
    values = [value for _, value in chart.points]
    first, span = years[0], max(years[-1] - years[0], 1)
    low, high = min(values), max(values)

    def across(year: int) -> float:
        return round(MARGIN + (year - first) / span * (LINE_WIDE - 2 * MARGIN), 1)

    def down(value: float) -> float:
        return round(LINE_HIGH - MARGIN - (value - low) / ((high - low) or 1) * (LINE_HIGH - 2 * MARGIN), 1)

    shape, before = "", None
    for year, value in chart.points:
        shape += f"{'L' if before == year - 1 else 'M'}{across(year)} {down(value)}"
        before = year
    pieces = []
    if chart.shaded:
        begin, end = (across(year) for year in chart.shaded)
        pieces.append(rect(begin, 0, end - begin, LINE_HIGH, fill=PALE))
    dot = f'<circle cx="{across(years[-1])}" cy="{down(values[-1])}" r="2.5" fill="{INK}"/>'
    pieces += [path(shape, stroke=INK_SOFT, thick=1.5), dot]
    return _small(pieces, LINE_WIDE, LINE_HIGH)


def _small(pieces: Iterable[str], wide: int, high: int) -> tuple[str, float, float]:
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}">{"".join(pieces)}</svg>'
    )
    return drawn, float(wide), float(high)
