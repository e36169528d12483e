"""Packaged lists of municipality numbers: names, years in use, and territory in municipalities of 2024."""

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


def _rows(name: str) -> list[dict[str, str]]:
    text = files("seeds").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
