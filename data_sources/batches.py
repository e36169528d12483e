"""Batches as the board's database holds them: what was read in, when, by which role, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def load_batch(engine: Engine) -> pd.DataFrame:
    """Imports and undos; `counts` is JSON of rows by table, participation as it is published."""
    return read(engine, schema.batch)
