"""A target group across municipalities, year by year: persons and residents summed first, divided after."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.coverage.coverage_cell import share
from dashboard.coverage.reach import Persons, ProjectReach, over_municipalities, together
from dashboard.places.territory import filled, is_converted
from terms.municipalities import is_joint

if TYPE_CHECKING:
    from dashboard.coverage.denominators import Denominators
    from dashboard.coverage.targeting import Targeting

Counts = dict[tuple[int, str, str], list[ProjectReach]]
"""Reach of the projects in scope by year, municipality number and group."""


@dataclass(frozen=True)
class Total:
    """A group across municipalities in a year: persons and residents summed first, divided after.

    Only municipalities with both a count and a denominator are in it, unless none has a denominator.
    `left_out` counts the municipalities whose persons have no denominator; `joint` is whether any number
    covers more than one municipality of today. `areas` are the areas of today that the numbers fill, and
    `converted` whether any was made by summing numbers that merged, or is joint.
    """

    group: str
    year: int
    persons: Persons
    residents: float | None
    municipalities: int
    left_out: int
    joint: bool
    areas: frozenset[str]
    converted: bool

    @property
    def share(self) -> tuple[float, float] | None:
        """Weighted coverage from and to; None under ten persons and where there is no denominator."""
        return share(self.persons, self.residents)


def totals(counts: Counts, aimed: Targeting, official: Denominators) -> dict[str, tuple[Total, ...]]:
    """Totals of each group, in the order of the years."""
    by_group: dict[str, dict[int, list[tuple[str, Persons]]]] = defaultdict(lambda: defaultdict(list))
    for (year, number, group), rows in counts.items():
        by_group[group][year].append((number, together(rows)))
    return {
        group: tuple(_total(group, year, years[year], aimed, official) for year in sorted(years))
        for group, years in by_group.items()
    }


def _total(
    group: str, year: int, parts: list[tuple[str, Persons]], aimed: Targeting, official: Denominators
) -> Total:
    indicator = aimed.groups[group].denominator
    residents = {number: official.of(indicator, number, year).value for number, _ in parts}
    known = [(number, persons) for number, persons in parts if residents[number] is not None]
    used = known or parts
    numbers = [number for number, _ in used]
    return Total(
        group=group,
        year=year,
        persons=over_municipalities(persons for _, persons in used),
        residents=sum(residents[number] or 0 for number, _ in known) if known else None,
        municipalities=len(used),
        left_out=len(parts) - len(known) if known else 0,
        joint=any(is_joint(number) for number in numbers),
        areas=filled(numbers, year),
        converted=is_converted(numbers, year),
    )
