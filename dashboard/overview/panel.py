"""Status panel: the five lines that are always the same, each with a word, a shape, a sentence and a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Decisions, Goals, Money, Status, TargetGroups, Timeline
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, mark, source_lines
from dashboard.coverage.small_numbers import rounding_line
from dashboard.overview import no_projects
from dashboard.overview.numbers import key_figures
from dashboard.overview.status_wording import WORD_KEYS, five_lines, interval, is_example, share_interval
from dashboard.places.words import group_names, place_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.overview.status_wording import Line
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

__all__ = ["draw", "interval", "layout", "register", "share_interval"]

PLACES = (
    ("/", Goals.PANEL),
    ("/styringsgruppe", Timeline.PANEL),
    ("/", TargetGroups.PANEL),
    ("/", Money.PANEL),
    ("/", Decisions.PANEL),
)
"""View and panel behind each line, in the order of the lines."""


def layout(say: Speaker) -> Component:
    """Place for the five lines."""
    return drawing.panel(Status.PANEL, say, say("label.status_in_five_lines"), "panel status-panel")


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Status.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Five lines for a selection."""
    figures = key_figures(store, selection, today=dt.datetime.now(dt.UTC).date())
    lines = five_lines(figures, group_names(store, say), say)
    rows = [(name, say(WORD_KEYS[state]), sentence) for name, (state, sentence) in lines.items()]
    table = Table(
        say("label.status_in_five_lines"),
        (say("status.line"), say("label.status"), say("label.what_it_means")),
        rows,
    )
    title = say("status.title", place=place_words(store, selection, say))
    if not figures.has_projects:
        return Content(
            title=title,
            sentence=no_projects.sentence(store, selection, say),
            chart=[no_projects.ways_on(store, selection, say)],
            tables=[table],
            method="status",
        )
    return Content(
        title=title,
        sentence=say(
            "status.sentence",
            projects=say.count("shell.count_projects", len(figures.scope.projects)),
            date=say.date(figures.day),
        ),
        chart=[
            _lines(lines, selection, say),
            *([rounding_line(store, say)] if figures.coverage.counted else []),
        ],
        tables=[table],
        sources=source_lines(say, figures.scope.rows(store["project"])["source"]),
        example=is_example(figures),
        method="status",
    )


def _lines(lines: Mapping[str, Line], selection: Selection, say: Speaker) -> Component:
    """The lines, each name leading to the panel behind it, with the same choice."""
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt(html.A(name, href=f"{path}?{selection.query()}#{anchor}")),
                    html.Dd([mark(state, say(WORD_KEYS[state])), html.Span(sentence)]),
                ],
                className="status-line",
            )
            for (path, anchor), (name, (state, sentence)) in zip(PLACES, lines.items(), strict=True)
        ],
        className="status-lines",
    )
