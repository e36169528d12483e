"""Tables of whom the projects reached: coverage by cell and in all, participation, and groups planned for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.coverage.coverage_cell import FEW
from dashboard.coverage.coverage_matrix import coverage_matrix
from dashboard.coverage.reach import ProjectReach, reach_index
from dashboard.coverage.targeting import targeting
from dashboard.overview.table_rows import chosen, converted, named, of_projects, placed
from dashboard.places.words import group_names

if TYPE_CHECKING:
    from dashboard.coverage.coverage_cell import Cell
    from dashboard.coverage.targeting import TargetGroup
    from dashboard.overview.ground import Ground

CELLS = """
    target_group group_name municipality area year coverage_state persons_low persons_high
    attendances completed residents share_low share_high missing_reason symbol target reached_words
    over disagrees example
    source_table retrieved
"""
TOTALS = """
    target_group group_name year persons_low persons_high residents share_low share_high municipalities
    left_out joint converted example
"""
REACH = """
    project municipality area year target_group group_name persons_low persons_high attendances completed
    counted example
"""


def cells(ground: Ground) -> pd.DataFrame:
    """Every cell of the coverage matrix: a group in a municipality in the matrix's year."""
    matrix = coverage_matrix(ground.store, ground.selection)
    groups = ground.store.per_version(targeting).groups
    rows = [
        _cell(cell, groups[cell.group], matrix.year, ground.say.language) for cell in matrix.cells.values()
    ]
    return converted(placed(pd.DataFrame(rows, columns=CELLS.split())))


def _cell(cell: Cell, group: TargetGroup, year: int, language: str) -> tuple[object, ...]:
    persons, known, share = cell.persons, cell.denominator, cell.share
    return (
        cell.group,
        group.names[language],
        cell.area.number,
        "+".join(cell.area.municipalities_2024),
        year,
        cell.state,
        persons.low if persons else None,
        persons.high if persons else None,
        persons.attendances if persons else None,
        persons.completed if persons else None,
        known.value,
        share[0] if share else None,
        share[1] if share else None,
        _missing(cell, group),
        known.symbol,
        cell.target,
        cell.words,
        cell.over,
        cell.disagrees,
        bool(persons and persons.example),
        known.table,
        known.retrieved,
    )


def _missing(cell: Cell, group: TargetGroup) -> str | None:
    """Why there is no coverage: a code of `missing_reason`; None where there is one."""
    if cell.share:
        return None
    if group.no_denominator:
        return group.no_denominator
    if cell.denominator.value is None:
        return cell.denominator.state
    return "few" if cell.persons or cell.denominator.value < FEW else "not_counted"


def totals(ground: Ground) -> pd.DataFrame:
    """Each group across municipalities, year by year: persons and residents summed first, then divided."""
    names = group_names(ground.store, ground.say)
    rows = [
        (
            one.group,
            names[one.group],
            one.year,
            one.persons.low,
            one.persons.high,
            one.residents,
            *(one.share or (None, None)),
            one.municipalities,
            one.left_out,
            one.joint,
            one.converted,
            one.persons.example,
        )
        for each in coverage_matrix(ground.store, ground.selection).totals.values()
        for one in each
        if not ground.selection.groups or one.group in ground.selection.groups
    ]
    return pd.DataFrame(rows, columns=TOTALS.split())


def participation(ground: Ground) -> pd.DataFrame:
    """Unique persons by project, municipality, year and group, between the least and the most they can be."""
    scope, index = ground.figures.scope, ground.store.per_version(reach_index)
    first, last = ground.selection.years or (0, 9999)
    found = [
        (project, *row)
        for project in scope.projects
        for row in index.get(project, ())
        if first <= row.year <= last
        and not scope.municipalities.isdisjoint(row.area.split("+"))
        and (not ground.selection.groups or row.target_group in ground.selection.groups)
    ]
    rows = pd.DataFrame(found, columns=["project", *ProjectReach._fields])
    rows = rows.assign(
        group_name=rows["target_group"].map(group_names(ground.store, ground.say)),
        counted=rows["counted"].astype("bool"),
        example=rows["example"].astype("bool"),
    )
    names = {"low": "persons_low", "high": "persons_high"}
    return named(ground, converted(placed(chosen(rows, REACH, names))))


def planned_groups(ground: Ground) -> pd.DataFrame:
    """Target groups of each project, and what its report says of them."""
    names = {"reached": "reached_words"}
    columns = "project target_group priority reached_words reason evidence source"
    rows = of_projects(ground, "project_target_group", columns, names)
    if ground.selection.groups:
        rows = rows[rows["target_group"].isin(ground.selection.groups)].reset_index(drop=True)
    rows.insert(3, "group_name", rows["target_group"].map(group_names(ground.store, ground.say)))
    return rows
