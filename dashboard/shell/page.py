"""The page of an address: where it is, filter bar, what could not be read, contents, and panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html
from dash.development.base_component import Component

from dashboard.address.ids import Shell
from dashboard.address.links import PAPERS
from dashboard.address.selection import Misread, Selection, language_of
from dashboard.content.parts import attributes, notice
from dashboard.delivery import kept_paper, paper_menu
from dashboard.places.asked import asked
from dashboard.shell import filters, project_sheet
from dashboard.shell.frame import framed
from dashboard.shell.trail import home_choice, trail
from dashboard.shell.views import LIST, OVERVIEW, SHEETS, VIEWS, view_at, with_default
from terms.errors import NothingLoaded
from terms.words import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.store.store import FrameStore

FEWEST_PANELS = 4
"""With fewer panels the page is its own overview."""
MISREAD_KEYS = {
    "unknown_parameter": "shell.misread_parameter",
    "unknown_value": "shell.misread_value",
    "bad_year": "shell.misread_year",
    "old_number": "shell.misread_old_number",
    "not_in_project": "project.misread_not_here",
}


def page(path: str, query: str, store: FrameStore, region: str) -> list[Component]:
    """Whole page of an address; a sentence in the middle of it when the database cannot be read.

    `region` is shown where the address names no place.
    """
    try:
        view = view_at(path, store)
        found = asked(with_default(view, query), store, region, view.project if view else "")
    except NothingLoaded:
        say = speaker(language_of(query) or "nb")
        return framed(
            path, Selection(say.language), say, [notice(say("shell.no_data"), state="warning")], store
        )
    say = speaker(found.selection.language)
    if view is None:
        return framed(path, found.selection, say, _missing(path, found.selection, say), store)
    panels = view.layout(say, store)
    body = [
        html.Div(
            [
                trail(path, view, found.selection, say, store),
                *([home_choice(say, store)] if path == OVERVIEW else []),
                *([paper_menu.layout(say)] if takes_papers(path) else []),
            ],
            className="trail-row",
        ),
        *([filters.layout(say, found.selection, store)] if view.filtered else []),
        *([project_sheet.bar(say, found.selection, store)] if view.project else []),
        *_misread(found.misread, say),
        *(contents(panels, say) if view.filtered else []),
        *panels,
    ]
    return framed(path, found.selection, say, body, store)


def takes_papers(path: str) -> bool:
    """Whether papers are made of what an address shows."""
    view = VIEWS.get(path)
    return path.startswith(SHEETS) or (view is not None and view.filtered)


def _missing(path: str, selection: Selection, say: Speaker) -> list[Component]:
    """A sentence where nothing stands; where a project or a paper was asked for, with the way to one."""
    if path.startswith(f"{PAPERS}/"):
        return kept_paper.missing(say, path)
    if not path.startswith(SHEETS):
        return [notice(say("shell.no_such_page", path=path[:80]))]
    return [
        notice(say("project.no_such_project", name=path.removeprefix(SHEETS)[:80])),
        html.P(html.A(say("project.to_list"), href=f"{LIST}?{selection.query()}")),
    ]


def _misread(misread: tuple[Misread, ...], say: Speaker) -> list[Component]:
    """One sentence for each part of the address that was not used as written."""
    sentences = [
        html.Li(say(MISREAD_KEYS[each.reason], parameter=each.parameter, value=each.value))
        for each in dict.fromkeys(misread)
    ]
    if not sentences:
        return []
    return [html.Div(html.Ul(sentences), id=Shell.NOTICE, className="notice notice-warning", role="status")]


def contents(body: Sequence[Component], say: Speaker) -> list[Component]:
    """Links to the panels in a view's body, in reading order; nothing where they are few."""
    links = [
        html.Li(html.A(label, href=f"#{panel_id}")) for part in body for panel_id, label in _panels(part)
    ]
    if len(links) < FEWEST_PANELS:
        return []
    return [html.Nav(html.Ul(links), className="on-page", **attributes(aria_label=say("shell.on_page")))]


def _panels(part: Component) -> Iterator[tuple[str, str]]:
    """Id and name of every panel within a component, itself included."""
    if getattr(part, "data-panel", None):
        yield str(getattr(part, "id", "")), str(getattr(part, "aria-label", ""))
    children = getattr(part, "children", None)
    for child in children if isinstance(children, list | tuple) else [children]:
        if isinstance(child, Component):
            yield from _panels(child)
