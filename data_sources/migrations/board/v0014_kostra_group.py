"""Table of the KOSTRA group of each municipality."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "kostra_group",
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("kostra_group", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", name="pk_kostra_group"),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.municipality"], name="fk_kostra_group_municipality"
        ),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("kostra_group")
