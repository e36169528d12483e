"""Static files small on the wire: compressed once and kept, instead of at every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import brotli
from flask import Response, request

if TYPE_CHECKING:
    from flask import Flask

SMALLER = ("text/css", "application/javascript", "text/javascript", "application/geo+json", "image/svg+xml")
QUALITY = 6
YEAR = "public, max-age=31536000, immutable"
OK = 200


def install(server: Flask) -> None:
    """Serve scripts, styles and outlines with brotli; files named by their version may be kept a year."""
    kept: dict[str, tuple[str, bytes]] = {}

    @server.after_request
    def shrink(response: Response) -> Response:
        if response.status_code != OK or response.mimetype not in SMALLER or response.content_encoding:
            return response
        if "m" in request.args or "v" in request.args:
            response.headers["Cache-Control"] = YEAR
        if not request.accept_encodings.quality("br"):
            return response
        stamp = response.headers.get("ETag", "") or response.headers.get("Last-Modified", "")
        held = kept.get(request.path)
        if held is None or held[0] != stamp:
            response.direct_passthrough = False
            held = (stamp, brotli.compress(response.get_data(), quality=QUALITY))
            kept[request.path] = held
        response.close()  # the file behind it, which may not have been read
        response.set_data(held[1])
        response.headers["Content-Encoding"] = "br"
        response.headers.add("Vary", "Accept-Encoding")
        return response
