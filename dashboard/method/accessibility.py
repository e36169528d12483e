"""Tilgjenge: what the board does for those who cannot see, point or hear, and what it does not yet do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.method.method import paragraphs

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker, _store: FrameStore) -> list[Component]:
    """One article."""
    return [
        html.Article(
            [
                html.H1(say("shell.view_accessibility"), className="page-title"),
                *paragraphs(say("accessibility.text")),
            ],
            className="panel prose",
        )
    ]
