"""Official figures as they were published, by indicator, number and year, with what each indicator allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd

State = Literal["known", "hidden", "missing", "not_applicable"]
NIL = "-"
"""The source's word for exactly zero."""
STATES: Mapping[str, State] = {":": "hidden", ".": "not_applicable", "..": "missing"}
"""What a symbol says of a figure; a symbol that is not here says it is missing."""
UNITS = {"%": 100.0, "‰": 1000.0}
"""What a share of 1 is in the unit of the indicator."""


class Figure(NamedTuple):
    """One published figure: `value` is set only where `state` is known; `symbol` as the source wrote it."""

    state: State
    value: float | None
    symbol: str | None
    source_table: str
    retrieved: dt.date


class Share(NamedTuple):
    """An indicator that is exactly one count of another, times `unit` (100 for per cent)."""

    counted: str
    base: str
    unit: float


@dataclass(frozen=True)
class Published:
    """Figures by indicator, then number as published, then year; which may be summed, which are shares."""

    figures: Mapping[str, Mapping[str, Mapping[int, Figure]]]
    summable: frozenset[str]
    shares: Mapping[str, Share]

    def of(self, indicator: str) -> Mapping[str, Mapping[int, Figure]]:
        """Figures of an indicator by number and year; nothing for one that was never published."""
        return self.figures.get(indicator, {})


def published(statistic: pd.DataFrame, indicator: pd.DataFrame, indicator_share: pd.DataFrame) -> Published:
    """Read the three tables of these names; a row with a symbol is no number, but «-» is zero.

    A share of a part of its base stays as published: the two counts would give another figure.
    """
    figures: dict[str, dict[str, dict[int, Figure]]] = {}
    columns = ["indicator", "municipality", "year", "value", "symbol", "source_table", "retrieved"]
    for code, number, year, value, symbol, table, retrieved in statistic[columns].itertuples(
        index=False, name=None
    ):
        state, counted, written = _read(value, symbol)
        figures.setdefault(code, {}).setdefault(number, {})[int(year)] = Figure(
            state, counted, written, table, retrieved
        )
    units = dict(zip(indicator["indicator"], indicator["unit"], strict=True))
    exact = indicator_share[indicator_share["exact"] == 1]
    return Published(
        figures=figures,
        summable=frozenset(indicator[indicator["summable"] == 1]["indicator"]),
        shares={
            code: Share(counted, base, UNITS.get(units.get(code, ""), 1.0))
            for code, counted, base in exact[["indicator", "counted", "base"]].itertuples(
                index=False, name=None
            )
        },
    )


def _read(value: float, symbol: object) -> tuple[State, float | None, str | None]:
    if isinstance(symbol, str) and symbol:
        return ("known", 0.0, symbol) if symbol == NIL else (STATES.get(symbol, "missing"), None, symbol)
    return ("known", float(value), None) if value == value else ("missing", None, None)  # noqa: PLR0124  # NaN
