"""Coverage in short: the group that speaks for a selection, the lowest cell, and a group's years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.coverage.coverage_matrix import IMMIGRANTS, Coverage, coverage_matrix
from dashboard.places.territory import has_break

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.coverage.coverage_cell import Cell
    from dashboard.coverage.coverage_total import Total
    from dashboard.store.store import FrameStore

TREND_COLUMNS = [
    *("year", "low", "high", "residents", "share_low", "share_high"),
    *("joint", "converted", "break_before"),
]


@dataclass(frozen=True)
class Overview:
    """Participation and coverage of one year in a few numbers.

    `persons_low` to `persons_high` are unique persons of `denominator_group` (a target group id) in
    `municipalities` municipalities; None where no participation is registered. `denominator` is the
    residents of the group there, None where there is no figure; `share` is weighted, None under ten
    persons. `attendances` are visits of the same group. `lowest_group` (an id) and `lowest_municipality`
    (a name) are the cell least reached. `groups_not_reached` counts groups that were targeted, and
    reached nowhere; `not_reported` counts cells without any report.
    """

    year: int
    persons_low: float | None
    persons_high: float | None
    denominator: float | None
    denominator_group: str | None
    share: tuple[float, float] | None
    municipalities: int
    attendances: float | None
    lowest_group: str | None
    lowest_municipality: str | None
    groups_not_reached: int
    not_reported: int
    example: bool

    @property
    def counted(self) -> bool:
        """Whether any participation is registered, and so shown."""
        return self.persons_high is not None and self.denominator_group is not None


def coverage_overview(store: FrameStore, selection: Selection) -> Overview:
    """Participation and coverage of a selection in short."""
    return overview(coverage_matrix(store, selection))


def overview(matrix: Coverage) -> Overview:
    """Matrix in short; overlapping groups are never added, so one group speaks."""
    head = headline(matrix)
    worst = lowest(matrix)
    return Overview(
        year=matrix.year,
        persons_low=head.persons.low if head else None,
        persons_high=head.persons.high if head else None,
        denominator=head.residents if head else None,
        denominator_group=head.group if head else None,
        share=head.share if head else None,
        municipalities=head.municipalities if head else 0,
        attendances=head.persons.attendances if head else None,
        lowest_group=worst.group if worst else None,
        lowest_municipality=worst.area.name if worst else None,
        groups_not_reached=len(unreached(matrix)),
        not_reported=sum(cell.state == "not_reported" for cell in matrix.cells.values()),
        example=is_example(matrix),
    )


def headline(matrix: Coverage) -> Total | None:
    """Total of all immigrants, else of the group with most residents, else of the one with most persons."""
    totals = [total for group in matrix.groups if (total := matrix.total(group)) and total.persons.high > 0]
    return max(
        totals,
        key=lambda total: (
            total.residents is not None,
            total.group == IMMIGRANTS,
            total.residents or 0,
            total.persons.low,
        ),
        default=None,
    )


def lowest(matrix: Coverage) -> Cell | None:
    """Cell that was targeted and not reached; else the lowest coverage, where more than one is known."""
    cells = list(matrix.cells.values())
    missed = next((cell for cell in cells if cell.state == "not_reached"), None)
    shares = [(cell.share[1], cell) for cell in cells if cell.share]
    return missed or (min(shares, key=lambda pair: pair[0])[1] if len(shares) > 1 else None)


def unreached(matrix: Coverage) -> tuple[str, ...]:
    """Groups that were targeted, said or counted as not reached somewhere, and reached nowhere."""
    return tuple(
        group
        for group in matrix.groups
        if (states := {cell.state for cell in matrix.row(group)}) >= {"not_reached"}
        and states.isdisjoint({"reached", "partly"})
    )


def is_example(matrix: Coverage) -> bool:
    """Whether any person counted in the matrix's year is invented."""
    return any(cell.persons.example for cell in matrix.cells.values() if cell.persons)


def trend(matrix: Coverage, group: str) -> pd.DataFrame:
    """Years of a group with participation, across the selection's municipalities; shares are weighted.

    Columns: `TREND_COLUMNS`. Shares are missing under ten persons and where there is no denominator.
    `joint`: a number of the year covers more than one municipality of today. `converted`: it does, or
    numbers that merged are summed. `break_before`: the same ground was cut otherwise the year before.
    """
    rows = []
    before: frozenset[str] = frozenset()
    for total in matrix.totals.get(group, ()):
        low, high = total.share or (None, None)
        counted = (total.year, total.persons.low, total.persons.high, total.residents, low, high)
        rows.append((*counted, total.joint, total.converted, has_break(before, total.areas)))
        before = total.areas
    return pd.DataFrame(rows, columns=TREND_COLUMNS)
