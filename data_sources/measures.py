"""Loaders of measures: what is done, where, for whom and towards which goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def load_measure(engine: Engine) -> pd.DataFrame:
    """Measures; dates, sessions and money missing = not stated."""
    return read(engine, schema.measure)


def load_measure_municipality(engine: Engine) -> pd.DataFrame:
    """Municipalities of each measure, by the number valid in `year`."""
    return read(engine, schema.measure_municipality)


def load_measure_goal(engine: Engine) -> pd.DataFrame:
    """Which goals each measure serves."""
    return read(engine, schema.measure_goal)


def load_measure_target_group(engine: Engine) -> pd.DataFrame:
    """Whom each measure is for; `target` is unique persons a year, missing = none stated."""
    return read(engine, schema.measure_target_group)


def load_project_target_group(engine: Engine) -> pd.DataFrame:
    """Whom each project is for, and whether it says it reached them."""
    return read(engine, schema.project_target_group)
