"""Table of how exact the protected participation is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "protection_error",
        sa.Column("filters", sa.Integer(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("mean_error", sa.Float()),
        sa.Column("worst_error", sa.Float()),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("filters", name="pk_protection_error"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("protection_error")
