"""The day facts are judged on: one for all, or each project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

Day: TypeAlias = "dt.date | pd.Series"
"""One day for every project, or timestamps by project."""


def day_of(rows: pd.DataFrame, day: Day) -> pd.Timestamp | pd.Series:
    """Day each row is judged on, by its `project`; missing where that has none of its own."""
    if isinstance(day, pd.Series):
        return own_day_of(rows, day)
    return pd.Timestamp(day)


def own_day_of(rows: pd.DataFrame, days: pd.Series) -> pd.Series:
    """Day of each row's project; missing where that has none."""
    return days.reindex(rows["project"].astype("str")).set_axis(rows.index)


def own_days(days: Mapping[str, dt.date]) -> pd.Series:
    """Timestamps by project, of days by project."""
    index = pd.Index(list(days), dtype="str")
    return pd.Series(pd.to_datetime(list(days.values())), index=index, dtype="datetime64[us]")
