"""Finds the municipality that a cell means, in its year; a name that several have is asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_sources.intake.municipality_names import COUNTIES
from data_sources.intake.wording import Language, listing, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NUMBERED = re.compile(r"(?P<number>\d{3,4})\b[\s.:–-]*(?P<name>.*)")
TITLE = re.compile(r"\b(?:kommune|herad)\b", re.IGNORECASE)
COUNTY = re.compile(r"(?P<name>.+?)\s*(?:\((?P<inside>[^()]+)\)|,\s*(?P<after>.+)|\bi\s+(?P<within>.+))")
LONGEST_NAME = 80
FIRST_LISTED = 2012
"""The list of municipalities begins here; earlier years are read with the first year listed."""


class NotFound(ValueError):
    """No municipality, or several; the message is the advice."""


@dataclass(frozen=True)
class Municipality:
    """One number with the years it was in use; `last` missing = still in use."""

    number: str
    name: str
    first: int
    last: int | None

    @property
    def county(self) -> str:
        """The county it lay in."""
        return COUNTIES.get(self.number[:2], "")

    def valid(self, year: int | None) -> bool:
        """Whether the number was in use in a year; any number where the year is not said."""
        if year is None:
            return True
        asked = max(year, FIRST_LISTED)
        return self.first <= asked and (self.last is None or asked <= self.last)

    def written(self, language: Language) -> str:
        """«1534 Haram (til 2019)»."""
        label = f"{self.number} {self.name}"
        return label if self.last is None else say("until", language, label=label, year=self.last)

    def asked(self) -> str:
        """«1867 Bø (Nordland)»."""
        return f"{self.number} {self.name} ({self.county})"


@dataclass(frozen=True)
class Municipalities:
    """All municipalities, by number and by name."""

    numbers: Mapping[str, Municipality]
    names: Mapping[str, tuple[Municipality, ...]]

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, object]]) -> Municipalities:
        """Take the rows of the table."""
        listed = []
        for row in rows:
            last = None if row["valid_to"] is None else int(str(row["valid_to"]))
            one = Municipality(str(row["municipality"]), str(row["name"]), int(str(row["valid_from"])), last)
            listed.append(one)
        names: dict[str, tuple[Municipality, ...]] = {}
        for one in listed:
            for name in {
                one.name.casefold(),
                *(part.casefold() for part in re.split(r"\s+[-–]\s+", one.name)),
            }:
                names[name] = (*names.get(name, ()), one)
        return cls({one.number: one for one in listed}, names)

    def written(self, language: Language) -> list[str]:
        """Every municipality as a template lists it, by name."""
        ordered = sorted(self.numbers.values(), key=lambda one: (one.name, one.number))
        return [one.written(language) for one in ordered]

    def find(self, text: str, year: int | None, language: Language) -> str:
        """Find the number of «1534», «1534 Haram», «Haram», «Bø (Nordland)» or «Bø i Nordland».

        Raises:
            NotFound: None or several could be meant, or it was not there in the year.
        """
        if len(text) > LONGEST_NAME:
            raise NotFound(say("municipality_unknown", language))
        numbered = NUMBERED.fullmatch(text.strip())
        if numbered:
            return self._by_number(numbered["number"].zfill(4), numbered["name"], year, language)
        return self._by_name(" ".join(TITLE.sub(" ", text).split()), year, language)

    def _by_number(self, number: str, written: str, year: int | None, language: Language) -> str:
        one = self.numbers.get(number)
        if one is None:
            raise NotFound(say("municipality_unknown", language))
        name = _bare(written)
        if name and name not in {part.casefold() for part in (one.name, *re.split(r"\s+[-–]\s+", one.name))}:
            raise NotFound(say("municipality_name", language, number=number, name=one.name))
        if one.valid(year):
            return number
        then = [other.asked() for other in self.names[one.name.casefold()] if other.valid(year)]
        if then:
            raise NotFound(say("municipality_year", language, year=year, known=listing(then)))
        raise NotFound(say("municipality_year_none", language, year=year))

    def _by_name(self, text: str, year: int | None, language: Language) -> str:
        same, county = self.names.get(text.casefold(), ()), ""
        parted = None if same else COUNTY.fullmatch(text)
        if parted:
            county = next(part for part in (parted["inside"], parted["after"], parted["within"]) if part)
            same = self.names.get(parted["name"].strip().casefold(), ())
        if county:
            same = tuple(one for one in same if one.county.casefold() == county.strip().casefold())
        if not same:
            raise NotFound(say("municipality_unknown", language))
        valid = [one for one in same if one.valid(year)]
        if len(valid) == 1:
            return valid[0].number
        if valid:
            known = listing([one.asked() for one in valid])
            raise NotFound(say("municipality_which", language, known=known))
        raise NotFound(say("municipality_year_none", language, year=year))


def _bare(written: str) -> str:
    """Take away the note in parentheses and the word «kommune» after a name."""
    return " ".join(TITLE.sub(" ", re.sub(r"\([^()]*\)", " ", written)).casefold().split())
