"""What can go wrong in the dashboard, as one tree.

DashboardError
├── FrameMismatch         a frame breaks its promise (columns, types, key)
├── NothingLoaded         a frame has never been read: the database is missing, locked or empty
└── UnknownMessage        a text is asked for that no catalogue has
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


class UnknownMessage(DashboardError):
    """A message key that the catalogue of the language does not have."""
