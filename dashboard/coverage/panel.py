"""Panel «Dekning»: the matrix follows the filters; the trend inside it follows a control of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, html

from dashboard.address.ids import Filters, TargetGroups
from dashboard.address.selection import read_query
from dashboard.content import drawing
from dashboard.content.graph import graph
from dashboard.content.page import Shown, page
from dashboard.content.parts import attributes, notice
from dashboard.coverage.content import TREND, blocks, counted_groups
from dashboard.coverage.facts import facts
from dashboard.coverage.trend import GRAPH, trend_blocks
from dashboard.places.words import place_words
from terms.errors import DashboardError
from terms.words import speaker

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

HEIGHT = 300
"""Pixels of the trend's figure."""


def layout(say: Speaker) -> Component:
    """Place for the matrix; the trend's control is there from the start, hidden until the matrix is drawn."""
    panel = drawing.panel(TargetGroups.PANEL, say, say("label.target_group_coverage"), "panel coverage")
    waiting = html.Div([_trend_choice((), say), html.Div(id=TargetGroups.TREND)], hidden=True)
    panel.children = [panel.children, waiting]
    return panel


def register(app: Dash, store: FrameStore) -> None:
    """Wire the matrix to the filters, and the trend to its own control."""
    drawing.register(app, store, TargetGroups.PANEL, draw)

    @app.callback(
        Output(TargetGroups.TREND, "children"),
        Input(TargetGroups.TREND_GROUP, "value"),
        State(Filters.QUERY, "data"),
        prevent_initial_call=True,
    )
    def draw_trend(group: str | None, query: str) -> list[Component]:
        return _trend(store, query, group)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Shown:
    """Matrix of one year for a selection, with the live control of the trend among its blocks."""
    found = facts(store, selection)
    names = tuple((group, found.aimed.groups[group].name(say.language)) for group in counted_groups(found))
    place = html.Div(id=TargetGroups.TREND, className="cov-trend", **attributes(aria_live="polite"))
    live = {TREND: html.Div([_trend_choice(names, say), place])}
    return Shown(blocks(found, place_words(store, selection, say), say), live)


def _trend_choice(names: tuple[tuple[str, str], ...], say: Speaker) -> Component:
    return html.Div(
        [
            html.Label(say("coverage.show_trend"), htmlFor=TargetGroups.TREND_GROUP),
            dbc.Select(
                id=TargetGroups.TREND_GROUP,
                options=[{"label": name, "value": group} for group, name in names],
                placeholder=say("coverage.choose_group"),
                size="sm",
            ),
        ],
        className="cov-choice",
    )


def _trend(store: FrameStore, query: str, group: str | None) -> list[Component]:
    """Trend of a group for a query; nothing where none is chosen, a sentence where it cannot be drawn."""
    if not group:
        return []
    selection, _, _ = read_query(query)
    say = speaker(selection.language)
    try:
        shown, figure = trend_blocks(store, facts(store, selection), group, say)
    except (DashboardError, OSError):
        return [notice(say("shell.panel_failed"), state="warning")]
    live = {}
    if figure is not None:
        live[GRAPH] = graph(
            TargetGroups.TREND_GRAPH, figure[0], caption=figure[1], language=say.language, height=HEIGHT
        )
    return page(Shown(shown, live), say)
