"""What projects report: effect, policy goals, progress, meetings, reports, texts, accounts."""

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

TEXT_KINDS = values("text_kind")

effect_assessment = Table(
    "effect_assessment",
    board,
    reference("project.project", key=True),
    Column("year", Integer, primary_key=True),
    *code("planned", "effect", optional=True),
    *code("achieved", "effect", optional=True),
    Column("text", Text),
    *sourced(),
)

effect_municipality = Table(
    "effect_municipality",
    board,
    reference("project.project", key=True),
    Column("municipality", String, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("claimed", Integer, nullable=False),  # 1 = the project says it has effect here
    Column("documented", Integer, nullable=False),  # 1 = the source names an activity held here
    Column("text", Text),
    *sourced(),
)

policy_goal = Table(
    "policy_goal",
    board,
    reference("project.project", key=True),
    *code("letter", "policy_goal", key=True),
    *sourced(),
)

progress_assessment = Table(
    "progress_assessment",
    board,
    reference("project.project", key=True),
    Column("date", Date, primary_key=True),
    *code("code", "progress", key=True),  # a follows the plan, b delayed, c adjusted; several may apply
    text("text"),
    *sourced(),
)

team_meeting = Table(
    "team_meeting",
    board,
    reference("project.project", key=True),
    Column("date", Date, primary_key=True),
    Column("sectors", Text),
    *sourced(),
)

report = Table(
    "report",
    board,
    key_column("report"),
    reference("project.project"),
    *code("kind", "report_kind"),
    Column("year", Integer, nullable=False),
    Column("deadline", Date),
    Column("delivered", Date),
    Column("approved", Date),
    Column("sent_to", Text),
    Column("text", Text),
    *sourced(),
)

report_field = Table(
    "report_field",  # answers of the form that have no table of their own; never a person's name
    board,
    reference("report.report", key=True),
    Column("field", String, primary_key=True),  # key of the field on the form
    Column("position", Integer, nullable=False),  # its order on the form
    text("text"),
    *sourced(),
)

project_text = Table(
    "project_text",
    board,
    reference("project.project", key=True),
    *code("kind", "text_kind", key=True),
    Column("position", Integer, primary_key=True),
    text("text"),
    *sourced(),
)

communication_event = Table(
    "communication_event",
    board,
    reference("project.project", key=True),
    Column("position", Integer, primary_key=True),
    text("title"),
    Column("arranger", Text),
    Column("date", Text),  # as precise as the source: 2013-12-02, 2014-11, 2015
    *code("status", "event_status"),
    Column("text", Text),
    *sourced(),
)

account_line = Table(
    "account_line",
    board,
    reference("project.project", key=True),
    Column("year", Integer, primary_key=True),
    Column("post", String, primary_key=True),
    Column("budget", Integer),
    Column("accounts", Integer),
    *sourced(),
)

success_factor_assessment = Table(
    "success_factor_assessment",
    board,
    reference("project.project", key=True),
    reference("success_factor.item", "item", key=True),
    *code("status", "fulfilled"),
    Column("note", Text),
    *sourced(),
)

module_item_status = Table(
    "module_item_status",  # how far one municipality has come with one item of a module's checklist
    board,
    reference("project.project", key=True),
    Column("municipality", String, primary_key=True),
    reference("module.module", key=True),
    Column("position", Integer, primary_key=True),  # of the item within the module
    *code("status", "item_status"),
    *sourced(),
)
