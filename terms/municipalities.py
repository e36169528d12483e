"""Municipal history: which numbers held which territory in which year, and counts carried across it.

Rule: two numbers overlap where changes lead from the one to the other and both have ground in the same
municipality of 2024. The changes alone would lead from old Ålesund to Haram, through the number both had in
2020-2023; the ground alone would put old Ålesund in Skodje, which it joined later. Boundary adjustments that
no code list shows are not followed. Numbers are known for 2012-2024; later years count as 2024.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from terms import municipality_lists
from terms.errors import UnknownMunicipality
from terms.municipality_lists import (
    Municipality,
    holders,
    in_use,
    overlaps,
    places,
    territories,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FIRST_YEAR, LAST_YEAR = municipality_lists.FIRST_YEAR, municipality_lists.LAST_YEAR


@dataclass(frozen=True)
class ReportingArea:
    """A number that figures of one year were reported for, seen from a choice of municipalities.

    `joint`: it covers more than one municipality of 2024, so its figures cannot be divided between them.
    `beyond`: those of them that were not chosen. `recomputed`: its number is not one of 2024.
    """

    number: str
    name: str
    municipalities_2024: tuple[str, ...]
    joint: bool
    recomputed: bool
    beyond: tuple[str, ...] = ()


def areas(number: str, *, year: int, target_year: int) -> frozenset[str]:
    """Numbers of `target_year` whose territory overlaps the one `number` had in `year`.

    Raises:
        UnknownMunicipality: The number was not in use in `year`, or a year is before 2012.
    """
    if number not in valid_numbers(year):
        raise UnknownMunicipality(number, year)
    return overlaps(min(year, LAST_YEAR), _known(target_year))[number]


def successors(number: str) -> frozenset[str]:
    """Municipalities of 2024 that hold the territory of a number of any year (by territory: 1534 → 1580)."""
    try:
        return territories()[number]
    except KeyError:
        raise UnknownMunicipality(number) from None


def area_key(number: str) -> str | None:
    """Territory of a number of any year as one text, «1508+1580» for 1507; None for an unknown number."""
    territory = territories().get(number)
    return "+".join(sorted(territory)) if territory else None


def numbers_of(municipality_2024: str) -> frozenset[str]:
    """All numbers of 2012-2024 whose territory overlaps a municipality of 2024."""
    if municipality_2024 not in valid_numbers(LAST_YEAR):
        raise UnknownMunicipality(municipality_2024, LAST_YEAR)
    return holders()[municipality_2024]


def valid_numbers(year: int) -> frozenset[str]:
    """Numbers in use on 1 January."""
    return in_use(_known(year))


def valid_number(municipality_2024: str, year: int) -> str | None:
    """Find the number of that year for exactly this territory; None where it was divided or joined."""
    found = areas(municipality_2024, year=LAST_YEAR, target_year=year)
    only = next(iter(found))
    return only if len(found) == 1 and successors(only) == {municipality_2024} else None


def is_joint(number: str) -> bool:
    """Whether a number covers (parts of) more than one municipality of 2024."""
    return len(successors(number)) > 1


def name(number: str) -> str:
    """Norwegian name, not unique."""
    return _place(number).name


def label(number: str) -> str:
    """Name, with the county where another territory has had the same name."""
    return _place(number).label


def reporting_areas(municipalities: Iterable[str], year: int) -> list[ReportingArea]:
    """Numbers that figures of a year were reported for in the chosen municipalities of 2024, by number.

    Raises:
        UnknownMunicipality: A number is not of 2024, or the year is before 2012.
    """
    chosen = frozenset(municipalities)
    numbers = {number for place in chosen for number in areas(place, year=LAST_YEAR, target_year=year)}
    return [
        ReportingArea(
            number=number,
            name=name(number),
            municipalities_2024=tuple(sorted(successors(number))),
            joint=is_joint(number),
            recomputed=number not in valid_numbers(LAST_YEAR),
            beyond=tuple(sorted(successors(number) - chosen)),
        )
        for number in sorted(numbers)
    ]


def map_counts(
    counts: pd.DataFrame,
    *,
    target_year: int,
    by: Sequence[str] = (),
    comparable: bool = False,
    complete: bool = True,
) -> pd.DataFrame:
    """Carry counts (municipality, year, value) to the areas of another year: sum first, divide after.

    A number that was split cannot be divided: the areas it touches become one joint area, keyed
    «1508+1580». With `comparable` a joint area of one year is joint in all, so that a series has one
    territory. A sum with a missing part is missing; so is one where a number of the area has no row,
    unless `complete` is off (counts where no row means none). `by` names further columns of the key.
    Numbers of years before 2012 are taken to have the territory they had in 2012.

    Raises:
        UnknownMunicipality: A number was not in use in the year of its row.
    """
    years = {int(year): max(int(year), FIRST_YEAR) for year in counts["year"].unique()}
    joined = _joined(years.values(), target_year) if comparable else {}
    plans = {
        year: _plan(joined or _joined([known], target_year), known, target_year)
        for year, known in years.items()
    }
    for number, year in counts[["municipality", "year"]].drop_duplicates().itertuples(index=False):
        if number not in plans[year].key:
            raise UnknownMunicipality(number, int(year))
    pairs = list(zip(counts["municipality"], counts["year"], strict=True))
    keys = pd.Series([plans[year].key[number] for number, year in pairs], counts.index, dtype="str")
    index = ["municipality", "year", *by]
    rows = counts.assign(number=counts["municipality"], municipality=keys).groupby(index, dropna=False)
    sums = pd.DataFrame(
        {
            "value": rows["value"].sum(),
            "missing": rows["value"].size() - rows["value"].count(),
            "numbers": rows["number"].nunique(),
        }
    ).reset_index()
    parts = [plans[year].parts[area] for area, year in zip(sums["municipality"], sums["year"], strict=True)]
    whole = (sums["missing"] == 0) & ((sums["numbers"] == parts) | (not complete))
    return sums.assign(
        value=sums["value"].where(whole).astype("float64"),
        joint=sums["municipality"].str.contains("+", regex=False),
    )[[*index, "value", "joint"]]


class Tied(NamedTuple):
    """Numbers of one year and the smallest area of the target year that they fill without overlap.

    `municipalities` has more than one where a split ties them together: the joint area.
    """

    municipalities: tuple[str, ...]
    numbers: tuple[str, ...]


@lru_cache(maxsize=64)
def tied(year: int, target_year: int) -> Mapping[str, Tied]:
    """Area that each number of the target year belongs to when figures are of `year`.

    Raises:
        UnknownMunicipality: A year is before 2012.
    """
    plan = _plan(_joined([_known(year)], target_year), year, target_year)
    numbers: dict[str, list[str]] = {}
    for number, area in plan.key.items():
        numbers.setdefault(area, []).append(number)
    return {
        one: Tied(tuple(area.split("+")), tuple(sorted(found)))
        for area, found in numbers.items()
        for one in area.split("+")
    }


class _Plan(NamedTuple):
    """Of one year: area of each number, and how many numbers make up each area."""

    key: Mapping[str, str]
    parts: Mapping[str, int]


def _plan(joined: Mapping[str, str], year: int, target_year: int) -> _Plan:
    key = {
        number: joined[min(found)] for number, found in overlaps(_known(year), _known(target_year)).items()
    }
    return _Plan(key, Counter(key.values()))


def _joined(years: Iterable[int], target_year: int) -> dict[str, str]:
    """Area of each number of the target year: itself, or the joint area that split numbers tie it into."""
    group = {number: frozenset({number}) for number in valid_numbers(target_year)}
    for year in years:
        for found in overlaps(_known(year), _known(target_year)).values():
            tied = frozenset[str]().union(*(group[number] for number in found))
            group |= dict.fromkeys(tied, tied)
    return {number: "+".join(sorted(tied)) for number, tied in group.items()}


def _known(year: int) -> int:
    if year < FIRST_YEAR:
        raise UnknownMunicipality(None, year)
    return min(year, LAST_YEAR)


def _place(number: str) -> Municipality:
    try:
        return places()[number]
    except KeyError:
        raise UnknownMunicipality(number) from None
