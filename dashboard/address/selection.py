"""What the user has chosen, and the address's query it is written as."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from terms.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terms.languages import Language

EVERYWHERE = "alle"
PARAMETERS = ("sprak", "program", "fylke", "kommune", "prosjekt", "gruppe", "aar", "sidan", "liknande")
FIRST_YEAR, LAST_YEAR = 1900, 2100
KOSTRA = "kostra"
PEERS = re.compile(rf"{KOSTRA}|[0-9](?:-[0-9]){{3}}")
"""Who a municipality is set beside: its KOSTRA group, or the nearest by four weights."""


@dataclass(frozen=True)
class Selection:
    """One choice in the filter bar; an empty part means «all».

    Municipalities are numbers of 2024, in the order of the number. `years` is first and last year,
    both included; None means every year.

    Two parts belong to single panels and outlive a change of filters: `since` is the day «what has
    changed» counts from, `peers` who a municipality is compared with (see PEERS); None = the panel's own.
    """

    language: Language = "nb"
    programme: str | None = None
    county: str | None = None
    municipalities: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    since: date | None = None
    peers: str | None = None

    @property
    def last_year(self) -> int | None:
        """Last chosen year."""
        return self.years[1] if self.years else None

    def query(self) -> str:
        """Canonical query: same choice, same text; always with language and with a place or «alle»."""
        parts = {
            "sprak": self.language,
            "program": self.programme or "",
            "fylke": self.county or ("" if self._has_place else EVERYWHERE),
            "kommune": ",".join(self.municipalities),
            "prosjekt": ",".join(self.projects),
            "gruppe": ",".join(self.groups),
            "aar": _years_text(self.years),
            "sidan": self.since.isoformat() if self.since else "",
            "liknande": self.peers or "",
        }
        return "&".join(f"{key}={quote(value, safe=',-')}" for key, value in parts.items() if value)

    @property
    def _has_place(self) -> bool:
        return bool(self.county or self.municipalities or self.projects or self.programme)

    def within(self, **parts: object) -> Selection:
        """Return the same choice with some parts changed."""
        return replace(self, **parts)  # type: ignore[arg-type]  # fields are checked by the dataclass's own types


@dataclass(frozen=True)
class Misread:
    """A part of the address that could not be used: which parameter, what stood there, and why.

    `reason` is `unknown_parameter`, `unknown_value`, `bad_year` or, for a municipality number no longer
    in use, `old_number` (then it was used all the same).
    """

    parameter: str
    value: str
    reason: str


def read_query(query: str) -> tuple[Selection, list[Misread], bool]:
    """Selection as written, misread parts, and whether the query names a place itself.

    Only the form is read here; whether a project or a municipality exists is checked against the data
    by `places.asked`. A parameter given twice counts with its last value.
    """
    misread: list[Misread] = []
    given: dict[str, str] = {}
    text = query.encode(errors="replace").decode()  # a lone surrogate cannot be written in an address
    for key, value in parse_qsl(text.removeprefix("?"), keep_blank_values=False):
        if key in PARAMETERS:
            given[key] = value
        else:
            misread.append(Misread(key[:40], value[:40], "unknown_parameter"))
    language: Language = "nb"
    for known in LANGUAGES:
        if given.get("sprak") == known:
            language = known
    if "sprak" in given and given["sprak"] != language:
        misread.append(Misread("sprak", given["sprak"][:40], "unknown_value"))
    years = _years(given.get("aar"))
    if "aar" in given and years is None:
        misread.append(Misread("aar", given["aar"][:40], "bad_year"))
    since = _day(given.get("sidan"))
    peers = given["liknande"] if PEERS.fullmatch(given.get("liknande", "")) else None
    misread += [
        Misread(name, given[name][:40], "unknown_value")
        for name, read in (("sidan", since), ("liknande", peers))
        if name in given and read is None
    ]
    county = given.get("fylke")
    selection = Selection(
        language=language,
        programme=given.get("program"),
        county=None if county == EVERYWHERE else county,
        municipalities=_listed(given.get("kommune")),
        projects=_listed(given.get("prosjekt")),
        groups=_listed(given.get("gruppe")),
        years=years,
        since=since,
        peers=peers,
    )
    return selection, misread, any(given.get(part) for part in ("program", "fylke", "kommune", "prosjekt"))


def language_of(query: str) -> Language | None:
    """Language the query asks for; None when it asks for none we have."""
    asked = dict(parse_qsl(query.removeprefix("?"))).get("sprak")
    return next((language for language in LANGUAGES if language == asked), None)


def _listed(text: str | None) -> tuple[str, ...]:
    return _unique(part.strip() for part in (text or "").split(",") if part.strip())


def _unique(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(parts)))


def _years(text: str | None) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text or "")
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first, last) if FIRST_YEAR <= first <= last <= LAST_YEAR else None


def _day(text: str | None) -> date | None:
    """Day written as 2014-06-30; the browser's own date fields write it so."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text or "", re.ASCII):
        with suppress(ValueError):
            return date.fromisoformat(str(text))
    return None


def _years_text(years: tuple[int, int] | None) -> str:
    if years is None:
        return ""
    return str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"
