"""Data og rapportering: what is due, late and missing, and the way in for what projects deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.entry import panel as uploads
from dashboard.reporting import panel as reporting

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker, _store: FrameStore) -> list[Component]:
    """Panels in reading order."""
    return [
        html.H1(say("reporting.view"), className="visually-hidden"),
        uploads.layout(say),
        reporting.layout(say),
    ]
