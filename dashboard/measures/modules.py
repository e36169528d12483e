"""Panel «Modular og verkstader»: how far the modules' checklists have come, and the workshops' themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Modules as Ids
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, attributes, mark, source_lines, tag
from dashboard.content.project_link import project_names
from dashboard.measures.module_numbers import Progress, progress, themes, workshops
from dashboard.measures.workshop_themes import course
from dashboard.places.scope import Scope, scope_of
from dashboard.places.words import place_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.content.parts import State
    from dashboard.content.project_link import ProjectName
    from dashboard.measures.module_numbers import Item
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

STATE_KEYS: Mapping[str, tuple[State, str]] = {
    "done": ("good", "codes.item_status_done"),
    "in_progress": ("partly", "codes.item_status_in_progress"),
    "not_started": ("warning", "codes.item_status_not_started"),
    "not_relevant": ("neutral", "codes.item_status_not_relevant"),
    "silent": ("missing", "status.missing"),
    "no_checklist": ("neutral", "modules.no_checklist"),
}
"""Mark and word of a module, and of each of its points."""


def layout(say: Speaker) -> Component:
    """Place for modules and themes."""
    return drawing.panel(Ids.PANEL, say, say("modules.label"))


def register(app: Dash, store: FrameStore) -> None:
    """Draw the panel on every choice."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Modules by municipality, then the themes in the order of an integration course."""
    scope = scope_of(store, selection)
    modules = [
        one
        for one in store.per_version(_every_module)
        if one.project in scope.projects and _inside(store, one, scope)
    ]
    measures = scope.rows(store["measure"])
    by_theme = themes(store["workshop_theme"], measures)
    held = workshops(measures, store["measure_municipality"], scope.projects)
    names = store.per_version(project_names)
    labels = dict(zip(store["municipality"]["municipality"], store["municipality"]["label"], strict=True))
    titles = dict(zip(store["module"]["module"], store["module"]["title"], strict=True))
    answered = [item for one in modules for item in one.items if item.source]
    return Content(
        title=say("modules.title", place=place_words(store, selection, say)),
        sentence=_sentence(modules, held, say),
        chart=[
            *([_grid(modules, names, labels, titles, say)] if modules else []),
            course(by_theme, held, names, labels, say),
        ],
        tables=[_table(modules, labels, titles, say)] if modules else (),
        sources=source_lines(
            say,
            {item.source for item in answered if item.source}
            | set(store["workshop_theme"]["source"])
            | (set(store["module"]["source"]) if modules else set()),
        ),
        example=any(one.example for one in modules) or any(theme.example for theme in by_theme),
        method="modular",
        downloads=downloads(selection, say, tables=("modular",)),
        notes=[say("modules.note_five")] if modules else [],
    )


def _every_module(store: FrameStore) -> tuple[Progress, ...]:
    return progress(
        store["module_item"],
        store["module"],
        store["module_item_status"],
        store["project_municipality"],
        store["project"],
    )


def _inside(store: FrameStore, one: Progress, scope: Scope) -> bool:
    """Whether the municipality is among the chosen ones, by the territory of its number."""
    areas = store.per_version(_areas)
    return not scope.municipalities.isdisjoint(areas.get((one.project, one.municipality), frozenset()))


def _areas(store: FrameStore) -> dict[tuple[str, str], frozenset[str]]:
    places = store["project_municipality"][["project", "municipality", "area"]]
    return {
        (project, number): frozenset(area.split("+"))
        for project, number, area in places.itertuples(index=False, name=None)
    }


def _sentence(modules: Sequence[Progress], held: Mapping[str, Sequence[str]], say: Speaker) -> str:
    using = {one.municipality for one in modules}
    parts = []
    if using:
        done = sum(one.state == "done" for one in modules)
        begun = sum(one.state == "in_progress" for one in modules)
        parts.append(
            say.count(
                "modules.sentence",
                len(using),
                done=say.count("modules.count_done", done),
                begun=say.count("modules.count_begun", begun),
            )
        )
    else:
        parts.append(say("modules.sentence_none"))
    places = sum(len(numbers) for numbers in held.values())
    parts.append(say.count("modules.workshops", places) if places else say("modules.workshops_none"))
    return " ".join(parts)


def _grid(
    modules: Sequence[Progress],
    names: Mapping[str, ProjectName],
    labels: Mapping[str, str],
    titles: Mapping[str, str],
    say: Speaker,
) -> Component:
    """Modules across, municipalities down; a cell opens to its checklist."""
    columns = list(dict.fromkeys(one.module for one in modules))
    rows: dict[tuple[str, str], dict[str, Progress]] = {}
    for one in modules:
        rows.setdefault((one.project, one.municipality), {})[one.module] = one
    head = [
        html.Th([f"{position} ", html.Span(titles[module], lang="nb")], scope="col")
        for position, module in enumerate(columns, 1)
    ]
    body = [
        html.Tr(
            [
                html.Th(
                    [
                        labels[number],
                        html.Span(names[project].name, className="cell-more", lang=names[project].language),
                    ],
                    scope="row",
                ),
                *(_cell(own[module], say) for module in columns),
            ]
        )
        for (project, number), own in rows.items()
    ]
    caption = say("modules.caption")
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(html.Tr([html.Th(say("label.municipality"), scope="col"), *head])),
                html.Tbody(body),
            ],
            className="table module-grid",
        ),
        className="table-scroll",
        tabIndex="0",
        role="group",
        **attributes(aria_label=caption),
    )


def _cell(one: Progress, say: Speaker) -> Component:
    state, key = STATE_KEYS[one.state]
    if not one.items:
        return html.Td(mark(state, say(key)))
    items = [_item(item, say) for item in one.items]
    counted = say.count("modules.points", one.relevant, done=say.number(one.done)) if one.relevant else ""
    return html.Td(
        [
            mark(state, say(key)),
            html.Details(
                [html.Summary(counted or say("label.checklist")), html.Ul(items, className="plain-list")],
                className="plain",
            ),
        ]
    )


def _item(item: Item, say: Speaker) -> Component:
    state, key = STATE_KEYS[item.status or "silent"]
    words: list[Component | str] = [mark(state, say(key)), " ", html.Span(item.text, lang="nb")]
    if item.evidence == "example":
        words += [" ", tag(say("shell.example"), "example")]
    return html.Li(words)


def _table(
    modules: Sequence[Progress],
    labels: Mapping[str, str],
    titles: Mapping[str, str],
    say: Speaker,
) -> Table:
    rows = [
        (
            labels[one.municipality],
            html.Span(titles[one.module], lang="nb"),
            html.Span(item.text, lang="nb"),
            say(STATE_KEYS[item.status or "silent"][1]),
            say("shell.example") if item.evidence == "example" else "–",
        )
        for one in modules
        for item in one.items
    ]
    heads = ("label.municipality", "label.module", "modules.item", "label.status", "modules.marked")
    return Table(say("modules.table"), [say(head) for head in heads], rows)
