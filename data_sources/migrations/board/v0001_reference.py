"""Tables of places, official figures, target groups and rules."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "county",
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("county", name="pk_county"),
    )
    op.create_table(
        "indicator",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("name_nb", sa.Text(), nullable=False),
        sa.Column("name_nn", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("summable", sa.Integer(), nullable=False),
        sa.Column("source_table", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("indicator", name="pk_indicator"),
        sa.CheckConstraint("direction IN ('up', 'down', 'neutral')", name=op.f("ck_indicator_direction")),
    )
    op.create_table(
        "municipality_change",
        sa.Column("from_number", sa.String(), nullable=False),
        sa.Column("to_number", sa.String(), nullable=False),
        sa.Column("effective_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("from_number", "to_number", "effective_date", name="pk_municipality_change"),
        sa.CheckConstraint(
            "kind IN ('renumbered', 'merged', 'split')", name=op.f("ck_municipality_change_kind")
        ),
    )
    op.create_table(
        "rule",
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("text_nb", sa.Text(), nullable=False),
        sa.Column("text_nn", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("threshold", sa.Float()),
        sa.Column("unit", sa.String()),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rule", name="pk_rule"),
        sa.CheckConstraint(
            "evidence IN ('application', 'self_reported', 'assessed', 'official', 'example')",
            name=op.f("ck_rule_evidence"),
        ),
    )
    op.create_table(
        "municipality",
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("county", sa.String()),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer()),
        sa.Column("lon", sa.Float()),
        sa.Column("lat", sa.Float()),
        sa.Column("language_form", sa.String()),
        sa.Column("centrality", sa.Integer()),
        sa.Column("sami_name", sa.Text()),
        sa.Column("tile_column", sa.Integer()),
        sa.Column("tile_row", sa.Integer()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", name="pk_municipality"),
        sa.ForeignKeyConstraint(["county"], ["county.county"], name="fk_municipality_county"),
        sa.CheckConstraint(
            "language_form IN ('bokmål', 'nynorsk', 'nøytral')", name=op.f("ck_municipality_language_form")
        ),
    )
    op.create_table(
        "statistic",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("symbol", sa.String()),
        sa.Column("source_table", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("indicator", "municipality", "year", name="pk_statistic"),
        sa.ForeignKeyConstraint(["indicator"], ["indicator.indicator"], name="fk_statistic_indicator"),
    )
    op.create_table(
        "target_group",
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent", sa.String()),
        sa.Column("denominator", sa.String()),
        sa.Column("no_denominator", sa.String()),
        sa.Column("name_nb", sa.Text(), nullable=False),
        sa.Column("name_nn", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("target_group", name="pk_target_group"),
        sa.ForeignKeyConstraint(["denominator"], ["indicator.indicator"], name="fk_target_group_denominator"),
        sa.ForeignKeyConstraint(["parent"], ["target_group.target_group"], name="fk_target_group_parent"),
        sa.CheckConstraint("kind IN ('person', 'organisation')", name=op.f("ck_target_group_kind")),
        sa.CheckConstraint(
            "no_denominator IN ('not_resident', 'not_published', 'not_fetched', 'organisation')",
            name=op.f("ck_target_group_no_denominator"),
        ),
    )
    op.create_table(
        "municipality_successor",
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("municipality_2024", sa.String(), nullable=False),
        sa.Column("share_population", sa.Float(), nullable=False),
        sa.Column("mapping", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "municipality_2024", name="pk_municipality_successor"),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.municipality"], name="fk_municipality_successor_municipality"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_2024"],
            ["municipality.municipality"],
            name="fk_municipality_successor_municipality_2024",
        ),
        sa.CheckConstraint(
            "mapping IN ('exact', 'exact_by_territory', 'split')",
            name=op.f("ck_municipality_successor_mapping"),
        ),
    )
    op.create_table(
        "target_group_overlap",
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("overlaps", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("target_group", "overlaps", name="pk_target_group_overlap"),
        sa.ForeignKeyConstraint(
            ["overlaps"], ["target_group.target_group"], name="fk_target_group_overlap_overlaps"
        ),
        sa.ForeignKeyConstraint(
            ["target_group"], ["target_group.target_group"], name="fk_target_group_overlap_target_group"
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "target_group_overlap",
        "municipality_successor",
        "target_group",
        "statistic",
        "municipality",
        "rule",
        "municipality_change",
        "indicator",
        "county",
    ):
        op.drop_table(table)
