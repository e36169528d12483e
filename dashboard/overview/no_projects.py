"""What the board can do for a place without projects: its figures, the projects of others, a way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.address.ids import Context
from dashboard.address.selection import Selection
from dashboard.content.parts import attributes
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def sentence(store: FrameStore, selection: Selection, say: Speaker) -> str:
    """Why there is nothing: the place has no project, or none of its projects fits the rest of the choice."""
    if scope_of(store, _place_alone(selection)).projects:
        return say("welcome.narrowed")
    return say("welcome.title", place=place_words(store, selection, say))


def ways_on(store: FrameStore, selection: Selection, say: Speaker) -> Component:
    """Ways on from a selection without projects; the page hides the panels about projects beside it."""
    place = _place_alone(selection)
    own = len(scope_of(store, place).projects)
    if own:
        words = say.count("welcome.widen", own, place=place_words(store, place, say))
        return html.P(html.A(words, href=f"?{place.query()}"), className="ways-on", **_nothing())
    ways = [
        (
            f"/?{selection.query()}#{Context.PANEL.value}",
            say("welcome.official", place=place_words(store, selection, say)),
            say("welcome.official_words"),
        ),
        (*_others(store, selection, say), say("welcome.others_words")),
        (
            f"/fylke?{_everywhere(selection).query()}#success-factors",
            say("welcome.learn"),
            say("welcome.learn_words"),
        ),
        (f"/data?{selection.query()}", say("welcome.add"), say("welcome.add_words")),
    ]
    items = [html.Li([html.A(words, href=href), html.Span(more)]) for href, words, more in ways]
    return html.Div([html.P(say("welcome.start")), html.Ul(items)], className="ways-on", **_nothing())


def _nothing() -> dict[str, Any]:
    """Mark that the style sheet and council mode look for."""
    return attributes(data_no_projects="true")


def _others(store: FrameStore, selection: Selection, say: Speaker) -> tuple[str, str]:
    """Projects of the county; of the whole country where the county has none either."""
    county = _everywhere(selection).within(county=selection.county)
    here = len(scope_of(store, county).projects) if selection.county else 0
    if here:
        words = say.count("welcome.others_county", here, county=place_words(store, county, say))
        return f"/prosjekt?{county.query()}", words
    every = _everywhere(selection)
    words = say.count("welcome.others_country", len(scope_of(store, every).projects))
    return f"/prosjekt?{every.query()}", words


def _place_alone(selection: Selection) -> Selection:
    return selection.within(programme=None, projects=(), groups=(), years=None)


def _everywhere(selection: Selection) -> Selection:
    return Selection(language=selection.language)
