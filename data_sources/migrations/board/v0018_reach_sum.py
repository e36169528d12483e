"""Tables of sums of protected participation; `database.upgrade` fills them where there are cells."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "reach_sum",
        sa.Column("measure_id", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("unique_participants", sa.Integer(), nullable=False),
        sa.Column("below", sa.Integer(), nullable=False),
        sa.Column("above", sa.Integer(), nullable=False),
        sa.Column("attendances", sa.Integer()),
        sa.Column("completed", sa.Integer()),
        sa.Column("example", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("measure_id", "municipality", "period", "target_group", name="pk_reach_sum"),
    )
    op.create_table(
        "project_reach_sum",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("attendances", sa.Integer()),
        sa.Column("completed", sa.Integer()),
        sa.Column("measures", sa.Integer(), nullable=False),
        sa.Column("example", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "project", "municipality", "period", "target_group", name="pk_project_reach_sum"
        ),
    )
    op.create_table(
        "participation_source_sum",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cells", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("project", "source", name="pk_participation_source_sum"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("participation_source_sum", "project_reach_sum", "reach_sum"):
        op.drop_table(table)
