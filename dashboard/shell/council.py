"""Council mode: the view's panels one at a time, in large type, for the wall of a meeting room.

The browser does it (`assets/council.js`); here are its button and its bar, in the user's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import attributes

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from terms.words import Speaker


def start(say: Speaker) -> Component:
    """Button that begins; hidden until the script that answers it is there."""
    return html.Button(
        say("council.label"),
        type="button",
        title=say("council.start_help"),
        className="council-start",
        hidden=True,
    )


def bar(say: Speaker) -> Component:
    """Previous, which of how many, next and end; shown in council mode only."""
    return html.Nav(
        [
            html.Button(
                [html.Span("‹", **attributes(aria_hidden="true")), f" {say('council.previous')}"],
                type="button",
                **attributes(data_council="previous"),
            ),
            html.P(
                role="status",
                className="council-place",
                **attributes(data_council="place", data_words=say("council.place", number="#", of="##")),
            ),
            html.Button(
                [f"{say('council.next')} ", html.Span("›", **attributes(aria_hidden="true"))],
                type="button",
                **attributes(data_council="next"),
            ),
            html.P(say("council.keys"), className="council-keys"),
            html.Button(say("council.end"), type="button", **attributes(data_council="end")),
        ],
        className="council-bar",
        hidden=True,
        **attributes(aria_label=say("council.label")),
    )
