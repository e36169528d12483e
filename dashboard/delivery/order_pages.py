"""Orders of papers as a reader meets them: taken, how far they are, their file, and an end to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html
from flask import Flask, Response, current_app, has_app_context, jsonify, redirect, request, send_file

from dashboard.access import sentences
from dashboard.address.links import ORDERS
from dashboard.address.selection import language_of, read_query
from dashboard.content.parts import attributes
from dashboard.delivery.orders import MOST_AT_ONCE, MOST_BYTES, Wanted
from dashboard.delivery.quota import QuotaReached, peer
from dashboard.delivery.service import REFUSED, PaperService, too_many
from dashboard.papers.kinds import KINDS
from dashboard.papers.making import ending_of, settled_choice
from dashboard.papers.series import EACH, each_of
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboard.delivery.orders import Order, Progress
    from dashboard.delivery.worker import PaperWorker
    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker

WRONG, NOT_FOUND, LATER, SEE_OTHER = 400, 404, 503, 303
NAMED = 5
"""Papers that could not be made and are named; more are counted."""
SOON = "30"
"""Seconds until it is worth asking again."""
LATE = "3600"
"""Seconds until some of the files that wait to be fetched may have gone."""
MEGABYTE = 1_000_000
LONGEST = 4000
Reply = Any
"""Flask's redirect has werkzeug's type, other answers flask's own."""


def install(server: Flask, papers: PaperService) -> None:
    """Add the addresses of orders."""

    @server.post(ORDERS)
    def order_papers() -> Reply:
        return _order_series(papers)

    @server.get(f"{ORDERS}/<token>/status.json")
    def order_status(token: str) -> Response:
        return _status(papers, token)

    @server.post(f"{ORDERS}/<token>/avbryt")
    def cancel_order(token: str) -> Reply:
        return _cancel(papers, token)

    @server.get(f"{ORDERS}/<token>/fil")
    def order_file(token: str) -> Response:
        order = _order(papers, token)
        if order is None or order.result is None:
            return sentences.page("delivery.order_gone", NOT_FOUND, REFUSED)
        return send_file(order.result.resolve(), as_attachment=True, download_name=order.result.name)


def _order_series(papers: PaperService) -> Reply:
    """One paper for each municipality or project of the selection, as one file."""
    kind, ending = KINDS.get(request.form.get("kind", "")), ending_of(request.form.get("ending", ""))
    each = next((known for known in EACH if known == request.form.get("each")), None)
    if kind is None or ending is None or each is None or papers.worker is None:
        return sentences.page(
            "delivery.unknown_kind", NOT_FOUND, REFUSED, name=request.form.get("kind", "")[:40]
        )
    try:
        selection, _ = settled_choice(papers.store, read_query(request.form.get("query", "")[:4000])[0])
        spoken = language_of(f"sprak={request.form.get('sprak', '')}")
        singles = each_of(kind, papers.store, selection, each, spoken)
    except NothingLoaded:
        return sentences.page("delivery.unreadable", LATER, REFUSED)
    if not singles:
        return sentences.page("delivery.no_series", WRONG, REFUSED)
    wanted = [Wanted(kind.code, single.query(), ending) for single in singles]
    return queued(papers, wanted, selection.language)


def queued(papers: PaperService, wanted: Sequence[Wanted], spoken: Language) -> Reply:
    """Take an order, and show how far it is; a sentence where too much waits already."""
    worker = papers.worker
    if len(wanted) > MOST_AT_ONCE:
        return sentences.page("delivery.too_long", WRONG, REFUSED, most=str(MOST_AT_ONCE))
    if worker is not None and worker.orders.full():
        answer = sentences.page("delivery.orders_full", LATER, REFUSED, size=str(MOST_BYTES // MEGABYTE))
        answer.headers["Retry-After"] = LATE
        return answer
    if worker is not None and papers.quota is not None:
        try:
            papers.quota.take(peer(), len(wanted))
        except QuotaReached as reached:
            return too_many(reached)
    order = worker.orders.take(wanted) if worker else None
    if worker is None or order is None:
        answer = sentences.page("delivery.queue_full", LATER, REFUSED)
        answer.headers["Retry-After"] = SOON
        return answer
    worker.ensure_running()
    return redirect(f"{ORDERS}/{order.token}?sprak={spoken}", SEE_OTHER)


def _order(papers: PaperService, token: str) -> Order | None:
    return papers.worker.orders.find(token) if papers.worker else None


def _status(papers: PaperService, token: str) -> Response:
    """How far an order is, as the page that asks shows it."""
    order, say = _order(papers, token), speaker(sentences.language())
    if order is None or papers.worker is None:
        answer = jsonify(state="gone", sentence=say("delivery.order_gone"))
        answer.status_code = NOT_FOUND
        return answer
    at = order.progress
    if at.state in ("waiting", "working"):
        papers.worker.ensure_running()  # whoever made papers may have been stopped
    answer = jsonify(state=at.state, done=at.done, total=at.total, sentence=state_words(at, say))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _cancel(papers: PaperService, token: str) -> Reply:
    order = _order(papers, token)
    if order is None:
        return sentences.page("delivery.order_gone", NOT_FOUND, REFUSED)
    order.cancel()
    return redirect(f"{ORDERS}/{order.token}?sprak={sentences.language()}", SEE_OTHER)


def found(path: str) -> Order | None:
    """Order at an address; None where there is none, or no worker."""
    worker: PaperWorker | None = current_app.config.get("BOLYST_PAPER_WORKER") if has_app_context() else None
    return worker.orders.find(path.removeprefix(f"{ORDERS}/")) if worker else None


def layout(say: Speaker, _store: FrameStore, *, order: Order) -> list[Component]:
    """The order as it is; `papers.js` keeps it up to date and fetches the file."""
    at = order.progress
    address = f"{ORDERS}/{order.token}"
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
    parts = [say.count("delivery.order_done", at.done)] if at.done else []
    if at.failed:
        names = [_named(query) for query in at.failed[:NAMED]]
        parts.append(say.count("delivery.order_failed", len(at.failed), names=", ".join(names)))
    return " ".join(parts)


def _named(query: str) -> str:
    """Short name of a paper that could not be made: its project or municipality."""
    selection, _, _ = read_query(query)
    return ", ".join((*selection.projects, *selection.municipalities)) or query
