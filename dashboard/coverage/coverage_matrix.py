"""The coverage matrix: unique persons reached by residents of the same group, municipality and year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dashboard.coverage.coverage_cell import Cell, state_of
from dashboard.coverage.coverage_total import Counts, Total, totals
from dashboard.coverage.denominators import Denominator, Denominators, denominators
from dashboard.coverage.reach import ProjectReach, reach_index, together
from dashboard.coverage.targeting import Targeting, agreed, planned, targeting
from dashboard.places.scope import Scope, scope_of
from terms.municipalities import FIRST_YEAR, numbers_of, reporting_areas
from terms.municipality_lists import LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.municipalities import ReportingArea

EVERYONE, IMMIGRANTS = "all_inhabitants", "immigrants"
REFERENCE = (EVERYONE, IMMIGRANTS)
"""Groups shown with their residents where no group that a project aims at has a figure for the year."""


@dataclass(frozen=True)
class Coverage:
    """The matrix of one year, and each group's totals year by year; totals over groups do not exist.

    `groups` and `areas` are rows and columns in order. `reference` are groups shown only for their
    residents.
    """

    year: int
    scope: Scope
    groups: tuple[str, ...]
    areas: tuple[ReportingArea, ...]
    cells: Mapping[tuple[str, str], Cell]
    totals: Mapping[str, tuple[Total, ...]]
    reference: frozenset[str]

    def total(self, group: str) -> Total | None:
        """Total of a group in the matrix's year; None where no participation is registered."""
        return next((total for total in self.totals.get(group, ()) if total.year == self.year), None)

    def row(self, group: str) -> list[Cell]:
        """Cells of a group, in the order of the columns."""
        return [self.cells[group, area.number] for area in self.areas]


def coverage_matrix(store: FrameStore, selection: Selection) -> Coverage:
    """Coverage of one year for a selection, the same in every language.

    Years of projects do not narrow the matrix: residents and reports are shown for a group that a project
    ever aimed at in the municipality.
    """
    plain = selection.within(language="nb")
    return store.remember(("coverage_matrix", plain), partial(_matrix, store, plain))


def _matrix(store: FrameStore, selection: Selection) -> Coverage:
    scope = scope_of(store, selection.within(years=None))
    aimed, official = store.per_version(targeting), store.per_version(denominators)
    index = store.per_version(reach_index)
    counts = _counts((row for project in scope.projects for row in index.get(project, ())), scope)
    groups = frozenset(selection.groups or _aimed_at(aimed, scope))
    year = _year(selection, counts, _latest(groups, aimed, official, scope))
    areas = _columns(scope, aimed, year)
    facts = _Facts(year, frozenset(scope.projects), counts, aimed, official)
    known = any(facts.residents(group, area.number).value is not None for group in groups for area in areas)
    reference = (
        frozenset() if known or selection.groups else frozenset(REFERENCE) & aimed.groups.keys() - groups
    )
    rows = tuple(group for group in aimed.groups if group in groups | reference)
    return Coverage(
        year=year,
        scope=scope,
        groups=rows,
        areas=areas,
        cells={(group, area.number): _cell(group, area, facts) for group in rows for area in areas},
        totals=totals(counts, aimed, official),
        reference=reference,
    )


@dataclass(frozen=True)
class _Facts:
    """What a cell is made from."""

    year: int
    projects: frozenset[str]
    counts: Counts
    aimed: Targeting
    official: Denominators

    def residents(self, group: str, number: str) -> Denominator:
        return self.official.of(self.aimed.groups[group].denominator, number, self.year)


def _cell(group: str, area: ReportingArea, facts: _Facts) -> Cell:
    aimed, year, number = facts.aimed, facts.year, area.number
    aims = [
        aim
        for aim in aimed.aims.get(group, ())
        if aim.project in facts.projects and number in aimed.works_in(aim.project, year)
    ]
    targets = (target for target in aimed.targets.get(group, ()) if target.project in facts.projects)
    target = planned(targets, number, year)
    reached = facts.counts.get((year, number, group))
    persons = together(reached) if reached else None
    figure = facts.residents(group, number)
    words = agreed(aim.words for aim in aims if aim.covers(year))
    state = state_of(persons, figure.value, words=words, target=target, aimed=bool(aims))
    return Cell(group, area, state, persons, figure, words, target)


def _counts(rows: Iterable[ProjectReach], scope: Scope) -> Counts:
    numbers = frozenset[str]().union(*(numbers_of(place) for place in scope.focus))
    found: Counts = defaultdict(list)
    for row in rows:
        if row.municipality in numbers:
            found[row.year, row.municipality, row.target_group].append(row)
    return found


def _aimed_at(aimed: Targeting, scope: Scope) -> tuple[str, ...]:
    """Groups that a project in scope aims at; the reference groups where there is none."""
    inside = set(scope.projects)
    found = tuple(group for group, aims in aimed.aims.items() if any(aim.project in inside for aim in aims))
    return found or REFERENCE


def _year(selection: Selection, counts: Counts, latest: int) -> int:
    """Last year of the selection with participation, else the last chosen, else the last with figures."""
    first, last = selection.years or (FIRST_YEAR - 100, LAST_YEAR + 100)
    counted = {year for year, _, _ in counts if first <= year <= last}
    return max(counted, default=selection.last_year or latest)


def _latest(groups: Iterable[str], aimed: Targeting, official: Denominators, scope: Scope) -> int:
    numbers = frozenset[str]().union(*(numbers_of(place) for place in scope.focus))
    years = [
        official.latest(indicator, number)
        for group in groups
        if group in aimed.groups and (indicator := aimed.groups[group].denominator)
        for number in numbers
    ]
    return max((year for year in years if year is not None), default=LAST_YEAR)


def _columns(scope: Scope, aimed: Targeting, year: int) -> tuple[ReportingArea, ...]:
    """Numbers of the year; one without a project is left out if its municipality of today has another."""
    found = reporting_areas(scope.focus, max(year, FIRST_YEAR))
    worked = frozenset[str]().union(*(aimed.works_in(project, year) for project in scope.projects))
    held = {place for area in found if area.number in worked for place in area.municipalities_2024}
    return tuple(
        area
        for area in found
        if area.number in worked or not held.issuperset(set(area.municipalities_2024).difference(area.beyond))
    )
