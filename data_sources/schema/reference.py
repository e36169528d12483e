"""Reference tables: places and their history, indicators and official figures, target groups, rules."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Float,
    Integer,
    String,
    Table,
    Text,
)

from data_sources.schema.columns import (
    board,
    code,
    key_column,
    reference,
    sourced,
    text,
)

county = Table("county", board, key_column("county"), text("name"), text("source"))

municipality = Table(
    "municipality",
    board,
    key_column("municipality"),  # four digits, every number valid some time 2012-2024
    text("name"),
    text("label"),  # name with county where names are not unique
    reference("county.county", optional=True),  # county of 2024; missing for numbers no longer in use
    Column("valid_from", Integer, nullable=False),  # first year (1 January) within 2012-2024
    Column("valid_to", Integer),  # last year; missing = still in use
    Column("lon", Float),
    Column("lat", Float),
    *code("language_form", optional=True),
    Column("centrality", Integer),  # 1 (most central) to 6, SSB 2024
    Column("sami_name", Text),
    Column("tile_column", Integer),  # tile grid, 0 = west
    Column("tile_row", Integer),  # 0 = north
    text("source"),
)

kostra_group = Table(
    "kostra_group",  # SSB's grouping of municipalities by size and economy, KLASS 112
    board,
    reference("municipality.municipality", key=True),
    text("kostra_group"),  # EKG01-EKG17
    text("source"),
    Column("retrieved", Date, nullable=False),
)

municipality_change = Table(
    "municipality_change",
    board,
    Column("from_number", String, primary_key=True),
    Column("to_number", String, primary_key=True),
    Column("effective_date", Date, primary_key=True),
    *code("kind", "municipality_change_kind"),
    text("source"),
)

municipality_successor = Table(
    "municipality_successor",  # by territory, not by legal chain: 1534 -> 1580
    board,
    reference("municipality.municipality", key=True),
    reference("municipality.municipality", "municipality_2024", key=True),
    Column("share_population", Float, nullable=False),  # 1 unless the number was split
    *code("mapping", "municipality_successor_mapping"),
    text("source"),
)

indicator = Table(
    "indicator",
    board,
    key_column("indicator"),
    text("name_nb"),
    text("name_nn"),
    text("name_en"),
    text("unit"),
    *code("direction", "indicator_direction"),
    Column("summable", Integer, nullable=False),  # 1 = counts that may be added over municipalities
    text("source_table"),
    text("source"),
)

indicator_share = Table(
    "indicator_share",  # a share tells its count: it is never stored where the source hides the count
    board,
    reference("indicator.indicator", key=True),
    reference("indicator.indicator", "counted"),  # the share is this count ...
    reference("indicator.indicator", "base"),  # ... of this one, times the unit
    Column("exact", Integer, nullable=False, server_default="1"),  # 0 = of a part of the base only
    text("source"),
)

statistic = Table(
    "statistic",
    board,
    reference("indicator.indicator", key=True),
    Column("municipality", String, primary_key=True),  # the number as published, valid in the year
    Column("year", Integer, primary_key=True),
    Column("value", Float),  # missing where there is a symbol
    Column("symbol", String),  # SSB's . .. : -
    text("source_table"),
    text("source"),
    Column("retrieved", Date, nullable=False),
)

target_group = Table(
    "target_group",
    board,
    key_column("target_group"),
    *code("kind", "target_group_kind"),
    reference("target_group.target_group", "parent", optional=True),
    reference("indicator.indicator", "denominator", optional=True),  # residents of the group, 1 January
    *code("no_denominator", optional=True),
    text("name_nb"),
    text("name_nn"),
    text("name_en"),
    Column("position", Integer, nullable=False),
    text("source"),
)

target_group_overlap = Table(
    "target_group_overlap",  # one person may be in both: the two are never added
    board,
    reference("target_group.target_group", key=True),
    reference("target_group.target_group", "overlaps", key=True),
    text("source"),
)

rule = Table(
    "rule",
    board,
    key_column("rule"),
    text("text_nb"),
    text("text_nn"),
    text("text_en"),
    Column("threshold", Float),
    Column("unit", String),
    *sourced(),
)
