"""Goals, what has been observed of them, and the results chain."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Float,
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

RESULTS_CHAIN = values("chain_level")

goal = Table(
    "goal",
    board,
    key_column("goal"),
    reference("project.project"),
    reference("goal.goal", "parent", optional=True),
    *code("level", "goal_level"),
    Column("position", Integer, nullable=False),
    text("text"),
    Column("baseline", Float),
    Column("target", Float),  # missing = «mangler målepunkt»
    Column("unit", String),
    Column("start", Date),
    Column("deadline", Date),
    *code("direction", optional=True),
    Column("owner_role", Text),
    reference("indicator.indicator", optional=True),  # beside the goal as context, never its result
    *sourced(),
)

goal_observation = Table(
    "goal_observation",
    board,
    reference("goal.goal", key=True),
    Column("date", Date, primary_key=True),
    Column("value", Float, nullable=False),
    *sourced(),
)

results_chain_item = Table(
    "results_chain_item",
    board,
    reference("project.project", key=True),
    *code("level", "chain_level", key=True),
    Column("position", Integer, primary_key=True),
    text("text"),
    *sourced(),
)
