"""Targeting: which groups each project aims at and where, and what its reports say in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

import pandas as pd

from dashboard.coverage.reach import numbers_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from dashboard.store.store import FrameStore
    from terms.languages import Language

Words = Literal["yes", "partly", "no"]
OPEN = (0, 9999)


@dataclass(frozen=True)
class TargetGroup:
    """A target group: persons with a denominator or a reason why there is none, or organisations."""

    key: str
    person: bool
    denominator: str | None
    no_denominator: str | None
    names: Mapping[str, str]

    def name(self, language: Language) -> str:
        """Name in the user's language."""
        return self.names[language]


@dataclass(frozen=True)
class Aim:
    """A project's aim at a group. `words` is what its report says; None where it says nothing.

    `years` are the first and last year the words are about: the project's period, open where not stated.
    """

    project: str
    group: str
    words: Words | None
    reason: str | None
    evidence: str
    source: str
    years: tuple[int, int]

    def covers(self, year: int) -> bool:
        """Whether the words are about a year."""
        return self.years[0] <= year <= self.years[1]


@dataclass(frozen=True)
class Target:
    """Unique persons a measure plans to reach a year, and the years and municipalities it runs in."""

    project: str
    group: str
    persons: float | None
    places: frozenset[str]
    years: tuple[int, int]


@dataclass(frozen=True)
class Targeting:
    """Everything about targets that does not depend on who is looking."""

    groups: Mapping[str, TargetGroup]
    aims: Mapping[str, tuple[Aim, ...]]
    targets: Mapping[str, tuple[Target, ...]]
    places: Mapping[str, frozenset[str]]
    project_names: Mapping[str, str]
    project_languages: Mapping[str, Language]

    def works_in(self, project: str, year: int) -> frozenset[str]:
        """Numbers of a year where a project works, whichever year it works in."""
        return _in_year(self.places.get(project, frozenset()), year)


def targeting(store: FrameStore) -> Targeting:
    """Read the frames; give it to `store.per_version`."""
    projects = store["project"]
    places = store["project_municipality"]
    return Targeting(
        groups=_groups(store["target_group"]),
        aims=_aims(store, _periods(projects, store["report"])),
        targets=_targets(store, places),
        places=_numbers(places, "project"),
        project_names=dict(zip(projects["project"], projects["name"], strict=True)),
        project_languages=dict(zip(projects["project"], projects["language"], strict=True)),
    )


def agreed(words: Iterable[Words | None]) -> Words | None:
    """One answer for several projects: the same where they agree, else partly; None where all are silent."""
    said = {word for word in words if word}
    return (said.pop() if len(said) == 1 else "partly") if said else None


def planned(targets: Iterable[Target], number: str, year: int) -> float | None:
    """Planned unique persons in one municipality; None where none is stated or one covers other places too.

    A target for several municipalities cannot be divided between them.
    """
    running = [t for t in targets if t.years[0] <= year <= t.years[1] and number in _in_year(t.places, year)]
    stated = [t for t in running if t.persons is not None]
    if not stated or any(_in_year(t.places, year) != {number} for t in stated):
        return None
    return sum(t.persons or 0 for t in stated)


@lru_cache(maxsize=4096)
def _in_year(numbers: frozenset[str], year: int) -> frozenset[str]:
    return frozenset[str]().union(*(numbers_in(number, year) for number in numbers))


def _groups(frame: pd.DataFrame) -> dict[str, TargetGroup]:
    return {
        row["target_group"]: TargetGroup(
            key=row["target_group"],
            person=row["kind"] == "person",
            denominator=_text(row["denominator"]),
            no_denominator=_text(row["no_denominator"]),
            names={"nb": row["name_nb"], "nn": row["name_nn"], "en": row["name_en"]},
        )
        for row in frame.sort_values("position").to_dict("records")
    }


def _periods(projects: pd.DataFrame, reports: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Years a project's reports are about: from its start to its end, else to its last report's year."""
    reported = reports.groupby("project")["year"].max().to_dict()
    return {
        row["project"]: (
            _year(row["start_year"], OPEN[0]),
            _year(row["end_year"], _year(reported.get(row["project"]), OPEN[1])),
        )
        for row in projects.to_dict("records")
    }


def _aims(store: FrameStore, periods: Mapping[str, tuple[int, int]]) -> dict[str, tuple[Aim, ...]]:
    """Aims of projects, and of measures at groups that their project does not name."""
    found: dict[tuple[str, str], Aim] = {}
    project = dict(zip(store["measure"]["measure"], store["measure"]["project"], strict=True))
    said = store["project_target_group"].to_dict("records")
    unsaid = [
        {**row, "project": project[row["measure"]], "reached": "unknown", "reason": None}
        for row in store["measure_target_group"].to_dict("records")
    ]
    for row in (*said, *unsaid):
        key = (row["project"], row["target_group"])
        words = cast("Words", row["reached"]) if row["reached"] in {"yes", "partly", "no"} else None
        aim = Aim(*key, words, _text(row["reason"]), row["evidence"], row["source"], periods[key[0]])
        found.setdefault(key, aim)
    aims: dict[str, list[Aim]] = defaultdict(list)
    for aim in found.values():
        aims[aim.group].append(aim)
    return {group: tuple(each) for group, each in aims.items()}


def _targets(store: FrameStore, places: pd.DataFrame) -> dict[str, tuple[Target, ...]]:
    own = _numbers(store["measure_municipality"], "measure")
    of_project = _numbers(places, "project")
    measures = {row["measure"]: row for row in store["measure"].to_dict("records")}
    found: dict[str, list[Target]] = defaultdict(list)
    for row in store["measure_target_group"].to_dict("records"):
        measure = measures[row["measure"]]
        found[row["target_group"]].append(
            Target(
                project=measure["project"],
                group=row["target_group"],
                persons=None if pd.isna(row["target"]) else float(row["target"]),
                places=own.get(row["measure"]) or of_project.get(measure["project"], frozenset()),
                years=(
                    _year_of(measure["actual_start"], measure["planned_start"], OPEN[0]),
                    _year_of(measure["actual_end"], measure["planned_end"], OPEN[1]),
                ),
            )
        )
    return {group: tuple(each) for group, each in found.items()}


def _numbers(frame: pd.DataFrame, key: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for owner, number in zip(frame[key], frame["municipality"], strict=True):
        found[owner].add(number)
    return {owner: frozenset(numbers) for owner, numbers in found.items()}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _year(value: float | None, otherwise: int) -> int:
    return otherwise if value is None or pd.isna(value) else int(value)


def _year_of(actual: dt.datetime, plan: dt.datetime, otherwise: int) -> int:
    """Year of the actual day, else of the planned one."""
    return next((day.year for day in (actual, plan) if not pd.isna(day)), otherwise)
