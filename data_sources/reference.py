"""Loaders of places, target groups and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def load_county(engine: Engine) -> pd.DataFrame:
    """Counties of 2024."""
    return read(engine, schema.county)


def load_municipality(engine: Engine) -> pd.DataFrame:
    """Every municipality number valid some time 2012–2024; `valid_to` missing = still in use."""
    return read(engine, schema.municipality)


def load_kostra_group(engine: Engine) -> pd.DataFrame:
    """KOSTRA group of each municipality of 2024."""
    return read(engine, schema.kostra_group)


def load_municipality_change(engine: Engine) -> pd.DataFrame:
    """Legal changes of numbers, one row for each pair of old and new number."""
    return read(engine, schema.municipality_change)


def load_municipality_successor(engine: Engine) -> pd.DataFrame:
    """Numbers of 2024 that cover each number's territory, with share of its population."""
    return read(engine, schema.municipality_successor)


def load_target_group(engine: Engine) -> pd.DataFrame:
    """Target groups; `denominator` missing = coverage cannot be computed, see `no_denominator`."""
    return read(engine, schema.target_group)


def load_target_group_overlap(engine: Engine) -> pd.DataFrame:
    """Pairs of target groups that one person may both belong to; never added."""
    return read(engine, schema.target_group_overlap)


def load_rule(engine: Engine) -> pd.DataFrame:
    """Rules the source documents state; `threshold` missing = a rule without a number."""
    return read(engine, schema.rule)
