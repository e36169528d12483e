"""Follow-up on the overview: the worst of it, each with its severity; the rest opens on request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.address.ids import Attention as Ids
from dashboard.content import drawing
from dashboard.content.parts import mark
from dashboard.overview.attention import MOST, Named, beyond, found, item_list, told
from dashboard.overview.attention_wording import SEVERITY_MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.content.parts import Content
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

WORST = 5
"""Items shown at once."""


def layout(say: Speaker) -> Component:
    """Place for the list."""
    return drawing.panel(Ids.WORST, say, say("attention.label"), "panel attention attention-worst")


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Ids.WORST, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """The worst items of a selection, in the order of `attention`."""
    items, named = found(store, selection, say)
    every = list(items.itertuples())
    return told(store, items, named, [*_graded(every[:WORST], named, say), *_rest(every, named, say)], say)


def _rest(every: Sequence[Any], named: Named, say: Speaker) -> list[Component]:
    rest = every[WORST:MOST]
    if not rest:
        return []
    summary = html.Summary(say.count("label.show_more", len(rest)))
    return [html.Details([summary, *_graded(rest, named, say), *beyond(every, say)], className="plain")]


def _graded(items: Sequence[Any], named: Named, say: Speaker) -> list[Component]:
    """Items under the name of their severity, a list each."""
    parts: list[Component] = []
    for severity, (state, word) in SEVERITY_MARKS.items():
        own = [item for item in items if item.severity == severity]
        if own:
            parts += [
                html.H3(mark(state, say(word)), className="attention-severity"),
                item_list(own, named, say),
            ]
    return parts
