"""A small picture of municipalities as tiles, some of them open: a map without outlines, and no control."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from dash import html

from dashboard.content.tokens import LIGHT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import pandas as pd
    from dash.development.base_component import Component

FILLED, OPEN, EDGE = LIGHT["accent"], LIGHT["paper"], LIGHT["ink-faint"]
TILE, GAP = 10, 1.5
"""Side of a tile and the air around it, in the picture's own units."""


def tile_picture(municipalities: pd.DataFrame, opened: Collection[str], words: str) -> Component:
    """Picture of the municipalities; those `opened` are white with a line around, the others filled.

    Rows and columns without any municipality fold away. `words` say what the picture shows.
    """
    placed = municipalities.dropna(subset=["tile_column", "tile_row"])
    across = {column: place for place, column in enumerate(sorted(placed["tile_column"].unique()))}
    down = {row: place for place, row in enumerate(sorted(placed["tile_row"].unique()))}
    spots = {
        number: (across[column], down[row])
        for number, column, row in placed[["municipality", "tile_column", "tile_row"]].itertuples(
            index=False, name=None
        )
    }
    filled = _path(spot for number, spot in spots.items() if number not in opened)
    empty = _path(spot for number, spot in spots.items() if number in opened)
    width, height = (max(len(axis), 1) * TILE for axis in (across, down))
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>"
        f"<path d='{filled}' fill='{FILLED}'/><path d='{empty}' fill='{OPEN}' stroke='{EDGE}'/></svg>"
    )
    return html.Img(
        src=f"data:image/svg+xml;utf8,{quote(svg, safe=' =:/')}",
        alt=words,
        className="tile-picture",
        width=width * 2,
        height=height * 2,
    )


def _path(spots: Iterable[tuple[int, int]]) -> str:
    side = TILE - 2 * GAP
    return "".join(f"M{x * TILE + GAP:g} {y * TILE + GAP:g}h{side:g}v{side:g}h-{side:g}z" for x, y in spots)
