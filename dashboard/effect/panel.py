"""Panel «Geografisk effekt»: the form's ladder, and the map of where projects work and state effect."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dash import ClientsideFunction, Dash, Input, Output, State, html

from dashboard.address.ids import Effect as Ids
from dashboard.address.ids import Filters
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, notice, source_lines
from dashboard.effect.effect_map import municipality_map, municipality_table, worded
from dashboard.effect.ladder_html import ladder, ladder_table
from dashboard.effect.numbers import Effect, effect_until, municipality_effect
from dashboard.effect.wording import sentence
from dashboard.places.scope import Scope, scope_of
from dashboard.places.words import NAMED, place_words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.effect.numbers import Record
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

BORDERS_YEAR = 2024
"""First year of the borders that the outlines and the tile grid both draw."""


def layout(say: Speaker) -> Component:
    """Empty panel."""
    return drawing.panel(Ids.PANEL, say, say("label.geographic_effect"))


def register(app: Dash, store: FrameStore) -> None:
    """Draw the panel on every choice; a click or the space bar on the map changes the filter."""
    outlines = app.server.config.get("BOLYST_OUTLINES", drawing.nothing)
    drawing.register(app, store, Ids.PANEL, partial(_draw, outlines=outlines), beside=outlines)
    app.clientside_callback(  # type: ignore[no-untyped-call]  # dash leaves it untyped
        ClientsideFunction("map", "choose"),
        Output(Filters.MUNICIPALITIES, "value"),
        Input(Ids.TILES, "value", allow_optional=True),
        Input(Ids.MAP, "clickData", allow_optional=True),
        State(Ids.TILES, "options", allow_optional=True),
        State(Filters.MUNICIPALITIES, "value"),
        prevent_initial_call=True,
    )


def _draw(
    store: FrameStore,
    selection: Selection,
    say: Speaker,
    *,
    outlines: Callable[[], str | None] = drawing.nothing,
) -> Content:
    """Ladder and sentence of the selection; the map keeps every municipality of the county in view.

    The map shows all projects of the county also where some municipalities are chosen, so that it can
    go on being the place to choose more.
    """
    address = outlines()
    scope, known = scope_of(store, selection), store.per_version(effect_until)(selection.last_year)
    around = scope_of(store, selection.within(municipalities=())) if selection.municipalities else scope
    here = known.of(scope.projects)
    nearby = here if around is scope else known.of(around.projects)
    municipalities = _in_view(store.per_version(_today), selection, around)
    places = worded(municipality_effect(nearby.activity, municipalities), say)
    caption = say(
        "effect.map_caption",
        place=_view_name(store, selection, municipalities, say),
        years=say.years(selection.years),
        projects=say.count("shell.count_projects", len(around.projects)),
    )
    drawn = municipality_map(places, selection, caption=caption, outlines=address, say=say)
    shown = [ladder(here, say)] if scope.projects else [notice(say("effect.no_projects"))]
    return Content(
        title=_title(store, selection, say),
        sentence=sentence(here, say) if scope.projects else say("effect.no_projects"),
        chart=[html.Div([*shown, drawn], className="effect")],
        tables=[
            ladder_table(here, say),
            municipality_table(places, nearby, selection, say),
        ],
        sources=[
            *source_lines(say, nearby.sources["source"]),
            *([say("effect.outlines_source")] if address else []),
        ],
        example=bool((nearby.sources["evidence"] == "example").any()),
        method="effekt",
        downloads=downloads(
            selection,
            say,
            tables=("effekt", "effekt-kommunar"),
            pictures=(
                *(("effekt",) if here.ladder["answered"].sum() > 1 else ()),
                *(("effektkart",) if around.projects else ()),
            ),
        ),
        notes=_notes(places, nearby, selection, say),
    )


def _today(store: FrameStore) -> pd.DataFrame:
    """Municipalities of 2024."""
    municipalities = store["municipality"]
    return municipalities[municipalities["valid_to"].isna()]


def _in_view(today: pd.DataFrame, selection: Selection, scope: Scope) -> pd.DataFrame:
    """Municipalities of the chosen county, of the counties the chosen projects work in, or all."""
    if selection.county:
        return today[today["county"] == selection.county]
    if selection.projects and scope.focus:
        return today[today["county"].isin(today[today["municipality"].isin(scope.focus)]["county"])]
    return today


def _view_name(store: FrameStore, selection: Selection, municipalities: pd.DataFrame, say: Speaker) -> str:
    if selection.county or selection.projects:
        counties = store["county"]
        names = counties[counties["county"].isin(municipalities["county"])]["name"]
        if len(names) <= NAMED:
            return say.listing(list(names))
    return say("effect.whole_country")


def _title(store: FrameStore, selection: Selection, say: Speaker) -> str:
    place = place_words(store, selection, say)
    if selection.years is None:
        return say("effect.title_every_year", place=place)
    return say("effect.title", place=place, years=say.years(selection.years))


def _notes(places: list[Record], nearby: Effect, selection: Selection, say: Speaker) -> list[str]:
    notes = []
    if selection.last_year is not None:
        notes.append(say("effect.until_note", year=selection.last_year))
    if selection.years and selection.years[0] < BORDERS_YEAR:
        notes.append(say("effect.borders_note", years=say.years(selection.years)))
    if any(place["joint"] for place in places):
        notes.append(say("effect.joint_note"))
    outside = set(nearby.activity["municipality"]) - {place["municipality"] for place in places}
    if outside:
        notes.append(say.count("effect.outside_note", len(outside)))
    return notes
