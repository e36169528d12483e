"""Tables of protected participation and of the data version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "data_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_data_version"),
    )
    op.create_table(
        "participation",
        sa.Column("measure_id", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("age_group", sa.String(), nullable=False),
        sa.Column("unique_participants", sa.Integer(), nullable=False),
        sa.Column("attendances", sa.Integer()),
        sa.Column("completed", sa.Integer()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "measure_id",
            "municipality",
            "period",
            "target_group",
            "gender",
            "age_group",
            name="pk_participation",
        ),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_participation_evidence"),
        ),
    )
    op.create_table(
        "programme_reach",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("unique_participants", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "project", "municipality", "period", "target_group", name="pk_programme_reach"
        ),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_programme_reach_project"),
        sa.ForeignKeyConstraint(
            ["target_group"], ["target_group.target_group"], name="fk_programme_reach_target_group"
        ),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_programme_reach_evidence"),
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("programme_reach", "participation", "data_version"):
        op.drop_table(table)
