"""What a statistics server answered: JSON, or the reason in bokmål why it cannot be used.

BadAnswer(ValueError)      an answer that cannot be read, or does not fit what was asked for
└── Refused                the server says why it will not answer
    └── TooManyCells       the selection is larger than the server allows
Unavailable(OSError)       no answer: no network, or the server is still busy after patient waiting
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any, NoReturn

REASONS = {
    "non-existent table": "Tabellen finnes ikke.",
    "non-existent variable": "Tabellen har ikke en av variablene det spørres etter.",
    "non-existent value": "Tabellen har ikke en av kodene det spørres etter.",
    "non-existent codelist": "Kodelisten finnes ikke; store og små bokstaver må stemme.",
    "missing selection for mandantory variable": "Spørringen mangler valg for en variabel som må være med.",
    "missing selection for mandatory variable": "Spørringen mangler valg for en variabel som må være med.",
    "illegal selection expression": "Et valg i spørringen er ikke skrevet riktig.",
}
"""What the server's own reasons mean; the misspelling is the server's."""
TOO_MANY = "too many cells"
SHOWN = 120
"""Characters shown of what a server wrote."""


@dataclass(frozen=True)
class Problem:
    """Trouble that left the rest of an answer usable, as a sentence in bokmål."""

    text: str

    def __str__(self) -> str:
        """Return the sentence."""
        return self.text


class BadAnswer(ValueError):
    """An answer that cannot be used; the text says why, in bokmål."""


class Refused(BadAnswer):
    """The server refused; `status` is that of HTTP, `title` the server's own words, if it has any."""

    def __init__(self, text: str, *, status: int, title: str = "") -> None:
        """Keep the server's words beside ours."""
        super().__init__(text)
        self.status = status
        self.title = title


class TooManyCells(Refused):
    """The selection has more cells than the server gives in one answer."""


class Unavailable(OSError):
    """The server cannot be reached, or stays busy; what was fetched before is still good."""


def read_json(payload: bytes) -> dict[str, Any]:
    """Decode the JSON object of an answer, whatever its content type said.

    Raises:
        Refused: The object is a refusal.
        BadAnswer: The body is empty, a web page, cut off, not UTF-8, or no object.
    """
    if not payload.strip():
        raise BadAnswer("Svaret er tomt.")
    try:
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadAnswer("Svaret er ikke tekst i UTF-8.") from error
    if text.lstrip().startswith("<?xml") and "<html" not in text[: SHOWN * 5].casefold():
        raise BadAnswer("Svaret er XML, ikke JSON.")
    if text.lstrip().startswith("<"):
        raise BadAnswer(f"Svaret er en nettside, ikke data{_page_title(text)}.")
    try:
        answer = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        place = f" ved tegn {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadAnswer(f"Svaret er ikke gyldig JSON{place}; det kan være avkortet.") from error
    if not isinstance(answer, dict):
        raise BadAnswer("Svaret er JSON, men ikke et objekt.")
    status = answer.get("status")
    if "title" in answer and isinstance(status, int) and not isinstance(status, bool):
        raise _refused(as_text(answer["title"]), status)
    if "error" in answer and len(answer) == 1:
        raise _refused(as_text(answer["error"]), 0)
    return answer


def refusal(status: int, payload: bytes) -> BadAnswer:
    """Explain an answer whose HTTP status is not a success."""
    try:
        answer = read_json(payload)
        title = as_text(answer.get("title")) or as_text(answer.get("detail"))
    except Refused as refused:
        title = refused.title
    except BadAnswer as unreadable:
        return Refused(f"Serveren svarte {status}. {_meaning(status)}{unreadable}", status=status)
    return _refused(title, status)


def as_dict(value: object) -> dict[str, Any]:
    """Return the object if it is one, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """Return the list if it is one, else an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Return the text if it is one, else an empty one."""
    return value if isinstance(value, str) else ""


def _refused(title: str, status: int) -> Refused:
    shown = title[:SHOWN]
    if TOO_MANY in title.casefold():
        return TooManyCells("Spørringen gir flere celler enn serveren svarer på.", status=status, title=shown)
    reason = REASONS.get(title.strip().casefold(), "Serveren avviste spørringen.")
    words = f" Serveren skriver «{shown}»." if shown else ""
    return Refused(f"{reason}{words} (status {status})", status=status, title=shown)


def _meaning(status: int) -> str:
    if status == 404:  # noqa: PLR2004 - the status is its own name
        return "Adressen finnes ikke, eller den er for lang. "
    if status == 500:  # noqa: PLR2004 - the same
        return "Det skjer når en kode står to ganger i spørringen. "
    return ""


def _page_title(text: str) -> str:
    found = re.search(r"<title[^>]*>(.*?)</title", text, re.IGNORECASE | re.DOTALL)
    words = " ".join(unescape(found[1]).split())[:SHOWN] if found else ""
    return f": «{words}»" if words else ""


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
