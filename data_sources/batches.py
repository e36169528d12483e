"""Batches as the board's database holds them: what was read in, when, by which role, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine

PLAN_TABLES = ("goal", "measure", "milestone")


def load_batch(engine: Engine) -> pd.DataFrame:
    """Imports and undos; `counts` is JSON of rows by table, participation as it is published."""
    return read(engine, schema.batch)


def load_batch_change(engine: Engine) -> pd.DataFrame:
    """Rows of plans that a batch changed, as JSON before and after; rows added or removed are not among them.

    Counts of persons are in the log too, by the hundred thousand: their tables are not read.
    """
    changed = schema.batch_change.c
    return read(
        engine,
        schema.batch_change,
        changed.table_name.in_(PLAN_TABLES),
        changed.before.is_not(None),
        changed.after.is_not(None),
    )
