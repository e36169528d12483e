"""Packaged lists of municipality numbers: names, years in use, changes, and territory of 2024."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 2012, 2024
"""The lists begin with the first; no number has changed since the last."""
COUNTIES = {
    "01": "Østfold",
    "02": "Akershus",
    "03": "Oslo",
    "04": "Hedmark",
    "05": "Oppland",
    "06": "Buskerud",
    "07": "Vestfold",
    "08": "Telemark",
    "09": "Aust-Agder",
    "10": "Vest-Agder",
    "11": "Rogaland",
    "12": "Hordaland",
    "14": "Sogn og Fjordane",
    "15": "Møre og Romsdal",
    "16": "Sør-Trøndelag",
    "17": "Nord-Trøndelag",
    "18": "Nordland",
    "19": "Troms",
    "20": "Finnmark",
    "30": "Viken",
    "31": "Østfold",
    "32": "Akershus",
    "33": "Buskerud",
    "34": "Innlandet",
    "38": "Vestfold og Telemark",
    "39": "Vestfold",
    "40": "Telemark",
    "42": "Agder",
    "46": "Vestland",
    "50": "Trøndelag",
    "54": "Troms og Finnmark",
    "55": "Troms",
    "56": "Finnmark",
}
"""County of a number's two first digits, by Statistics Norway's KLASS 104; no digits are used twice."""


class Municipality(NamedTuple):
    """A number: first and last year (1 January) in use within 2012-2024; `label` is unique, a name is not."""

    number: str
    name: str
    label: str
    valid_from: int
    valid_to: int

    @property
    def county(self) -> str:
        """Name of the county it lay in while the number was in use."""
        return COUNTIES.get(self.number[:2], "")

    def existed(self, first: int, last: int) -> bool:
        """Whether it was in use in any of these years; before 2012 counts as 2012, after 2024 as 2024."""
        return self.valid_from <= listed_year(last) and self.valid_to >= listed_year(first)


def listed_year(year: int) -> int:
    """Year of the lists that a year is read with: 2012 for earlier ones, 2024 for later."""
    return min(max(year, FIRST_YEAR), LAST_YEAR)


@lru_cache(maxsize=1)
def places() -> dict[str, Municipality]:
    """Every number of 2012-2024."""
    return {
        row["municipality"]: Municipality(
            row["municipality"],
            row["name"],
            row["label"],
            int(row["valid_from"]),
            int(row["valid_to"] or LAST_YEAR),
        )
        for row in _rows("municipality.csv")
    }


@lru_cache(maxsize=64)
def named(first: int = FIRST_YEAR, last: int = LAST_YEAR) -> dict[str, tuple[Municipality, ...]]:
    """Municipalities in use in any of these years, by name in lower case; several may have one name."""
    found: dict[str, list[Municipality]] = defaultdict(list)
    for one in places().values():
        if one.existed(first, last):
            found[one.name.casefold()].append(one)
    return {name: tuple(same) for name, same in found.items()}


@lru_cache(maxsize=1)
def territories() -> dict[str, frozenset[str]]:
    """Municipalities of 2024 that each number covers."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows("municipality_successor.csv"):
        found[row["municipality"]].add(row["municipality_2024"])
    return {number: frozenset(parts) for number, parts in found.items()}


@lru_cache(maxsize=1)
def holders() -> dict[str, frozenset[str]]:
    """Numbers of any year that cover each municipality of 2024."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, territory in territories().items():
        for part in territory:
            found[part].add(number)
    return {part: frozenset(numbers) for part, numbers in found.items()}


@lru_cache(maxsize=16)
def in_use(year: int) -> frozenset[str]:
    """Numbers in use on 1 January of a year of 2012-2024."""
    return frozenset(n for n, place in places().items() if place.valid_from <= year <= place.valid_to)


@lru_cache(maxsize=1)
def changes() -> dict[int, dict[str, frozenset[str]]]:
    """Numbers that each number became on 1 January of a year, for the numbers that a change names."""
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _rows("municipality_change.csv"):
        found[int(row["effective_date"][:4])][row["from_number"]].add(row["to_number"])
    return {year: {old: frozenset(new) for old, new in steps.items()} for year, steps in found.items()}


@lru_cache(maxsize=256)
def overlaps(year: int, target_year: int) -> dict[str, frozenset[str]]:
    """Numbers of the target year that overlap each number of the year; both years within 2012-2024."""
    if target_year < year:
        found: dict[str, set[str]] = {number: set() for number in in_use(year)}
        for number, later in overlaps(target_year, year).items():
            for one in later:
                found[one].add(number)
        return {number: frozenset(earlier) for number, earlier in found.items()}
    became = {number: {number} for number in in_use(year)}
    for step in range(year + 1, target_year + 1):
        named, kept = changes().get(step, {}), in_use(step)
        became = {
            number: {new for one in now for new in named.get(one, {one} & kept)}
            for number, now in became.items()
        }
    ground = territories()
    return {
        number: frozenset(new for new in now if not ground[new].isdisjoint(ground[number]))
        for number, now in became.items()
    }


def _rows(name: str) -> list[dict[str, str]]:
    text = files("seeds").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
