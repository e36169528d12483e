"""Status panel: the five lines that are always the same, each with a word, a shape, a sentence and a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dash import html

from dashboard.ids import Status
from dashboard.metrics.key_figures import key_figures
from dashboard.panels import drawing
from dashboard.panels.parts import Content, Table, mark, source_lines
from dashboard.panels.small_numbers import rounding_line
from dashboard.wording.place import group_names, place_words
from dashboard.wording.status import WORD_KEYS, five_lines, interval, is_example, share_interval

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.selection import Selection
    from dashboard.store import FrameStore
    from dashboard.text import Speaker

__all__ = ["draw", "interval", "layout", "register", "share_interval"]


def layout(say: Speaker) -> Component:
    """Place for the five lines."""
    return drawing.panel(Status.PANEL, say, say("status.label"), "panel status-panel")


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Status.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Five lines for a selection."""
    figures = key_figures(store, selection, today=dt.datetime.now(dt.UTC).date())
    lines = five_lines(figures, group_names(store, say), say)
    rows = [(name, say(WORD_KEYS[state]), sentence) for name, (state, sentence) in lines.items()]
    return Content(
        title=say("status.title", place=place_words(store, selection, say)),
        sentence=say(
            "status.sentence",
            projects=say.count("shell.count_projects", len(figures.scope.projects)),
            date=say.date(figures.day),
        ),
        chart=[
            html.Dl(
                [
                    html.Div(
                        [html.Dt(name), html.Dd([mark(state, say(WORD_KEYS[state])), html.Span(sentence)])],
                        className="status-line",
                    )
                    for name, (state, sentence) in lines.items()
                ],
                className="status-lines",
            ),
            *([rounding_line(store, say)] if figures.coverage.counted else []),
        ],
        tables=[
            Table(say("status.label"), (say("status.line"), say("status.word"), say("status.meaning")), rows)
        ],
        sources=source_lines(say, figures.scope.rows(store["project"])["source"]),
        example=is_example(figures),
        method="status",
    )
