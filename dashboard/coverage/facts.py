"""Coverage of a selection in one year: the matrix, who is aimed at, and what it all rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dashboard.coverage.coverage_matrix import coverage_matrix
from dashboard.coverage.reach import participation_sources, rounding_base
from dashboard.coverage.targeting import targeting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from dashboard.address.selection import Selection
    from dashboard.coverage.coverage_cell import Cell, State
    from dashboard.coverage.coverage_matrix import Coverage
    from dashboard.coverage.coverage_total import Total
    from dashboard.coverage.targeting import Aim, TargetGroup, Targeting
    from dashboard.store.store import FrameStore

REACHED: tuple[State, ...] = ("reached", "partly")


@dataclass(frozen=True)
class Reach:
    """A target group across the selection's municipalities; `total` where anyone has taken part."""

    group: TargetGroup
    total: Total | None
    cells: Sequence[Cell]
    state: State


@dataclass(frozen=True)
class CoverageFacts:
    """Matrix of a year with its groups; `counted` are the sources of participation by project.

    `base` is what small numbers are rounded to.
    """

    selection: Selection
    matrix: Coverage
    aimed: Targeting
    counted: Mapping[str, frozenset[str]]
    base: int

    @cached_property
    def aims(self) -> list[Aim]:
        """Aims behind the rows, of projects that work in a municipality shown."""
        matrix = self.matrix
        numbers = {area.number for area in matrix.areas}
        inside = set(matrix.scope.projects)
        return [
            aim
            for group in matrix.groups
            for aim in self.aimed.aims.get(group, ())
            if aim.project in inside and not numbers.isdisjoint(self.aimed.works_in(aim.project, matrix.year))
        ]

    @property
    def aim_sources(self) -> frozenset[str]:
        """Sources of the aims, and of what their projects counted."""
        nothing = frozenset[str]()
        stated = frozenset(aim.source for aim in self.aims)
        return stated.union(*(self.counted.get(aim.project, nothing) for aim in self.aims))

    @property
    def counted_sources(self) -> frozenset[str]:
        """Sources of what the projects in scope counted."""
        nothing = frozenset[str]()
        return nothing.union(*(self.counted.get(one, nothing) for one in self.matrix.scope.projects))

    @property
    def tables(self) -> frozenset[str]:
        """Official tables the residents are from."""
        return frozenset(
            cell.denominator.table for cell in self.matrix.cells.values() if cell.denominator.table
        )

    @property
    def retrieved(self) -> dt.date | None:
        """Latest day any of them was fetched."""
        figures = (cell.denominator for cell in self.matrix.cells.values() if cell.denominator.table)
        return max((figure.retrieved for figure in figures if figure.retrieved), default=None)

    @property
    def example(self) -> bool:
        """Whether any of the year's participation is invented."""
        return any(cell.persons.example for cell in self.matrix.cells.values() if cell.persons)

    @property
    def example_years(self) -> bool:
        """Whether participation in a group shown is invented in any year."""
        shown = (self.matrix.totals.get(group, ()) for group in self.matrix.groups)
        return any(total.persons.example for years in shown for total in years)

    @cached_property
    def reached(self) -> list[Reach]:
        """Groups that the projects aim at, those reached most first."""
        matrix, found = self.matrix, []
        for key in matrix.groups:
            cells = [cell for cell in matrix.row(key) if cell.state != "not_target"]
            if cells and key not in matrix.reference:
                found.append(Reach(self.aimed.groups[key], matrix.total(key), cells, _together(cells)))
        return sorted(found, key=lambda one: -(one.total.persons.high if one.total else -1))


def facts(store: FrameStore, selection: Selection) -> CoverageFacts:
    """Coverage of a selection."""
    return CoverageFacts(
        selection,
        coverage_matrix(store, selection),
        store.per_version(targeting),
        store.per_version(participation_sources),
        rounding_base(store["protection_error"]),
    )


def _together(cells: Sequence[Cell]) -> State:
    """The one state of all the municipalities; «partly» where they differ and some are reached."""
    states = {cell.state for cell in cells}
    if len(states) == 1:
        return states.pop()
    if states.intersection(REACHED):
        return "partly"
    return "not_reached" if "not_reached" in states else "not_reported"
