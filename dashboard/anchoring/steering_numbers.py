"""Steering group and team: seats and partners by sector, and team meetings against the rule of two a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.anchoring.numbers import MEETINGS_A_YEAR, YEAR

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

TEAM_SECTORS: Mapping[str, str] = {
    "refugee_service": "flykt",
    "nav": "nav",
    "school_kindergarten": "sk[ou]le|barneh",
    "health": "hels",
    "adult_education": "v(aks|oks)enoppl",
    "business": "næring|bedrift",
    "voluntary": "friv",
}
"""Sectors of an inclusion team (document 004), and how their names begin in bokmål and nynorsk."""
BODY_SECTORS = ("municipality", "voluntary", "business")
"""Sectors that sit in a steering group (rule R8, document 000)."""


@dataclass(frozen=True)
class Seats:
    """Seats of one project's steering group; `filled` and `empty` by sector.

    `leader`: whether the leader's seat is filled; None where no such seat is registered. `missing`: sectors
    of the rule with no filled seat.
    """

    project: str
    leader: bool | None
    filled: Mapping[str, int]
    empty: int
    missing: tuple[str, ...]
    example: bool


@dataclass(frozen=True)
class Team:
    """Meetings of one project's team, the latest first; `recent` are those of the last twelve months.

    `by_year` counts every meeting. `missing`: sectors that none of the recent meetings names; empty where
    no recent meeting names any. `unstated`: recent meetings that do not say who came.
    """

    project: str
    recent: tuple[dt.date, ...]
    by_year: Mapping[int, int]
    last: dt.date | None
    missing: tuple[str, ...]
    unstated: int
    example: bool

    @property
    def often_enough(self) -> bool:
        """Whether the rule of two a year is met."""
        return len(self.recent) >= MEETINGS_A_YEAR


def seats_of(seats: pd.DataFrame, projects: Collection[str]) -> list[Seats]:
    """Seats by project, those with any, in the order of `projects`."""
    rows = {str(project): group for project, group in seats.groupby("project")}
    return [_seats(project, rows[project]) for project in projects if project in rows]


def by_sector(partners: pd.DataFrame, projects: Collection[str]) -> dict[str, dict[str, list[str]]]:
    """Names of partners by project and sector, in the order of `projects`."""
    found: dict[str, dict[str, list[str]]] = {}
    rows = partners[partners["project"].isin(projects)]
    for project in projects:
        own = rows[rows["project"] == project]
        if len(own):
            found[project] = {str(sector): sorted(names) for sector, names in own.groupby("sector")["name"]}
    return found


def teams_of(meetings: pd.DataFrame, projects: Collection[str], *, day: dt.date) -> list[Team]:
    """Meetings by project up to a day, those with any, in the order of `projects`."""
    held = meetings[meetings["date"] <= pd.Timestamp(day)].sort_values("date", ascending=False)
    rows = {str(project): group for project, group in held.groupby("project", sort=False)}
    return [_team(project, rows[project], day) for project in projects if project in rows]


def sectors_in(text: str) -> frozenset[str]:
    """Sectors a meeting's list names; names we do not know are left out."""
    names = [name.strip().lower() for name in re.split(r"[;,]", text)]
    return frozenset(
        sector for sector, start in TEAM_SECTORS.items() if any(re.match(start, name) for name in names)
    )


def _seats(project: str, rows: pd.DataFrame) -> Seats:
    taken = rows[rows["filled"] > 0]
    filled = {str(sector): int(count) for sector, count in taken["sector"].value_counts().items()}
    leader = rows[rows["seat"] == "leader"]
    return Seats(
        project=project,
        leader=bool((leader["filled"] > 0).any()) if len(leader) else None,
        filled=filled,
        empty=int((rows["filled"] == 0).sum()),
        missing=tuple(sector for sector in BODY_SECTORS if not filled.get(sector)),
        example=bool((rows["evidence"] == "example").any()),
    )


def _team(project: str, rows: pd.DataFrame, day: dt.date) -> Team:
    recent = rows[rows["date"] > pd.Timestamp(day) - YEAR]
    stated = recent["sectors"].dropna()
    present = frozenset().union(*(sectors_in(text) for text in stated))
    return Team(
        project=project,
        recent=tuple(date.date() for date in recent["date"]),
        by_year={int(year): int(count) for year, count in rows["date"].dt.year.value_counts().items()},
        last=rows["date"].iloc[0].date(),
        missing=tuple(sector for sector in TEAM_SECTORS if sector not in present) if len(stated) else (),
        unstated=len(recent) - len(stated),
        example=bool((rows["evidence"] == "example").any()),
    )
