"""Data in: templates out, a file in, its review before anything is stored, and the history with undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, dcc, html

from dashboard.access.door import Standing
from dashboard.address.ids import Filters
from dashboard.address.ids import Uploads as Ids
from dashboard.content import drawing
from dashboard.content.markup import Markup
from dashboard.content.parts import Content, attributes, notice
from dashboard.entry.history import confirm, history, undo
from dashboard.entry.review import apply, discard, review
from dashboard.entry.routes import LARGEST, standing, why_not
from dashboard.places.scope import scope_of

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.entry.routes import Entrance
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

POLLED = 700
"""Milliseconds between two looks at how far a file has come."""


def layout(say: Speaker) -> Component:
    """The panel, the review that lives beside it, and the history."""
    return html.Div(
        [
            dcc.Store(id=Ids.CURRENT),
            dcc.Store(id=Ids.STARTED),
            dcc.Store(id=Ids.UNDONE),
            dcc.Interval(id=Ids.POLL, interval=POLLED, disabled=True),
            drawing.panel(Ids.PANEL, say, say("uploads.label"), "panel uploads"),
            html.Section(
                html.Div([html.Button(id=Ids.APPLY), html.Button(id=Ids.DISCARD)], hidden=True),
                id=Ids.REVIEW,
                className="uploads-review",
                **attributes(aria_label=say("uploads.review"), aria_live="polite"),
            ),
            html.Section(
                html.Div(
                    [dbc.Select(id=Ids.UNDO_CHOICE), html.Div(html.Button(id=Ids.UNDO), id=Ids.UNDO_CONFIRM)],
                    hidden=True,
                ),
                id=Ids.HISTORY,
                className="panel",
                **attributes(aria_label=say("uploads.history")),
            ),
        ]
    )


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters, the review to the file on its way, and the history to both."""
    entrance: Entrance | None = app.server.config.get("BOLYST_INTAKE")
    drawing.register(
        app, store, Ids.PANEL, partial(draw, entrance=entrance), beside=partial(_beside, entrance)
    )
    query, current = State(Filters.QUERY, "data"), State(Ids.CURRENT, "data")

    @app.callback(
        output={"pieces": Output(Ids.REVIEW, "children"), "done": Output(Ids.POLL, "disabled")},
        inputs={
            "token": Input(Ids.CURRENT, "data"),
            "_looked": Input(Ids.POLL, "n_intervals"),
            "_started": Input(Ids.STARTED, "data"),
        },
        state={"query": query},
        prevent_initial_call=True,
    )
    def show_review(token: object, query: str, **_: object) -> dict[str, Any]:
        return review(entrance, store, token, query)

    @app.callback(
        Output(Ids.STARTED, "data"), Input(Ids.APPLY, "n_clicks", allow_optional=True), current, query,
        prevent_initial_call=True,
    )  # fmt: skip
    def store_file(clicks: object, token: object, query: str) -> object:
        return apply(entrance, clicks, token, query)

    @app.callback(
        Output(Ids.CURRENT, "data"), Input(Ids.DISCARD, "n_clicks", allow_optional=True), current,
        prevent_initial_call=True,
    )  # fmt: skip
    def discard_file(clicks: object, token: object) -> object:
        return discard(entrance, clicks, token)

    @app.callback(
        Output(Ids.HISTORY, "children"),
        Input(Ids.POLL, "disabled"),
        Input(Ids.UNDONE, "data"),
        query,
    )
    def show_history(_done: object, undone: object, query: str) -> list[Component]:
        return history(entrance, store, undone, query)

    @app.callback(
        Output(Ids.UNDO_CONFIRM, "children"), Input(Ids.UNDO_CHOICE, "value", allow_optional=True), query,
        prevent_initial_call=True,
    )  # fmt: skip
    def ask_first(batch: object, query: str) -> list[Component]:
        return confirm(entrance, store, batch, query)

    @app.callback(
        Output(Ids.UNDONE, "data"),
        Input(Ids.UNDO, "n_clicks", allow_optional=True),
        State(Ids.UNDO_CHOICE, "value", allow_optional=True),
        prevent_initial_call=True,
    )
    def undo_batch(clicks: object, batch: object) -> object:
        return undo(entrance, store, clicks, batch)


def draw(
    store: FrameStore, selection: Selection, say: Speaker, *, entrance: Entrance | None = None
) -> Content:
    """Templates of the selection's projects, and the form; a sentence where no file may be sent."""
    found = standing(entrance)
    chart: list[Component | str] = []
    if entrance is None or found is not Standing.MAY_WRITE:
        chart.append(notice(say(why_not(found))))
    else:
        chart.append(_form(entrance, say))
    if found is not Standing.CLOSED:
        chart += _templates(store, selection, say)
    return Content(
        title=say("uploads.label"), sentence=say("uploads.sentence"), chart=chart, method="data-inn"
    )


def _beside(entrance: Entrance | None) -> tuple[Standing, str]:
    """What the panel depends on besides the store: a form drawn for one who may write is not for others."""
    return standing(entrance), entrance.door.token() if entrance else ""


def _form(entrance: Entrance, say: Speaker) -> Component:
    """Native form: `uploads.js` sends it, so that the progress can be shown; its words are in its data."""
    limit = say.number(LARGEST // 1_000_000)
    words = {
        "data-sending": say("uploads.sending"),
        "data-lost": say("uploads.lost_line"),
        "data-limit": str(LARGEST),
        "data-large": say("uploads.too_large", limit=limit),
    }
    file = {
        "type": "file", "id": "uploads-file", "name": "file", "required": True, "className": "form-control",
        "aria-describedby": "uploads-file-help",
        "accept": ".xlsx,.csv,.docx,.pdf,.html,.htm,.txt",
    }  # fmt: skip
    nodes: list[Any] = [
        "form",
        {
            "id": "uploads-form", "className": "uploads-form", "method": "post",
            "encType": "multipart/form-data", "action": f"/opplasting?sprak={say.language}", **words,
        },
        ["input", {"type": "hidden", "name": "token", "value": entrance.door.token(), "readOnly": True}],
        ["label", {"htmlFor": "uploads-file"}, say("uploads.file")],
        ["input", file],
        ["p", {"id": "uploads-file-help", "className": "panel-note"}, say("uploads.file_help", limit=limit)],
        ["button", {"type": "submit", "className": "btn btn-primary"}, say("uploads.send")],
        ["p", {"id": "uploads-sent", "role": "status"}],
    ]  # fmt: skip
    return Markup([nodes])


def _templates(store: FrameStore, selection: Selection, say: Speaker) -> list[Component]:
    projects = scope_of(store, selection).rows(store["project"])[["project", "name"]]
    links = [
        html.Li(
            html.A(
                say("uploads.template_project", project=name),
                href=f"/mal/{project}.xlsx?sprak={say.language}",
            )
        )
        for project, name in projects.itertuples(index=False)
    ]
    several: list[Component] = [
        html.Details(
            [html.Summary(say.count("uploads.template_list", len(links))), html.Ul(links)], className="plain"
        )
    ]
    return [
        html.H3(say("uploads.templates")),
        html.P(say("uploads.templates_help"), className="panel-note"),
        html.P(html.A(say("uploads.template_empty"), href=f"/mal.xlsx?sprak={say.language}")),
        *(several if links else []),
    ]
