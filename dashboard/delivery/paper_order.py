"""Papers on their way: how far an order is, its file when it is done, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html
from flask import current_app, has_app_context

from dashboard.address.selection import read_query
from dashboard.content.parts import attributes

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.delivery.paper_orders import Order, Progress
    from dashboard.delivery.paper_press import Press
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

ORDERS = "/papir/ordre/"
NAMED = 5


def found(path: str) -> Order | None:
    """Order at an address; None where there is none, or no press."""
    press: Press | None = current_app.config.get("BOLYST_PRESS") if has_app_context() else None
    return press.orders.find(path.removeprefix(ORDERS)) if press else None


def layout(say: Speaker, _store: FrameStore, *, order: Order) -> list[Component]:
    """The order as it is; `papers.js` keeps it up to date and fetches the file."""
    at = order.progress
    address = f"{ORDERS}{order.token}"
    finished = order.result is not None
    return [
        html.Section(
            [
                html.H1(say("delivery.order_view"), className="page-title"),
                html.P(say.count("delivery.order_intro", at.total)),
                html.Progress(
                    value=str(at.done),
                    max=str(at.total),
                    className="order-progress",
                    **attributes(aria_label=say("label.progress")),
                ),
                html.P(state_words(at, say), role="status", className="order-state"),
                html.P(
                    html.A(
                        say("exports.download"),
                        href=f"{address}/fil?sprak={say.language}",
                        className="btn btn-primary",
                    ),
                    className="order-file",
                    hidden=not finished,
                ),
                html.Form(
                    html.Button(say("delivery.order_cancel"), type="submit", className="paper-button"),
                    method="post",
                    action=f"{address}/avbryt?sprak={say.language}",
                    className="order-cancel",
                    hidden=at.state not in ("waiting", "working"),
                ),
            ],
            className="panel",
            **attributes(
                data_order=f"{address}/status.json?sprak={say.language}",
                data_state=at.state,
                data_lost=say("delivery.order_lost"),
            ),
        )
    ]


def state_words(at: Progress, say: Speaker) -> str:
    """How far an order is, in a sentence; which papers could not be made."""
    if at.state == "cancelled":
        return say("delivery.order_cancelled")
    if at.state == "waiting":
        return say("delivery.order_waiting")
    if at.state == "working":
        return say("delivery.order_working", done=say.number(at.done), total=say.number(at.total))
    told = [say.count("delivery.order_done", at.done)] if at.done else []
    if at.failed:
        names = [_named(query) for query in at.failed[:NAMED]]
        told.append(say.count("delivery.order_failed", len(at.failed), names=", ".join(names)))
    return " ".join(told)


def _named(query: str) -> str:
    """Short name of a paper that could not be made: its project or municipality."""
    selection, _, _ = read_query(query)
    return ", ".join((*selection.projects, *selection.municipalities)) or query
