"""Panel «Etter prosjektslutt»: which municipalities go on, and what the projects say goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Continuation as Ids
from dashboard.address.links import downloads
from dashboard.anchoring.continuation_numbers import STATES, Continued, continuation, totals
from dashboard.content import drawing
from dashboard.content.parts import EVIDENCE_KEYS, Content, Table, mark, notice, source_lines, tag
from dashboard.content.project_link import project_link, project_links, project_names
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.content.parts import State
    from dashboard.content.project_link import ProjectName
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

STATE_KEYS: Mapping[str, tuple[State, str]] = {
    "yes": ("good", "codes.continued_yes"),
    "partly": ("partly", "codes.continued_partly"),
    "ended": ("critical", "codes.continued_ended"),
    "unknown": ("missing", "codes.continued_unknown"),
}
"""Mark and word of each state."""


def layout(say: Speaker) -> Component:
    """Place for the list."""
    return drawing.panel(Ids.PANEL, say, say("continuation.label"))


def register(app: Dash, store: FrameStore) -> None:
    """Draw the panel on every choice."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Projects that say what goes on, then those that do not."""
    scope = scope_of(store, selection)
    labels = dict(zip(store["municipality"]["municipality"], store["municipality"]["name"], strict=True))
    places = scope.local(scope.rows(store["project_municipality"]))
    rows = continuation(places, store["project_text"], labels, scope.projects)
    said = [row for row in rows if row.said]
    silent = [row.project for row in rows if not row.said]
    names = store.per_version(project_names)
    chart: list[Component | str] = [
        html.Ul([_item(row, names, say) for row in said], className="match-list", role="list")
        if said
        else notice(say("continuation.nobody"))
    ]
    if silent:
        chart.append(
            html.Details(
                [
                    html.Summary(say.count("continuation.silent", len(silent))),
                    project_links(silent, names, say),
                ],
                className="plain",
            )
        )
    return Content(
        title=say("continuation.title", place=place_words(store, selection, say)),
        sentence=_sentence(rows, said, say),
        chart=chart,
        tables=[_table(rows, names, say)] if rows else (),
        sources=source_lines(say, {*places["source"], *(text[2] for row in said for text in row.texts)}),
        example=bool((places["evidence"] == "example").any())
        or any(text[1] == "example" for row in said for text in row.texts),
        method="vidareforing",
        downloads=downloads(selection, say, tables=("vidareforing",)),
    )


def _sentence(rows: Sequence[Continued], said: Sequence[Continued], say: Speaker) -> str:
    if not rows:
        return say("label.no_projects")
    if not said:
        return say.count("continuation.sentence_nobody", len(rows))
    counted = totals(rows)
    known = sum(counted.values()) - counted["unknown"]
    first = say.count(
        "continuation.sentence", len(said), projects=say.count("shell.count_projects", len(rows))
    )
    if not known:
        return f"{first} {say('continuation.sentence_unknown')}"
    return f"{first} " + say.count("continuation.sentence_known", known, on=say.number(counted["yes"]))


def _item(row: Continued, names: Mapping[str, ProjectName], say: Speaker) -> Component:
    language = names[row.project].language
    return html.Li(
        [
            html.P(
                [
                    project_link(row.project, names, say),
                    *(
                        tag(say(EVIDENCE_KEYS[evidence]), "example" if evidence == "example" else "plain")
                        for evidence in dict.fromkeys(text[1] for text in row.texts)
                    ),
                ],
                className="match-head",
            ),
            html.P(_states(row, say), className="state-line"),
            *([html.Ul([html.Li(text[0], lang=language) for text in row.texts])] if row.texts else []),
        ]
    )


def _states(row: Continued, say: Speaker) -> list[Component]:
    """Municipalities by state, each with its mark; names where few."""
    return [
        mark(
            STATE_KEYS[state][0],
            say(
                "continuation.state",
                state=say(STATE_KEYS[state][1]),
                municipalities=say.count("shell.count_municipalities", row.count(state)),
            ),
        )
        for state in STATES
        if row.count(state)
    ]


def _table(rows: Sequence[Continued], names: Mapping[str, ProjectName], say: Speaker) -> Table:
    table_rows: list[Sequence[Component | str]] = [
        (
            html.Span(names[row.project].name, lang=names[row.project].language),
            *(say.listing(row.municipalities[state]) or "–" for state in STATES),
        )
        for row in rows
    ]
    heads = [say(STATE_KEYS[state][1]) for state in STATES]
    return Table(say("continuation.table"), [say("label.project"), *heads], table_rows)
