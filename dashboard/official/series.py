"""Series of an official figure for a municipality, a county or a group, through every change of numbers.

Counts are summed over the numbers of the time before anything is divided, and a share is worked out from its
two counts. What was published for a larger area is shown as that joint area («1508+1580») and never divided.
A number that was not in use in a year has no figure: a zero there is «not applicable». Figures from before
2012 are taken to have the territory of 2012; those from before 2006, when numbers 0716 and 1804 still meant
smaller municipalities, are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.official.series_points import Point, points_of
from terms.errors import UnknownMunicipality
from terms.municipalities import FIRST_YEAR, tied, valid_numbers
from terms.municipality_lists import LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dashboard.official.published import Figure, Published, Share

SERIES = [
    *("year", "value", "symbol", "state", "area", "joint", "converted", "renumbered", "break_before"),
    *("published_as", "at_least", "missing_parts", "source_table", "retrieved"),
]
"""Columns of a series, one row per year that anything was published for.

`value`: missing unless `state` is known. `symbol`: the source's (`:` hides one part, it hides the sum), «.»
where the figure is not applicable. `state`: known, hidden, missing or not_applicable. `area`: numbers of the
target year the figure covers, joined with «+». `joint`: it covers more than was asked for. `converted`: it is
of other or summed numbers. `renumbered`: converted, but only because the same municipality had another number
then. `break_before`: the territory is another than in the row before: never draw a line across.
`published_as`: the numbers it was published for, joined with «+». `at_least`: sum of the known parts of a
count. `missing_parts`: parts without a figure. `source_table`: joined with «; ». `retrieved`: the latest.
"""

MARKS = frozenset({"joint", "converted", "renumbered", "break_before"})
"""Columns that compare a row with what was asked for or with the row before."""


def series(figures: Published, indicator: str, number: str, *, target_year: int = LAST_YEAR) -> pd.DataFrame:
    """Series (columns SERIES) of a municipality of the target year; empty where nothing was published.

    Raises:
        UnknownMunicipality: The number is not one of the target year.
    """
    return weighted_series(figures, indicator, [number], target_year=target_year)


def county_series(
    figures: Published, indicator: str, county: str, municipality: pd.DataFrame
) -> pd.DataFrame:
    """Series of a county of 2024: its municipalities' counts summed, then divided.

    `municipality` has `municipality`, `county` and `valid_to` (missing for those in use today).
    """
    today = municipality[municipality["valid_to"].isna() & (municipality["county"] == county)]
    return weighted_series(figures, indicator, today["municipality"])


def weighted_series(
    figures: Published, indicator: str, numbers: Iterable[str], *, target_year: int = LAST_YEAR
) -> pd.DataFrame:
    """Series of municipalities of the target year taken as one: counts summed, then divided.

    A count or share with one part missing is missing. Other ratios are not applicable for several numbers:
    they are never averaged. `steady` picks the numbers that keep one territory.

    Raises:
        UnknownMunicipality: A number is not one of the target year.
    """
    asked = frozenset(numbers)
    for number in sorted(asked - valid_numbers(target_year)):
        raise UnknownMunicipality(number, target_year)
    if share := figures.shares.get(indicator):
        rows = _shares(figures, share, asked, target_year)
        told = {row["year"] for row in rows}
        rows += [row for row in _counts(figures, indicator, asked, target_year) if row["year"] not in told]
    else:
        rows = _counts(figures, indicator, asked, target_year)
    return _marked(rows, asked)


def steady(numbers: Iterable[str], *, first_year: int, last_year: int) -> frozenset[str]:
    """Those municipalities of 2024 whose figures in these years never include one outside the group."""
    kept = frozenset(numbers)
    while True:
        mixed = {
            number
            for year in range(max(first_year, FIRST_YEAR), min(last_year, LAST_YEAR) + 1)
            for number in kept
            if not kept.issuperset(tied(year, LAST_YEAR)[number].municipalities)
        }
        if not mixed:
            return kept
        kept -= mixed


def _counts(
    figures: Published, indicator: str, asked: frozenset[str], target_year: int
) -> list[dict[str, object]]:
    may_sum = indicator in figures.summable
    rows = []
    for year, found in points_of(figures, indicator, asked, target_year, divided=True):
        point = found if may_sum or len(found.parts) == 1 else found._replace(applicable=False)
        value = point.total if point.state == "known" else None
        rows.append(_row(year, point, value) | {"at_least": point.total if may_sum else value})
    return rows


def _shares(
    figures: Published, share: Share, asked: frozenset[str], target_year: int
) -> list[dict[str, object]]:
    """A row per year with both counts, of the joint area where only one of them is given for its parts."""
    counted, base, counted_whole, base_whole = (
        dict(points_of(figures, count, asked, target_year, divided=divided))
        for divided in (True, False)
        for count in (share.counted, share.base)
    )
    rows = []
    for year in sorted(counted.keys() & base.keys()):
        above, below = counted[year], base[year]
        if above.area != below.area:
            above, below = counted_whole[year], base_whole[year]
        both = Point(
            above.area,
            {
                number: _worse(above.parts.get(number), below.parts.get(number))
                for number in {*above.parts, *below.parts}
            },
            applicable=above.applicable and below.applicable and below.total != 0,
        )
        value = None
        if both.state == "known" and above.total is not None and below.total:
            value = share.unit * above.total / below.total
        tables = {part.source_table for point in (above, below) for part in point.parts.values() if part}
        rows.append(_row(year, both, value) | {"source_table": "; ".join(sorted(tables))})
    return rows


def _worse(one: Figure | None, other: Figure | None) -> Figure | None:
    """The one of two figures that is not known; the newest where both are."""
    if one is None or other is None:
        return None
    if one.state == other.state:
        return max(one, other, key=lambda figure: figure.retrieved)
    return other if one.state == "known" else one


def _row(year: int, point: Point, value: float | None) -> dict[str, object]:
    known = [part for part in point.parts.values() if part]
    return {
        "year": year,
        "value": value,
        "symbol": point.symbol,
        "state": point.state,
        "area": "+".join(sorted(point.area)),
        "published_as": "+".join(sorted(point.parts)),
        "at_least": value,
        "missing_parts": sum(not part or part.value is None for part in point.parts.values()),
        "source_table": "; ".join(sorted({part.source_table for part in known})),
        "retrieved": max((part.retrieved for part in known), default=None),
    }


def _marked(rows: Sequence[Mapping[str, object]], asked: frozenset[str]) -> pd.DataFrame:
    """Marks that compare each row with what was asked for and with the row before."""
    frame = pd.DataFrame(list(rows), columns=[column for column in SERIES if column not in MARKS])
    frame = frame.sort_values("year", ignore_index=True)
    own = "+".join(sorted(asked))
    joint = frame["area"] != own
    converted = frame["published_as"] != own
    return frame.assign(
        year=frame["year"].astype("int64"),
        symbol=frame["symbol"].astype("str"),
        value=frame["value"].astype("float64"),
        at_least=frame["at_least"].astype("float64"),
        retrieved=pd.to_datetime(frame["retrieved"]),
        joint=joint,
        converted=converted,
        renumbered=converted
        & ~joint
        & (len(asked) == 1)
        & ~frame["published_as"].str.contains("+", regex=False),
        break_before=(frame["area"] != frame["area"].shift(fill_value=own)) & (frame.index > 0),
    )[SERIES]
