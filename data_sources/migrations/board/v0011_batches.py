"""Tables of batches and of what each changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "batch",
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.String()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("project", sa.String()),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.PrimaryKeyConstraint("batch", name="pk_batch"),
        sa.ForeignKeyConstraint(["undoes"], ["batch.batch"], name="fk_batch_undoes"),
        sa.CheckConstraint("status IN ('applied', 'undone')", name=op.f("ck_batch_status")),
    )
    op.create_table(
        "batch_change",
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.PrimaryKeyConstraint("batch", "position", name="pk_batch_change"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("batch_change")
    op.drop_table("batch")
