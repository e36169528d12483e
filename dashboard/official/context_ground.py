"""What the lines of the context are drawn from: figures per place and year, looked up once a data version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from dashboard.official.comparison import counts_by_area
from dashboard.official.context_measures import MEASURES, SCALE, Measure
from dashboard.official.series import county_series, series
from terms.errors import UnknownMunicipality
from terms.municipalities import LAST_YEAR, valid_number

if TYPE_CHECKING:
    from dashboard.official.published import Published
    from dashboard.places.profile import Profiles

FIRST_YEAR = 2012
"""First year that every municipality has figures of; comparison and an index begin no earlier."""
_COLUMNS = ("year", "value", "area", "joint", "converted", "break_before", "source_table")


class Figure(NamedTuple):
    """A year of a series with a figure; `tables` joined with «; »."""

    year: int
    value: float
    area: str
    joint: bool
    converted: bool
    begins: bool
    tables: str


@dataclass(frozen=True, eq=False)
class Ground:
    """Frames that lines are drawn from, once per data version; answers are remembered."""

    figures: Published
    statistic: pd.DataFrame
    municipality: pd.DataFrame
    profiles: Profiles

    @property
    def fetched(self) -> frozenset[str]:
        """Indicators with a figure."""
        return _fetched(self)


def measures(ground: Ground) -> tuple[Measure, ...]:
    """Measures whose figures there are."""
    return tuple(one for one in MEASURES if {one.indicator, _base(one)} <= ground.fetched)


def county_of(ground: Ground, number: str) -> str:
    """County of a municipality of 2024."""
    return _counties(ground)[number]


def is_county(ground: Ground, number: str) -> bool:
    """Whether a municipality is all of its county, as Oslo is."""
    return list(_counties(ground).values()).count(county_of(ground, number)) == 1


@lru_cache(maxsize=4096)
def own_figures(ground: Ground, indicator: str, number: str) -> tuple[Figure, ...]:
    """Years of a municipality with a figure."""
    return _known(series(ground.figures, indicator, number))


@lru_cache(maxsize=512)
def county_figures(ground: Ground, indicator: str, county: str) -> tuple[Figure, ...]:
    """Years of a county with a figure for all of it."""
    return _known(county_series(ground.figures, indicator, county, ground.municipality))


@lru_cache(maxsize=64)
def counts(ground: Ground, indicator: str) -> dict[int, pd.Series[float]]:
    """Counts by year and area of 2024, joint ones too."""
    return counts_by_area(ground.statistic, indicator)


@lru_cache(maxsize=64)
def by_area(ground: Ground, indicator: str) -> pd.DataFrame:
    """Figures by year (down) and municipality of 2024 (across); missing where they are of a joint area."""
    if indicator in ground.figures.summable:
        wide = pd.DataFrame(counts(ground, indicator)).T.sort_index()
        return wide[[area for area in wide.columns if "+" not in area]]
    rows = ground.statistic[ground.statistic["indicator"] == indicator]
    own = [
        _is_whole(area, number, int(year))
        for area, number, year in zip(rows["area"], rows["municipality"], rows["year"], strict=True)
    ]
    return rows[own].pivot_table(index="year", columns="area", values="value")


@lru_cache(maxsize=4)
def _counties(ground: Ground) -> dict[str, str]:
    rows = ground.municipality.dropna(subset=["county"])
    return dict(zip(rows["municipality"], rows["county"], strict=True))


@lru_cache(maxsize=4)
def _fetched(ground: Ground) -> frozenset[str]:
    known = ground.statistic[ground.statistic["value"].notna()]
    return frozenset(known["indicator"])


def _known(rows: pd.DataFrame) -> tuple[Figure, ...]:
    """Years with a figure, of a series."""
    known = rows[rows["state"] == "known"]
    marks = known.assign(converted=known["converted"] & ~known["renumbered"])
    return tuple(Figure(*row) for row in zip(*(marks[name].tolist() for name in _COLUMNS), strict=True))


def _is_whole(area: str, number: str, year: int) -> bool:
    """Whether a number of the time was exactly one municipality of 2024: a ratio of a part is not its own."""
    try:
        return "+" not in area and valid_number(area, min(max(year, FIRST_YEAR), LAST_YEAR)) == number
    except UnknownMunicipality:
        return False


def _base(measure: Measure) -> str:
    return measure.base if measure.kind in SCALE else measure.indicator
