"""Finds the municipality that a cell means, in its year; a name that several have is asked about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_sources.intake.wording import Language, listing, say
from terms.municipality_lists import LAST_YEAR, named, places

if TYPE_CHECKING:
    from terms.municipality_lists import Municipality

NUMBERED = re.compile(r"(?P<number>\d{3,4})\b[\s.:–-]*(?P<name>.*)")
TITLE = re.compile(r"\b(?:kommune|herad)\b", re.IGNORECASE)
COUNTY = re.compile(r"(?P<name>.+?)\s*(?:\((?P<inside>[^()]+)\)|,\s*(?P<after>.+)|\bi\s+(?P<within>.+))")
LONGEST_NAME = 80


class NotFound(ValueError):
    """No municipality, or several; the message is the advice."""


def find(text: str, year: int | None, language: Language) -> str:
    """Number that «1534», «1534 Haram», «Haram», «Bø (Nordland)» or «Bø i Nordland» means in a year.

    Raises:
        NotFound: None or several could be meant, or it was not there in the year.
    """
    if len(text) > LONGEST_NAME:
        raise NotFound(say("municipality_unknown", language))
    numbered = NUMBERED.fullmatch(text.strip())
    if numbered:
        return _by_number(numbered["number"].zfill(4), numbered["name"], year, language)
    return _by_name(" ".join(TITLE.sub(" ", text).split()), year, language)


def template_names(language: Language) -> list[str]:
    """Every municipality as a template lists it, by name."""
    ordered = sorted(places().values(), key=lambda one: (one.name, one.number))
    return [template_name(one.number, language) for one in ordered]


def template_name(number: str, language: Language) -> str:
    """«1534 Haram (til 2019)»; the number alone where it is not known."""
    one = places().get(number)
    if one is None:
        return number
    label = f"{one.number} {one.name}"
    return label if one.valid_to == LAST_YEAR else say("until", language, label=label, year=one.valid_to)


def _by_number(number: str, written: str, year: int | None, language: Language) -> str:
    one = places().get(number)
    if one is None:
        raise NotFound(say("municipality_unknown", language))
    name = _bare(written)
    if name and name != one.name.casefold():
        raise NotFound(say("municipality_name", language, number=number, name=one.name))
    if _valid(one, year):
        return number
    then = [_asked(other) for other in named()[one.name.casefold()] if _valid(other, year)]
    if then:
        raise NotFound(say("municipality_year", language, year=year, known=listing(then)))
    raise NotFound(say("municipality_year_none", language, year=year))


def _by_name(text: str, year: int | None, language: Language) -> str:
    same, county = named().get(text.casefold(), ()), ""
    parted = None if same else COUNTY.fullmatch(text)
    if parted:
        county = next(part for part in (parted["inside"], parted["after"], parted["within"]) if part)
        same = named().get(parted["name"].strip().casefold(), ())
    if county:
        same = tuple(one for one in same if one.county.casefold() == county.strip().casefold())
    if not same:
        raise NotFound(say("municipality_unknown", language))
    valid = [one for one in same if _valid(one, year)]
    if len(valid) == 1:
        return valid[0].number
    if valid:
        known = listing([_asked(one) for one in valid])
        raise NotFound(say("municipality_which", language, known=known))
    raise NotFound(say("municipality_year_none", language, year=year))


def _valid(one: Municipality, year: int | None) -> bool:
    """Whether a number was in use in a year; any number where the year is not said."""
    return year is None or one.existed(year, year)


def _asked(one: Municipality) -> str:
    """«1867 Bø (Nordland)»."""
    return f"{one.number} {one.name} ({one.county})"


def _bare(written: str) -> str:
    """A name without the note in parentheses and the word «kommune» after it."""
    return " ".join(TITLE.sub(" ", re.sub(r"\([^()]*\)", " ", written)).casefold().split())
