"""Tables of measures, where they are held, whom they are for, and milestones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "measure",
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("theme", sa.String()),
        sa.Column("service_type", sa.String()),
        sa.Column("module", sa.String()),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("planned_start", sa.Date()),
        sa.Column("planned_end", sa.Date()),
        sa.Column("actual_start", sa.Date()),
        sa.Column("actual_end", sa.Date()),
        sa.Column("planned_sessions", sa.Integer()),
        sa.Column("held_sessions", sa.Integer()),
        sa.Column("budget", sa.Integer()),
        sa.Column("accounts", sa.Integer()),
        sa.Column("owner_role", sa.Text()),
        sa.Column("need", sa.Text()),
        sa.Column("result", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("measure", name="pk_measure"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_measure_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_measure_evidence"),
        ),
        sa.CheckConstraint(
            "phase IN ('start_up', 'investigation', 'execution', 'closing', 'closed', 'merged', 'cancelled')",
            name=op.f("ck_measure_phase"),
        ),
        sa.CheckConstraint(
            "service_type IN ('statutory', 'complementary')", name=op.f("ck_measure_service_type")
        ),
        sa.CheckConstraint(
            "theme IN ('settlement', 'qualification_employment', 'participation_inclusion')",
            name=op.f("ck_measure_theme"),
        ),
    )
    op.create_table(
        "project_target_group",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("reached", sa.String(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "target_group", name="pk_project_target_group"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_project_target_group_project"),
        sa.ForeignKeyConstraint(
            ["target_group"], ["target_group.target_group"], name="fk_project_target_group_target_group"
        ),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_project_target_group_evidence"),
        ),
        sa.CheckConstraint("priority IN ('main', 'other')", name=op.f("ck_project_target_group_priority")),
        sa.CheckConstraint(
            "reached IN ('yes', 'partly', 'no', 'unknown')", name=op.f("ck_project_target_group_reached")
        ),
    )
    op.create_table(
        "measure_goal",
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("measure", "goal", name="pk_measure_goal"),
        sa.ForeignKeyConstraint(["goal"], ["goal.goal"], name="fk_measure_goal_goal"),
        sa.ForeignKeyConstraint(["measure"], ["measure.measure"], name="fk_measure_goal_measure"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_measure_goal_evidence"),
        ),
    )
    op.create_table(
        "measure_municipality",
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("measure", "municipality", name="pk_measure_municipality"),
        sa.ForeignKeyConstraint(["measure"], ["measure.measure"], name="fk_measure_municipality_measure"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_measure_municipality_evidence"),
        ),
        sa.CheckConstraint(
            "status IN ('planned', 'held', 'cancelled', 'unknown')",
            name=op.f("ck_measure_municipality_status"),
        ),
    )
    op.create_table(
        "measure_target_group",
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("target", sa.Integer()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("measure", "target_group", name="pk_measure_target_group"),
        sa.ForeignKeyConstraint(["measure"], ["measure.measure"], name="fk_measure_target_group_measure"),
        sa.ForeignKeyConstraint(
            ["target_group"], ["target_group.target_group"], name="fk_measure_target_group_target_group"
        ),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_measure_target_group_evidence"),
        ),
    )
    op.create_table(
        "milestone",
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("measure", sa.String()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("reached", sa.Date()),
        sa.Column("reason", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("milestone", name="pk_milestone"),
        sa.ForeignKeyConstraint(["measure"], ["measure.measure"], name="fk_milestone_measure"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_milestone_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_milestone_evidence"),
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "milestone",
        "measure_target_group",
        "measure_municipality",
        "measure_goal",
        "project_target_group",
        "measure",
    ):
        op.drop_table(table)
