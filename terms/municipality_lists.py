"""Packaged lists of municipality numbers: names, years in use, changes, and territory of 2024."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

LAST_YEAR = 2024
"""No number has changed since."""


class Place(NamedTuple):
    """A number: first and last year (1 January) in use within 2012-2024."""

    name: str
    label: str
    valid_from: int
    valid_to: int


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """Every number of 2012-2024."""
    return {
        row["municipality"]: Place(
            row["name"], row["label"], int(row["valid_from"]), int(row["valid_to"] or LAST_YEAR)
        )
        for row in _rows("municipality.csv")
    }


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
