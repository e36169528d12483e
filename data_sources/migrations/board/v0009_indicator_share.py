"""Table of which count an official share is made of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "indicator_share",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("indicator", name="pk_indicator_share"),
        sa.ForeignKeyConstraint(["indicator"], ["indicator.indicator"], name="fk_indicator_share_indicator"),
        sa.ForeignKeyConstraint(["counted"], ["indicator.indicator"], name="fk_indicator_share_counted"),
        sa.ForeignKeyConstraint(["base"], ["indicator.indicator"], name="fk_indicator_share_base"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("indicator_share")
