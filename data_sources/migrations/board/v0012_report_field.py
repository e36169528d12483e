"""Table of the annual form's answers that have no table of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "report_field",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report", "field", name="pk_report_field"),
        sa.ForeignKeyConstraint(["report"], ["report.report"], name="fk_report_field_report"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_report_field_evidence"),
        ),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("report_field")
