"""Addresses of orders: many papers at once, how far they are, their file, and an end to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask, Response, jsonify, redirect, request, send_file

from dashboard.address.selection import language_of, read_query
from dashboard.delivery.paper_desk import (
    LATER,
    NOT_FOUND,
    ORDERS,
    SEE_OTHER,
    WRONG,
    Desk,
    language,
    sentence,
    too_many,
)
from dashboard.delivery.paper_order import state_words
from dashboard.delivery.paper_orders import MOST_AT_ONCE, MOST_BYTES, Wanted
from dashboard.delivery.paper_quota import QuotaReached, peer
from dashboard.papers.kinds import KINDS
from dashboard.papers.making import ending_of, settled_choice
from dashboard.papers.series import EACH, each_of
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.delivery.paper_orders import Order
    from terms.languages import Language

SOON = "30"
"""Seconds until it is worth asking again."""
LATE = "3600"
"""Seconds until some of the files that wait to be fetched may have gone."""
MEGABYTE = 1_000_000
LONGEST = 4000
Reply = Any
"""Flask's redirect has werkzeug's type, other answers flask's own."""


def install(server: Flask, desk: Desk) -> None:
    """Add the addresses of orders."""

    @server.post(ORDERS)
    def order_papers() -> Reply:
        return _order_series(desk)

    @server.get(f"{ORDERS}/<token>/status.json")
    def order_status(token: str) -> Response:
        return _status(desk, token)

    @server.post(f"{ORDERS}/<token>/avbryt")
    def cancel_order(token: str) -> Reply:
        return _cancel(desk, token)

    @server.get(f"{ORDERS}/<token>/fil")
    def order_file(token: str) -> Response:
        order = _found(desk, token)
        if order is None or order.result is None:
            return sentence("delivery.order_gone", NOT_FOUND)
        return send_file(order.result.resolve(), as_attachment=True, download_name=order.result.name)


def _order_series(desk: Desk) -> Reply:
    """One paper for each municipality or project of the selection, as one file."""
    kind, ending = KINDS.get(request.form.get("kind", "")), ending_of(request.form.get("ending", ""))
    each = next((known for known in EACH if known == request.form.get("each")), None)
    if kind is None or ending is None or each is None or desk.press is None:
        return sentence("delivery.unknown_kind", NOT_FOUND, name=request.form.get("kind", "")[:40])
    try:
        selection, _ = settled_choice(desk.store, read_query(request.form.get("query", "")[:4000])[0])
        spoken = language_of(f"sprak={request.form.get('sprak', '')}")
        singles = each_of(kind, desk.store, selection, each, spoken)
    except NothingLoaded:
        return sentence("delivery.unreadable", LATER)
    if not singles:
        return sentence("delivery.no_series", WRONG)
    wanted = [Wanted(kind.code, single.query(), ending) for single in singles]
    return queued(desk, wanted, selection.language)


def queued(desk: Desk, wanted: Sequence[Wanted], spoken: Language) -> Reply:
    """Take an order, and show how far it is; a sentence where too much waits already."""
    press = desk.press
    if len(wanted) > MOST_AT_ONCE:
        return sentence("delivery.too_long", WRONG, most=str(MOST_AT_ONCE))
    if press is not None and press.orders.full():
        answer = sentence("delivery.orders_full", LATER, size=str(MOST_BYTES // MEGABYTE))
        answer.headers["Retry-After"] = LATE
        return answer
    if press is not None and desk.quota is not None:
        try:
            desk.quota.take(peer(), len(wanted))
        except QuotaReached as reached:
            return too_many(reached)
    order = press.orders.take(wanted) if press else None
    if press is None or order is None:
        answer = sentence("delivery.queue_full", LATER)
        answer.headers["Retry-After"] = SOON
        return answer
    press.wake()
    return redirect(f"{ORDERS}/{order.token}?sprak={spoken}", SEE_OTHER)


def _found(desk: Desk, token: str) -> Order | None:
    return desk.press.orders.find(token) if desk.press else None


def _status(desk: Desk, token: str) -> Response:
    """How far an order is, as the page that asks shows it."""
    order, say = _found(desk, token), speaker(language())
    if order is None or desk.press is None:
        answer = jsonify(state="gone", sentence=say("delivery.order_gone"))
        answer.status_code = NOT_FOUND
        return answer
    at = order.progress
    if at.state in ("waiting", "working"):
        desk.press.wake()  # whoever made papers may have been stopped
    answer = jsonify(state=at.state, done=at.done, total=at.total, sentence=state_words(at, say))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _cancel(desk: Desk, token: str) -> Reply:
    order = _found(desk, token)
    if order is None:
        return sentence("delivery.order_gone", NOT_FOUND)
    order.cancel()
    return redirect(f"{ORDERS}/{order.token}?sprak={language()}", SEE_OTHER)
