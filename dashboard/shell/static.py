"""Files beside the pages: Bootstrap's css, our assets and the outlines; all answers small on the wire."""

from __future__ import annotations

from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
from dash.fingerprint import check_fingerprint
from flask import Response, request, send_file
from flask_compress import Compress

if TYPE_CHECKING:
    from flask import Flask

ASSETS = Path(__file__).resolve().parents[2] / "assets"
"""Our styles and scripts: beside the packages, in a checkout as where the wheel is installed."""
BOOTSTRAP = f"/bootstrap.min.css?v={metadata.version('bootstrap-flask')}"
SMALLER = ("text/css", "application/javascript", "text/javascript", "application/geo+json", "image/svg+xml")
QUALITY = 6
SECONDS_IN_A_YEAR = 31_536_000
YEAR = f"public, max-age={SECONDS_IN_A_YEAR}, immutable"
OK, NOT_FOUND = 200, 404


def add_files(server: Flask, outlines: Path) -> None:
    """Add what is served beside Dash: Bootstrap's css, and the outlines where they have been fetched."""
    bootstrap = resources.files("flask_bootstrap") / "static" / "bootstrap5" / "css" / "bootstrap.min.css"

    @server.get("/bootstrap.min.css")
    def bootstrap_css() -> Response:
        return send_file(str(bootstrap), mimetype="text/css", max_age=SECONDS_IN_A_YEAR)

    @server.get("/boundaries.geojson")
    def boundaries() -> Response | tuple[str, int]:
        if not outlines.is_file():
            return "", NOT_FOUND
        return send_file(outlines.resolve(), mimetype="application/geo+json", max_age=SECONDS_IN_A_YEAR)


def outlines_address(outlines: Path) -> str | None:
    """Address of the outline file, named by its age so that browsers may keep it; None when there is none."""
    if not outlines.is_file():
        return None
    return f"/boundaries.geojson?v={outlines.stat().st_mtime_ns}"


def compress(server: Flask) -> None:
    """Send answers compressed: scripts, styles and outlines once and kept, pages and JSON each time.

    Files named by their version may be kept a year.
    """
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
        name = _without_version(request.path)
        held = kept.get(name)
        if held is None or held[0] != stamp:
            response.direct_passthrough = False
            held = (stamp, brotli.compress(response.get_data(), quality=QUALITY))
            kept[name] = held
        response.close()  # the file behind it, which may not have been read
        response.set_data(held[1])
        response.headers["Content-Encoding"] = "br"
        response.headers.add("Vary", "Accept-Encoding")
        return response

    server.config["COMPRESS_MIMETYPES"] = ["text/html", "application/json"]
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    server.config["BOLYST_KEPT_COMPRESSED"] = kept
    Compress(server)


def _without_version(path: str) -> str:
    """Path of a file without the version in its name: Dash answers to any, and each would be kept."""
    name: str = check_fingerprint(path)[0]  # type: ignore[no-untyped-call]  # Dash's own
    return name
