"""Scope: which projects and which municipalities a selection means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore


@dataclass(frozen=True)
class Scope:
    """A selection applied to the data.

    `projects` are project ids in the order of the project frame. `municipalities` are the numbers of
    2024 the selection covers. `focus` are those to show one by one: the chosen ones, else those where
    a project in scope works, in the order of the number.
    """

    projects: tuple[str, ...]
    municipalities: frozenset[str]
    focus: tuple[str, ...]

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rows of a frame with `project` that belong to the scope's projects."""
        return frame[frame["project"].isin(self.projects)]

    def local(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rows of a frame with `area` whose territory overlaps the scope's municipalities."""
        return _within(frame, self.municipalities)


def scope_of(store: FrameStore, selection: Selection) -> Scope:
    """Apply a selection to the frames of the store."""
    return apply(
        selection,
        projects=store["project"],
        places=store["project_municipality"],
        groups=store["project_target_group"],
        municipalities=store["municipality"],
    )


def apply(
    selection: Selection,
    *,
    projects: pd.DataFrame,
    places: pd.DataFrame,
    groups: pd.DataFrame,
    municipalities: pd.DataFrame,
) -> Scope:
    """Apply a selection to frames.

    A project without years is in every year; one without an end year is open-ended. A project without
    municipalities (national) is in scope only where no place is chosen.
    """
    covered = _covered(selection, municipalities)
    chosen = projects
    if selection.programme:
        chosen = chosen[chosen["programme"] == selection.programme]
    if selection.projects:
        chosen = chosen[chosen["project"].isin(selection.projects)]
    if selection.years:
        first, last = selection.years
        starts, ends = chosen["start_year"].fillna(0), chosen["end_year"].fillna(9999)
        chosen = chosen[(starts <= last) & (ends >= first)]
    if selection.groups:
        reached = groups[groups["target_group"].isin(selection.groups)]
        chosen = chosen[chosen["project"].isin(reached["project"])]
    if selection.county or selection.municipalities:
        chosen = chosen[chosen["project"].isin(_within(places, covered)["project"])]
    working = places[places["project"].isin(chosen["project"])]["area"]
    active = {number for area in working for number in area.split("+")} & covered
    return Scope(
        projects=tuple(chosen["project"]),
        municipalities=covered,
        focus=selection.municipalities or tuple(sorted(active)),
    )


def _covered(selection: Selection, municipalities: pd.DataFrame) -> frozenset[str]:
    if selection.municipalities:
        return frozenset(selection.municipalities)
    today = municipalities[municipalities["valid_to"].isna()]
    if selection.county:
        today = today[today["county"] == selection.county]
    return frozenset(today["municipality"])


def _within(frame: pd.DataFrame, municipalities: frozenset[str]) -> pd.DataFrame:
    """Rows whose territory overlaps the municipalities; none of no rows, too."""
    overlaps = [not municipalities.isdisjoint(area.split("+")) for area in frame["area"]]
    return frame[pd.Series(overlaps, index=frame.index, dtype="bool")]
