"""Policy goals a-i of the form: how many projects tick each, and who stands behind the ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS = tuple("abcdefghi")
"""The form's order."""
CLAIMED = frozenset({"application", "self_reported"})
"""Evidence of a tick by the project itself."""
DOCUMENTED = frozenset({"assessed", "official"})
"""Evidence of a tick that others have assessed."""


def ticks(policy_goals: pd.DataFrame) -> pd.DataFrame:
    """One row per letter, every letter in the form's order: projects that tick it.

    `projects` is their ids in the order given; `total`, and of it `documented` (assessed by others),
    `claimed` (by the project only) and `example` (invented). A project may tick several letters, so the
    totals do not add up to a number of projects.
    """
    by_letter: dict[str, list[tuple[str, str]]] = {letter: [] for letter in LETTERS}
    for project, letter, evidence in policy_goals[["project", "letter", "evidence"]].itertuples(
        index=False, name=None
    ):
        by_letter[letter].append((project, evidence))
    rows = [
        (
            letter,
            tuple(project for project, _ in found),
            len(found),
            sum(evidence in DOCUMENTED for _, evidence in found),
            sum(evidence in CLAIMED for _, evidence in found),
            sum(evidence == "example" for _, evidence in found),
        )
        for letter, found in by_letter.items()
    ]
    columns = ["letter", "projects", "total", "documented", "claimed", "example"]
    return pd.DataFrame(rows, columns=columns)


def answers(policy_goals: pd.DataFrame, projects: Sequence[str]) -> tuple[int, int, int]:
    """Projects that tick anything, projects without an answer, and ticks in all."""
    answered = policy_goals["project"].nunique()
    return answered, len(projects) - answered, len(policy_goals)
