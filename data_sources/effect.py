"""Loaders of geographic effect and policy goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def load_effect_assessment(engine: Engine) -> pd.DataFrame:
    """Effect letters a–f, planned and achieved; f = not known, kept out of averages."""
    return read(engine, schema.effect_assessment)


def load_effect_municipality(engine: Engine) -> pd.DataFrame:
    """Municipalities where effect is claimed (1/0) and documented (1/0), number valid in `year`."""
    return read(engine, schema.effect_municipality)


def load_policy_goal(engine: Engine) -> pd.DataFrame:
    """Letters a–i of the policy goals a project crosses off."""
    return read(engine, schema.policy_goal)
