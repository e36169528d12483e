"""Loaders of official figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def load_indicator(engine: Engine) -> pd.DataFrame:
    """Official indicators with unit and direction."""
    return read(engine, schema.indicator)


def load_statistic(engine: Engine) -> pd.DataFrame:
    """Official figures by the number published; `value` missing where there is a `symbol`, never zero."""
    return read(engine, schema.statistic)


def load_indicator_share(engine: Engine) -> pd.DataFrame:
    """Indicators that are one count of another, to be worked out for joint areas."""
    return read(engine, schema.indicator_share)
