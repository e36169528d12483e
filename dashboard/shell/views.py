"""The views: which stands at which address, what it is called, and its panels in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from dash import html

from dashboard.address.links import ORDERS, PAPERS
from dashboard.address.selection import language_of
from dashboard.anchoring import continuation, steering_group, success_factors
from dashboard.anchoring import panel as anchoring_panel
from dashboard.coverage import gaps_panel, participation
from dashboard.coverage import panel as coverage_panel
from dashboard.delivery import kept_paper, order_pages, paper_menu
from dashboard.effect import panel as effect_panel
from dashboard.effect import policy_panel
from dashboard.entry import panel as entry_panel
from dashboard.goals import panel as goals_panel
from dashboard.measures import modules, progress, timeline
from dashboard.measures import panel as measures_panel
from dashboard.method import accessibility, dictionary, method
from dashboard.money import panel as money_panel
from dashboard.official import panel as official_panel
from dashboard.overview import attention, attention_worst, cards
from dashboard.overview import panel as overview_panel
from dashboard.places.asked import asked
from dashboard.portfolio import panel as portfolio_panel
from dashboard.portfolio import programme_facts, projects, side_by_side, transfer
from dashboard.reporting import changes
from dashboard.reporting import panel as reporting_panel
from dashboard.shell import filters, project_sheet
from terms.errors import NothingLoaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker


class Panel(Protocol):
    """A module that lays out an empty panel, and registers what fills it."""

    def layout(self, say: Speaker) -> Component:
        """Empty panel."""

    def register(self, app: Dash, store: FrameStore) -> None:
        """Add its callbacks."""


@dataclass(frozen=True)
class Group:
    """Panels in one box; the style sheet knows its classes, and hides `of-projects` where there are none."""

    class_name: str
    panels: tuple[Panel | Group, ...]


@dataclass(frozen=True)
class View:
    """What stands at an address: message key of its name, and its panels in reading order.

    `body` is laid out instead of panels, for pages of text and sheets. `filtered` says that the filter bar
    drives it, `in_menu` that the head of the page links to it. `project` is set on a project's own sheet:
    there the project is the choice. `query` is what is chosen where the address does not say.
    """

    name: str
    panels: tuple[Panel | Group, ...] = ()
    body: Callable[[Speaker, FrameStore], list[Component]] | None = None
    filtered: bool = True
    in_menu: bool = True
    project: str = ""
    query: str = ""

    def layout(self, say: Speaker, store: FrameStore) -> list[Component]:
        """Heading, then the empty panels; the map of effect stays where there are no projects.

        It shows the neighbours' projects, and a place chosen in it is given up in it.
        """
        if self.body:
            return self.body(say, store)
        return [html.H1(say(self.name), className="visually-hidden"), *_laid_out(self.panels, say)]


VIEWS: Mapping[str, View] = {
    "/": View(
        "shell.view_overview",
        (
            Group("first-screen", (overview_panel, Group("of-projects", (attention_worst,)))),
            Group("of-projects", (cards, goals_panel, coverage_panel)),
            effect_panel,
            Group("panel-pair of-projects", (money_panel, anchoring_panel)),
            official_panel,
        ),
    ),
    "/styringsgruppe": View(
        "label.steering_group",
        (
            overview_panel,
            changes,
            measures_panel,
            timeline,
            progress,
            participation,
            coverage_panel,
            steering_group,
        ),
    ),
    "/fylke": View(
        "label.county",
        (
            attention,
            portfolio_panel,
            side_by_side,
            gaps_panel,
            transfer,
            policy_panel,
            success_factors,
            modules,
            continuation,
            programme_facts,
        ),
    ),
    "/prosjekt": View("shell.projects", (projects,)),
    "/data": View("reporting.view", (entry_panel, reporting_panel)),
    "/metode": View("shell.view_method", body=method.layout, filtered=False),
    "/metode/data": View("dictionary.title", body=dictionary.layout, filtered=False, in_menu=False),
    "/tilgjenge": View("shell.view_accessibility", body=accessibility.layout, filtered=False, in_menu=False),
}
"""Views by address, in the order of the menu."""
OVERVIEW, COUNTY, LIST = "/", "/fylke", "/prosjekt"
SHEETS = f"{LIST}/"
"""Addresses of the sheets of single projects."""


def view_at(path: str, store: FrameStore) -> View | None:
    """View of an address; None where there is none, as for a project that does not exist.

    A project's sheet needs the projects, a kept paper the archive: raises NothingLoaded where they cannot
    be read.
    """
    if path.startswith(f"{PAPERS}/"):
        return _paper_view(path)
    if not path.startswith(SHEETS):
        return VIEWS.get(path)
    slug = path.removeprefix(SHEETS)
    if slug not in set(store["project"]["project"]):
        return None
    return View(
        "label.project", body=partial(project_sheet.layout, project=slug), filtered=False, project=slug
    )


def is_page(path: str, store: FrameStore) -> bool:
    """Whether something stands at an address; a sheet is believed in while nothing can be read."""
    try:
        return view_at(path, store) is not None
    except NothingLoaded:
        return True


def with_default(view: View | None, query: str) -> str:
    """Query of an address, after what its view is of where the query does not say."""
    return f"{view.query}&{query.removeprefix('?')}" if view and view.query else query


def language(path: str, query: str, store: FrameStore, home: str) -> Language:
    """Language a page is to be served in; bokmål when nothing can be read."""
    try:
        view = view_at(path, store)
        project = view.project if view else ""
        query = with_default(view, query)
        return language_of(query) or asked(query, store, home, project).selection.language
    except NothingLoaded:
        return language_of(query) or "nb"


def register(app: Dash, store: FrameStore) -> None:
    """Add the callbacks of the filter bar, the menu of papers and every panel of every view, each once."""
    filters.register(app, store)
    paper_menu.register(app, store)
    for panel in every_panel():
        panel.register(app, store)


def every_panel() -> list[Panel]:
    """Panels of all views, each once."""
    found = [panel for view in VIEWS.values() for panel in _within(view.panels)]
    return list({id(panel): panel for panel in (*found, *project_sheet.panels())}.values())


def _paper_view(path: str) -> View | None:
    """Order of papers, or a paper that was made before; there the paper's own selection is the choice."""
    if path.startswith(f"{ORDERS}/"):
        order = order_pages.found(path)
        layout = partial(order_pages.layout, order=order) if order else None
        return View("delivery.order_view", body=layout, filtered=False) if layout else None
    kept = kept_paper.found(path)
    if kept is None:
        return None
    layout_kept = partial(kept_paper.layout, kept=kept)
    return View("delivery.kept_view", body=layout_kept, filtered=False, query=kept.snapshot.query)


def _laid_out(panels: Iterable[Panel | Group], say: Speaker) -> list[Component]:
    return [
        html.Div(_one_or_all(_laid_out(each.panels, say)), className=each.class_name)
        if isinstance(each, Group)
        else each.layout(say)
        for each in panels
    ]


def _one_or_all(children: list[Component]) -> Component | list[Component]:
    return children[0] if len(children) == 1 else children


def _within(panels: Iterable[Panel | Group]) -> Iterator[Panel]:
    for each in panels:
        if isinstance(each, Group):
            yield from _within(each.panels)
        else:
            yield each
