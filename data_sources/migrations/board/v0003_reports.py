"""Tables of what projects report: texts, events, accounts and meetings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "account_line",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("budget", sa.Integer()),
        sa.Column("accounts", sa.Integer()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "year", "post", name="pk_account_line"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_account_line_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_account_line_evidence"),
        ),
    )
    op.create_table(
        "communication_event",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("arranger", sa.Text()),
        sa.Column("date", sa.Text()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "position", name="pk_communication_event"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_communication_event_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_communication_event_evidence"),
        ),
        sa.CheckConstraint(
            "status IN ('held', 'planned', 'prevented')", name=op.f("ck_communication_event_status")
        ),
    )
    op.create_table(
        "project_text",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "kind", "position", name="pk_project_text"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_project_text_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_project_text_evidence"),
        ),
        sa.CheckConstraint(
            "kind IN ('background', 'organisation', 'method', 'transfer_value', "
            "'lesson', 'continuation', 'attachment')",
            name=op.f("ck_project_text_kind"),
        ),
    )
    op.create_table(
        "report",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.Date()),
        sa.Column("delivered", sa.Date()),
        sa.Column("approved", sa.Date()),
        sa.Column("sent_to", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_report"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_report_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_report_evidence"),
        ),
        sa.CheckConstraint("kind IN ('annual', 'final', 'leadership')", name=op.f("ck_report_kind")),
    )
    op.create_table(
        "team_meeting",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("sectors", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "date", name="pk_team_meeting"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_team_meeting_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_team_meeting_evidence"),
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("team_meeting", "report", "project_text", "communication_event", "account_line"):
        op.drop_table(table)
