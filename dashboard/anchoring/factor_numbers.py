"""Success factors: how each project stands to each point of the checklist, counted and never averaged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import pandas as pd

STATUSES = ("fulfilled", "partly", "not", "not_relevant")
"""Status of a point; a point without any is not assessed."""


@dataclass(frozen=True)
class Assessment:
    """What is said of one project and one point."""

    project: str
    item: str
    status: str
    note: str | None
    evidence: str
    source: str


@dataclass(frozen=True)
class Point:
    """A point of the checklist over the projects in view.

    `fulfilled` and `partly` are of the `assessed`: projects with an answer other than «not relevant».
    `silent` counts the projects that say nothing of the point.
    """

    item: str
    factor: int
    factor_name: str
    text: str
    fulfilled: int
    partly: int
    assessed: int
    not_relevant: int
    silent: int


@dataclass(frozen=True)
class Checklist:
    """All points over some projects. `projects` have at least one answer; `silent` have none."""

    points: tuple[Point, ...]
    projects: tuple[str, ...]
    silent: tuple[str, ...]
    cells: Mapping[tuple[str, str], Assessment]

    def cell(self, project: str, item: str) -> Assessment | None:
        """Answer of a project; None where the point is not assessed."""
        return self.cells.get((project, item))

    @property
    def weakest(self) -> Point | None:
        """Point that most projects say they do not fulfil, or only partly; None where there is none."""
        behind = [point for point in self.points if point.assessed > point.fulfilled]
        return max(behind, key=lambda point: point.assessed - point.fulfilled, default=None)


def checklist(factors: pd.DataFrame, assessments: pd.DataFrame, projects: Sequence[str]) -> Checklist:
    """Read the answers of some projects; points in the order of the list, projects in the order given."""
    inside = set(projects)
    columns = ["project", "item", "status", "note", "evidence", "source"]
    cells = {
        (project, item): Assessment(
            project, item, status, note if isinstance(note, str) else None, evidence, source
        )
        for project, item, status, note, evidence, source in assessments[columns].itertuples(
            index=False, name=None
        )
        if project in inside
    }
    answering = {project for project, _ in cells}
    shown = tuple(project for project in projects if project in answering)
    return Checklist(
        points=tuple(
            _point(
                row,
                Counter(
                    cells[project, row["item"]].status for project in shown if (project, row["item"]) in cells
                ),
                len(shown),
            )
            for row in factors.to_dict("records")
        ),
        projects=shown,
        silent=tuple(project for project in projects if project not in answering),
        cells=cells,
    )


def _point(row: Mapping[Hashable, Any], found: Counter[str], projects: int) -> Point:
    """Point of the list with its answers counted."""
    assessed = found["fulfilled"] + found["partly"] + found["not"]
    return Point(
        item=row["item"],
        factor=int(row["factor"]),
        factor_name=row["factor_name"],
        text=row["text"],
        fulfilled=found["fulfilled"],
        partly=found["partly"],
        assessed=assessed,
        not_relevant=found["not_relevant"],
        silent=projects - assessed - found["not_relevant"],
    )
