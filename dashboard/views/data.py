"""Data og rapportering: what is due, late and missing, and the way in for what projects deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.panels import reporting, uploads

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store import FrameStore
    from dashboard.text import Speaker


def layout(say: Speaker, _store: FrameStore) -> list[Component]:
    """Panels in reading order."""
    return [
        html.H1(say("reporting.view"), className="visually-hidden"),
        uploads.layout(say),
        reporting.layout(say),
    ]
