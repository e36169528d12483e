"""Whether a project reached a target group: what its report says first, then what was counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from dashboard.coverage.reach import Persons, over_municipalities, reach_index, together
from dashboard.coverage.targeting import targeting

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from dashboard.address.selection import Selection
    from dashboard.coverage.reach import ProjectReach
    from dashboard.coverage.targeting import Aim, Words
    from dashboard.places.scope import Scope
    from dashboard.store.store import FrameStore

Outcome = Literal["reached", "partly", "missed", "silent"]
OF_WORDS: Mapping[Words, Outcome] = {"yes": "reached", "partly": "partly", "no": "missed"}


@dataclass(frozen=True)
class GroupReach:
    """A group that a project aims at or has counted.

    `rows` are the protected counts of `year`, the last in which anybody was reached; none where nothing
    is counted. `aim` is None where the group was counted without being aimed at.
    """

    project: str
    group: str
    aim: Aim | None
    year: int | None
    rows: tuple[ProjectReach, ...]

    @property
    def persons(self) -> Persons | None:
        """Unique persons in `year`; None where nothing is counted."""
        return persons(self.rows)

    @property
    def outcome(self) -> Outcome:
        """What the report says, unless counts that are not invented say more.

        Invented counts never overrule a report. A group that the report says was not reached, though
        real counts show persons, is partly reached.
        """
        words = self.aim.words if self.aim else None
        came = self.persons is not None and self.persons.high > 0
        if words is None:
            return "reached" if came else "missed" if self.persons is not None else "silent"
        if words == "no" and came and self.persons is not None and not self.persons.example:
            return "partly"
        return OF_WORDS[words]

    @property
    def evidence(self) -> str:
        """How well the outcome is founded."""
        if self.aim and (self.aim.words or self.persons is None):
            return self.aim.evidence
        return "example" if self.persons is not None and self.persons.example else "self_reported"


def persons(rows: Collection[ProjectReach]) -> Persons | None:
    """Unique persons of a group and a year: in one municipality they may be the same, across they add up."""
    by_place: dict[str, list[ProjectReach]] = defaultdict(list)
    for row in rows:
        by_place[row.municipality].append(row)
    return over_municipalities(together(each) for each in by_place.values()) if by_place else None


def group_reach(store: FrameStore, scope: Scope, selection: Selection) -> tuple[GroupReach, ...]:
    """Every group of every project in scope, counted in the scope's municipalities and the chosen years."""
    key = ("group_reach", scope.projects, scope.municipalities, selection.years)
    return store.remember(key, partial(_group_reach, store, scope, selection.years))


def _group_reach(store: FrameStore, scope: Scope, years: tuple[int, int] | None) -> tuple[GroupReach, ...]:
    index, inside = store.per_version(reach_index), set(scope.projects)
    aims = {
        (aim.project, group): aim
        for group, each in store.per_version(targeting).aims.items()
        for aim in each
        if aim.project in inside
    }
    counted = {
        (project, group): _last(rows)
        for project in scope.projects
        for group, rows in _by_group(index.get(project, ()), scope.municipalities, years).items()
    }
    nothing: tuple[int | None, tuple[ProjectReach, ...]] = (None, ())
    return tuple(
        GroupReach(project, group, aims.get((project, group)), *counted.get((project, group), nothing))
        for project, group in dict.fromkeys((*aims, *counted))
    )


def _by_group(
    rows: Collection[ProjectReach], municipalities: frozenset[str], years: tuple[int, int] | None
) -> Mapping[str, list[ProjectReach]]:
    first, last = years or (0, 9999)
    found: dict[str, list[ProjectReach]] = defaultdict(list)
    for row in rows:
        if first <= row.year <= last and not municipalities.isdisjoint(row.area.split("+")):
            found[row.target_group].append(row)
    return found


def _last(rows: list[ProjectReach]) -> tuple[int, tuple[ProjectReach, ...]]:
    """Last year in which somebody was reached, else the last counted."""
    year = max((row.year for row in rows if row.high > 0), default=max(row.year for row in rows))
    return year, tuple(row for row in rows if row.year == year)
