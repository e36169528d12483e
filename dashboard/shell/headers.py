"""What every answer says about itself: no foreign hosts, no inline script, no guessing of types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask import Flask

PAGES = frozenset({"/", "/<path:path>"})
"""Dash's own endpoints for pages, known and unknown; every other endpoint answers for itself."""
OK, NOT_FOUND = 200, 404
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",  # no other site shows our files
}
"""The same on every answer; the policy for content is written for Dash's scripts."""


def install(server: Flask, *, scripts: Sequence[str], known: Callable[[str], bool]) -> None:
    """Set the headers; `scripts` are the hashes of Dash's inline ones; a path not `known` gets 404."""
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {' '.join(scripts)}",
            "style-src 'self' 'unsafe-inline'",  # Dash and plotly set style attributes
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )

    @server.after_request
    def set_headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers.update(ALWAYS)
        if request.endpoint in PAGES and response.status_code == OK and not known(request.path):
            response.status_code = NOT_FOUND
        return response
