"""Portfolio panel: every project by the same fields, to be sorted and searched; what is missing is said."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard.address.ids import Portfolio as Ids
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.markup import Markup
from dashboard.content.parts import Content, notice, source_lines
from dashboard.coverage.small_numbers import rounding_line
from dashboard.places.scope import scope_of
from dashboard.places.words import group_names, place_words
from dashboard.portfolio.portfolio_order import arranged
from dashboard.portfolio.portfolio_table import matrix_table, tools

if TYPE_CHECKING:
    import pandas as pd
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the matrix."""
    return drawing.panel(Ids.PANEL, say, say("portfolio.label"), "panel portfolio")


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Matrix of a selection."""
    today = dt.datetime.now(dt.UTC).date()
    scope = scope_of(store, selection)
    rows = scope.rows(arranged(store, selection.years, today=today))
    persons = rows["persons_high"].notna().any()
    return Content(
        title=say("portfolio.title", place=place_words(store, selection, say)),
        sentence=_sentence(rows, say),
        chart=[
            Markup([tools(len(rows), say), matrix_table(rows, group_names(store, say), selection, say)]),
            *([rounding_line(store, say)] if persons else []),
        ]
        if len(rows)
        else [notice(say("portfolio.nothing"))],
        sources=source_lines(say, scope.rows(store["project"])["source"]),
        example=bool(rows["example"].any()),
        method="portefolje",
        downloads=downloads(selection, say, tables=("prosjekt",)),
    )


def _sentence(rows: pd.DataFrame, say: Speaker) -> str:
    if rows.empty:
        return say("attention.no_projects")
    every, told = say.count("shell.count_projects", len(rows)), int(rows["told"].sum())
    parts = (
        say.count("portfolio.sentence", told, projects=every),
        say.count("portfolio.sentence_settle", int((rows["level"] == "settle").sum())),
        say("portfolio.sentence_missing"),
    )
    return " ".join(parts)
