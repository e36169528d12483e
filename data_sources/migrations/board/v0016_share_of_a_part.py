"""Mark shares that are of a part of their base only: they can be told by it, but not worked out from it."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
OF_A_PART = "immigrants_employed_share"
"""Of the immigrants aged 15-74; the base is all immigrants."""


def upgrade() -> None:
    """Add the column, and mark the one share that there is."""
    exact = sa.Column("exact", sa.Integer(), nullable=False, server_default="1")
    with op.batch_alter_table("indicator_share", recreate=_recreate()) as table:
        table.add_column(exact)
    share = sa.table("indicator_share", sa.column("indicator"), sa.column("exact"))
    op.execute(share.update().where(share.c.indicator == OF_A_PART).values(exact=0))


def downgrade() -> None:
    """Drop the column."""
    with op.batch_alter_table("indicator_share", recreate=_recreate()) as table:
        table.drop_column("exact")


def _recreate() -> Literal["always", "never"]:
    """SQLite writes a definition anew only by a new table; elsewhere that would lose who may read it."""
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
