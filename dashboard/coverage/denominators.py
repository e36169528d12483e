"""Denominators: residents of a target group on 1 January, from the official figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd

    from dashboard.store.store import FrameStore

State = Literal["known", "hidden", "missing"]
HIDDEN = ":"


@dataclass(frozen=True)
class Denominator:
    """Residents of a group in a municipality on 1 January; `value` only where `state` is known.

    `hidden`: the source has suppressed the figure. `missing`: the source has none, or we have not fetched
    it; `symbol` is what the source writes, where it writes something.
    """

    state: State
    value: float | None = None
    symbol: str | None = None
    table: str | None = None
    retrieved: dt.date | None = None


NO_FIGURE = Denominator("missing")


@dataclass(frozen=True)
class Denominators:
    """Official figures by indicator, municipality as published and year."""

    figures: Mapping[tuple[str, str, int], Denominator]
    years: Mapping[tuple[str, str], frozenset[int]]

    def of(self, indicator: str | None, municipality: str, year: int) -> Denominator:
        """Figure of an indicator; missing where there is no row."""
        return self.figures.get((indicator or "", municipality, year), NO_FIGURE)

    def latest(self, indicator: str, municipality: str) -> int | None:
        """Last year with a figure."""
        return max(self.years.get((indicator, municipality), ()), default=None)


def denominators(store: FrameStore) -> Denominators:
    """Figures of the indicators that target groups are measured against; give it to `store.per_version`."""
    return official(store["statistic"], store["target_group"])


def official(statistic: pd.DataFrame, target_group: pd.DataFrame) -> Denominators:
    """Read the figures; a row with a symbol never counts as a number, and a negative one is no figure."""
    used = statistic[statistic["indicator"].isin(target_group["denominator"].dropna())]
    figures: dict[tuple[str, str, int], Denominator] = {}
    years: dict[tuple[str, str], set[int]] = {}
    columns = ["indicator", "municipality", "year", "value", "symbol", "source_table", "retrieved"]
    for indicator, number, year, value, symbol, table, retrieved in used[columns].itertuples(
        index=False, name=None
    ):
        written = symbol if isinstance(symbol, str) and symbol else None
        if written is None and value >= 0:
            figures[indicator, number, int(year)] = Denominator("known", value, None, table, retrieved)
            years.setdefault((indicator, number), set()).add(int(year))
        else:
            state: State = "hidden" if written == HIDDEN else "missing"
            figures[indicator, number, int(year)] = Denominator(state, None, written, table, retrieved)
    return Denominators(figures, {key: frozenset(found) for key, found in years.items()})
