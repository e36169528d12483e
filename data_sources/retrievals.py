"""Loaders of where official figures were fetched, and of the attempts to fetch them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def load_retrieval(engine: Engine) -> pd.DataFrame:
    """Table, update and time of retrieval (UTC) of each indicator that has been fetched; else no row."""
    return read(engine, schema.retrieval)


def load_refresh_attempt(engine: Engine) -> pd.DataFrame:
    """Attempts to refresh, the oldest first; `reason` missing where all went well."""
    return read(engine, schema.refresh_attempt)
