"""The list of projects: those in scope, by programme, with what can be said of each in one line."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.places.scope import Scope


class Listed(NamedTuple):
    """One project; `numbers` are municipality numbers as they were then, None = the source states none."""

    project: str
    name: str
    language: str
    organisation: str
    first: int | None
    last: int | None
    evidence: str
    numbers: tuple[str, ...]


def listed(scope: Scope, projects: pd.DataFrame, places: pd.DataFrame) -> dict[str, list[Listed]]:
    """Projects in scope by programme, in the order of the data."""
    numbers: dict[str, list[str]] = {}
    for project, number in places[["project", "municipality"]].itertuples(index=False):
        numbers.setdefault(project, []).append(number)
    found: dict[str, list[Listed]] = {}
    for row in scope.rows(projects).to_dict("records"):
        found.setdefault(row["programme"], []).append(
            Listed(
                project=row["project"],
                name=row["name"],
                language=row["language"],
                organisation=row["lead_organisation"],
                first=_year(row["start_year"]),
                last=_year(row["end_year"]),
                evidence=row["evidence"],
                numbers=tuple(sorted(numbers.get(row["project"], ()))),
            )
        )
    return found


def _year(value: float) -> int | None:
    return None if isnan(value) else int(value)
