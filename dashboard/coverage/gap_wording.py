"""Gaps in words: the states of target groups, and how many groups and municipalities are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.coverage.gaps import GAPS, Gap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.coverage.uncovered import Uncovered
    from dashboard.status.marks import State
    from terms.words import Speaker

STATE_KEYS: Mapping[str, tuple[State, str]] = {
    "missed": ("critical", "gaps.missed"),
    "silent": ("missing", "gaps.silent"),
    "unplanned": ("warning", "gaps.unplanned"),
    "partly": ("partly", "label.partly_reached"),
    "reached": ("good", "label.reached"),
}
"""Mark and word of each state."""


def sentence(found: Sequence[Gap], empty: Uncovered, say: Speaker) -> str:
    """Groups that nobody reaches and municipalities without a project, of all."""
    open_groups = [gap for gap in found if gap.state in GAPS]
    planned = sum(gap.state != "unplanned" for gap in open_groups)
    first = (
        say(
            "gaps.sentence_groups",
            open=say.number(len(open_groups)),
            groups=say.count("count.groups", len(found)),
            planned=say.count("gaps.open_planned", planned),
            unplanned=say.count("gaps.open_unplanned", len(open_groups) - planned),
        )
        if open_groups
        else say("gaps.priority_none")
    )
    return f"{first} {places_sentence(empty, say)}"


def places_sentence(empty: Uncovered, say: Speaker) -> str:
    """Municipalities without a project, of all, in a sentence."""
    if empty.rows.empty:
        return say("gaps.places_none")
    return say.count(
        "gaps.sentence_places",
        len(empty.rows),
        municipalities=say.count("shell.count_municipalities", len(empty.all_places)),
    )
