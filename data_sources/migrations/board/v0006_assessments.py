"""Tables of effect, policy goals, progress and the methods' checklists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "success_factor",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("factor", sa.Integer(), nullable=False),
        sa.Column("factor_name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item", name="pk_success_factor"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_success_factor_evidence"),
        ),
    )
    op.create_table(
        "workshop_theme",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_workshop_theme"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_workshop_theme_evidence"),
        ),
    )
    op.create_table(
        "module",
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("module", name="pk_module"),
        sa.ForeignKeyConstraint(["programme"], ["programme.programme"], name="fk_module_programme"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_module_evidence"),
        ),
    )
    op.create_table(
        "effect_assessment",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("planned", sa.String()),
        sa.Column("achieved", sa.String()),
        sa.Column("text", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "year", name="pk_effect_assessment"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_effect_assessment_project"),
        sa.CheckConstraint(
            "achieved IN ('a', 'b', 'c', 'd', 'e', 'f')", name=op.f("ck_effect_assessment_achieved")
        ),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_effect_assessment_evidence"),
        ),
        sa.CheckConstraint(
            "planned IN ('a', 'b', 'c', 'd', 'e', 'f')", name=op.f("ck_effect_assessment_planned")
        ),
    )
    op.create_table(
        "effect_municipality",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.Integer(), nullable=False),
        sa.Column("documented", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "municipality", name="pk_effect_municipality"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_effect_municipality_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_effect_municipality_evidence"),
        ),
    )
    op.create_table(
        "module_item",
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("module", "position", name="pk_module_item"),
        sa.ForeignKeyConstraint(["module"], ["module.module"], name="fk_module_item_module"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_module_item_evidence"),
        ),
    )
    op.create_table(
        "policy_goal",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "letter", name="pk_policy_goal"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_policy_goal_project"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_policy_goal_evidence"),
        ),
        sa.CheckConstraint(
            "letter IN ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i')", name=op.f("ck_policy_goal_letter")
        ),
    )
    op.create_table(
        "progress_assessment",
        sa.Column("project", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "date", "code", name="pk_progress_assessment"),
        sa.ForeignKeyConstraint(["project"], ["project.project"], name="fk_progress_assessment_project"),
        sa.CheckConstraint("code IN ('a', 'b', 'c')", name=op.f("ck_progress_assessment_code")),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_progress_assessment_evidence"),
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "progress_assessment",
        "policy_goal",
        "module_item",
        "effect_municipality",
        "effect_assessment",
        "module",
        "workshop_theme",
        "success_factor",
    ):
        op.drop_table(table)
