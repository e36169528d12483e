"""The map of geographic effect, with outlines or with tiles, its key and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from dash import html

from dashboard.address.ids import Effect as Ids
from dashboard.content.graph import graph
from dashboard.content.parts import Table, attributes
from dashboard.effect.figure import SIGNS, effect_map
from dashboard.effect.numbers import records
from dashboard.effect.tile_map import ROOMY, tile_map

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.effect.numbers import Effect, Record
    from terms.words import Speaker

STATE_KEYS = {
    "documented": "effect.state_documented",
    "claimed_only": "effect.state_claimed_only",
    "works_only": "effect.state_works_only",
    "none": "effect.state_none",
}
"""What is known of a municipality, in words."""
MAP_HEIGHT = 620


def worded(places: pd.DataFrame, say: Speaker) -> list[Record]:
    """Rows of `municipality_effect` with the state in `words`, and if it is of a larger area or invented."""
    return [{**place, "words": _state_words(place, say)} for place in records(places)]


def municipality_map(
    places: list[Record], selection: Selection, *, caption: str, outlines: str | None, say: Speaker
) -> Component:
    """Outlines with their legend where their file is there, else tiles with a key.

    `places` are the rows of `worded`.
    """
    words = {state: say(key) for state, key in STATE_KEYS.items()}
    if outlines is None:
        tiles = tile_map(places, chosen=selection.municipalities, caption=caption, say=say)
        drawn = [_key(words, say), tiles]
    else:
        outlined = graph(
            Ids.MAP,
            effect_map(
                pd.DataFrame(places),
                outlines=outlines,
                words={**words, "chosen": say("effect.chosen"), "empty": say("effect.map_empty")},
                chosen=selection.municipalities,
                language=selection.language,
            ),
            caption=" ".join([caption, say("effect.map_how_outlines")]),
            language=selection.language,
            height=MAP_HEIGHT,
        )
        drawn = [outlined]
    return html.Div([html.H3(say("effect.map_title")), *drawn], className="effect-map")


def municipality_table(places: list[Record], effect: Effect, selection: Selection, say: Speaker) -> Table:
    """Municipalities with activity one by one, the others together; each name is a link that chooses it.

    Where the whole country is in view, those with no activity are only counted.
    """
    names = dict(zip(effect.ladder["project"], effect.ladder["name"], strict=True))
    working: dict[str, list[str]] = {}
    for number, project in zip(effect.activity["municipality"], effect.activity["project"], strict=True):
        working.setdefault(number, []).append(names[project])
    rows: list[list[Component | str]] = [
        [
            _choose(place, selection),
            place["words"],
            say.number(place["works_in"]),
            say.number(place["claims"]),
            say.number(place["documented"]),
            ", ".join(working[place["municipality"]]),
        ]
        for place in places
        if place["state"] != "none"
    ]
    idle = [place for place in places if place["state"] == "none"]
    if idle:
        links = [piece for place in idle for piece in (_choose(place, selection), ", ")][:-1]
        named = (
            html.Span(links) if len(places) <= ROOMY else say.count("shell.count_municipalities", len(idle))
        )
        rows.append([named, say("effect.state_none"), "0", "0", "0", ""])
    return Table(
        caption=say("effect.map_table"),
        columns=[
            say("label.municipality"),
            say("label.status"),
            say("effect.works_in"),
            say("effect.claims"),
            say("effect.documents"),
            say("label.which_projects"),
        ],
        rows=rows,
        numeric=frozenset({2, 3, 4}),
    )


def _choose(place: Record, selection: Selection) -> Component:
    chosen = selection.within(municipalities=(place["municipality"],))
    return html.A(place["label"], href=f"?{chosen.query()}")


def _key(words: dict[str, str], say: Speaker) -> Component:
    """Colour and sign of each state, and the ring of chosen municipalities."""
    states = [
        html.Li(
            [
                html.Span(SIGNS[state], className=f"key-tile tile-{state}", **attributes(aria_hidden="true")),
                word,
            ]
        )
        for state, word in words.items()
    ]
    ring = html.Li(
        [
            html.Span("✓", className="key-tile key-chosen", **attributes(aria_hidden="true")),
            say("effect.chosen"),
        ]
    )
    return html.Ul([*states, ring], className="effect-key", role="list")


def _state_words(place: Record, say: Speaker) -> str:
    words = say(STATE_KEYS[place["state"]])
    if place["joint"]:
        words = say("effect.joint", state=words)
    return say("effect.example", state=words) if place["example"] else words
