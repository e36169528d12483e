"""Prosjekt: the projects in the selection, each a way to its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.portfolio import projects

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker, _store: FrameStore) -> list[Component]:
    """The one list."""
    return [html.H1(say("shell.projects"), className="visually-hidden"), projects.layout(say)]
