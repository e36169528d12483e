"""Loaders beside protected participation; cells have none: the board reads sums (`data_sources/facts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from data_sources import schema
from data_sources.database import read, reading

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def published_base(engine: Engine) -> int | None:
    """Return what small counts on the board were rounded to beside 0; None before any were."""
    with reading(engine) as connection:
        found: int | None = connection.scalar(select(func.max(schema.protection_error.c.base)))
    return found


def load_protection_error(engine: Engine) -> pd.DataFrame:
    """Mean and worst error of the protected cells, in persons, over views of one and of two filters."""
    return read(engine, schema.protection_error)


def load_programme_reach(engine: Engine) -> pd.DataFrame:
    """Unique persons across a project's measures, where the project has counted them."""
    return read(engine, schema.programme_reach)
