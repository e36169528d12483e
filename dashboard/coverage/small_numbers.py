"""The line that says small numbers are rounded, under every panel that shows participation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.coverage.reach import rounding_base

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def rounding_line(store: FrameStore, say: Speaker) -> Component:
    """«Små tal er avrunda til 0 eller 3.», with the way to the explanation."""
    base = rounding_base(store["protection_error"])
    return html.P(
        [
            say("coverage.rounded", base=say.number(base)),
            " ",
            html.A(say("coverage.rounded_link"), href=f"/metode?sprak={say.language}#smaa-tal"),
        ],
        className="panel-note rounding-line",
    )
