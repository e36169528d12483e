"""What every answer says about itself: no foreign hosts, no inline script, no guessing of types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

if TYPE_CHECKING:
    from dash import Dash

OWN_ROUTES = (
    "/_dash",
    "/assets",
    "/bootstrap.min.css",
    "/boundaries.geojson",
    "/healthz",
    "/readyz",
    "/metrics",
)
"""Paths that answer for themselves; every other unknown path is a page that is not there."""
NOT_FOUND = 404


def install(app: Dash, *, known: frozenset[str]) -> None:
    """Set the headers; give an unknown page its 404 (Dash would answer 200)."""
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {' '.join(app.csp_hashes())}",
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

    @app.server.after_request
    def set_headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if (
            request.path not in known
            and not request.path.startswith(OWN_ROUTES)
            and response.status_code == 200
        ):  # noqa: PLR2004  # HTTP OK
            response.status_code = NOT_FOUND
        return response
