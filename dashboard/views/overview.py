"""Oversikt: the first screen, status in words, then goals, geographic effect and target groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.panels import cards, context, effect, goals, status, target_groups

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store import FrameStore
    from dashboard.text import Speaker


def layout(say: Speaker, _store: FrameStore) -> list[Component]:
    """Panels in reading order."""
    return [
        html.H1(say("shell.view_overview"), className="visually-hidden"),
        html.Div([status.layout(say), cards.layout(say)], className="first-screen"),
        goals.layout(say),
        effect.layout(say),
        target_groups.layout(say),
        context.layout(say),
    ]
