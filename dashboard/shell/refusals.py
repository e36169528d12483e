"""What is said when something is refused or goes wrong: one sentence in the reader's language."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus

from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from dashboard.access import sentences
from dashboard.shell.headers import ALWAYS
from terms.languages import LANGUAGES
from terms.words import speaker

log = logging.getLogger(__name__)
KEYS = {
    400: "refusals.400",
    403: "refusals.403",
    404: "refusals.404",
    405: "refusals.405",
    408: "refusals.408",
    413: "refusals.413",
    414: "refusals.414",
    415: "refusals.415",
    421: "refusals.421",
    431: "refusals.431",
    500: "refusals.500",
    503: "refusals.503",
}
"""Statuses with a sentence of their own; others have that of 400 or 500."""
WRONG, NOT_FOUND, FAULT = 400, 404, 500
ASKED = re.compile(rb"[?&]sprak=([a-z]{2})")
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""For an answer that is a line of text."""


def install(server: Flask) -> None:
    """Answer every refusal and every fault with a sentence."""

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        answer = _line(error.code or FAULT)
        if allowed := error.get_response().headers.get("Allow"):
            answer.headers["Allow"] = allowed
        return answer

    @server.errorhandler(DependencyException)
    @server.errorhandler(InvalidResourceError)
    def not_there(_error: Exception) -> Response:
        """Dash's own way to say that there is no such script."""
        return _line(NOT_FOUND)

    @server.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        log.error("%s %s failed", request.method, request.path, exc_info=error)
        return _line(FAULT)


def raw_answer(status: int, head: bytes = b"") -> bytes:
    """A whole answer for a request that no Flask has seen; the language is looked for in its head."""
    found = ASKED.search(head.partition(b"\r\n")[0])
    asked = found[1].decode() if found else ""
    spoken = next((known for known in LANGUAGES if known == asked), LANGUAGES[0])
    body = f"{speaker(spoken)(_key(status))}\n".encode()
    headers = {
        "Connection": "close",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Content-Security-Policy": BARE_POLICY,
        **ALWAYS,
    }
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def _line(status: int) -> Response:
    return sentences.line(_key(status), status)


def _key(status: int) -> str:
    return KEYS.get(status, KEYS[FAULT if status >= FAULT else WRONG])
