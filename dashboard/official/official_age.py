"""How old the official figures are, and whether the last attempt to refresh them failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd


@dataclass(frozen=True)
class OfficialAge:
    """Day (UTC) of the newest retrieval, and of the last attempt if it failed; missing where there is none.

    `partly`: what failed brought some of the figures all the same.
    """

    retrieved: dt.date | None
    failed: dt.date | None
    partly: bool = False

    def days(self, today: dt.date) -> int | None:
        """Age of the newest figures."""
        return None if self.retrieved is None else (today - self.retrieved).days


def official_age(retrieval: pd.DataFrame, attempts: pd.DataFrame) -> OfficialAge:
    """Read it out of the retrievals and the attempts to refresh."""
    newest = None if retrieval.empty else retrieval["retrieved"].max()
    day = None if newest is None else newest.date()
    if attempts.empty:
        return OfficialAge(day, None)
    last = attempts.sort_values("attempt").iloc[-1]
    if last["ok"] == 1:
        return OfficialAge(day, None)
    # A retrieval is stamped when it is asked for, which is never before the attempt it belongs to.
    return OfficialAge(day, last["started"].date(), partly=newest is not None and newest >= last["started"])
