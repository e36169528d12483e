"""Goals and projects one by one, as cards and papers tell of them; None for what is not stated."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from dashboard.store.store import FrameStore
    from terms.languages import Language


@dataclass(frozen=True)
class Goal:
    """One row of `metrics.goals.goal_progress` in tree order."""

    level: str
    depth: int
    text: str
    unit: str | None
    baseline: float | None
    target: float | None
    current: float | None
    progress: float | None
    expected: float | None
    expected_value: float | None
    measurable: bool
    status: str
    start: dt.date | None
    deadline: dt.date | None
    observed: dt.date | None
    owner_role: str | None
    indicator: str | None
    evidence: str
    source: str


@dataclass(frozen=True)
class Project:
    """A project with its municipalities of 2024, owners first, and its results chain.

    `start_year` is the year of the grant where the source states no start.
    """

    project: str
    programme: str
    name: str
    language: Language
    start_year: int | None
    municipalities: tuple[str, ...]
    chain: pd.DataFrame | None

    def spoken_for(self, focus: tuple[str, ...]) -> str | None:
        """Municipality official figures are about: the only one in focus, else the project's first."""
        in_focus = [number for number in self.municipalities if number in focus]
        return in_focus[0] if len(in_focus) == 1 else next(iter(self.municipalities), None)


def goals_of(progress: pd.DataFrame) -> list[Goal]:
    """Rows of `goal_progress` one by one."""
    names = [field.name for field in fields(Goal)]
    rows = progress[names].astype("object")
    return [Goal(*row) for row in rows.where(rows.notna(), None).itertuples(index=False, name=None)]


def goals_by_project(progress: pd.DataFrame) -> dict[str, list[Goal]]:
    """Rows of `goal_progress` one by one, by project; projects without goals are not among them."""
    found: dict[str, list[Goal]] = {}
    for project, goal in zip(progress["project"], goals_of(progress), strict=True):
        found.setdefault(str(project), []).append(goal)
    return found


def projects_of(store: FrameStore) -> dict[str, Project]:
    """All projects by key."""
    places = store["project_municipality"]
    places = places.assign(later=places["role"] != "owner").sort_values("later", kind="stable")
    municipalities: dict[str, dict[str, None]] = {}
    for project, area in zip(places["project"], places["area"], strict=True):
        municipalities.setdefault(project, {}).update(dict.fromkeys(area.split("+")))
    chains = {str(project): rows for project, rows in store["results_chain_item"].groupby("project")}
    projects = store["project"]
    projects = projects.assign(start_year=projects["start_year"].fillna(projects["grant_year"]))
    rows = projects[["project", "programme", "name", "language", "start_year"]].astype("object")
    return {
        key: Project(
            key,
            programme,
            name,
            language,
            None if start is None else int(start),
            municipalities=tuple(municipalities.get(key, ())),
            chain=chains.get(key),
        )
        for key, programme, name, language, start in rows.where(rows.notna(), None).itertuples(
            index=False, name=None
        )
    }
