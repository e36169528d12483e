"""Tables of how projects stand on the success factors and municipalities on the modules."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

EVIDENCE = "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "success_factor_assessment",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "item", name="pk_success_factor_assessment"),
        sa.ForeignKeyConstraint(
            ["project"], ["project.project"], name="fk_success_factor_assessment_project"
        ),
        sa.ForeignKeyConstraint(["item"], ["success_factor.item"], name="fk_success_factor_assessment_item"),
        sa.CheckConstraint(
            "status IN ('fulfilled', 'partly', 'not', 'not_relevant')",
            name=op.f("ck_success_factor_assessment_status"),
        ),
        sa.CheckConstraint(EVIDENCE, name=op.f("ck_success_factor_assessment_evidence")),
    )
    op.create_table(
        "module_item_status",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "project", "municipality", "module", "position", name="pk_module_item_status"
        ),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_module_item_status_project"),
        sa.ForeignKeyConstraint(["module"], ["module.module"], name="fk_module_item_status_module"),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'done', 'not_relevant')",
            name=op.f("ck_module_item_status_status"),
        ),
        sa.CheckConstraint(EVIDENCE, name=op.f("ck_module_item_status_evidence")),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("module_item_status", "success_factor_assessment"):
        op.drop_table(table)
