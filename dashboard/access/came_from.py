"""Where a request comes from: our own pages, a link on another site, or from inside another site.

A link may open a view or a kept paper. Only our own pages may order, make or cancel one, and no other
site may have one inside its own pages: there every visitor would make papers without knowing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from flask import current_app, request

from dashboard.access.door import is_direct
from dashboard.address import export_links, form_links
from dashboard.delivery.paper_desk import FORBIDDEN, ROOT, sentence

if TYPE_CHECKING:
    from flask import Flask, Response

Origin = Literal["here", "link", "inside"]
GUARDED = (ROOT, form_links.ROOT, export_links.ROOT)
"""Addresses of papers, orders, forms, and of files and pictures of a view."""
READS = frozenset({"GET", "HEAD"})


def install(server: Flask, public_url: str) -> None:
    """Answer 403 to other sites that order, or that have our files inside their pages."""
    server.config["BOLYST_PUBLIC_NAME"] = urlsplit(public_url).netloc.lower()

    @server.before_request
    def keep_out() -> Response | None:
        guarded = any(request.path == root or request.path.startswith(f"{root}/") for root in GUARDED)
        if not guarded or came_from() != "inside":
            return None
        told = "delivery.not_embedded" if request.method in READS else "delivery.not_from_here"
        return sentence(told, FORBIDDEN)


def came_from() -> Origin:
    """Where the request in hand comes from, by what its browser says of it.

    «Same site» is another site too: a municipality's other pages are made by others. Typed in, or
    followed from a program that is no browser («none»), is the user's own doing.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:
        return _by_older_signs()
    if site in {"same-origin", "none"}:
        return "here"
    whole = (request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest"))
    return _outside(link=whole == ("navigate", "document"))


def _outside(*, link: bool) -> Origin:
    return "link" if link and request.method in READS else "inside"


def _by_older_signs() -> Origin:
    """Judge a browser from before 2023, one that reaches us without TLS, or a program.

    None of them says `Sec-Fetch-*`. Our own pages send an Origin or a Referer (`Referrer-Policy:
    same-origin`); on this machine, what sends neither is a program, as every browser says where it
    comes from there. Elsewhere, a browser that tells nothing may have been sent by anyone.
    """
    ours = {request.host.lower(), current_app.config.get("BOLYST_PUBLIC_NAME", "")} - {""}
    for name in ("Origin", "Referer"):
        given = request.headers.get(name)
        if given:
            return "here" if urlsplit(given).netloc.lower() in ours else _outside(link=name == "Referer")
    browser = (request.user_agent.string or "").startswith("Mozilla/")
    return _outside(link=True) if browser and not is_direct() else "here"
