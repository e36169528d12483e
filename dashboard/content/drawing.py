"""How a panel is drawn: query in, framed content out, a sentence instead when something is wrong."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from dash import Dash, Input, Output, html
from orjson import Fragment
from plotly.io.json import to_json_plotly

from dashboard.address.ids import Filters
from dashboard.address.selection import Selection, read_query
from dashboard.content.markup import settled
from dashboard.content.page import Shown, page
from dashboard.content.parts import Content, attributes, frame, notice
from dashboard.places.choices import frames_of_choices, resolve
from dashboard.store.store import FrameStore
from terms.errors import NothingLoaded
from terms.words import Speaker, speaker

if TYPE_CHECKING:
    from enum import StrEnum

    from dash.development.base_component import Component

log = logging.getLogger(__name__)
LONGEST = 1000
"""Signs of a query that is remembered; people's own are shorter."""
Draw = Callable[[FrameStore, Selection, Speaker], Content | Shown]
"""A panel of blocks is shown as written HTML; one that has not become blocks yet, as Dash's components."""


def nothing() -> None:
    """Say that a panel reads nothing besides the store."""


def panel(panel_id: StrEnum, say: Speaker, label: str, class_name: str = "panel") -> Component:
    """Empty panel that `register` fills; its label is read to screen readers before it is drawn."""
    return html.Section(
        html.P(say("shell.loading"), className="panel-loading"),
        id=panel_id,
        className=class_name,
        **attributes(aria_label=label, data_panel=panel_id.value),
    )


def register(
    app: Dash, store: FrameStore, panel_id: StrEnum, draw: Draw, *, beside: Callable[[], Hashable] = nothing
) -> None:
    """Draw the panel whenever the query changes; `beside` is what it reads besides the store."""

    @app.callback(Output(panel_id, "children"), Input(Filters.QUERY, "data"))
    def draw_panel(query: str) -> Fragment | list[Component]:
        return remembered(store, query, draw, beside())


def remembered(
    store: FrameStore, query: str, draw: Draw, beside: Hashable = None
) -> Fragment | list[Component]:
    """Drawn panel as JSON, drawn once for a query, a day, a data version and what else it reads.

    A very long query is drawn each time.
    """
    if len(query) > LONGEST:
        return _settled(store, query, draw)
    key = (draw, query, dt.datetime.now(dt.UTC).date(), beside)
    return Fragment(store.remember(key, lambda: to_json_plotly(_settled(store, query, draw)).encode()))


def _settled(store: FrameStore, query: str, draw: Draw) -> list[Component]:
    """Panel of what exists of a query: what the filters wrote may be gone since, or forged."""

    def draw_known(store: FrameStore, selection: Selection, say: Speaker) -> Content | Shown:
        return draw(store, resolve(selection, frames_of_choices(store))[0], say)

    return settled(drawn(store, query, draw_known))


def drawn(store: FrameStore, query: str, draw: Draw) -> list[Component]:
    """Framed content for a query; a sentence in the user's language when the data cannot be read."""
    selection, _, _ = read_query(query)
    say = speaker(selection.language)
    try:
        content = draw(store, selection, say)
        if isinstance(content, Shown):
            return [*page(content, say), _drawn_mark(query)]
        return frame(content, say, query)
    except NothingLoaded:
        return _excuse(say("shell.no_data"), query)
    except Exception:  # one panel's mistake must leave the others, and the ready mark, alone
        log.exception("panel not drawn")
        return _excuse(say("shell.panel_failed"), query)


def _excuse(sentence: str, query: str) -> list[Component]:
    return [notice(sentence, state="warning"), _drawn_mark(query)]


def _drawn_mark(query: str) -> Component:
    """Say, unseen, for which query a panel is drawn."""
    return html.Span(hidden=True, **attributes(data_drawn=query))
