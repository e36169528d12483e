"""Names of projects as links to their sheets, each in the project's own målform."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dash import html

from dashboard.content.sheet_link import sheet_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker


class ProjectName(NamedTuple):
    """What a project is called, the målform of its texts, and who leads it."""

    name: str
    language: str
    organisation: str


def project_names(store: FrameStore) -> Mapping[str, ProjectName]:
    """Name of each project; give it to `store.per_version`."""
    columns = ["project", "name", "language", "lead_organisation"]
    rows = store["project"][columns].itertuples(index=False, name=None)
    return {project: ProjectName(name, language, lead) for project, name, language, lead in rows}


def project_link(project: str, names: Mapping[str, ProjectName], say: Speaker) -> Component:
    """Link to the sheet of a project; the choice goes along."""
    return sheet_link(project, names[project].name, say, language=names[project].language)


def project_links(projects: Iterable[str], names: Mapping[str, ProjectName], say: Speaker) -> Component:
    """Links of several projects, one a line."""
    return html.Ul(
        [html.Li(project_link(project, names, say)) for project in projects], className="plain-list"
    )


def listed(projects: Iterable[str], names: Mapping[str, ProjectName], say: Speaker) -> str:
    """Names of several projects in a sentence; a dash where there is none."""
    return say.listing([names[project].name for project in projects]) or "–"
