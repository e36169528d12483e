"""The choice of the day that changes count from: a field, the last meeting, and the turn of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_bootstrap_components as dbc
from dash import html

from dashboard.address.ids import Changes
from dashboard.content.parts import attributes

if TYPE_CHECKING:
    import datetime as dt

    from dash.development.base_component import Component

    from terms.words import Speaker


def since_choice(since: dt.date, meeting: dt.date | None, day: dt.date, say: Speaker) -> Component:
    """Field for the day, and two days a steering group asks for; they write the address (`choose.js`)."""
    new_year = day.replace(month=1, day=1)
    quick = [
        *([(meeting, say("steering.since_meeting"))] if meeting else []),
        (new_year, say("steering.since_new_year", year=new_year.year)),
    ]
    field: dict[str, object] = {"type": "date", "name": "sidan", "size": "sm"}
    return html.Div(
        [
            html.Form(
                [
                    html.Label(say("label.changed_since"), htmlFor=Changes.SINCE),
                    dbc.Input(id=Changes.SINCE, value=since.isoformat(), **field),
                    html.Button(say("label.show"), type="submit", className="btn btn-sm btn-primary"),
                ],
                className="since-form",
                **attributes(data_choose="sidan"),
            ),
            *(_quick(first, words, say, chosen=first == since) for first, words in quick),
        ],
        className="since",
    )


def _quick(day: dt.date, words: str, say: Speaker, *, chosen: bool) -> Component:
    return html.Form(
        [
            dbc.Input(type="hidden", name="sidan", value=day.isoformat()),
            html.Button(
                words,
                type="submit",
                className="btn btn-sm btn-outline-secondary",
                title=say.date(day),
                **attributes(aria_pressed=str(chosen).lower()),
            ),
        ],
        **attributes(data_choose="sidan"),
    )
