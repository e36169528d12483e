"""Rows of tables people take along: chosen columns named as in `FIELDS`, and names of projects and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terms import municipalities as history
from terms.errors import UnknownMunicipality

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from dashboard.overview.ground import Ground

NO_NAMES: Mapping[str, str] = {}


def chosen(rows: pd.DataFrame, columns: str, renamed: Mapping[str, str] = NO_NAMES) -> pd.DataFrame:
    """Columns in the order they are named, after renaming; names are separated by spaces."""
    return rows.rename(columns=dict(renamed))[columns.split()].reset_index(drop=True)


def of_projects(
    ground: Ground, frame: str, columns: str, renamed: Mapping[str, str] = NO_NAMES
) -> pd.DataFrame:
    """Rows of a frame of the projects in scope, with the project's name after its id."""
    return named(ground, chosen(ground.figures.scope.rows(ground.store[frame]), columns, renamed))


def named(ground: Ground, rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with `project_name` after `project`."""
    names = {key: name for key, (name, _) in ground.project_names.items()}
    rows = rows.copy()
    rows.insert(list(rows.columns).index("project") + 1, "project_name", rows["project"].map(names))
    return rows


def placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with `municipality_name` after `municipality`, as the number was called in its time."""
    labels = {number: label(number) for number in rows["municipality"].unique()}
    rows = rows.copy()
    rows.insert(
        list(rows.columns).index("municipality") + 1,
        "municipality_name",
        rows["municipality"].map(labels).astype("str"),
    )
    return rows


def label(number: str) -> str | None:
    """Name of a municipality number of any year; None for a number nobody has had."""
    try:
        return history.label(number)
    except UnknownMunicipality:
        return None


def converted(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with `joint` and `converted` after `area`.

    `joint`: the number covered several of today's municipalities. `converted`: it is not a number of 2024.
    """
    rows = rows.copy()
    at = list(rows.columns).index("area") + 1
    rows.insert(at, "joint", rows["area"].str.contains("+", regex=False))
    rows.insert(at + 1, "converted", rows["area"] != rows["municipality"])
    return rows
