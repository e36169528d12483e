"""Comparison of a municipality with similar ones: who they are, and its place among them as an interval."""

from __future__ import annotations

from math import log2, nan, sqrt

import pandas as pd

from dashboard.errors import UnknownMunicipality
from dashboard.metrics.history import map_counts
from dashboard.metrics.municipality_lists import LAST_YEAR

DOUBLING = 1.0
"""Distance between a municipality and one with twice or half its population."""
CENTRALITY_CLASS = 0.5
"""Distance of one class of SSB's centrality, 1 to 6: two classes weigh as much as a doubling."""
SIMILAR_SIZE = log2(1.25)
"""Within a quarter more people is called the same size."""

POSITION = [
    *("area", "label", "own", "joint", "value", "residents", "rate", "low", "high"),
    *("best", "worst", "clear", "against", "others"),
]
"""Columns of a position."""


def wilson(successes: float, n: float, z: float = 1.96) -> tuple[float, float]:
    """Wilson interval of a share (0-1), by default at 95 %; (0, 1) where n is 0: nothing is known.

    Raises:
        ValueError: There are more successes than cases, or fewer than none.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a share")
    if n == 0:
        return 0.0, 1.0
    share, spread = successes / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    reach = z / (1 + spread) * sqrt(share * (1 - share) / n + spread / (4 * n))
    low = 0.0 if successes == 0 else middle - reach  # exact at the ends, which rounding would miss
    high = 1.0 if successes == n else middle + reach
    return low, high


def comparable(municipalities: pd.DataFrame, number: str, *, count: int = 20) -> pd.DataFrame:
    """Nearest municipalities by population (on a log scale) and centrality, nearest first, never itself.

    Reads `municipality`, `label`, `population` and `centrality` (one row per municipality of 2024); rows
    without one of the last two are left out. Gives `municipality`, `label`, `population`, `centrality`,
    `distance` (see DOUBLING and CENTRALITY_CLASS), `population_ratio` (theirs / own),
    `centrality_difference` (positive = less central) and `reason`: «size_and_centrality», «size»,
    «centrality» or «nearest» for what is alike. Empty where the own population or centrality is missing.

    Raises:
        UnknownMunicipality: No row has the number.
    """
    own = municipalities[municipalities["municipality"] == number]
    if own.empty:
        raise UnknownMunicipality(number, LAST_YEAR)
    described = municipalities.dropna(subset=["population", "centrality"])
    others = described[(described["population"] > 0) & (described["municipality"] != number)]
    population, centrality = float(own["population"].iloc[0]), float(own["centrality"].iloc[0])
    if not population > 0 or pd.isna(centrality):
        others = others[:0]
    ratio = others["population"].astype("float64") / population
    doublings = ratio.map(log2).astype("float64").abs()
    difference = others["centrality"].astype("float64") - centrality
    found = others[["municipality", "label", "population", "centrality"]].assign(
        distance=DOUBLING * doublings + CENTRALITY_CLASS * difference.abs(),
        population_ratio=ratio,
        centrality_difference=difference,
        reason=pd.Series("nearest", others.index, dtype="str")
        .mask(difference == 0, "centrality")
        .mask(doublings <= SIMILAR_SIZE, "size")
        .mask((difference == 0) & (doublings <= SIMILAR_SIZE), "size_and_centrality"),
    )
    return found.sort_values(["distance", "municipality"]).head(count).reset_index(drop=True)


def rate_position(  # noqa: PLR0913  # one argument per part of the question
    statistic: pd.DataFrame,
    municipalities: pd.DataFrame,
    indicator: str,
    number: str,
    year: int,
    *,
    per: int = 1000,
    count: int = 20,
) -> pd.DataFrame:
    """Persons per 1000 residents of a municipality of 2024 and of those comparable to it, highest first.

    Reads `statistic` (indicator, municipality, year, value) with rows of the indicator and of
    `population`, both of `year`; numbers of the time are carried to 2024. A municipality that was part
    of a joint area stands as that area (`area` «1508+1580», `joint`) beside places comparable to it.
    Comparable ones that were part of one, or that the statistic has no row for, are left out. Columns
    besides: `value`, `residents`, `rate`, `low`, `high` (Wilson), `own`, `best` and `worst` place (1 =
    highest rate) that the overlapping intervals allow, `clear` where these are one place, `others` (the
    weighted rate of the other rows) and `against`: «above» or «below» it, or «unclear».
    A hidden figure gives no rate and no place, and may stand anywhere among the others.

    Raises:
        UnknownMunicipality: `municipalities` has no row with the number.
    """
    counted, residents = (_carried(statistic, one, year) for one in (indicator, "population"))
    own = next((area for area in residents.index if "+" in area and number in area.split("+")), number)
    known = _as_one(municipalities, own) if own != number else municipalities
    similar = comparable(known, own, count=count)["municipality"]
    names = known.set_index("municipality")["label"]
    areas = [own, *(area for area in similar if area in residents.index and area in counted.index)]
    rows = pd.DataFrame(
        {
            "area": areas,
            "label": names.reindex(areas).to_numpy(),
            "value": counted.reindex(areas).to_numpy(),
            "residents": residents.reindex(areas).to_numpy(),
            "own": [area == own for area in areas],
            "joint": ["+" in area for area in areas],
        }
    )
    return _placed(_rated(rows, per)).sort_values("rate", ascending=False, kind="stable", ignore_index=True)


def _as_one(municipalities: pd.DataFrame, area: str) -> pd.DataFrame:
    """Municipalities with those of a joint area as one: summed population, centrality of the largest."""
    inside = municipalities["municipality"].isin(area.split("+"))
    parts = municipalities[inside].sort_values("population", ascending=False, kind="stable")
    joint = parts.head(1).assign(
        municipality=area,
        label="–".join(parts["label"]),
        population=parts["population"].sum(min_count=len(parts)),
    )
    return pd.concat([municipalities[~inside], joint], ignore_index=True)


def _carried(statistic: pd.DataFrame, indicator: str, year: int) -> pd.Series[float]:
    """Counts of one year by area of 2024."""
    rows = statistic[(statistic["indicator"] == indicator) & (statistic["year"] == year)]
    mapped = map_counts(rows[["municipality", "year", "value"]], target_year=LAST_YEAR)
    return mapped.set_index("municipality")["value"]


def _rated(rows: pd.DataFrame, per: int) -> pd.DataFrame:
    """Rate and interval per row; missing where there is no count, or more persons than residents."""
    sound = (rows["residents"] > 0) & rows["value"].between(0, rows["residents"])
    bounds = [
        wilson(value, residents) if known else (nan, nan)
        for value, residents, known in zip(rows["value"], rows["residents"], sound, strict=True)
    ]
    return rows.assign(
        rate=(per * rows["value"] / rows["residents"]).where(sound),
        low=[per * low for low, _ in bounds],
        high=[per * high for _, high in bounds],
        others=_others_rate(rows, sound, per),
    )


def _others_rate(rows: pd.DataFrame, sound: pd.Series[bool], per: int) -> pd.Series[float]:
    """Weighted rate of all other rows that have figures: counts are summed first, then divided."""
    value, residents = rows["value"].where(sound, 0.0), rows["residents"].where(sound, 0.0)
    rest = residents.sum() - residents
    return (per * (value.sum() - value) / rest.where(rest > 0)).astype("float64")


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Best and worst place of each row that has figures, and how it stands against the others."""
    low, high = rows["low"].to_numpy(), rows["high"].to_numpy()
    known = rows["rate"].notna()
    best = [1 + int((low > top).sum()) for top in high]
    worst = [len(rows) - int((high < bottom).sum()) for bottom in low]
    return rows.assign(
        best=pd.Series(best, rows.index, dtype="float64").where(known),
        worst=pd.Series(worst, rows.index, dtype="float64").where(known),
        clear=[is_known and first == last for is_known, first, last in zip(known, best, worst, strict=True)],
        against=pd.Series("unclear", rows.index, dtype="str")
        .mask(rows["low"] > rows["others"], "above")
        .mask(rows["high"] < rows["others"], "below"),
    )[POSITION]
