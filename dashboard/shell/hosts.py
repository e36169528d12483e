"""The host names the board answers to, and the machines it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response, request

from dashboard.access.binding import is_loopback, known_hosts
from dashboard.access.door import host_name
from dashboard.address.selection import language_of
from terms.words import speaker

if TYPE_CHECKING:
    from dashboard.shell.settings import Settings

ASKED_BY_ADDRESS = frozenset({"/healthz", "/readyz"})
"""What a load balancer asks, by whatever address it knows; `/metrics` tells more, and is not among them."""
FORBIDDEN, MISDIRECTED = 403, 421


def install(server: Flask, settings: Settings) -> None:
    """Refuse other names, and other machines where the board is not public, before anything else is done."""
    known = known_hosts(settings)

    @server.before_request
    def refuse_strangers() -> Response | None:
        if request.path in ASKED_BY_ADDRESS:
            return None
        peer = request.remote_addr or ""
        if peer and not settings.public and not is_loopback(peer):  # a unix socket gives no address
            return _told("shell.not_for_others", FORBIDDEN)
        if host_name() not in known and not is_loopback(host_name()):
            return _told("shell.unknown_host", MISDIRECTED)
        return None


def _told(key: str, status: int) -> Response:
    say = speaker(language_of(request.query_string.decode(errors="replace")) or "nb")
    return Response(f"{say(key)}\n", status, content_type="text/plain; charset=utf-8")
