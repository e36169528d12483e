"""Continuation: what goes on after a project's end, by municipality and in the project's own words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

STATES = ("yes", "partly", "ended", "unknown")
"""What is known of a municipality after the project."""


@dataclass(frozen=True)
class Continued:
    """A project after its end: municipalities by state, with their labels, and what the project says."""

    project: str
    municipalities: Mapping[str, tuple[str, ...]]
    texts: tuple[tuple[str, str, str], ...]

    @property
    def said(self) -> bool:
        """Whether anything at all is known."""
        return bool(self.texts) or any(self.municipalities[state] for state in STATES[:-1])

    def count(self, state: str) -> int:
        """Municipalities in a state."""
        return len(self.municipalities[state])


def continuation(
    places: pd.DataFrame, texts: pd.DataFrame, labels: Mapping[str, str], projects: Sequence[str]
) -> tuple[Continued, ...]:
    """Each project in the order given; `texts` hold text, evidence and source of kind continuation."""
    states: dict[str, dict[str, list[str]]] = {}
    for project, number, continued in places[["project", "municipality", "continued"]].itertuples(
        index=False, name=None
    ):
        states.setdefault(project, {}).setdefault(continued, []).append(labels.get(number, number))
    said: dict[str, list[tuple[str, str, str]]] = {}
    own = texts[texts["kind"] == "continuation"].sort_values(["project", "position"])
    for project, text, evidence, source in own[["project", "text", "evidence", "source"]].itertuples(
        index=False, name=None
    ):
        said.setdefault(project, []).append((text, evidence, source))
    return tuple(
        Continued(
            project,
            {state: tuple(states.get(project, {}).get(state, ())) for state in STATES},
            tuple(said.get(project, ())),
        )
        for project in projects
    )


def totals(rows: Sequence[Continued]) -> Counter[str]:
    """Municipalities by state over projects; a municipality counts once in each project."""
    return Counter({state: sum(row.count(state) for row in rows) for state in STATES})
