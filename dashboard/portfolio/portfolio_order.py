"""Order of the portfolio: what each field is sorted by, missing always last, equals as they stood."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.overview.numbers import DAYS_KEPT
from dashboard.places.choices import alphabetical
from dashboard.portfolio.numbers import FIELDS, matrix_of_all

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from dashboard.overview.own_day import Years
    from dashboard.store.store import FrameStore

NAME, FIRST = "name", "status"
"""The project's name, and the field the matrix is ordered by to begin with: the most serious first."""
KEY = "sort_"
"""Before a field: the column of what it is sorted by."""
LEVELS = ("settle", "watch", "ask", "none")
"""Most serious first; «none»: told of, and nothing to follow up."""
PLAIN = {
    "overdue": "overdue_days",
    "measures": "measures_under_way",
    "persons": "persons_low",
    "budget": "deviation",
    "anchoring": "anchored",
    "meetings": "meetings",
    "seats": "seats_empty",
}
"""Fields sorted by a column as it is."""
SHARES = {
    "goals": ("goals_in_course", "goals_measurable"),
    "milestones": ("milestones_reached", "milestones_due"),
    "groups": ("groups_reached", "groups_aimed"),
    "documented": ("documented", "claimed"),
}
"""Fields sorted by a share; «0 of 0» has none."""


def sort_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """Number each field of the matrix is sorted by, missing where not reported; with the name as text."""
    keys: dict[str, pd.Series] = {NAME: rows["name"].map(alphabetical)}
    keys |= {field: rows[column].astype("float64") for field, column in PLAIN.items()}
    for field, (part, whole) in SHARES.items():
        base = rows[whole].astype("float64")
        keys[field] = rows[part] / base.where(base > 0)
    keys["status"] = rows["level"].map({level: place for place, level in enumerate(LEVELS)}).astype("float64")
    keys["effect"] = rows["effect_told"].map({letter: place for place, letter in enumerate("abcdef")})
    keys["report"] = (rows["last_report"] - pd.Timestamp(0)).dt.days.astype("float64")
    return pd.DataFrame(keys)[[NAME, *FIELDS]]


def ordered(rows: pd.DataFrame, field: str, *, falling: bool = False) -> pd.DataFrame:
    """Rows of the matrix by a field or `NAME`; missing last both ways, equals in the order they had."""
    keys = sort_keys(rows)[field]
    return rows.loc[keys.sort_values(ascending=not falling, na_position="last", kind="stable").index]


def arranged(store: FrameStore, years: Years, *, today: dt.date) -> pd.DataFrame:
    """Every project of the store as it first stands: the most serious first, then by name; with sort keys."""
    return store.per_version(_by_years)(years, today)


def _by_years(store: FrameStore) -> Callable[[Years, dt.date], pd.DataFrame]:
    @lru_cache(maxsize=DAYS_KEPT)
    def on(years: Years, today: dt.date) -> pd.DataFrame:
        rows = ordered(ordered(matrix_of_all(store, years, today=today), NAME), FIRST)
        return rows.join(sort_keys(rows).add_prefix(KEY))

    return on
