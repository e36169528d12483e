"""Fylke: the whole portfolio, what is to be followed up in it, and projects beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.panels import (
    attention,
    continuation,
    gaps,
    modules,
    policy_goals,
    portfolio,
    programme_facts,
    side_by_side,
    success_factors,
    transfer,
)

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store import FrameStore
    from dashboard.text import Speaker

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
