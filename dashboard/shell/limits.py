"""How much may be sent to which address; what is more is refused before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request

if TYPE_CHECKING:
    from flask import Flask

SMALL = 256_000
"""Bytes of a callback or a form: a thousand times what our pages send."""
OWN_LIMIT = ("/opplasting",)
"""Addresses of files, which say themselves how much they take (`dashboard.entry.routes`)."""
TOO_LARGE = 413


def install(server: Flask) -> None:
    """Refuse bodies by the length they state; one that states none is read as far as the limit."""
    server.config["MAX_CONTENT_LENGTH"] = SMALL
    server.config["MAX_FORM_MEMORY_SIZE"] = SMALL

    @server.before_request
    def refuse_large_bodies() -> None:
        takes_files = request.method == "POST" and request.path.startswith(OWN_LIMIT)
        if takes_files:
            return
        unstated = "Transfer-Encoding" in request.headers
        if (request.content_length or 0) > SMALL or (unstated and len(request.get_data()) >= SMALL):
            abort(TOO_LARGE)  # what states no length is cut at the limit by werkzeug, not refused
