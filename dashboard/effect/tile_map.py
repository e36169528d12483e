"""The map without outlines: one tile for each municipality, and each tile a checkbox."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

import dash_bootstrap_components as dbc
from dash import html

from dashboard.address.ids import Effect

if TYPE_CHECKING:
    from collections.abc import Collection

    from dash.development.base_component import Component

    from dashboard.effect.numbers import Record
    from terms.words import Speaker

ROOMY = 60
"""Up to so many municipalities the tiles have names; above it, as for the whole country, only signs."""


def tile_map(places: list[Record], *, chosen: Collection[str], caption: str, say: Speaker) -> Component:
    """Checkboxes laid out as a map; those ticked are the chosen municipalities.

    `places` are rows of `municipality_effect` with their `words`. A tile is plain text placed by
    `tiles.css` and coloured by its state in the checkbox's id: with a component in each label, a
    country's tiles kept the browser busy for fifteen seconds. The id also says which were drawn as
    chosen, so that `map.js` can tell what the user changes from what was drawn.
    """
    rows = sorted(places, key=itemgetter("tile_row", "tile_column"))
    roomy = len(rows) <= ROOMY
    options = [_tile(place, chosen=place["municipality"] in chosen) for place in rows]
    ticked = [place["municipality"] for place in rows if place["municipality"] in chosen]
    return html.Figure(
        [
            html.Fieldset(
                [
                    html.Legend(say("label.choose_municipalities"), className="visually-hidden"),
                    *([] if roomy else [_skip(say)]),
                    html.Div(
                        dbc.Checklist(
                            id=Effect.TILES,
                            options=options,
                            value=ticked,
                            className=f"tiles {'tiles-roomy' if roomy else 'tiles-small'}",
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


def _tile(place: Record, *, chosen: bool) -> dict[str, str]:
    """Name on the first line, the only one shown; the state in words after it, for those who hear it."""
    number, name = place["municipality"], place["name"]
    county = place["label"].removeprefix(name)
    return {
        "value": number,
        "label": f"{name}\n{county} – {place['words']}",
        "label_id": f"tile-{number}",
        "input_id": f"tile-{place['state']}-{number}{'-chosen' if chosen else ''}",
    }


def _skip(say: Speaker) -> Component:
    return html.A(say("effect.map_skip"), href=f"#{Effect.TILES}-end", className="visually-hidden-focusable")
