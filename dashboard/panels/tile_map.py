"""The map without outlines: one tile for each municipality, and each tile a checkbox."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

import dash_bootstrap_components as dbc
from dash import html

from dashboard.figures.effect import SIGNS
from dashboard.ids import Effect
from dashboard.panels.parts import attributes

if TYPE_CHECKING:
    from collections.abc import Collection

    from dash.development.base_component import Component

    from dashboard.metrics.effect import Record
    from dashboard.text import Speaker

LETTERS_SHOWN = 6
ROOMY = 60
"""Up to so many municipalities every tile has its name; above it only those with activity have."""


def tile_map(places: list[Record], *, chosen: Collection[str], caption: str, say: Speaker) -> Component:
    """Checkboxes laid out as a map; those ticked are the chosen municipalities.

    `places` are rows of `municipality_effect` with their `words`. Each label knows whether it was drawn
    as chosen, so that `map.js` can tell what the user changes from what was drawn.
    """
    rows = sorted(places, key=itemgetter("tile_row", "tile_column"))
    roomy = len(rows) <= ROOMY
    left, top = (int(min(place[side] for place in places)) - 1 for side in ("tile_column", "tile_row"))
    columns = int(max(place["tile_column"] for place in places)) - left
    options = [
        {
            "value": place["municipality"],
            "label": _tile(
                place,
                area=f"{int(place['tile_row']) - top}/{int(place['tile_column']) - left}",
                chosen=place["municipality"] in chosen,
                named=roomy,
            ),
        }
        for place in rows
    ]
    ticked = [place["municipality"] for place in rows if place["municipality"] in chosen]
    return html.Figure(
        [
            html.Fieldset(
                [
                    html.Legend(say("effect.map_legend"), className="visually-hidden"),
                    *([] if roomy else [_skip(say)]),
                    html.Div(
                        dbc.Checklist(
                            id=Effect.TILES,
                            options=options,
                            value=ticked,
                            className=f"tiles {'tiles-roomy' if roomy else 'tiles-small'}",
                            style={"--tile-columns": str(columns)},
                        ),
                        className="tiles-scroll",
                    ),
                ]
            ),
            html.Figcaption(
                [caption, " ", say("effect.map_grid"), " ", say("effect.map_how")], id=f"{Effect.TILES}-end"
            ),
        ],
        className="tile-map",
    )


def short_name(name: str) -> str:
    """At most six letters: «Herøy», «Surna…», «N-Oda…» for Nord-Odal."""
    if len(name) <= LETTERS_SHOWN:
        return name
    parts = re.split(r"[ -]", name)
    if len(parts) > 1:
        return f"{name[0]}-{parts[-1][:3]}…"
    return f"{name[: LETTERS_SHOWN - 1]}…"


def _tile(place: Record, *, area: str, chosen: bool, named: bool) -> Component:
    """Full name and state in words for ear and pointer; css draws the sign and the short name."""
    full = f"{place['label']}: {place['words']}"
    shown = {"data_face": f"{SIGNS[place['state']]}\n{short_name(place['name']) if named else ''}".strip()}
    return html.Span(
        full,
        className=f"tile tile-{place['state']}",
        style={"gridArea": area},
        title=full,
        **attributes(**shown, **({"data_chosen": "true"} if chosen else {})),
    )


def _skip(say: Speaker) -> Component:
    return html.A(say("effect.map_skip"), href=f"#{Effect.TILES}-end", className="visually-hidden-focusable")
