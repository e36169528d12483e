"""Panel «Mål»: the tree of goals, and how many goals are on track or cannot be measured."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard.address.ids import Goals
from dashboard.content import drawing
from dashboard.content.page import Shown
from dashboard.goals.content import blocks
from dashboard.goals.facts import facts
from dashboard.places.scope import scope_of
from dashboard.status.activity import last_years, status_day

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the goals."""
    return drawing.panel(Goals.PANEL, say, say("label.goals"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Goals.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Shown:
    """Goals as of the end of the last year chosen, or told of."""
    day = status_day(
        scope_of(store, selection).projects,
        store.per_version(last_years),
        chosen=selection.last_year,
        today=dt.datetime.now(dt.UTC).date(),
    )
    return Shown(blocks(facts(store, selection, say, day), say))
