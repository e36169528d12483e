"""Oversikt: status in words and what to follow up, then what each line rests on; official figures last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.anchoring import panel as decisions
from dashboard.coverage import panel as target_groups
from dashboard.effect import panel as effect
from dashboard.goals import panel as goals
from dashboard.money import panel as money
from dashboard.official import panel as context
from dashboard.overview import attention_worst, cards
from dashboard.overview import panel as status

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker, _store: FrameStore) -> list[Component]:
    """Panels in reading order; the style sheet hides those `of-projects` where there are none.

    The map of geographic effect stays: it shows the neighbours' projects, and a place chosen in it is
    given up in it.
    """
    return [
        html.H1(say("shell.view_overview"), className="visually-hidden"),
        html.Div(
            [status.layout(say), html.Div(attention_worst.layout(say), className="of-projects")],
            className="first-screen",
        ),
        html.Div([cards.layout(say), goals.layout(say), target_groups.layout(say)], className="of-projects"),
        effect.layout(say),
        html.Div([money.layout(say), decisions.layout(say)], className="panel-pair of-projects"),
        context.layout(say),
    ]
