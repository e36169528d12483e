"""Whom the board answers: by which name, on which machine, and from whose pages.

Other names, and other machines where the board is not public, are refused before anything else is done.
A link on another site may open a view or a kept paper. Only our own pages may order, make or cancel one,
and no other site may have one inside its own pages: there every visitor would make papers unknowingly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from flask import current_app, request

from dashboard.access import sentences
from dashboard.access.binding import is_loopback, known_hosts
from dashboard.address.links import EXPORTS, FORMS, PAPERS

if TYPE_CHECKING:
    from flask import Flask, Response

    from dashboard.access.binding import Reach

ASKED_BY_ADDRESS = frozenset({"/healthz", "/readyz"})
"""What a load balancer asks, by whatever address it knows; `/metrics` tells more, and is not among them."""
FORBIDDEN, MISDIRECTED = 403, 421
FORWARDED = frozenset({
    "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-remote-addr", "x-remote-ip",
    "x-scheme", "x-arr-log-id", "client-ip", "true-client-ip", "fastly-client-ip", "fly-client-ip",
    "cdn-loop",
})  # fmt: skip
FORWARDED_BEGIN = ("x-forwarded", "x-original-", "x-envoy-", "cf-", "x-amzn-", "x-azure-")
"""Headers that only what stands in front of a board adds: the sender is then not whoever is connected."""
Origin = Literal["here", "link", "inside"]
GUARDED = (PAPERS, FORMS, EXPORTS)
"""Addresses of papers, orders, forms, and of files and pictures of a view."""
READS = frozenset({"GET", "HEAD"})


def refuse_other_machines(server: Flask, reach: Reach) -> None:
    """Answer 421 to names that are not the board's, and 403 to other machines where it is not public."""
    known = known_hosts(reach)

    @server.before_request
    def refuse_strangers() -> Response | None:
        if request.path in ASKED_BY_ADDRESS:
            return None
        peer = request.remote_addr or ""
        if peer and not reach.public and not is_loopback(peer):  # a unix socket gives no address
            return sentences.line("shell.not_for_others", FORBIDDEN)
        if host_name() not in known and not is_loopback(host_name()):
            return sentences.line("shell.unknown_host", MISDIRECTED)
        return None


def refuse_other_sites(server: Flask, public_url: str) -> None:
    """Answer 403 to other sites that order, or that have our files inside their pages."""
    server.config["BOLYST_PUBLIC_NAME"] = urlsplit(public_url).netloc.lower()

    @server.before_request
    def keep_out() -> Response | None:
        guarded = any(request.path == root or request.path.startswith(f"{root}/") for root in GUARDED)
        if not guarded or came_from() != "inside":
            return None
        key = "delivery.not_embedded" if request.method in READS else "delivery.not_from_here"
        return sentences.page(key, FORBIDDEN, "delivery.refused_title")


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
            return "here" if _host_and_port(given) in ours else _outside(link=name == "Referer")
    browser = (request.user_agent.string or "").startswith("Mozilla/")
    return _outside(link=True) if browser and not is_direct() else "here"


def _host_and_port(address: str) -> str:
    """Host and port of an address; empty where it is none, such as «http://[»."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def is_direct() -> bool:
    """Whether the sender is on this machine and connected to us, with nothing in between that can be seen.

    The connection decides; what the Host header says can only close.
    """
    return (
        is_loopback(request.remote_addr or "")
        and not any(_tells_of_a_proxy(name) for name, _ in request.headers)
        and is_loopback(host_name())
    )


def host_name() -> str:
    """Host the request asks for, without its port; empty where it is none."""
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""


def _tells_of_a_proxy(header: str) -> bool:
    name = header.lower()
    return name in FORWARDED or name.startswith(FORWARDED_BEGIN)
