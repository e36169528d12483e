"""Who may write on the web: this machine's own users, from the board's own pages, with the write key."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_plus

from flask import Flask, Response, request

from dashboard.access.visitors import is_direct
from dashboard.access.write_key import PARAMETER

if TYPE_CHECKING:
    from dashboard.access.write_key import WriteKey

COOKIE = "bolyst_nokkel"
KEPT = 90 * 86_400
"""Seconds a browser keeps the key."""
SEE_OTHER = 303


class Standing(StrEnum):
    """What a request may do about what is stored."""

    MAY_WRITE = "may_write"
    NEEDS_KEY = "needs_key"
    CLOSED = "closed"


@dataclass(frozen=True)
class Door:
    """Who may come in; only where the board is bound to loopback is there one."""

    key: WriteKey

    def standing(self) -> Standing:
        """What the request at hand may do."""
        if not (is_direct() and _is_our_own_page()):
            return Standing.CLOSED
        return Standing.MAY_WRITE if self._has_key() else Standing.NEEDS_KEY

    def may_write(self) -> bool:
        """Whether the request may import, undo or enter anything."""
        return self.standing() is Standing.MAY_WRITE

    def token(self) -> str:
        """What a form of ours carries, and a page of others cannot know; empty where there is no key."""
        key = self.key.read()
        return hmac.new(key.encode(), b"upload", "sha256").hexdigest() if key else ""

    def knows(self, token: str) -> bool:
        """Whether a form is one of ours."""
        ours = self.token()
        return bool(ours) and hmac.compare_digest(_bytes(token), ours.encode())

    def admit(self, answer: Response, word: str) -> None:
        """Let a browser that brought the key keep it, unless it came through something in front of us."""
        key = self.key.read()
        if not (key and is_direct() and hmac.compare_digest(_bytes(word), key.encode())):
            return
        answer.set_cookie(cookie_name(key), key, max_age=KEPT, path="/", httponly=True, samesite="Strict")

    def _has_key(self) -> bool:
        key = self.key.read()
        if key is None:
            return False
        return hmac.compare_digest(_bytes(request.cookies.get(cookie_name(key), "")), key.encode())


def cookie_name(key: str) -> str:
    """Name of the cookie, one for each key: a browser sends its cookies to every port of a machine."""
    return f"{COOKIE}_{sha256(key.encode()).hexdigest()[:8]}"


def install(server: Flask, door: Door | None) -> None:
    """Take the key out of the address of a first visit, whether it opens anything or not."""

    @server.before_request
    def take_key() -> Response | None:
        if request.method not in {"GET", "HEAD"} or PARAMETER not in request.args:
            return None
        answer = Response(status=SEE_OTHER, headers={"Location": _without_key(), "Cache-Control": "no-store"})
        if door is not None:
            door.admit(answer, request.args[PARAMETER])
        return answer


def _bytes(sent: str) -> bytes:
    """What a sender wrote, also where it is no text."""
    return sent.encode(errors="replace")


def _without_key() -> str:
    """The address asked for, the rest of its query letter for letter; never one of another host."""
    parts = request.query_string.decode("latin-1").split("&")
    rest = "&".join(part for part in parts if unquote_plus(part.partition("=")[0]) != PARAMETER)
    path = quote("/" + request.path.lstrip("/\\"))
    return f"{path}?{rest}" if rest else path


def _is_our_own_page() -> bool:
    """Whether the request comes from a page of the board's own, as far as the browser tells."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return site in {"same-origin", "none"} and (origin is None or origin.partition("://")[2] == request.host)
