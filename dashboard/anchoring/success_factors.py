"""Panel «Suksessfaktorar»: five factors with their points by project, as word and shape, never as a grade."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import SuccessFactors as Ids
from dashboard.address.links import downloads
from dashboard.anchoring.factor_numbers import Checklist, checklist
from dashboard.content import drawing
from dashboard.content.parts import EVIDENCE_KEYS, Content, Table, attributes, mark, notice, source_lines
from dashboard.content.project_link import project_link, project_links, project_names
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.anchoring.factor_numbers import Assessment, Point
    from dashboard.content.parts import State
    from dashboard.content.project_link import ProjectName
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

STATUS_KEYS: Mapping[str, tuple[State, str]] = {
    "fulfilled": ("good", "codes.fulfilled_fulfilled"),
    "partly": ("partly", "codes.fulfilled_partly"),
    "not": ("critical", "codes.fulfilled_not"),
    "not_relevant": ("neutral", "codes.fulfilled_not_relevant"),
    "silent": ("missing", "label.not_assessed"),
}
"""Mark and word of each status; a point without an answer is `silent`."""


def layout(say: Speaker) -> Component:
    """Place for the heat map."""
    return drawing.panel(Ids.PANEL, say, say("label.success_factors"))


def register(app: Dash, store: FrameStore) -> None:
    """Draw the panel on every choice."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Heat map of a selection; a sentence where no project has assessed anything."""
    scope = scope_of(store, selection)
    found = checklist(store["success_factor"], store["success_factor_assessment"], scope.projects)
    names = store.per_version(project_names)
    title = say("factors.title", place=place_words(store, selection, say))
    listed_in = set(store["success_factor"]["source"])
    if not found.projects:
        none = say("factors.sentence_none")
        return Content(
            title=title,
            sentence=none,
            chart=[notice(say("factors.who")), *_silent(found, names, say)],
            sources=source_lines(say, listed_in),
            method="suksessfaktorar",
        )
    return Content(
        title=title,
        sentence=_sentence(found, say),
        chart=[_key(say), _heat_map(found, names, say), *_silent(found, names, say)],
        tables=[_table(found, names, say)],
        sources=source_lines(say, listed_in | {cell.source for cell in found.cells.values()}),
        example=any(cell.evidence == "example" for cell in found.cells.values()),
        method="suksessfaktorar",
        downloads=downloads(selection, say, tables=("suksessfaktorar",)),
        notes=[say("factors.note")],
    )


def _sentence(found: Checklist, say: Speaker) -> str:
    sentence = say.count(
        "factors.sentence",
        len(found.projects),
        projects=say.count("shell.count_projects", len(found.projects) + len(found.silent)),
    )
    weakest = found.weakest
    if weakest is None:
        return f"{sentence} {say('factors.sentence_all')}"
    return f"{sentence} " + say.count(
        "factors.sentence_weakest",
        weakest.assessed - weakest.fulfilled,
        point=weakest.text,
        assessed=say.count("factors.count_assessed", weakest.assessed),
    )


def _key(say: Speaker) -> Component:
    return html.Ul(
        [html.Li(mark(state, say(key))) for state, key in STATUS_KEYS.values()]
        + [html.Li(html.Span(say("shell.example"), className="heat-example-key"))],
        className="state-key",
    )


def _heat_map(found: Checklist, names: Mapping[str, ProjectName], say: Speaker) -> Component:
    caption = say("factors.caption")
    head = html.Tr(
        [
            html.Th(say("factors.point"), scope="col"),
            *(
                html.Th(project_link(project, names, say), scope="col", className="heat-project")
                for project in found.projects
            ),
            html.Th(say("factors.fulfilled"), scope="col"),
        ]
    )
    groups = [
        html.Tbody(
            [
                html.Tr(
                    html.Th(f"{factor} {name}", colSpan=len(found.projects) + 2, scope="rowgroup", lang="nb"),
                    className="heat-factor",
                ),
                *(_row(point, found, say) for point in points),
            ]
        )
        for (factor, name), points in groupby(
            found.points, key=lambda point: (point.factor, point.factor_name)
        )
    ]
    return html.Div(
        html.Table(
            [html.Caption(caption, className="visually-hidden"), html.Thead(head), *groups],
            className="table heat",
        ),
        className="table-scroll",
        tabIndex="0",
        role="group",
        **attributes(aria_label=caption),
    )


def _row(point: Point, found: Checklist, say: Speaker) -> Component:
    return html.Tr(
        [
            html.Th(point.text, scope="row", lang="nb"),
            *(_cell(found.cell(project, point.item), say) for project in found.projects),
            html.Td(_of_assessed(point, say), className="heat-count"),
        ]
    )


def _cell(found: Assessment | None, say: Speaker) -> Component:
    status = found.status if found else "silent"
    state, key = STATUS_KEYS[status]
    example = found is not None and found.evidence == "example"
    return html.Td(
        [
            mark(state, say(key)),
            *([html.Span(f" ({say('shell.example')})", className="visually-hidden")] if example else []),
        ],
        className=f"heat-{status}{' heat-example' if example else ''}",
        title=found.note if found and found.note else None,
    )


def _of_assessed(point: Point, say: Speaker) -> str:
    if not point.assessed:
        return say("factors.nobody")
    return say.count("factors.of_assessed", point.assessed, fulfilled=say.number(point.fulfilled))


def _silent(found: Checklist, names: Mapping[str, ProjectName], say: Speaker) -> list[Component]:
    """Projects without any answer, closed until asked for."""
    if not found.silent:
        return []
    return [
        html.Details(
            [
                html.Summary(say.count("factors.silent_projects", len(found.silent))),
                project_links(found.silent, names, say),
            ],
            className="plain",
        )
    ]


def _table(found: Checklist, names: Mapping[str, ProjectName], say: Speaker) -> Table:
    """Every answer with what it rests on."""
    rows = [
        (
            html.Span(names[project].name, lang=names[project].language),
            html.Span(f"{point.item} {point.text}", lang="nb"),
            say(STATUS_KEYS[cell.status][1]),
            html.Span(cell.note or "–", lang=names[project].language),
            say(EVIDENCE_KEYS[cell.evidence]),
        )
        for project in found.projects
        for point in found.points
        if (cell := found.cell(project, point.item))
    ]
    heads = (
        "label.project",
        "factors.point",
        "label.status",
        "label.note",
        "label.evidence",
    )
    return Table(say("factors.table"), [say(head) for head in heads], rows)
