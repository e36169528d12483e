"""Picture of the map: where the projects work, claim effect and have documented it, as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.maps import Map, MapTile
from dashboard.effect.numbers import effect_until, municipality_effect, records
from dashboard.effect.wording import sentence
from dashboard.places.scope import scope_of

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.content.blocks import Figure
    from dashboard.overview.ground import Ground
    from dashboard.places.scope import Scope

STATE_KEYS = {
    "documented": "effect.state_documented",
    "claimed_only": "effect.state_claimed_only",
    "works_only": "effect.state_works_only",
    "none": "effect.state_none",
}


def map_picture(ground: Ground) -> tuple[Figure, bool] | None:
    """Municipalities of the county in view, else of the counties the projects work in."""
    say, store, selection = ground.say, ground.store, ground.selection
    around = scope_of(store, selection.within(municipalities=()))
    if not around.projects:
        return None
    nearby = store.per_version(effect_until)(selection.last_year).of(around.projects)
    rows = municipality_effect(nearby.activity, _in_view(ground, around))
    found = [row for row in records(rows) if row["tile_column"] == row["tile_column"]]  # not NaN
    if not found:
        return None
    words = {state: say(key) for state, key in STATE_KEYS.items()}
    chosen = set(selection.municipalities)
    tiles = [
        MapTile(
            row["name"],
            int(row["tile_column"]),
            int(row["tile_row"]),
            row["state"],
            row["municipality"] in chosen,
        )
        for row in found
    ]
    title = say("exports.map_title", place=ground.place)
    told = "; ".join(f"{row['label']}: {words[row['state']]}" for row in found if row["state"] != "none")
    drawn = ground.drawn(
        Map(tuple(tiles), tuple(words.items())),
        title=title,
        sentence=sentence(nearby.of(ground.figures.scope.projects), say),
        sources=frozenset(nearby.sources["source"]),
        alt=f"{title}. {told}.",
    )
    return drawn, bool((nearby.sources["evidence"] == "example").any())


def _in_view(ground: Ground, around: Scope) -> pd.DataFrame:
    today = ground.store["municipality"]
    today = today[today["valid_to"].isna()]
    selection = ground.selection
    if selection.county:
        return today[today["county"] == selection.county]
    if selection.municipalities or (selection.projects and around.focus):
        shown = selection.municipalities or around.focus
        return today[today["county"].isin(today[today["municipality"].isin(shown)]["county"])]
    return today
