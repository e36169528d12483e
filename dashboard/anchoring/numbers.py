"""Anchoring and reporting: team meetings, reports, the next deadline and empty seats."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

MEETINGS_A_YEAR = 2
"""The inclusion team meets at least twice a year (rule R1, document 004)."""
DEADLINE = (4, 24)
"""Month and day the annual report is due (rule R10, document 001)."""
YEAR = pd.DateOffset(years=1)


@dataclass(frozen=True)
class AnchoringSummary:
    """Anchoring of some projects on a day.

    `meeting`: projects whose team has met in the last twelve months, and `often_enough` at least twice.
    `never_met`: projects with no team meeting reported at all. `last_report`: the last one delivered,
    missing where none is; `without_report`: projects that never delivered one.
    """

    projects: int
    meeting: int
    often_enough: int
    never_met: int
    last_report: dt.date | None
    without_report: int
    next_deadline: dt.date
    empty_seats: int
    example: bool


def anchoring_summary(
    projects: tuple[str, ...],
    *,
    meetings: pd.DataFrame,
    reports: pd.DataFrame,
    seats: pd.DataFrame,
    day: dt.date,
) -> AnchoringSummary:
    """Count meetings, reports and seats of some projects on a day."""
    now = pd.Timestamp(day)
    held = meetings[meetings["project"].isin(projects) & (meetings["date"] <= now)]
    recent = held[held["date"] > now - YEAR]["project"].value_counts()
    delivered = reports[reports["project"].isin(projects) & (reports["delivered"] <= now)]
    last = delivered["delivered"].max()
    empty = seats[seats["project"].isin(projects) & (seats["filled"] == 0)]
    return AnchoringSummary(
        projects=len(projects),
        meeting=len(recent),
        often_enough=int((recent >= MEETINGS_A_YEAR).sum()),
        never_met=len(projects) - held["project"].nunique(),
        last_report=None if pd.isna(last) else last.date(),
        without_report=len(projects) - delivered["project"].nunique(),
        next_deadline=next_deadline(day),
        empty_seats=len(empty),
        example=bool((pd.concat([held["evidence"], delivered["evidence"]]) == "example").any()),
    )


def next_deadline(day: dt.date) -> dt.date:
    """First 24 April on or after a day."""
    this_year = dt.date(day.year, *DEADLINE)
    return this_year if day <= this_year else dt.date(day.year + 1, *DEADLINE)
