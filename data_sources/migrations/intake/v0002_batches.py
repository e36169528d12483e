"""Journal of batches that changed raw counts, and the counts before and after each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "i0002"
down_revision = "i0001"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "intake_batch",
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("batch", name="pk_intake_batch"),
        sa.CheckConstraint("state IN ('prepared', 'done')", name=op.f("ck_intake_batch_state")),
    )
    op.create_table(
        "intake_batch_change",
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.PrimaryKeyConstraint("batch", "position", name="pk_intake_batch_change"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("intake_batch_change")
    op.drop_table("intake_batch")
