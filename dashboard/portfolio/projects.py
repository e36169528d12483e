"""Panel «Prosjekt»: every project in the selection by programme, each a way to its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Projects
from dashboard.content import drawing
from dashboard.content.parts import EVIDENCE_KEYS, Content, Table, notice, source_lines, tag
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words
from dashboard.portfolio.project_list import Listed, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

NAMED = 4
"""More municipalities than this are counted, not named."""


def layout(say: Speaker) -> Component:
    """Place for the list."""
    return drawing.panel(Projects.PANEL, say, say("shell.projects"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Projects.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Projects of a selection, by programme."""
    scope = scope_of(store, selection)
    by_programme = listed(scope, store["project"], store["project_municipality"])
    names = dict(zip(store["programme"]["programme"], store["programme"]["name"], strict=True))
    labels = dict(zip(store["municipality"]["municipality"], store["municipality"]["label"], strict=True))
    place = place_words(store, selection, say)
    every = [project for projects in by_programme.values() for project in projects]
    sources = scope.rows(store["project"])["source"]
    return Content(
        title=say("project.list_title", place=place),
        sentence=say.count(
            "project.list_sentence",
            len(every),
            programmes=say.count("project.count_programmes", len(by_programme)),
        )
        if every
        else say("project.list_none", place=place),
        chart=[
            _programme(names[programme], projects, labels, selection, say)
            for programme, projects in by_programme.items()
        ]
        if every
        else [notice(say("project.list_wider"))],
        tables=(_table(by_programme, names, labels, say),) if every else (),
        sources=source_lines(say, set(sources)),
        example=any(project.evidence == "example" for project in every),
        method="prosjektark",
    )


def _programme(
    name: str, projects: Sequence[Listed], labels: Mapping[str, str], selection: Selection, say: Speaker
) -> Component:
    rows = [
        html.Li(
            [
                html.A(
                    project.name,
                    href=f"/prosjekt/{project.project}?{selection.within(projects=()).query()}",
                    lang=project.language,
                    className="project-name",
                ),
                html.Span(
                    " · ".join(
                        part for part in (_places(project, labels, say), _period(project, say)) if part
                    ),
                    className="project-facts",
                ),
                tag(say(EVIDENCE_KEYS[project.evidence]), project.evidence),
            ]
        )
        for project in projects
    ]
    count = html.Span(say.number(len(projects)), className="project-count")
    return html.Section(
        [html.H3([name, " ", count], className="sheet-head"), html.Ul(rows, className="project-list")]
    )


def _facts(project: Listed, labels: Mapping[str, str], say: Speaker) -> str:
    return " · ".join(part for part in (_places(project, labels, say), _period(project, say)) if part)


def _places(project: Listed, labels: Mapping[str, str], say: Speaker) -> str:
    """Municipalities by name; of many, how many; who leads it where it is tied to none."""
    if not project.numbers:
        return project.organisation
    if len(project.numbers) > NAMED:
        return say.count("shell.count_municipalities", len(project.numbers))
    return say.listing([labels[number] for number in project.numbers])


def _period(project: Listed, say: Speaker) -> str:
    if project.first and project.last:
        return say.years((project.first, project.last))
    if project.first:
        return say("project.from_year", year=str(project.first))
    return say("project.to_year", year=str(project.last)) if project.last else ""


def _table(
    by_programme: Mapping[str, Sequence[Listed]],
    names: Mapping[str, str],
    labels: Mapping[str, str],
    say: Speaker,
) -> Table:
    rows = [
        (
            project.name,
            names[programme],
            project.organisation,
            say.listing([labels[number] for number in project.numbers]) or "–",
            _period(project, say) or "–",
            say(EVIDENCE_KEYS[project.evidence]),
        )
        for programme, projects in by_programme.items()
        for project in projects
    ]
    heads = (
        say("label.project"),
        say("label.programme"),
        say("project.fact_lead"),
        say("label.municipalities"),
        say("label.period"),
        say("label.evidence"),
    )
    return Table(say("shell.projects"), heads, rows)
