"""Fylke: the whole portfolio, what is to be followed up in it, and projects beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.anchoring import continuation, success_factors
from dashboard.coverage import gaps_panel as gaps
from dashboard.effect import policy_panel as policy_goals
from dashboard.measures import modules
from dashboard.overview import attention
from dashboard.portfolio import panel as portfolio
from dashboard.portfolio import programme_facts, side_by_side, transfer

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

LISTS = (gaps, transfer, policy_goals, success_factors, modules, continuation, programme_facts)
"""What the portfolio lacks, who has solved it, and the programme's own lists, in reading order."""


def layout(say: Speaker, _store: FrameStore) -> list[Component]:
    """Panels in reading order."""
    return [
        html.H1(say("label.county"), className="visually-hidden"),
        attention.layout(say),
        portfolio.layout(say),
        side_by_side.layout(say),
        *(panel.layout(say) for panel in LISTS),
    ]
