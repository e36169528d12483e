"""What can go wrong in the dashboard, as one tree.

DashboardError
├── FrameMismatch         a frame breaks its promise (columns, types, key)
├── NothingLoaded         a frame has never been read: the database is missing, locked or empty
└── UnknownMunicipality   a municipality number that was not in use in the year asked for
"""

from __future__ import annotations


class DashboardError(Exception):
    """Anything the dashboard can explain to a user."""


class FrameMismatch(DashboardError):
    """A frame lacks promised columns, holds wrong types or repeats its key."""

    def __init__(self, frame: str, detail: str) -> None:
        """Name the frame and say what is wrong with it."""
        super().__init__(f"{frame}: {detail}")
        self.frame = frame


class NothingLoaded(DashboardError):
    """No good version of a frame has been read yet."""

    def __init__(self, frame: str) -> None:
        """Name the frame that could not be read."""
        super().__init__(frame)
        self.frame = frame


class UnknownMunicipality(DashboardError, ValueError):
    """A municipality number that never was, or was not in use in a year; without number: too early a year."""

    def __init__(self, number: str | None, year: int | None = None) -> None:
        """Name the number and the year, and say so in bokmål."""
        if number is None:
            text = f"Kommunehistorikken begynner i 2012, så {year} kan ikke slås opp."
        elif year is None:
            text = f"Kommunenummer {number} har ikke vært i bruk etter 2012."
        else:
            text = f"Kommunenummer {number} var ikke i bruk i {year}."
        super().__init__(text)
        self.number = number
        self.year = year
