"""Place of a municipality among similar ones, as an interval that says how sure it is."""

from __future__ import annotations

from math import nan, sqrt
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.places.peers import NEAREST, peers
from dashboard.places.profile import as_one
from terms.municipalities import map_counts
from terms.municipality_lists import LAST_YEAR

if TYPE_CHECKING:
    from dashboard.places.peers import Choice
    from dashboard.places.profile import Profiles

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


def rate_position(  # noqa: PLR0913  # one argument per part of the question
    counted: pd.Series[float],
    residents: pd.Series[float],
    profiles: Profiles,
    number: str,
    chosen: Choice,
    *,
    per: int = 1000,
    count: int = NEAREST,
) -> pd.DataFrame:
    """Persons per 1000 residents of a municipality of 2024 and of those similar to it, by name, own first.

    `counted` and `residents` are one year's counts by area, as `counts_by_area` gives them. A municipality
    that was part of a joint area stands as that area (`area` «1508+1580», `joint`) beside places similar
    to it. Similar ones that were part of one, or that have no row, are left out. Columns besides: `value`,
    `residents`, `rate`, `low`, `high` (Wilson), `own`, `best` and `worst` place (1 = highest rate) that the
    overlapping intervals allow, `clear` where these are one place, `others` (the weighted rate of the other
    rows) and `against`: «above» or «below» it, or «unclear».
    A hidden figure gives no rate and no place, and may stand anywhere among the others.

    Raises:
        UnknownMunicipality: The profiles have no row with the number.
    """
    own = next((area for area in residents.index if "+" in area and number in area.split("+")), number)
    known = as_one(profiles, own) if own != number else profiles
    similar = peers(known, own, chosen, count=count).rows
    names = known.rows.set_index("municipality")["label"]
    inside = similar["municipality"].isin(residents.index) & similar["municipality"].isin(counted.index)
    areas = [own, *similar.loc[inside].sort_values(["label", "municipality"])["municipality"]]
    rows = pd.DataFrame(
        {
            "area": areas,
            "label": names.reindex(areas).to_numpy(),
            "value": counted.reindex(areas).to_numpy("float64"),
            "residents": residents.reindex(areas).to_numpy("float64"),
            "own": [area == own for area in areas],
            "joint": ["+" in area for area in areas],
        }
    )
    return _placed(_rated(rows, per))


def counts_by_area(statistic: pd.DataFrame, indicator: str) -> dict[int, pd.Series[float]]:
    """Counts of an indicator by area of 2024, by year; a sum with a hidden or missing part is missing."""
    rows = statistic[statistic["indicator"] == indicator]
    carried = map_counts(rows[["municipality", "year", "value"]], target_year=LAST_YEAR)
    return {
        int(found["year"].iloc[0]): found.set_index("municipality")["value"]
        for _, found in carried.groupby("year")
    }


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
