"""Prosjekt: the whole sheet of one project, from its facts to what has been changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.metrics.one_project import row_of
from dashboard.panels import effect, goals, status, target_groups

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store import FrameStore
    from dashboard.text import Speaker


def layout(say: Speaker, store: FrameStore, *, project: str) -> list[Component]:
    """Name, then the panels in reading order; they read the project from the query."""
    row = row_of(store["project"], project)
    return [
        html.H1(row["name"], className="page-title", lang=row["language"]),
        status.layout(say),
        goals.layout(say),
        target_groups.layout(say),
        effect.layout(say),
    ]
