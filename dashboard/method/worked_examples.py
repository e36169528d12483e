"""Worked examples for the method page, taken from the figures that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt

    from dashboard.store.store import FrameStore

FEW = 10
"""Under this many persons no percentage is shown, so such a cell is no example."""
CELL = ["measure_id", "municipality", "period", "target_group"]


@dataclass(frozen=True)
class GoalExample:
    """A goal with its last measurement: (value − baseline) / (target − baseline)."""

    text: str
    language: str
    baseline: float
    target: float
    value: float
    unit: str
    date: dt.date
    example: bool

    @property
    def progress(self) -> float:
        """Share of the way from baseline to target."""
        return (self.value - self.baseline) / (self.target - self.baseline)


@dataclass(frozen=True)
class CoverageExample:
    """Protected persons of one measure in a year, and the residents of the same group and place."""

    group: str
    municipality: str
    year: int
    persons: float
    residents: float
    example: bool

    @property
    def share(self) -> float:
        """Persons reached of the residents."""
        return self.persons / self.residents


def goal_example(store: FrameStore) -> GoalExample | None:
    """Take the goal measured last that has both ends and is on its way; None where there is none."""
    goals = store["goal"].dropna(subset=["baseline", "target"])
    last = store["goal_observation"].sort_values("date").drop_duplicates("goal", keep="last")
    rows = last[["goal", "date", "value"]].merge(
        goals[["goal", "project", "text", "baseline", "target", "unit", "evidence"]], on="goal"
    )
    rows = rows.merge(store["project"][["project", "language"]], on="project")
    rows = rows[rows["target"] != rows["baseline"]].sort_values(["date", "goal"])
    if rows.empty:
        return None
    row = rows.iloc[-1]
    return GoalExample(
        text=str(row["text"]),
        language=str(row["language"]),
        baseline=float(row["baseline"]),
        target=float(row["target"]),
        value=float(row["value"]),
        unit="" if pd.isna(row["unit"]) else str(row["unit"]),
        date=row["date"].date(),
        example=row["evidence"] == "example",
    )


def coverage_example(store: FrameStore) -> CoverageExample | None:
    """Take the largest cell of one measure whose residents are published for the same year and number."""
    sums = store["reach_sum"].rename(columns={"unique_participants": "persons"})
    groups = store["target_group"][["target_group", "denominator"]].dropna()
    residents = store["statistic"][["indicator", "municipality", "year", "value"]].dropna()
    rows = sums.assign(year=sums["period"].astype("int64")).merge(groups, on="target_group")
    rows = rows.merge(
        residents.astype({"year": "int64"}),
        left_on=["denominator", "municipality", "year"],
        right_on=["indicator", "municipality", "year"],
    )
    rows = rows[(rows["persons"] >= FEW) & (rows["value"] > rows["persons"])]
    if rows.empty:
        return None
    row = rows.sort_values(["persons", *CELL]).iloc[-1]
    return CoverageExample(
        group=str(row["target_group"]),
        municipality=str(row["municipality"]),
        year=int(row["year"]),
        persons=float(row["persons"]),
        residents=float(row["value"]),
        example=bool(row["example"]),
    )
