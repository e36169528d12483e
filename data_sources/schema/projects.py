"""Programmes, projects, and who stands behind them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
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

programme = Table(
    "programme",
    board,
    key_column("programme"),
    text("name"),
    text("owner"),
    Column("start_year", Integer),
    Column("end_year", Integer),
    text("aim"),
    text("language"),
    *sourced(),
)

programme_fact = Table(
    "programme_fact",
    board,
    reference("programme.programme", key=True),
    Column("position", Integer, primary_key=True),
    Column("year", Integer),
    text("name"),
    Column("value", Float),
    Column("unit", String),
    Column("text", Text),
    *sourced(),
)

project = Table(
    "project",
    board,
    key_column("project"),  # the slug of its address
    reference("programme.programme"),
    text("name"),
    text("lead_organisation"),
    Column("start_year", Integer),  # missing = the source states no year
    Column("end_year", Integer),
    Column("subject_area", Text),
    Column("grant_ceiling", Integer),  # kroner; «inntil»: a ceiling, not what was spent
    Column("grant_year", Integer),
    Column("total_budget", Integer),
    Column("funder", Text),
    Column("aim", Text),
    text("language"),  # nb | nn: the language our texts about the project are in
    *sourced(),
)

project_municipality = Table(
    "project_municipality",
    board,
    reference("project.project", key=True),
    Column("municipality", String, primary_key=True),  # number valid in `year`
    Column("year", Integer, nullable=False),
    *code("role", "municipality_role"),
    *code("continued"),
    *sourced(),
)

partner = Table(
    "partner",
    board,
    reference("project.project", key=True),
    Column("name", String, primary_key=True),
    *code("sector"),
    *sourced(),
)

steering_seat = Table(
    "steering_seat",
    board,
    reference("project.project", key=True),
    Column("position", Integer, primary_key=True),
    text("organisation"),
    *code("sector"),
    *code("seat"),
    Column("filled", Integer, nullable=False),  # 0 = empty seat
    *sourced(),
)

anchoring = Table(
    "anchoring",
    board,
    reference("project.project", key=True),
    Column("position", Integer, primary_key=True),
    *code("code", "anchoring", optional=True),  # the form's crosses; missing = stated in text only
    text("text"),
    Column("plan", Text),
    *sourced(),
)

success_factor = Table(
    "success_factor",
    board,
    key_column("item"),
    Column("factor", Integer, nullable=False),
    text("factor_name"),
    text("text"),
    *sourced(),
)

module = Table(
    "module",
    board,
    key_column("module"),
    reference("programme.programme"),
    Column("position", Integer, nullable=False),
    text("title"),
    Column("audience", Text),
    *sourced(),
)

module_item = Table(
    "module_item",
    board,
    reference("module.module", key=True),
    Column("position", Integer, primary_key=True),
    text("text"),
    *sourced(),
)

workshop_theme = Table(
    "workshop_theme",
    board,
    Column("position", Integer, primary_key=True),
    text("theme"),
    text("text"),
    *sourced(),
)
