"""Raw frame to promised frame: types, key, and the territory behind each municipality number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.store.frames import LENT, conform
from terms import municipalities as history

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Problem:
    """A row that was left out: which frame, which row (0 = first), which column, what was found."""

    frame: str
    row: int
    column: str
    value: str


def tidy(name: str, raw: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Promised frame, and the rows that had to be left out.

    Frames of places get `area`: the municipalities of 2024 whose territory the number covers, joined
    with «+» («1508+1580» for Ålesund 2020-2023). A number that never existed in 2012-2024 is a problem.
    """
    if name == "municipality" or "municipality" not in LENT[name].key or "municipality" not in raw:
        return conform(name, raw), []
    territory = {number: history.area_key(number) for number in raw["municipality"].unique()}
    area = raw["municipality"].map(territory)
    unknown = area.isna()
    problems = [
        Problem(name, int(position), "municipality", str(raw["municipality"].iloc[position]))
        for position in unknown.to_numpy().nonzero()[0]
    ]
    frame = conform(name, raw[~unknown])
    return frame.assign(area=area[~unknown].to_numpy()), problems
