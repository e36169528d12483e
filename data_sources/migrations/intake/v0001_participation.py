"""Table of raw participation, which the board never reads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "i0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "intake_participation",
        sa.Column("measure_id", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("age_group", sa.String(), nullable=False),
        sa.Column("unique_participants", sa.Integer(), nullable=False),
        sa.Column("attendances", sa.Integer()),
        sa.Column("completed", sa.Integer()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "measure_id",
            "municipality",
            "period",
            "target_group",
            "gender",
            "age_group",
            name="pk_intake_participation",
        ),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_intake_participation_evidence"),
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("intake_participation")
