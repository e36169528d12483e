"""Sums of protected participation; no source fills them: `data_sources/facts` makes them from the cells."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from data_sources.schema.columns import board

reach_sum = Table(
    "reach_sum",  # cells of gender and age together
    board,
    Column("measure_id", String, primary_key=True),
    Column("municipality", String, primary_key=True),  # number valid in the period
    Column("period", String, primary_key=True),
    Column("target_group", String, primary_key=True),
    Column("unique_participants", Integer, nullable=False),
    Column("below", Integer, nullable=False),  # persons that rounding may have added
    Column("above", Integer, nullable=False),  # persons that rounding may have taken away
    Column("attendances", Integer),  # missing where no cell states them
    Column("completed", Integer),
    Column("example", Integer, nullable=False),  # 1 where any cell is invented
)

project_reach_sum = Table(
    "project_reach_sum",  # measures of a project together: they may have had the same persons
    board,
    Column("project", String, primary_key=True),
    Column("municipality", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("target_group", String, primary_key=True),
    Column("low", Integer, nullable=False),  # persons of the largest measure
    Column("high", Integer, nullable=False),  # persons of all measures
    Column("least", Integer, nullable=False),  # as low, before what rounding may have added
    Column("most", Integer, nullable=False),  # as high, with what rounding may have taken away
    Column("attendances", Integer),
    Column("completed", Integer),
    Column("measures", Integer, nullable=False),
    Column("example", Integer, nullable=False),
)

participation_source_sum = Table(
    "participation_source_sum",  # where the cells of a project are from
    board,
    Column("project", String, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("cells", Integer, nullable=False),
)
