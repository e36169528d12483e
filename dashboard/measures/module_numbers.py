"""Modules: how far each municipality has come with a module's checklist; and the themes of the workshops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

STATUSES = ("done", "in_progress", "not_started", "not_relevant")
WORKSHOP = "development_workshop"
"""Type of a measure that is a development workshop."""


@dataclass(frozen=True)
class Item:
    """A point of a module's checklist in one municipality; `status` is None where nothing is said."""

    text: str
    status: str | None
    evidence: str | None
    source: str | None


@dataclass(frozen=True)
class Progress:
    """One module in one municipality of a project (its number as the project states it).

    `state` is done (every relevant point), in_progress (some begun), not_started, not_relevant (every
    answer says so), silent (nothing is said), or no_checklist (the module has none).
    """

    project: str
    municipality: str
    module: str
    items: tuple[Item, ...]

    @property
    def done(self) -> int:
        """Points done."""
        return sum(item.status == "done" for item in self.items)

    @property
    def relevant(self) -> int:
        """Points that are not said to be irrelevant."""
        return sum(item.status != "not_relevant" for item in self.items)

    @property
    def example(self) -> bool:
        """Whether any answer is invented."""
        return any(item.evidence == "example" for item in self.items)

    @property
    def state(self) -> str:
        """State of the whole module."""
        if not self.items:
            return "no_checklist"
        answers = {item.status for item in self.items if item.status}
        if not answers:
            return "silent"
        if not self.relevant:
            return "not_relevant"
        if self.done == self.relevant:
            return "done"
        return "not_started" if answers <= {"not_started", "not_relevant"} else "in_progress"


@dataclass(frozen=True)
class Theme:
    """A theme of the development workshops: measures sorted under it, and the projects they belong to."""

    theme: str
    text: str
    measures: int
    projects: tuple[str, ...]
    example: bool


def progress(
    items: pd.DataFrame,
    modules: pd.DataFrame,
    statuses: pd.DataFrame,
    places: pd.DataFrame,
    projects: pd.DataFrame,
) -> tuple[Progress, ...]:
    """Every module in every municipality of the projects whose programme has modules.

    An answer belongs to the project's municipality on the same territory, whichever year's number it has.
    """
    points: dict[str, list[tuple[int, str]]] = {
        module: [] for module in modules.sort_values("position")["module"]
    }
    for module, position, text in items[["module", "position", "text"]].itertuples(index=False, name=None):
        points[module].append((int(position), text))
    answers = {
        (project, area, module, int(position)): (status, evidence, source)
        for project, area, module, position, status, evidence, source in statuses[
            ["project", "area", "module", "position", "status", "evidence", "source"]
        ].itertuples(index=False, name=None)
    }
    programme = dict(zip(projects["project"], projects["programme"], strict=True))
    offered: dict[str, list[str]] = {}
    for module, owner in modules.sort_values("position")[["module", "programme"]].itertuples(
        index=False, name=None
    ):
        offered.setdefault(owner, []).append(module)
    return tuple(
        Progress(
            project,
            number,
            module,
            tuple(
                Item(text, *answers.get((project, area, module, position), (None, None, None)))
                for position, text in sorted(points[module])
            ),
        )
        for project, number, area in places[["project", "municipality", "area"]].itertuples(
            index=False, name=None
        )
        for module in offered.get(programme.get(project, ""), [])
    )


def themes(workshop_themes: pd.DataFrame, measures: pd.DataFrame) -> tuple[Theme, ...]:
    """Measures by theme, the themes in the order of an integration course; cancelled ones do not count."""
    held = measures[measures["phase"] != "cancelled"]
    found: dict[str, list[tuple[str, str]]] = {}
    for theme, project, evidence in held[["theme", "project", "evidence"]].itertuples(index=False, name=None):
        found.setdefault(theme, []).append((project, evidence))
    return tuple(
        Theme(
            theme,
            text,
            len(found.get(theme, [])),
            tuple(dict.fromkeys(project for project, _ in found.get(theme, []))),
            any(evidence == "example" for _, evidence in found.get(theme, [])),
        )
        for theme, text in workshop_themes.sort_values("position")[["theme", "text"]].itertuples(
            index=False, name=None
        )
    )


def workshops(
    measures: pd.DataFrame, measure_places: pd.DataFrame, projects: Collection[str]
) -> Mapping[str, Sequence[str]]:
    """Municipality numbers where development workshops were held, by project."""
    workshop = measures[(measures["type"] == WORKSHOP) & measures["project"].isin(set(projects))]
    owner = dict(zip(workshop["measure"], workshop["project"], strict=True))
    found: dict[str, list[str]] = {}
    for measure, number, status in measure_places[["measure", "municipality", "status"]].itertuples(
        index=False, name=None
    ):
        if measure in owner and status == "held":
            found.setdefault(owner[measure], []).append(number)
    return found
