"""One way to answer with a sentence in the reader's language: as a line, as a page, or as JSON."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Response, jsonify, request

from dashboard.address.selection import language_of
from terms.words import speaker

if TYPE_CHECKING:
    from terms.languages import Language

PAGE = (
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title} · Bolysttavla</title>"
    '<link rel="stylesheet" href="/assets/board.css"></head><body><main id="innhald">'
    "<h1>{title}</h1>{body}</main></body></html>"
)


def query_text() -> str:
    """Query of the address, as it is written."""
    return request.query_string.decode(errors="replace")


def language() -> Language:
    """Language the address asks for, else that of the page that asked; bokmål where neither says."""
    return language_of(query_text()) or _language_of_asking_page() or "nb"


def line(key: str, status: int, **values: str) -> Response:
    """A line of text."""
    return Response(f"{speaker(language())(key, **values)}\n", status, mimetype="text/plain")


def in_json(key: str, status: int, **values: str) -> Response:
    """JSON with the field `sentence`, for our own scripts."""
    answer = jsonify(sentence=speaker(language())(key, **values))
    answer.status_code = status
    return answer


def page(key: str, status: int, title: str, /, **values: str) -> Response:
    """A page with a heading, the sentence, and the way to the board; `title` is the heading's key."""
    return page_in(language(), key, status, title, **values)


def page_in(spoken: Language, key: str, status: int, title: str, /, **values: str) -> Response:
    """The same in a language that is not the reader's own."""
    say = speaker(spoken)
    back = f'<p><a href="/?sprak={spoken}">{escape(say("delivery.to_board"))}</a></p>'
    return page_of(say(title), f"<p>{escape(say(key, **values))}</p>{back}", status, spoken)


def page_of(title: str, body: str, status: int, spoken: Language) -> Response:
    """A page of a heading and finished HTML; kept by no one, as the same address may give a file later."""
    answer = Response(
        PAGE.format(language=spoken, title=escape(title), body=body), status, mimetype="text/html"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _language_of_asking_page() -> Language | None:
    try:
        return language_of(urlsplit(request.referrer or "").query)
    except ValueError:  # an address that is none, such as «http://[»
        return None
