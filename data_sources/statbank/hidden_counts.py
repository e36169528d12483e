"""Official counts of few persons: hidden, with the shares that would give a hidden count away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

PLACE = ["municipality", "year"]
NIL = "-"
"""The source's own sign for none: it hides nothing, and a share of none reveals no more."""
HIDDEN, FEW_HIDDEN = ":", "skjult av oss: 1–4"
"""The sign of a hidden figure, and what is added to its source."""
FEW = 5
"""Fewer persons than this are hidden in the seeds, and by the strictest of the sources used."""
SCALE = {"%": 100.0, "‰": 1000.0}
"""What a share is multiplied with, by the unit of its indicator; a unit not named here is a plain ratio."""


@dataclass(frozen=True)
class Leak:
    """A published share that reveals a count; `row` is its label in the index of the figures."""

    row: int
    indicator: str
    municipality: str
    year: int
    value: float
    reason: str

    def __str__(self) -> str:
        """Sentence in bokmål: which share reveals what, and what to do."""
        return (
            f"{self.indicator} for {self.municipality} i {self.year} er {self.value:g}, men {self.reason}. "
            "Skjul andelen med samme tegn, eller ta raden bort."
        )


def few_hidden(frame: pd.DataFrame) -> pd.DataFrame:
    """Hide counts of 1-4 persons, as the seeds do: the row keeps its place, with the sign for hidden."""
    few = (frame["value"] > 0) & (frame["value"] < FEW)
    return hidden(frame, few, FEW_HIDDEN)


def hidden(frame: pd.DataFrame, rows: pd.Series, why: str) -> pd.DataFrame:
    """Put the sign for hidden instead of the figures of `rows`; `source` states why."""
    return frame.assign(
        value=frame["value"].mask(rows),
        symbol=frame["symbol"].mask(rows, HIDDEN),
        source=frame["source"].mask(rows, frame["source"] + "; " + why),
    )


def leaking_shares(statistic: pd.DataFrame, shares: pd.DataFrame) -> list[Leak]:
    """Find every share from which a count that is hidden, or below `FEW` and not shown, can be worked out.

    `statistic` has the columns of that table; `shares` those of `indicator_share`, and the share's `unit`.
    A share is refused wherever its count or its base has a symbol other than `NIL`: that the other of
    the two is missing here does not keep it from readers, who find it elsewhere.
    """
    figures = statistic[["indicator", *PLACE, "value", "symbol"]]
    leaks: list[Leak] = []
    for share in shares.to_dict("records"):
        rows = figures[figures["indicator"].eq(share["indicator"]) & figures["value"].notna()]
        rows = rows.assign(row=rows.index)
        for side in ("counted", "base"):
            own = figures[figures["indicator"].eq(share[side])][[*PLACE, "value", "symbol"]]
            rows = rows.merge(own, how="left", on=PLACE, suffixes=("", f"_{side}"))
        scale = SCALE.get(share["unit"], 1.0)
        for row in rows.to_dict("records"):
            reason = _reason(row, counted=share["counted"], base=share["base"], scale=scale)
            if reason:
                place = (row["indicator"], row["municipality"], int(row["year"]), row["value"])
                leaks.append(Leak(row["row"], *place, reason))
    return sorted(leaks, key=lambda leak: leak.row)


def _reason(row: Mapping[Hashable, Any], *, counted: str, base: str, scale: float) -> str:
    """Why a share may not be shown; empty where it may."""
    for side, name in (("counted", counted), ("base", base)):
        symbol = row[f"symbol_{side}"]
        if not pd.isna(symbol) and symbol != NIL:
            return f"{name} har tegnet «{symbol}» der: andelen røper tallet"
    persons = float(row["value"]) * float(row["value_base"]) / scale
    if pd.isna(row["value_counted"]) and 0 < round(persons) < FEW:
        return f"{name} står der og {counted} ikke: andelen røper et lite tall"
    return ""
