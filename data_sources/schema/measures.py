"""Measures: where, for which goals and whom, with milestones."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
)

from data_sources.schema.columns import (
    board,
    code,
    key_column,
    reference,
    sourced,
    text,
)
from terms.code_lists import values

PHASES = values("phase")

measure = Table(
    "measure",
    board,
    key_column("measure"),
    reference("project.project"),
    text("name"),
    text("type"),  # language_training, mentoring, theme_evening, seminar_day, conference, meeting_place, …
    *code("theme", optional=True),
    *code("service_type", optional=True),
    Column("module", String),
    *code("phase"),
    Column("planned_start", Date),
    Column("planned_end", Date),
    Column("actual_start", Date),
    Column("actual_end", Date),
    Column("planned_sessions", Integer),
    Column("held_sessions", Integer),
    Column("budget", Integer),
    Column("accounts", Integer),
    Column("owner_role", Text),
    Column("need", Text),  # what the measure answers to, and how the need was found
    Column("result", Text),  # what the source says came of it
    Column("reason", Text),  # why it deviates from plan
    *sourced(),
)

measure_municipality = Table(
    "measure_municipality",
    board,
    reference("measure.measure", key=True),
    Column("municipality", String, primary_key=True),
    Column("year", Integer, nullable=False),
    *code("status", "held"),
    *sourced(),
)

measure_goal = Table(
    "measure_goal",
    board,
    reference("measure.measure", key=True),
    reference("goal.goal", key=True),
    *sourced(),
)

measure_target_group = Table(
    "measure_target_group",
    board,
    reference("measure.measure", key=True),
    reference("target_group.target_group", key=True),
    Column("target", Integer),  # planned unique participants a year; missing = none stated
    *sourced(),
)

project_target_group = Table(
    "project_target_group",
    board,
    reference("project.project", key=True),
    reference("target_group.target_group", key=True),
    *code("priority"),
    *code("reached"),  # what the report says in words
    Column("reason", Text),  # why not, or only partly
    *sourced(),
)

milestone = Table(
    "milestone",
    board,
    key_column("milestone"),
    reference("project.project"),
    reference("measure.measure", optional=True),
    text("name"),
    Column("due", Date, nullable=False),
    Column("reached", Date),
    Column("reason", Text),
    *sourced(),
)
