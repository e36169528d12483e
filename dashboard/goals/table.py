"""Tables of goals and of what has been measured of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.goals.numbers import goal_progress, in_tree_order
from dashboard.overview.table_rows import chosen, named

if TYPE_CHECKING:
    from dashboard.overview.ground import Ground

GOALS = """
    project goal parent goal_level goal_text goal_status baseline target current unit observed progress
    expected expected_value direction start deadline owner_role indicator evidence source
    observed_evidence observed_source
"""
NAMES = {"level": "goal_level", "text": "goal_text", "status": "goal_status"}


def goals(ground: Ground) -> pd.DataFrame:
    """Goals with their last observation and status on the day, parents before children."""
    store = ground.store
    rows = goal_progress(store["goal"], store["goal_observation"], today=ground.figures.day)
    return named(ground, chosen(in_tree_order(ground.figures.scope.rows(rows)), GOALS, NAMES))


def observations(ground: Ground) -> pd.DataFrame:
    """Every observation up to the day, by goal and date."""
    owners = ground.store["goal"][["goal", "project", "text", "unit"]]
    rows = ground.figures.scope.rows(ground.store["goal_observation"].merge(owners, on="goal"))
    rows = rows[rows["date"] <= pd.Timestamp(ground.figures.day)].sort_values(["project", "goal", "date"])
    return named(ground, chosen(rows, "project goal goal_text date value unit evidence source", NAMES))
