"""Participation, raw and protected, and the version of the data."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    Integer,
    String,
    Table,
    Text,
)

from data_sources.schema.columns import (
    board,
    intake,
    reference,
    sourced,
)


def cells() -> tuple[Column[str] | Column[int] | CheckConstraint, ...]:
    """One cell of the participation cube: aggregated counts, never a person."""
    return (
        Column("measure_id", String, primary_key=True),
        Column("municipality", String, primary_key=True),  # number valid in the period
        Column("period", String, primary_key=True),  # calendar year: «2014»
        Column("target_group", String, primary_key=True),
        Column("gender", String, primary_key=True),  # female | male | unknown
        Column("age_group", String, primary_key=True),  # 0-5 6-15 16-19 20-29 30-54 55-66 67+ unknown
        Column("unique_participants", Integer, nullable=False),
        Column("attendances", Integer),
        Column("completed", Integer),
    )


participation = Table("participation", board, *cells(), *sourced())

intake_participation = Table("intake_participation", intake, *cells(), *sourced())

programme_reach = Table(
    "programme_reach",  # unique persons across the measures of a project, where the project counted them
    board,
    reference("project.project", key=True),
    Column("municipality", String, primary_key=True),
    Column("period", String, primary_key=True),
    reference("target_group.target_group", key=True),
    Column("unique_participants", Integer, nullable=False),
    *sourced(),
)

protection_error = Table(
    "protection_error",  # how far the protected cube of now is from the raw one, over the views users make
    board,
    Column("filters", Integer, primary_key=True),  # views of one filter, of two
    Column("views", Integer, nullable=False),
    Column("mean_error", Float),  # persons; missing where it could tell what a cell was
    Column("worst_error", Float),
    Column("base", Integer, nullable=False),
)

data_version = Table(
    "data_version",  # one row: every import, refresh or undo adds one
    board,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("changed", Text, nullable=False),
)
