"""Panel «Offisielle tal»: official series beside similar municipalities, background and never a result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.address.ids import Context
from dashboard.address.links import downloads
from dashboard.address.view_tables import OFFICIAL, OFFICIAL_PICTURES
from dashboard.content import drawing
from dashboard.content.parts import Content, notice
from dashboard.official.context_facts import facts
from dashboard.official.context_figure import Here
from dashboard.official.context_ground import measures, own_figures
from dashboard.official.context_many import Around, many_municipalities
from dashboard.official.context_one import one_municipality
from dashboard.official.context_words import caution
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the figures."""
    return drawing.panel(Context.PANEL, say, say("context.label"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Context.PANEL, _draw)


def _draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """One municipality with a chart per measure; several with a row of small ones each."""
    scope = scope_of(store, selection)
    known = store.per_version(facts)
    whole = tuple(scope.municipalities) if len(scope.municipalities) == 1 else ()
    places = scope.focus or whole
    if not places or not measures(known.ground):
        return _nothing(store, selection, say, figures=bool(measures(known.ground)))
    if len(places) == 1:
        periods = known.periods_of(places[0], scope.projects)
        pictures = [
            name
            for name, indicator in OFFICIAL_PICTURES.items()
            if own_figures(known.ground, indicator, places[0])
        ]
        content = one_municipality(Here(places[0], periods, selection.peers, known, say))
        return replace(content, downloads=downloads(selection, say, tables=OFFICIAL, pictures=pictures))
    title = say("context.title_many", place=place_words(store, selection, say))
    content = many_municipalities(title, places, Around(scope.projects, selection, known, say))
    return replace(content, downloads=downloads(selection, say, tables=OFFICIAL))


def _nothing(store: FrameStore, selection: Selection, say: Speaker, *, figures: bool) -> Content:
    """Title, caution and why there is nothing to draw."""
    sentence = say("context.none") if figures else say("context.no_figures")
    return Content(
        title=say("context.title_none", place=place_words(store, selection, say)),
        sentence=sentence,
        chart=[caution(say), notice(sentence)],
        method="samanlikning",
    )
