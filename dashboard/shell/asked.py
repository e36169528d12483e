"""What an address asks for, read against the data: selection, language, and what could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.address.selection import Misread, Selection, language_of, read_query
from dashboard.places.choices import at_home, resolve
from dashboard.project.one_project import of_project
from dashboard.shell import filters
from dashboard.shell.routes import view_at
from terms.errors import NothingLoaded

if TYPE_CHECKING:
    from dashboard.shell.routes import View
    from dashboard.store.store import FrameStore
    from terms.languages import Language


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the selection it means, and what in it could not be used."""

    selection: Selection
    misread: tuple[Misread, ...]


def asked(query: str, store: FrameStore, home: str, project: str = "") -> Asked:
    """Read an address's query against the data; with no place in it, the home region's.

    On the sheet of a project the project is the choice, and the rest of the query narrows it.
    Without `sprak` the language is the målform of the place: nynorsk where most of its municipalities
    have chosen it, else bokmål; of a sheet, the project's own.
    """
    selection, form, has_place = read_query(query)
    frames = filters.frames(store)
    placed = selection if has_place or project or "fylke=" in query else at_home(selection, home)
    settled, content = resolve(placed, frames)
    if project:
        settled, foreign = of_project(settled, project, frames)
        content = [*content, *foreign]
    if language_of(query) is None:
        settled = settled.within(language=_language_form(settled, store))
    return Asked(settled, (*form, *content))


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


def _language_form(selection: Selection, store: FrameStore) -> Language:
    today = store["municipality"]
    today = today[today["valid_to"].isna()]
    if selection.municipalities:
        today = today[today["municipality"].isin(selection.municipalities)]
    elif selection.county:
        today = today[today["county"] == selection.county]
    elif selection.projects:
        return _project_language(selection.projects[0], store)
    forms = today["language_form"].value_counts()
    return "nn" if forms.get("nynorsk", 0) > forms.get("bokmål", 0) else "nb"


def _project_language(project: str, store: FrameStore) -> Language:
    return "nn" if store["project"].set_index("project")["language"][project] == "nn" else "nb"
