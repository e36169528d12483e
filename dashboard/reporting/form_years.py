"""Years that a project's annual form can be filled in for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.store.store import FrameStore

TOLD = (
    ("report", "year"),
    ("account_line", "year"),
    ("effect_assessment", "year"),
    ("project", "end_year"),
    ("project", "grant_year"),
)
"""Frames and columns that say of a year that there is something to report of it."""


def years_of(store: FrameStore, project: str) -> list[int]:
    """Years of which the project has something to report, last first."""
    return sorted(store.per_version(_years).get(project, ()), reverse=True)


def _years(store: FrameStore) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name, column in TOLD:
        rows = store[name][["project", column]].dropna()
        for project, year in zip(rows["project"], rows[column], strict=True):
            found.setdefault(str(project), set()).add(int(year))
    return found
