"""The portfolio on the form's two lists as tables: which projects stand behind each letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.parts import Table
from dashboard.content.project_link import listed
from dashboard.effect.numbers import LETTERS, Effect, records
from dashboard.effect.policy_wording import GOAL_KEYS
from dashboard.effect.wording import LETTER_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from dashboard.content.project_link import ProjectName
    from terms.words import Speaker


def ladder_table(effect: Effect, names: Mapping[str, ProjectName], say: Speaker) -> Table:
    """Projects by letter, planned and achieved; last those without an answer."""
    steps = records(effect.ladder)

    def having(kind: str, letter: str) -> list[str]:
        return [step["project"] for step in steps if step[kind] == letter]

    silent = [step["project"] for step in steps if not step["answered"]]
    rows = [
        (
            f"{letter} {say(LETTER_KEYS[letter])}",
            listed(having("planned", letter), names, say),
            listed(having("achieved", letter), names, say),
        )
        for letter in LETTERS
    ]
    return Table(
        say("policy.ladder_table"),
        [say("policy.letter"), say("label.planned"), say("effect.achieved")],
        [*rows, (say("policy.silent"), listed(silent, names, say), "–")],
    )


def goal_table(ticked: pd.DataFrame, names: Mapping[str, ProjectName], say: Speaker) -> Table:
    """Projects by policy goal: how many, how well founded, and which."""
    rows = [
        (
            f"{row['letter']} {say(GOAL_KEYS[row['letter']])}",
            *(say.number(row[kind]) for kind in ("total", "claimed", "documented", "example")),
            listed(row["projects"], names, say),
        )
        for row in records(ticked)
    ]
    return Table(
        say("policy.goal_table"),
        [
            say("policy.goal"),
            say("policy.column_total"),
            say("policy.column_claimed"),
            say("shell.evidence_assessed"),
            say("shell.example"),
            say("policy.column_projects"),
        ],
        rows,
        frozenset({1, 2, 3, 4}),
    )
