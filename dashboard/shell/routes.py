"""Which view stands at which address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dashboard.delivery import kept_paper, paper_order
from dashboard.method import accessibility, dictionary, method
from dashboard.shell import view_county as county
from dashboard.shell import view_data as data
from dashboard.shell import view_overview as overview
from dashboard.shell import view_project as project
from dashboard.shell import view_projects as projects
from dashboard.shell import view_steering as steering
from terms.errors import NothingLoaded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker


@dataclass(frozen=True)
class View:
    """One address: message key of its name, layout, whether the filter bar drives it, whether in the menu.

    `project` is set on a project's own sheet: there the project is the choice, not the filter bar.
    `query` is what is chosen where the address does not say.
    """

    name: str
    layout: Callable[[Speaker, FrameStore], list[Component]]
    filtered: bool = True
    in_menu: bool = True
    project: str = ""
    query: str = ""


VIEWS: Mapping[str, View] = {
    "/": View("shell.view_overview", overview.layout),
    "/styringsgruppe": View("label.steering_group", steering.layout),
    "/fylke": View("label.county", county.layout),
    "/prosjekt": View("shell.projects", projects.layout),
    "/data": View("reporting.view", data.layout),
    "/metode": View("shell.view_method", method.layout, filtered=False),
    "/metode/data": View("dictionary.title", dictionary.layout, filtered=False, in_menu=False),
    "/tilgjenge": View("shell.view_accessibility", accessibility.layout, filtered=False, in_menu=False),
}
SHEETS, PAPERS = "/prosjekt/", "/papir/"


def view_at(path: str, store: FrameStore) -> View | None:
    """View of an address; None where there is none, as for a project that does not exist.

    A project's sheet needs the projects, a kept paper the archive: raises NothingLoaded where they cannot
    be read.
    """
    if path.startswith(PAPERS):
        return _paper_view(path)
    if not path.startswith(SHEETS):
        return VIEWS.get(path)
    slug = path.removeprefix(SHEETS)
    if slug not in set(store["project"]["project"]):
        return None
    return View("label.project", partial(project.layout, project=slug), filtered=False, project=slug)


def _paper_view(path: str) -> View | None:
    """Order of papers, or a paper that was made before; there the paper's own selection is the choice."""
    if path.startswith(paper_order.ORDERS):
        order = paper_order.found(path)
        layout = partial(paper_order.layout, order=order) if order else None
        return View("delivery.order_view", layout, filtered=False) if layout else None
    kept = kept_paper.found(path)
    if kept is None:
        return None
    layout_kept = partial(kept_paper.layout, kept=kept)
    return View("delivery.kept_view", layout_kept, filtered=False, query=kept.snapshot.query)


def is_page(path: str, store: FrameStore) -> bool:
    """Whether something stands at an address; a sheet is believed in while nothing can be read."""
    try:
        return view_at(path, store) is not None
    except NothingLoaded:
        return True
