"""Imports since a day: which batches changed what, and which plans were moved by them."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

OSLO = ZoneInfo("Europe/Oslo")
PLAN: Mapping[str, tuple[str, ...]] = {
    "goal": ("target", "deadline"),
    "measure": ("phase", "planned_start", "planned_end", "planned_sessions", "budget"),
    "milestone": ("due",),
}
"""Columns that are the plan itself, by table: a change in them is a change of plan."""


class Import(NamedTuple):
    """A batch: when it was read in, and how many rows of each table it added, changed and removed.

    `undoes`: number of the batch an undo took back, else None; `undone`: whether it was taken back itself.
    `project` is None where the file says the project row by row.
    """

    batch: int
    date: dt.date
    project: str | None
    role: str
    undoes: int | None
    undone: bool
    tables: Mapping[str, Mapping[str, int]]

    @property
    def rows(self) -> int:
        """Rows touched in all."""
        return sum(sum(kinds.values()) for kinds in self.tables.values())


class PlanChange(NamedTuple):
    """One value of a plan that an import moved; `before` and `after` as stored, None = not stated."""

    batch: int
    date: dt.date
    project: str
    name: str
    table: str
    column: str
    before: Any
    after: Any


def imports_since(batches: pd.DataFrame, projects: Collection[str], *, since: dt.date) -> list[Import]:
    """Batches of some projects read in on `since` or later, the latest first.

    One that names no project is among them: its rows may be anybody's.
    """
    found = [_import(row) for row in batches.sort_values("batch", ascending=False).to_dict("records")]
    return [one for one in found if one.date >= since and (one.project is None or one.project in projects)]


def plan_changes(
    changed: pd.DataFrame, imports: Collection[Import], projects: Collection[str]
) -> list[PlanChange]:
    """Plans that these imports moved, the latest first; what was done and undone among them is no change."""
    undone = {one.undoes for one in imports if one.undoes is not None}
    numbers = {one.batch for one in imports}
    standing = {
        one.batch: one.date for one in imports if one.batch not in undone and one.undoes not in numbers
    }
    rows = changed[changed["batch"].isin(standing) & changed["before"].notna() & changed["after"].notna()]
    found = [
        change
        for batch, table, before, after in rows[["batch", "table_name", "before", "after"]].itertuples(
            index=False, name=None
        )
        for change in _moved(int(batch), standing[int(batch)], table, json.loads(before), json.loads(after))
    ]
    return sorted(
        (one for one in found if one.project in projects), key=lambda one: (-one.batch, one.project, one.name)
    )


def _moved(
    batch: int, date: dt.date, table: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[PlanChange]:
    name = str(after.get("name") or after.get("text") or "")
    return [
        PlanChange(batch, date, str(after["project"]), name, table, column, old, new)
        for column in PLAN.get(table, ())
        if (old := before.get(column)) != (new := after.get(column))
    ]


def _import(row: Mapping[Any, Any]) -> Import:
    return Import(
        batch=int(row["batch"]),
        date=dt.datetime.fromisoformat(row["imported_at"]).astimezone(OSLO).date(),
        project=None if pd.isna(row["project"]) else str(row["project"]),
        role=str(row["role"]),
        undoes=None if pd.isna(row["undoes"]) else int(row["undoes"]),
        undone=row["status"] == "undone",
        tables=json.loads(row["counts"]),
    )
