"""Tables of programmes, projects and who stands behind them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "programme",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("start_year", sa.Integer()),
        sa.Column("end_year", sa.Integer()),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", name="pk_programme"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_programme_evidence"),
        ),
    )
    op.create_table(
        "programme_fact",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("unit", sa.String()),
        sa.Column("text", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "position", name="pk_programme_fact"),
        sa.ForeignKeyConstraint(["programme"], ["programme.programme"], name="fk_programme_fact_programme"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_programme_fact_evidence"),
        ),
    )
    op.create_table(
        "project",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lead_organisation", sa.Text(), nullable=False),
        sa.Column("start_year", sa.Integer()),
        sa.Column("end_year", sa.Integer()),
        sa.Column("subject_area", sa.Text()),
        sa.Column("grant_ceiling", sa.Integer()),
        sa.Column("grant_year", sa.Integer()),
        sa.Column("total_budget", sa.Integer()),
        sa.Column("funder", sa.Text()),
        sa.Column("aim", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", name="pk_project"),
        sa.ForeignKeyConstraint(["programme"], ["programme.programme"], name="fk_project_programme"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_project_evidence"),
        ),
    )
    op.create_table(
        "anchoring",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "position", name="pk_anchoring"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_anchoring_project"),
        sa.CheckConstraint("code IN ('a', 'b', 'c')", name=op.f("ck_anchoring_code")),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_anchoring_evidence"),
        ),
    )
    op.create_table(
        "partner",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "name", name="pk_partner"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_partner_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_partner_evidence"),
        ),
        sa.CheckConstraint(
            "sector IN ('municipality', 'county', 'state', 'business', 'voluntary', "
            "'education', 'research', 'other')",
            name=op.f("ck_partner_sector"),
        ),
    )
    op.create_table(
        "project_municipality",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("continued", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "municipality", name="pk_project_municipality"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_project_municipality_project"),
        sa.CheckConstraint(
            "continued IN ('yes', 'partly', 'ended', 'unknown')",
            name=op.f("ck_project_municipality_continued"),
        ),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_project_municipality_evidence"),
        ),
        sa.CheckConstraint(
            "role IN ('owner', 'participant', 'pilot')", name=op.f("ck_project_municipality_role")
        ),
    )
    op.create_table(
        "steering_seat",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "position", name="pk_steering_seat"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_steering_seat_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_steering_seat_evidence"),
        ),
        sa.CheckConstraint("seat IN ('leader', 'member')", name=op.f("ck_steering_seat_seat")),
        sa.CheckConstraint(
            "sector IN ('municipality', 'county', 'state', 'business', 'voluntary', "
            "'education', 'research', 'other')",
            name=op.f("ck_steering_seat_sector"),
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "steering_seat",
        "project_municipality",
        "partner",
        "anchoring",
        "project",
        "programme_fact",
        "programme",
    ):
        op.drop_table(table)
