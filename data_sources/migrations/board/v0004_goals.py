"""Tables of goals and the results chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "goal",
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("parent", sa.String()),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Float()),
        sa.Column("target", sa.Float()),
        sa.Column("unit", sa.String()),
        sa.Column("start", sa.Date()),
        sa.Column("deadline", sa.Date()),
        sa.Column("direction", sa.String()),
        sa.Column("owner_role", sa.Text()),
        sa.Column("indicator", sa.String()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("goal", name="pk_goal"),
        sa.ForeignKeyConstraint(["indicator"], ["indicator.indicator"], name="fk_goal_indicator"),
        sa.ForeignKeyConstraint(["parent"], ["goal.goal"], name="fk_goal_parent"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_goal_project"),
        sa.CheckConstraint("direction IN ('up', 'down')", name=op.f("ck_goal_direction")),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_goal_evidence"),
        ),
        sa.CheckConstraint(
            "level IN ('main_goal', 'project_goal', 'sub_goal', 'result')", name=op.f("ck_goal_level")
        ),
    )
    op.create_table(
        "results_chain_item",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "level", "position", name="pk_results_chain_item"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_results_chain_item_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_results_chain_item_evidence"),
        ),
        sa.CheckConstraint(
            "level IN ('input_factor', 'activity', 'output', 'user_effect', 'societal_effect')",
            name=op.f("ck_results_chain_item_level"),
        ),
    )
    op.create_table(
        "goal_observation",
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("goal", "date", name="pk_goal_observation"),
        sa.ForeignKeyConstraint(["goal"], ["goal.goal"], name="fk_goal_observation_goal"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_goal_observation_evidence"),
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("goal_observation", "results_chain_item", "goal"):
        op.drop_table(table)
