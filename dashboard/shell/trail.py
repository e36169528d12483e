"""Where the reader is: breadcrumbs, the title of the page, and the municipality that is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import attributes
from dashboard.places.choices import alphabetical
from dashboard.shell.views import COUNTY, LIST, OVERVIEW, VIEWS, language, view_at
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.shell.views import View
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

FIELD = "my-place"
"""Id of the field for the reader's own municipality."""


def trail(path: str, view: View, selection: Selection, say: Speaker, store: FrameStore) -> Component:
    """Way from the overview to this view; its links keep the choice, as wide as it is on each step.

    The last crumb of a view with filters is the place chosen, kept up to date by `address.js`.
    """
    steps: list[Component] = []
    if path == OVERVIEW:
        steps.append(html.Span(say("shell.view_overview")))
    else:
        steps.append(_link(say("shell.view_overview"), OVERVIEW, selection))
    if view.project:
        steps.append(_above_sheet(view.project, selection, say, store))
        steps.append(html.Span(name_of(path, say, store), **attributes(aria_current="page")))
    elif path != OVERVIEW:
        steps.append(html.Span(say(view.name)))
    if view.filtered:
        steps.append(html.Span(_place(selection, say, store), **attributes(data_crumb="place")))
    return html.Nav(
        html.Ol([html.Li(step) for step in steps]),
        className="trail",
        **attributes(aria_label=say("project.trail"), data_title=name_of(path, say, store)),
    )


def name_of(path: str, say: Speaker, store: FrameStore) -> str:
    """What is at an address, in a few words: the project's name, else the view's."""
    view = view_at(path, store)
    if view is None:
        return say("project.no_page")
    if view.project:
        return str(store["project"].set_index("project")["name"][view.project])
    return say(view.name)


def title(path: str, query: str, store: FrameStore, home: str) -> str:
    """Title of the page in its own language; the board's name alone when nothing can be read."""
    say = speaker(language(path, query, store, home))
    try:
        return f"{name_of(path, say, store)} · Bolysttavla"
    except NothingLoaded:
        return "Bolysttavla"


def home_choice(say: Speaker, store: FrameStore) -> Component:
    """Field for «min kommune», which the browser remembers for addresses that name no place.

    The script that answers it (`assets/home.js`) fills it; until then it is hidden.
    """
    return html.Div(
        [
            html.Label(say("home.label"), htmlFor=FIELD),
            html.Select(
                [],
                id=FIELD,
                title=say("home.help"),
                className="form-select form-select-sm",
            ),
            html.A(hidden=True, href="/", **attributes(data_words=say("home.go", place="#"))),
        ],
        className="my-place",
        hidden=True,
        **attributes(data_places=store.per_version(_places), data_none=say("home.none")),
    )


def _above_sheet(project: str, selection: Selection, say: Speaker, store: FrameStore) -> Component:
    """County of a project that works in one, where counties have a view; else the list of projects."""
    places, towns = store["project_municipality"], store["municipality"]
    numbers = {number for area in places[places["project"] == project]["area"] for number in area.split("+")}
    found = set(towns[towns["municipality"].isin(numbers)]["county"])
    if COUNTY not in VIEWS or len(found) != 1:
        return _link(say("shell.projects"), LIST, selection)
    county = found.pop()
    names = store["county"].set_index("county")["name"]
    return _link(say("project.trail_county", county=names[county]), COUNTY, selection.within(county=county))


def _link(words: str, address: str, selection: Selection) -> Component:
    wider = selection.within(projects=())
    return html.A(words, href=f"{address}?{wider.query()}", **attributes(data_keep="wider"))


def _place(selection: Selection, say: Speaker, store: FrameStore) -> str:
    """Municipalities chosen, else the county, else all of them."""
    if selection.municipalities:
        labels = store["municipality"].set_index("municipality")["label"]
        return say.listing([str(labels[number]) for number in selection.municipalities])
    if selection.county:
        return str(store["county"].set_index("county")["name"][selection.county])
    return say("shell.all_counties")


def _places(store: FrameStore) -> str:
    """Municipalities of today as «number name|…», by name: 357 options would be slow as components."""
    today = store["municipality"]
    today = today[today["valid_to"].isna()]
    named = dict(zip(today["municipality"], today["label"], strict=True))
    ordered = sorted(named, key=lambda number: alphabetical(named[number]))
    return "|".join(f"{number} {named[number]}" for number in ordered)
