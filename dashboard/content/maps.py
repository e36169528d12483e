"""The map without outlines: a tile for each municipality, shaded and signed by its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dashboard.content.svg import DEEP, INK, MIDDLE, PALE, PAPER, WIDTH, mark, rect, text, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from dashboard.status.marks import State as Shape

State = Literal["documented", "claimed_only", "works_only", "none"]
FILLS: Mapping[State, str] = {
    "documented": DEEP,
    "claimed_only": MIDDLE,
    "works_only": PALE,
    "none": PAPER,
}
SIGNS: Mapping[State, Shape | None] = {
    "documented": "good",
    "claimed_only": "partly",
    "works_only": "missing",
    "none": None,
}
"""The same shades and signs as on the board's map."""
ROOMY, NAMED_FROM = 84.0, 46.0
"""Widest tile, and the narrowest that has room for a name."""
SMALLEST, TALL = 9.0, 40.0


@dataclass(frozen=True)
class MapTile:
    """A municipality in the grid; `chosen` ones get a thick edge."""

    name: str
    column: int
    row: int
    state: State
    chosen: bool = False


@dataclass(frozen=True)
class Map:
    """Tiles laid out as the country lies; `words` names the states, of which the key has those that occur."""

    tiles: tuple[MapTile, ...]
    words: tuple[tuple[str, str], ...]


def map_drawn(chart: Map) -> tuple[list[str], float]:
    """The drawing's pieces with a key below, and its height."""
    tiles = chart.tiles
    if not tiles:
        return [], 0.0
    first, last = min(tile.column for tile in tiles), max(tile.column for tile in tiles)
    top, bottom = min(tile.row for tile in tiles), max(tile.row for tile in tiles)
    wide = min(ROOMY, WIDTH / (last - first + 1))
    named = wide >= NAMED_FROM
    tall = TALL if named else wide
    left = (WIDTH - wide * (last - first + 1)) / 2
    pieces = []
    for tile in sorted(tiles, key=lambda tile: tile.chosen):
        x, y = left + (tile.column - first) * wide, (tile.row - top) * tall
        pieces += _tile(tile, x, y, wide, tall, named=named)
    height = (bottom - top + 1) * tall + 12
    key, lower = _key({tile.state for tile in tiles}, dict(chart.words), height)
    return [*pieces, *key], lower


def _tile(tile: MapTile, x: float, y: float, wide: float, tall: float, *, named: bool) -> list[str]:  # noqa: PLR0913 - a place and a size
    edge = rect(
        x + 1,
        y + 1,
        wide - 2,
        tall - 2,
        fill=FILLS[tile.state],
        stroke=INK,
        thick=2.4 if tile.chosen else 0.5,
    )
    sign = SIGNS[tile.state]
    if not named:
        return [edge, *([_sign(sign, tile, x + wide / 2, y + tall / 2, wide / 5)] if sign else [])]
    dark = tile.state == "documented"
    lines = wrapped(tile.name, wide - 8, SMALLEST, most=2)
    names = [
        text(line, x + wide / 2, y + 12 + 10.5 * place, size=SMALLEST, anchor="middle",
             fill=PAPER if dark else INK)
        for place, line in enumerate(lines)
    ]  # fmt: skip
    return [edge, *names, *([_sign(sign, tile, x + wide / 2, y + tall - 8.5, 4)] if sign else [])]


def _sign(sign: Shape, tile: MapTile, x: float, y: float, r: float) -> str:
    """Sign of a state; on a dark tile it is light."""
    if tile.state == "documented":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{PAPER}"/>'
    return mark(sign, x, y, r)


def _key(states: Collection[State], words: Mapping[str, str], y: float) -> tuple[list[str], float]:
    """Names of the states that occur, one after the other, on as many lines as it takes."""
    pieces: list[str] = []
    x, y = 0.0, y + 12
    for state in FILLS:
        if state not in states:
            continue
        name = wrapped(words[state], WIDTH - 26, 11, most=1)[0]
        room = 22 + width(name, 11) + 20
        if x and x + room > WIDTH + 20:
            x, y = 0.0, y + 18
        pieces.append(rect(x, y - 10, 14, 12, fill=FILLS[state], stroke=INK, thick=0.5))
        sign = SIGNS[state]
        if sign:
            pieces.append(_sign(sign, MapTile("", 0, 0, state), x + 7, y - 4, 3.5))
        pieces.append(text(name, x + 20, y, size=11))
        x += room
    return pieces, y + 8
