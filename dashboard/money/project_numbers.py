"""One project's budget and accounts: by year and post, and in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Amounts(NamedTuple):
    """Kroner of some posts; the `matched` ones are of posts where both budget and accounts are stated.

    A budget without accounts is not money left, so only matched amounts are set against each other.
    """

    budget: float
    accounts: float
    matched_budget: float
    matched_accounts: float
    posts: int
    delivered: int

    @property
    def used(self) -> float | None:
        """Accounts as a share of the budget of the same posts; None without any."""
        return self.matched_accounts / self.matched_budget if self.matched_budget else None


def amounts(lines: pd.DataFrame) -> Amounts:
    """Sum account lines; a missing amount is not stated, never zero."""
    matched = lines[lines["accounts"].notna() & lines["budget"].notna()]
    return Amounts(
        budget=float(lines["budget"].sum()),
        accounts=float(lines["accounts"].sum()),
        matched_budget=float(matched["budget"].sum()),
        matched_accounts=float(matched["accounts"].sum()),
        posts=len(lines),
        delivered=int(lines["accounts"].notna().sum()),
    )


def by_year(lines: pd.DataFrame) -> list[tuple[int, pd.DataFrame]]:
    """Lines of each year, in order, the largest budget first."""
    ordered = lines.sort_values(["year", "budget", "accounts"], ascending=[True, False, False])
    return [(int(year), rows) for year, rows in ordered.groupby(ordered["year"].astype("int64"))]
