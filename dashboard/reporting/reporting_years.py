"""Which years each project ran as far as is known, and which day it is to be judged on."""

from __future__ import annotations

import pandas as pd

from dashboard.status.status_day import day_of

YEARS = ("first", "last")


def project_years(
    projects: pd.DataFrame,
    told: dict[str, int],
    *,
    measures: pd.DataFrame,
    milestones: pd.DataFrame,
    reports: pd.DataFrame,
) -> pd.DataFrame:
    """First and last year of each project; key: project; missing where no source gives any year.

    Stated years win. Without a first year, the earliest of grant, measures, milestones and reports;
    without a last one, the last year the project told anything about (`told`, by project).
    """
    seen = pd.concat(
        [
            _seen(projects["project"], projects["grant_year"]),
            _seen(measures["project"], measures["planned_start"].dt.year),
            _seen(milestones["project"], milestones["due"].dt.year),
            _seen(reports["project"], reports["year"]),
        ]
    ).dropna()
    earliest = projects["project"].map(seen.groupby("project")["year"].min())
    last = projects["end_year"].fillna(projects["project"].map(told).astype("float64"))
    first = projects["start_year"].fillna(earliest).fillna(last)
    return pd.DataFrame({"project": projects["project"], "first": first, "last": last})


def judged_on(years: pd.DataFrame, day: pd.Timestamp | pd.Series) -> pd.Series:
    """Day each project is judged on: the status day, or the end of its last year if that came before it."""
    now = day_of(years, day)
    ends = pd.to_datetime(years["last"].map(lambda year: f"{year:.0f}-12-31", na_action="ignore"))
    judged: pd.Series = ends.where(ends < now, now)
    return judged


def _seen(project: pd.Series, year: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"project": project.to_numpy(), "year": year.astype("float64").to_numpy()})
