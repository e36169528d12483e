"""Panel «Om programmet»: what is stated of each programme, every figure with its own source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import ProgrammeFacts as Ids
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, notice, source_lines, table
from dashboard.places.scope import scope_of
from dashboard.portfolio.programme_numbers import Fact, Programme, programmes
from dashboard.status.marks import DOCUMENT, DOCUMENT_KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

MONEY, SHARE = "kr", "%"
NUMERIC = frozenset({1, 2})
"""Columns set right."""


def layout(say: Speaker) -> Component:
    """Place for the programmes."""
    return drawing.panel(Ids.PANEL, say, say("programme.label"))


def register(app: Dash, store: FrameStore) -> None:
    """Draw the panel on every choice."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Programmes of the projects in the selection."""
    scope, projects = scope_of(store, selection), store["project"]
    wanted = set(scope.rows(projects)["programme"])
    found = programmes(store["programme"], store["programme_fact"], projects, wanted)
    facts = sum(len(programme.facts) for programme in found)
    return Content(
        title=say("programme.label"),
        sentence=_sentence(found, facts, say),
        chart=[_programme(programme, say, opened=len(found) == 1) for programme in found]
        if found
        else [notice(say("programme.none"))],
        sources=source_lines(
            say,
            {programme.source for programme in found}
            | {fact.source for programme in found for fact in programme.headlines},
        ),
        method="program",
        downloads=downloads(selection, say, tables=("programfakta",)),
        notes=[say("programme.note")] if facts else [],
    )


def _sentence(found: Sequence[Programme], facts: int, say: Speaker) -> str:
    if not found:
        return say("programme.none")
    return say.count("programme.sentence", len(found), facts=say.count("programme.facts", facts))


def _programme(programme: Programme, say: Speaker, *, opened: bool) -> Component:
    """Name, aim and totals in view; the rest of what is stated on demand."""
    return html.Section(
        [
            html.H3(
                [programme.name, html.Span(programme.owner, className="cell-more")], lang=programme.language
            ),
            html.P(programme.aim, lang=programme.language),
            html.Dl(
                [
                    *(
                        html.Div([html.Dt(fact.name, lang="nb"), html.Dd(amount(fact, say))])
                        for fact in programme.headlines
                    ),
                    html.Div([html.Dt(say("programme.here")), html.Dd(say.number(programme.projects))]),
                ],
                className="headline-facts",
            ),
            *(
                [
                    html.Details(
                        [
                            html.Summary(say.count("programme.show", len(programme.facts))),
                            table(_table(programme, say), "facts"),
                        ],
                        className="plain",
                        open=opened and len(programme.facts) <= len(programme.headlines),
                    )
                ]
                if programme.facts
                else []
            ),
        ],
        className="programme-facts",
    )


def amount(fact: Fact, say: Speaker) -> str:
    """Value with its unit; a dash where the fact is only words."""
    if fact.value is None:
        return "–"
    if fact.unit == MONEY:
        return say.money(fact.value)
    if fact.unit == SHARE:
        return say.percent(fact.value / 100, 0 if fact.value.is_integer() else 1)
    return say.number(fact.value, 0 if fact.value.is_integer() else 1)


def _table(programme: Programme, say: Speaker) -> Table:
    rows = [
        (
            html.Span(fact.name, lang="nb"),
            "–" if fact.year is None else str(fact.year),
            amount(fact, say),
            html.Span(fact.text or "–", lang="nb"),
            _source(fact.source, say),
        )
        for fact in programme.facts
    ]
    heads = (
        *("label.fact", "label.year", "label.value"),
        *("programme.said", "label.source"),
    )
    return Table(
        say("programme.table", programme=programme.name), [say(head) for head in heads], rows, NUMERIC
    )


def _source(source: str, say: Speaker) -> Component | str:
    """Document by its name; web addresses (parted by « ; ») as links named by their host."""
    if document := DOCUMENT.fullmatch(source):
        return say(DOCUMENT_KEYS[document[1]])
    links = [
        html.A(address.split("/")[2].removeprefix("www."), href=address, rel="noreferrer")
        for address in source.split(" ; ")
        if "//" in address
    ]
    return html.Span([piece for link in links for piece in (link, " ")])
