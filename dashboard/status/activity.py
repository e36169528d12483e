"""Activity: the last year each project has told anything about, and the day a status is as of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.store.store import FrameStore


def last_years(store: FrameStore) -> dict[str, int]:
    """Last year with participation, milestone, observation, report or accounts, by project.

    To be read through `store.per_version`: it looks at every year of every project.
    """
    goals = store["goal"].set_index("goal")["project"]
    participation = store["project_reach_sum"][["project", "period"]].drop_duplicates()
    milestones, observations, reports = store["milestone"], store["goal_observation"], store["report"]
    accounts = store["account_line"]
    told = pd.concat(
        [
            _told(participation["project"], participation["period"].str[:4].astype("int64")),
            _told(milestones["project"], milestones["due"].dt.year),
            _told(milestones["project"], milestones["reached"].dt.year),
            _told(observations["goal"].map(goals), observations["date"].dt.year),
            _told(reports["project"], reports["delivered"].dt.year),
            _told(accounts["project"], accounts["year"]),
        ]
    ).dropna()
    return {str(project): int(year) for project, year in told.groupby("project")["year"].max().items()}


def status_day(
    projects: Iterable[str], last: dict[str, int], *, chosen: int | None, today: dt.date
) -> dt.date:
    """Day a status is given as of, never later than today.

    The end of the last year chosen; without one, the end of the last year any of the projects told of,
    so that projects that ended are judged at their end and not by how long ago that was.
    """
    year = chosen or max((last[project] for project in projects if project in last), default=today.year)
    return min(dt.date(year, 12, 31), today)


def _told(project: pd.Series, year: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"project": project.to_numpy(), "year": year.to_numpy()})
