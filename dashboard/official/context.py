"""Official series of a municipality beside similar ones and its county, comparable for small and large."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.official.comparison import rate_position
from dashboard.official.context_ground import FIRST_YEAR, by_area, counts, county_of, is_county
from dashboard.official.context_lines import Line, Point, county_line, index_year, own_line
from dashboard.official.context_measures import SCALE
from dashboard.places.peers import peers

if TYPE_CHECKING:
    from dashboard.official.context_ground import Ground
    from dashboard.official.context_measures import Measure
    from dashboard.places.peers import Choice

FEWEST = 5
"""Fewer similar municipalities with a figure than this give no line."""


@dataclass(frozen=True)
class Verdict:
    """How the last own value stands: `against` is above, below or unclear.

    Of rates: overlap of the own interval (`low` to `high`) with the weighted rate of the similar ones, and
    the places the intervals allow. Of an index or a ratio: outside or inside the middle half of theirs.
    """

    year: int
    against: str
    low: float
    high: float
    best: int | None = None
    worst: int | None = None
    of: int | None = None


@dataclass(frozen=True)
class Beside:
    """One measure of a municipality, its county and similar ones; `base_year` is 100 of an index."""

    measure: Measure
    own: Line
    county: Line
    peers: Line
    verdict: Verdict | None = None
    base_year: int | None = None


@lru_cache(maxsize=2048)
def beside(ground: Ground, measure: Measure, number: str, chosen: Choice, start: int | None) -> Beside:
    """Lines of one measure; an index begins at `start`, or at the first year after with a figure.

    No county line where the municipality is all of its county.
    """
    base_year = index_year(ground, measure, number, start) if measure.kind == "index" else None
    own = own_line(ground, measure, number, base_year)
    county = county_of(ground, number)
    whole = Line() if is_county(ground, number) else county_line(ground, measure, county, base_year)
    wide = by_area(ground, measure.indicator)
    similar = peers(ground.profiles, number, chosen).rows["municipality"]
    theirs = wide[[one for one in similar if one in wide.columns]]
    if measure.kind in SCALE:
        base = by_area(ground, measure.base)
        both = [one for one in theirs.columns if one in base.columns]
        line = _weighted(theirs[both], base[both], SCALE[measure.kind])
        return Beside(measure, own, whole, line, _placed(ground, measure, number, chosen, own))
    if base_year is not None:
        theirs, line = 100 * theirs / theirs.reindex([base_year]).iloc[0], _pooled(theirs, base_year)
        return Beside(measure, own, whole, line, _in_the_middle(own, _spread(theirs)), base_year)
    spread = _spread(theirs) if measure.kind == "ratio" else Line()
    return Beside(measure, own, whole, spread, _in_the_middle(own, spread))


def _weighted(counted: pd.DataFrame, residents: pd.DataFrame, scale: float) -> Line:
    """Rate of several municipalities, summed before dividing."""
    years = counted.index.intersection(residents.index)
    above, below = counted.loc[years], residents.loc[years]
    both = _steady(above.notna() & below.notna() & (below > 0))
    sums = above.reindex_like(both).where(both).sum(axis=1) / below.reindex_like(both).where(both).sum(axis=1)
    return _enough(scale * sums, both.sum(axis=1))


def _pooled(counted: pd.DataFrame, base_year: int) -> Line:
    """Index of several municipalities, summed before dividing; each year those with both years' figures."""
    first = counted.reindex([base_year]).iloc[0]
    both = _steady(counted.notna() & first.notna())
    then = both.mul(first.reindex(both.columns).fillna(0), axis="columns").sum(axis=1)
    return _enough(100 * counted.reindex_like(both).where(both).sum(axis=1) / then, both.sum(axis=1))


def _steady(known: pd.DataFrame) -> pd.DataFrame:
    """Years with enough municipalities; where half of them have every year, only these.

    Else a line would rise or fall because others came in.
    """
    years = known[(known.sum(axis=1) >= FEWEST) & (known.index >= FIRST_YEAR)]
    always = years.all()
    return years.loc[:, always] if 2 * always.sum() >= years.any().sum() else years


def _enough(values: pd.Series[float], counts: pd.Series[int]) -> Line:
    return Line(
        tuple(
            Point(int(year), float(value), places=int(count))
            for year, value, count in zip(values.index, values, counts, strict=True)
            if count >= FEWEST
        )
    )


def _spread(values: pd.DataFrame) -> Line:
    """Median and middle half of several municipalities, unweighted, by year."""
    return Line(
        tuple(
            Point(
                int(str(year)),
                float(known.median()),
                places=len(known),
                low=float(known.quantile(0.25)),
                high=float(known.quantile(0.75)),
            )
            for year, row in values.iterrows()
            if len(known := row.dropna()) >= FEWEST
        )
    )


def _in_the_middle(own: Line, spread: Line) -> Verdict | None:
    """Verdict on the last year both have: clear only outside the middle half."""
    for point in reversed(own.points):
        theirs = spread.at(point.year)
        if theirs and theirs.low is not None and theirs.high is not None and not point.joint:
            above, below = point.value > theirs.high, point.value < theirs.low
            against = "above" if above else "below" if below else "unclear"
            return Verdict(point.year, against, theirs.low, theirs.high)
    return None


def _placed(ground: Ground, measure: Measure, number: str, chosen: Choice, own: Line) -> Verdict | None:
    """Verdict on the last year by the intervals of `rate_position`."""
    if not own.points:
        return None
    year = own.points[-1].year
    counted, residents = counts(ground, measure.indicator), counts(ground, measure.base)
    if year not in counted or year not in residents:
        return None
    rows = rate_position(
        counted[year], residents[year], ground.profiles, number, chosen, per=int(SCALE[measure.kind])
    )
    first = rows.iloc[0]
    if pd.isna(first["rate"]) or len(rows) <= FEWEST:
        return None
    bounds = (float(first["low"]), float(first["high"]))
    return Verdict(year, str(first["against"]), *bounds, int(first["best"]), int(first["worst"]), len(rows))
