"""Official figures beside goals, looked up by names and remembered: a count by year, a place among others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.goals.numbers import Change, official_change
from dashboard.official import comparison
from dashboard.places import peers
from dashboard.places.profile import POPULATION, Profiles, profiles
from terms import municipalities as history

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.store.store import FrameStore

COUNTED_AS = {"immigrant_share": "immigrants_total"}
"""Share of residents -> the count it is made of: counts are stored, shares worked out."""
FEWEST_COMPARED = 5
"""A place among fewer municipalities than this says nothing."""
KEPT = 512
"""Answers kept per data version and worker."""


@dataclass(frozen=True)
class Position:
    """Persons per 1000 residents with their interval, and the places it allows among `of` municipalities.

    Place 1 has the highest rate: a place, not a grade. `others` is the rate of the rest taken together.
    """

    rate: float
    low: float
    high: float
    best: int
    worst: int
    of: int
    others: float
    against: str


@dataclass(frozen=True)
class Official:
    """An official count of one municipality, by year, to the last year asked for.

    `change` runs from the first year asked for. `joint`: some year up to the last is left out because the
    figure was for a larger area that cannot be divided. `converted`: years that are a sum of numbers that
    have merged since, which `parts` names. `tables` are all the series and its rates draw on.
    """

    indicator: str
    municipality: str
    years: tuple[int, ...]
    counts: tuple[float, ...]
    change: Change | None
    joint: bool
    tables: frozenset[str]
    converted: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """Ways into the official figures; both remember their answers.

    `official(indicator, municipality, first_year, last_year)`; `position(indicator, municipality, year,
    similar)`, with `similar` as the address says who is, is None where there is no figure, or no sense in
    one (population per resident).
    """

    official: Callable[[str, str, int, int], Official]
    position: Callable[[str, str, int, str | None], Position | None]


def figures(store: FrameStore) -> Figures:
    """Official figures behind the goals of a data version."""
    linked = {COUNTED_AS.get(one, one) for one in store["goal"]["indicator"].dropna()}
    statistic = store["statistic"]
    statistic = statistic[statistic["indicator"].isin(linked | {POPULATION})]
    series = history.map_counts(
        statistic[statistic["indicator"].isin(linked)], target_year=history.LAST_YEAR, by=("indicator",)
    ).sort_values("year")
    by_place = dict(iter(series.groupby(["indicator", "municipality"])))
    tables = {name: frozenset(rows) for name, rows in statistic.groupby("indicator")["source_table"]}
    joint = _first_joint_year(series)
    known = store.per_version(described)
    counts = {name: comparison.counts_by_area(statistic, name) for name in linked | {POPULATION}}

    @lru_cache(maxsize=KEPT)
    def official(indicator: str, municipality: str, first_year: int, last_year: int) -> Official:
        count = COUNTED_AS.get(indicator, indicator)
        rows = by_place.get((count, municipality), series[:0])
        rows = rows[(rows["year"] <= last_year) & rows["value"].notna()]
        years, counts = [int(year) for year in rows["year"]], [float(value) for value in rows["value"]]
        later = [position for position, year in enumerate(years) if year >= first_year]
        begin = later[0] if len(later) > 1 else 0
        return Official(
            indicator=count,
            municipality=municipality,
            years=tuple(years),
            counts=tuple(counts),
            change=official_change(years[begin:], counts[begin:]),
            joint=joint.get((count, municipality), last_year + 1) <= last_year,
            tables=tables.get(count, frozenset()) | tables.get(POPULATION, frozenset()),
            converted=tuple(year for year in years if len(_parts(municipality, year)) > 1),
            parts=tuple(dict.fromkeys(name for year in years for name in _parts(municipality, year))),
        )

    @lru_cache(maxsize=KEPT)
    def position(indicator: str, municipality: str, year: int, similar: str | None) -> Position | None:
        count = COUNTED_AS.get(indicator, indicator)
        if count == POPULATION or year not in counts[count] or year not in counts[POPULATION]:
            return None
        rows = comparison.rate_position(
            counts[count][year], counts[POPULATION][year], known, municipality, peers.choice(similar)
        )
        own = rows[rows["own"]].iloc[0]
        if pd.isna(own["rate"]) or len(rows) < FEWEST_COMPARED:
            return None
        return Position(
            rate=float(own["rate"]),
            low=float(own["low"]),
            high=float(own["high"]),
            best=int(own["best"]),
            worst=int(own["worst"]),
            of=len(rows),
            others=float(own["others"]),
            against=str(own["against"]),
        )

    return Figures(official, position)


def _parts(municipality: str, year: int) -> tuple[str, ...]:
    """Names of the municipalities of a year that a figure of today's is the sum of; none where it is one."""
    numbers = history.tied(max(year, history.FIRST_YEAR), history.LAST_YEAR)[municipality].numbers
    return tuple(history.label(number) for number in numbers) if len(numbers) > 1 else ()


def _first_joint_year(series: pd.DataFrame) -> dict[tuple[str, str], int]:
    """First year an indicator was only counted for a larger area, by indicator and municipality of 2024."""
    found: dict[tuple[str, str], int] = {}
    joint = series[series["joint"]]
    for indicator, area, year in joint[["indicator", "municipality", "year"]].itertuples(index=False):
        for number in area.split("+"):
            found[indicator, number] = min(int(year), found.get((indicator, number), int(year)))
    return found


def described(store: FrameStore) -> Profiles:
    """What municipalities are compared on; to be read through `store.per_version`."""
    return profiles(store["statistic"], store["municipality"], store["kostra_group"])
