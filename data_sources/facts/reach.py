"""Reach: participation summed per measure and per project, and the sources of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Integer, Select, case, cast, delete, exists, func, insert, literal, select

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd
    from sqlalchemy import ColumnElement, Connection, Engine, Table

USUAL_BASE = 3
AT_ONCE = 400
"""Measures that are summed anew one by one; of more, everything is. SQLite takes so many in one statement."""
CELLS, MEASURE = schema.participation.c, schema.measure.c
BY_MEASURE, BY_PROJECT = schema.reach_sum, schema.project_reach_sum
SOURCES = schema.participation_source_sum


def load_reach_sum(engine: Engine) -> pd.DataFrame:
    """Persons per measure, municipality, period and group."""
    return read(engine, BY_MEASURE)


def load_project_reach_sum(engine: Engine) -> pd.DataFrame:
    """Bounds of the persons per project, municipality, period and group."""
    return read(engine, BY_PROJECT)


def load_participation_source_sum(engine: Engine) -> pd.DataFrame:
    """Cells of each project by source."""
    return read(engine, SOURCES)


def sum_reach(connection: Connection) -> None:
    """Make all sums anew inside the caller's transaction.

    They are sums of protected cells, so they tell nothing that the cells do not.
    """
    _make(connection, BY_MEASURE, _by_measure(_base(connection)))
    _make(connection, BY_PROJECT, _by_project())
    _make(connection, SOURCES, _sources())


def sum_changed(connection: Connection, measures: Collection[str], projects: Collection[str]) -> None:
    """Make the sums of some measures anew, and of their projects and some more: those a measure has left."""
    if not measures and not projects:
        return
    if len(measures) + len(projects) > AT_ONCE:
        sum_reach(connection)
        return
    of_measures = connection.scalars(select(MEASURE.project).where(MEASURE.measure.in_(measures)))
    projects = {*projects, *of_measures}
    _make(
        connection,
        BY_MEASURE,
        _by_measure(_base(connection)).where(CELLS.measure_id.in_(measures)),
        BY_MEASURE.c.measure_id.in_(measures),
    )
    _make(
        connection,
        BY_PROJECT,
        _by_project().where(MEASURE.project.in_(projects)),
        BY_PROJECT.c.project.in_(projects),
    )
    _make(
        connection, SOURCES, _sources().where(MEASURE.project.in_(projects)), SOURCES.c.project.in_(projects)
    )


def sum_if_missing(connection: Connection) -> bool:
    """Make the sums of a board that has cells and no sums: one of before there were any."""
    if connection.scalar(select(exists().where(BY_MEASURE.c.measure_id.is_not(None)))):
        return False
    if not connection.scalar(select(exists().where(CELLS.measure_id.is_not(None)))):
        return False
    sum_reach(connection)
    return True


def _make(
    connection: Connection, table: Table, rows: Select[tuple[object, ...]], *where: ColumnElement[bool]
) -> None:
    connection.execute(delete(table).where(*where))
    connection.execute(insert(table).from_select([column.name for column in table.columns], rows))


def _base(connection: Connection) -> int:
    """What small counts were rounded to beside 0."""
    return connection.scalar(select(func.max(schema.protection_error.c.base))) or USUAL_BASE


def _by_measure(base: int) -> Select[tuple[object, ...]]:
    key = (CELLS.measure_id, CELLS.municipality, CELLS.period, CELLS.target_group)
    unique = CELLS.unique_participants
    rounding = cast(literal(base - 1), Integer)
    return select(
        *key,
        func.sum(unique),
        func.sum(case((unique == base, rounding), else_=0)),
        func.sum(case((unique == 0, rounding), else_=0)),
        func.sum(CELLS.attendances),
        func.sum(CELLS.completed),
        func.max(case((CELLS.evidence == "example", 1), else_=0)),
    ).group_by(*key)


def _by_project() -> Select[tuple[object, ...]]:
    sums = BY_MEASURE.c
    key = (MEASURE.project, sums.municipality, sums.period, sums.target_group)
    unique = sums.unique_participants
    return (
        select(
            *key,
            func.max(unique),
            func.sum(unique),
            func.max(unique - sums.below),
            func.sum(unique + sums.above),
            func.sum(sums.attendances),
            func.sum(sums.completed),
            func.count(),
            func.max(sums.example),
        )
        .join_from(BY_MEASURE, schema.measure, MEASURE.measure == sums.measure_id)
        .group_by(*key)
    )


def _sources() -> Select[tuple[object, ...]]:
    key = (MEASURE.project, CELLS.source)
    return (
        select(*key, func.count())
        .join_from(schema.participation, schema.measure, MEASURE.measure == CELLS.measure_id)
        .group_by(*key)
    )
