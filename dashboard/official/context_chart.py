"""Small line charts as images: a name and value at the end of each line, project periods shaded and named."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

from dashboard.content.tokens import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dashboard.official.context_lines import Point

Role = Literal["own", "peers", "county"]
STROKES: dict[Role, str] = {
    "own": f"stroke='{LIGHT['accent']}' stroke-width='2.4'",
    "peers": f"stroke='{LIGHT['ink-soft']}' stroke-width='1.6' stroke-dasharray='6 3'",
    "county": f"stroke='{LIGHT['warning']}' stroke-width='1.6' stroke-dasharray='1.5 2.5'",
}
"""Told apart by colour, width and dashes, and by the name at the end."""
INKS: dict[Role, str] = {
    "own": LIGHT["accent"],
    "peers": LIGHT["peers"],
    "county": LIGHT["county"],
}
SPREAD = LIGHT["edge"]
SHADE, GRID, SOFT = LIGHT["accent-soft"], LIGHT["line"], LIGHT["ink-soft"]
CHARACTER = 6.2
"""Width of a character, in units of the drawing."""
LINE_HEIGHT = 13


class Drawn(NamedTuple):
    """A line with what is written at its end."""

    role: Role
    label: str
    points: Sequence[Point]


class Shade(NamedTuple):
    """Years of a project; one of them missing: only a line where the other is. `words` stand at the top."""

    first: int | None
    last: int | None
    words: str


@dataclass(frozen=True)
class Frame:
    """Size of a drawing and the room around its lines."""

    width: int
    height: int
    left: int = 3
    right: int = 4
    top: int = 3
    bottom: int = 3


LARGE = Frame(360, 184, left=34, right=112, top=20, bottom=20)
SMALL = Frame(150, 44)


@dataclass(frozen=True)
class Scale:
    """Years across and values down."""

    frame: Frame
    years: tuple[int, int]
    low: float
    high: float

    def across(self, year: float) -> float:
        """Distance from the left of a year."""
        first, last = self.years
        room = self.frame.width - self.frame.left - self.frame.right
        return round(self.frame.left + (year - first) / max(last - first, 1) * room, 1)

    def down(self, value: float) -> float:
        """Distance from the top of a value."""
        room = self.frame.height - self.frame.top - self.frame.bottom
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(self.frame.height - self.frame.bottom - share * room, 1)


def scale_of(lines: Iterable[Sequence[Point]], frame: Frame, *, from_zero: bool) -> Scale:
    """Scale that holds every point; at least one must be there."""
    points = [point for line in lines for point in line]
    values = [value for one in points for value in (one.value, one.low, one.high) if value is not None]
    low, high = min(values), max(values)
    if from_zero:
        low = min(low, 0.0)
    elif high == low:
        low, high = low - 1, high + 1
    return Scale(frame, (min(one.year for one in points), max(one.year for one in points)), low, high)


def large(
    lines: Sequence[Drawn], shades: Sequence[Shade], scale: Scale, number: Callable[[float], str]
) -> str:
    """Chart with axis, grid, labels and project periods, as an image address."""
    steps = ticks(scale.low, scale.high)
    whole = Scale(scale.frame, scale.years, min(scale.low, steps[0]), max(scale.high, steps[-1]))
    return _image(
        scale.frame,
        [
            *_shades(shades, whole, named=True),
            *(_grid(value, whole, number(value)) for value in steps),
            *_years(whole),
            *(piece for line in lines for piece in _line(line, whole, marked=True)),
            *_labels(lines, whole),
        ],
    )


def small(lines: Sequence[Drawn], shades: Sequence[Shade], scale: Scale) -> str:
    """Lines alone with the project periods shaded, as an image address; words stand beside it."""
    drawn = [piece for line in lines for piece in _line(line, scale, marked=False)]
    return _image(scale.frame, [*_shades(shades, scale, named=False), *drawn])


def ticks(low: float, high: float) -> list[float]:
    """Three to six round values from below the lowest to above the highest."""
    step = 10.0 ** floor(log10((high - low) or 1))
    while (high - low) / step > 4:  # noqa: PLR2004  # more lines than that make a grid of a chart
        step *= 2 if str(step).strip("0.")[:1] != "2" else 2.5
    while (high - low) / step < 2:  # noqa: PLR2004  # fewer say nothing of what lies between
        step /= 2
    first = floor(low / step)
    values = [first * step]
    while values[-1] < high:
        values.append((first + len(values)) * step)
    return values


def _image(frame: Frame, pieces: Iterable[str]) -> str:
    return "data:image/svg+xml;utf8," + quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {frame.width} {frame.height}'"
        f" font-family='system-ui,sans-serif' font-size='11'>{''.join(pieces)}</svg>",
        safe=" '/:=<>,()",
    )


def _shades(shades: Sequence[Shade], scale: Scale, *, named: bool) -> Iterable[str]:
    top = scale.frame.top if named else 0
    height = scale.frame.height - top - (scale.frame.bottom if named else 0)
    for position, shade in enumerate(shades):
        known = [year for year in (shade.first, shade.last) if year is not None]
        inside = [year for year in known if scale.years[0] <= year <= scale.years[1]]
        if not inside:
            continue
        left = scale.across(max(min(known), scale.years[0]))
        if len(known) > 1:
            size = f"width='{scale.across(min(max(known), scale.years[1])) - left:.1f}' height='{height:.1f}'"
            yield f"<rect x='{left}' y='{top}' {size} fill='{SHADE}'/>"
        else:
            yield f"<path d='M{left} {top}v{height}' stroke='{SOFT}' stroke-dasharray='3 2'/>"
        if named and position == 0:
            most = scale.frame.width - len(shade.words) * CHARACTER
            yield _text(max(min(left, most), 2), top - 6, shade.words)


def _grid(value: float, scale: Scale, words: str) -> str:
    down, right = scale.down(value), scale.frame.width - scale.frame.right
    written = _text(scale.frame.left - 4, down + 4, words, more=" text-anchor='end'")
    return f"<path d='M{scale.frame.left} {down}H{right}' stroke='{GRID}'/>{written}"


def _years(scale: Scale) -> Iterable[str]:
    base = scale.frame.height - 5
    for year, anchor in dict(zip(scale.years, ("start", "end"), strict=True)).items():
        yield _text(scale.across(year), base, str(year), more=f" text-anchor='{anchor}'")


def _line(line: Drawn, scale: Scale, *, marked: bool) -> Iterable[str]:
    """Line that breaks where years are missing or the territory changes; joint years as hollow dots.

    `marked`: with the spread around it, and dots for years that no line leads to.
    """
    if not line.points:
        return
    if marked and line.points[-1].low is not None:
        edge = [(one.year, one.high) for one in line.points] + [
            (one.year, one.low) for one in reversed(line.points)
        ]
        outline = "L".join(f"{scale.across(year)} {scale.down(value or 0)}" for year, value in edge)
        yield f"<path d='M{outline}Z' fill='{LIGHT['edge']}' fill-opacity='.25'/>"
    path, before = "", None
    for point in line.points:
        joined = before is not None and before.year == point.year - 1 and not point.begins
        path += f"{'L' if joined else 'M'}{scale.across(point.year)} {scale.down(point.value)}"
        before = point
    yield f"<path d='{path}' fill='none' {STROKES[line.role]} stroke-linecap='round'/>"
    alone = _alone(line.points) if marked else [point for point in line.points if point.joint]
    for point in [*alone, *(line.points[-1:] if line.role == "own" else [])]:
        fill = LIGHT["paper"] if point.joint else INKS[line.role]
        spot = f"cx='{scale.across(point.year)}' cy='{scale.down(point.value)}'"
        yield f"<circle {spot} r='2.6' fill='{fill}' stroke='{INKS[line.role]}'/>"


def _alone(points: Sequence[Point]) -> list[Point]:
    """Points of a joint area, and those with no line to either side."""
    years = {one.year for one in points}
    return [one for one in points if one.joint or not {one.year - 1, one.year + 1} & years]


def _labels(lines: Sequence[Drawn], scale: Scale) -> Iterable[str]:
    """Names at the ends of the lines, moved apart where they would cover each other."""
    ends = sorted(
        (scale.down(line.points[-1].value), place) for place, line in enumerate(lines) if line.points
    )
    lowest = scale.frame.height - scale.frame.bottom
    placed: list[float] = []
    for down, _ in ends:
        placed.append(max(down, placed[-1] + LINE_HEIGHT) if placed else down)
    over = max(placed[-1] - lowest, 0) if placed else 0
    for (_, place), down in zip(ends, placed, strict=True):
        line = lines[place]
        weight = " font-weight='700'" if line.role == "own" else ""
        left = scale.frame.width - scale.frame.right + 8
        yield _text(left, down - over + 4, line.label, ink=INKS[line.role], more=weight)


def _text(across: float, down: float, words: str, *, ink: str = SOFT, more: str = "") -> str:
    safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<text x='{across:.1f}' y='{down:.1f}' fill='{ink}'{more}>{safe}</text>"
