"""Addresses of the catalogue: /katalog.jsonld and /katalog.ttl."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Response, request

from dashboard.method.catalogue import Publisher, catalogue, json_ld
from dashboard.method.turtle import turtle
from terms.errors import NothingLoaded

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from dashboard.method.catalogue import Node
    from dashboard.shell.settings import Settings
    from dashboard.store.store import FrameStore

UNREADABLE = 503


def install(server: Flask, store: FrameStore, settings: Settings) -> None:
    """Answer with the description of what may be published, at the address people reach the board by."""
    publisher = Publisher(settings.publisher, settings.publisher_number, settings.contact)

    def described(write: Callable[[list[Node]], str], kind: str) -> Response:
        base = (settings.public_url or request.host_url).rstrip("/")
        try:
            nodes = store.remember(("catalogue", base), lambda: catalogue(store, publisher, base))
        except NothingLoaded:
            return Response("", status=UNREADABLE)
        return Response(write(nodes), content_type=f"{kind}; charset=utf-8")

    @server.get("/katalog.jsonld")
    def catalogue_json_ld() -> Response:
        return described(_json_ld, "application/ld+json")

    @server.get("/katalog.ttl")
    def catalogue_turtle() -> Response:
        return described(turtle, "text/turtle")


def _json_ld(nodes: list[Node]) -> str:
    return json.dumps(json_ld(nodes), ensure_ascii=False, indent=1)
