"""Note of each paper who made it and how much room it takes: the archive has a limit and an age."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the columns; papers that are there already count as made by a command: they are kept."""
    with op.batch_alter_table("snapshot", recreate=_recreate()) as table:
        table.add_column(sa.Column("made_by", sa.Text(), nullable=False, server_default="command"))
        table.add_column(sa.Column("bytes", sa.Integer(), nullable=False, server_default="0"))
    sqlite = op.get_bind().dialect.name == "sqlite"
    size = "length(CAST(content AS BLOB))" if sqlite else "octet_length(content)"
    op.execute(sa.text(f"UPDATE snapshot SET bytes = {size}"))  # noqa: S608 - one of two texts of ours
    op.create_index("ix_snapshot_bytes", "snapshot", ["bytes"])


def downgrade() -> None:
    """Drop the columns."""
    op.drop_index("ix_snapshot_bytes", "snapshot")
    with op.batch_alter_table("snapshot", recreate=_recreate()) as table:
        table.drop_column("bytes")
        table.drop_column("made_by")


def _recreate() -> Literal["always", "never"]:
    """SQLite writes a definition anew only by a new table; elsewhere that would lose who may read it."""
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
