"""Unique persons each project reached: one group speaks, as on the coverage panel, with its years."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.coverage.coverage_matrix import IMMIGRANTS
from dashboard.coverage.coverage_total import Total, totals
from dashboard.coverage.denominators import denominators
from dashboard.coverage.reach import reach_index
from dashboard.coverage.targeting import targeting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from dashboard.coverage.coverage_total import Counts
    from dashboard.overview.own_day import Years
    from dashboard.store.store import FrameStore


@dataclass(frozen=True)
class ProjectPersons:
    """Unique persons of `group` (a target group id) in `year`, between `low` and `high`, protected.

    `series` has the same for every year counted so far: year, low and high.
    """

    group: str
    year: int
    low: float
    high: float
    example: bool
    series: tuple[tuple[int, float, float], ...]


def persons_by_project(store: FrameStore) -> Mapping[str, Mapping[str, tuple[Total, ...]]]:
    """Totals of each group by project, in the order of the years; give it to `store.per_version`."""
    aimed, official = store.per_version(targeting), store.per_version(denominators)
    found = {}
    for project, rows in store.per_version(reach_index).items():
        counts: Counts = defaultdict(list)
        for row in rows:
            counts[row.year, row.municipality, row.target_group].append(row)
        found[project] = totals(counts, aimed, official)
    return found


def project_persons(
    store: FrameStore, years: Years, days: Mapping[str, dt.date]
) -> dict[str, ProjectPersons]:
    """Persons of each project that counted any, in the last year counted by its day."""
    first = years[0] if years else 0
    found = {}
    for project, groups in store.per_version(persons_by_project).items():
        known = [
            total for each in groups.values() for total in each if first <= total.year <= days[project].year
        ]
        if known:
            last = max(total.year for total in known)
            head = max((total for total in known if total.year == last), key=_speaks)
            series = [total for total in known if total.group == head.group]
            found[project] = ProjectPersons(
                group=head.group,
                year=head.year,
                low=head.persons.low,
                high=head.persons.high,
                example=any(total.persons.example for total in series),
                series=tuple((total.year, total.persons.low, total.persons.high) for total in series),
            )
    return found


def _speaks(total: Total) -> tuple[bool, bool, bool, float, float]:
    """Rank of a total: anyone reached, then as on the coverage panel."""
    residents = total.residents
    return (
        total.persons.high > 0,
        residents is not None,
        total.group == IMMIGRANTS,
        residents or 0.0,
        total.persons.low,
    )
