"""Tables of where official figures were fetched, and of every attempt to fetch them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Create the tables, and say of the figures there are when they were retrieved."""
    op.create_table(
        "retrieval",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("updated", sa.DateTime()),
        sa.Column("retrieved", sa.DateTime(), nullable=False),
        sa.Column("provisional", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("symbols", sa.Text()),
        sa.Column("request", sa.Text()),
        sa.Column("content", sa.String()),
        sa.PrimaryKeyConstraint("indicator", name="pk_retrieval"),
        sa.ForeignKeyConstraint(["indicator"], ["indicator.indicator"], name="fk_retrieval_indicator"),
    )
    op.create_table(
        "refresh_attempt",
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("started", sa.DateTime(), nullable=False),
        sa.Column("ok", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("attempt", name="pk_refresh_attempt"),
    )
    op.execute(
        'INSERT INTO retrieval (indicator, "table", retrieved, provisional) '
        "SELECT i.indicator, i.source_table, MAX(s.retrieved), 0 "
        "FROM statistic s JOIN indicator i ON i.indicator = s.indicator GROUP BY i.indicator, i.source_table"
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("refresh_attempt")
    op.drop_table("retrieval")
