"""Timeline: where plans, what was done, and milestones lie between the first year and the last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

DATES = ["planned_start", "planned_end", "actual_start", "actual_end"]


@dataclass(frozen=True)
class Scale:
    """Whole years from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """Every year of the scale."""
        return range(self.first, self.last + 1)

    def share(self, day: dt.date | pd.Timestamp) -> float:
        """How far along the scale the start of a day lies: 0 is 1 January of the first year."""
        start = dt.date(self.first, 1, 1).toordinal()
        whole = dt.date(self.last + 1, 1, 1).toordinal() - start
        return (day.toordinal() - start) / whole

    def covers(self, day: dt.date) -> bool:
        """Whether a day lies on the scale."""
        return self.first <= day.year <= self.last


def scale_of(measures: pd.DataFrame, milestones: pd.DataFrame) -> Scale | None:
    """Years that hold every date of some measures and milestones; None where there is no date."""
    columns = [*(measures[column] for column in DATES), milestones["due"], milestones["reached"]]
    dates = pd.concat(columns).dropna()
    if not len(dates):
        return None
    return Scale(dates.min().year, dates.max().year)


def bars(measures: pd.DataFrame, scale: Scale, *, day: dt.date) -> pd.DataFrame:
    """Measures with any date, and where their bars lie as shares of the scale; key: measure.

    `plan_left`, `plan_width`, `done_left`, `done_width`; missing where the start is. A measure that
    has begun and not ended is drawn to the day (`going` is true), one closed without a date of its end as
    a point. What began after the day is not drawn as done.
    """
    dated = measures[measures[DATES].notna().any(axis=1)]
    today = pd.Timestamp(day)
    started = dated["actual_start"].where(dated["actual_start"] <= today)
    ended = dated["actual_end"].where(dated["actual_end"] <= today)
    going = started.notna() & ended.isna() & ~dated["phase"].isin(("closed", "cancelled", "merged"))
    done_end = ended.where(~going, today).fillna(started)
    plan_end = dated["planned_end"].fillna(dated["planned_start"])
    return dated.assign(
        going=going,
        plan_left=_shares(dated["planned_start"], scale),
        plan_width=_shares(plan_end, scale) - _shares(dated["planned_start"], scale),
        done_left=_shares(started, scale),
        done_width=_shares(done_end, scale) - _shares(started, scale),
    )


def _shares(days: pd.Series, scale: Scale) -> pd.Series:
    start = pd.Timestamp(scale.first, 1, 1)
    whole = pd.Timestamp(scale.last + 1, 1, 1) - start
    return ((days - start) / whole).clip(0, 1)
