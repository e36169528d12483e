"""Ground behind figures of a year: which areas of today their numbers fill, and where a series changes it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from terms.municipalities import FIRST_YEAR, successors, tied
from terms.municipality_lists import LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from terms.municipalities import Tied


def filled(numbers: Collection[str], year: int) -> frozenset[str]:
    """Areas of 2024 that figures for these numbers fill («4602», «1508+1580» in 2021).

    A number stands for itself where the others of its area have no figure, or where it was not in use.
    """
    whole = set(numbers)
    return frozenset(
        "+".join(area.municipalities) if area and whole.issuperset(area.numbers) else number
        for number in numbers
        for area in [_areas(max(year, FIRST_YEAR)).get(number)]
    )


def is_converted(numbers: Collection[str], year: int) -> bool:
    """Whether figures for these numbers were summed over a merger, or are of a larger area than today's.

    A new number for the same ground is no conversion.
    """
    areas = [_areas(max(year, FIRST_YEAR)).get(number) for number in numbers]
    return any(area and (len(area.numbers) > 1 or len(area.municipalities) > 1) for area in areas)


def has_break(before: Collection[str], now: Collection[str]) -> bool:
    """Whether the same ground is cut otherwise in two years; areas that come or go are no break."""
    gone, come = set(before) - set(now), set(now) - set(before)
    return not _ground(gone).isdisjoint(_ground(come))


@lru_cache(maxsize=32)
def _areas(year: int) -> Mapping[str, Tied]:
    return {number: area for area in tied(year, LAST_YEAR).values() for number in area.numbers}


def _ground(areas: Collection[str]) -> frozenset[str]:
    return frozenset(place for area in areas for number in area.split("+") for place in successors(number))
