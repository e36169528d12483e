"""Loaders of goals, their observations and the results chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def load_goal(engine: Engine) -> pd.DataFrame:
    """Goals as a tree; `target` missing = the goal has no number."""
    return read(engine, schema.goal)


def load_goal_observation(engine: Engine) -> pd.DataFrame:
    """Measured values of goals, in the goal's unit."""
    return read(engine, schema.goal_observation)


def load_results_chain_item(engine: Engine) -> pd.DataFrame:
    """Items of the five levels of each project's results chain."""
    return read(engine, schema.results_chain_item)
