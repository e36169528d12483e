"""Goals in a paper: the subject's own blocks, as of the paper's day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.goals.content import paper_blocks, paper_sources
from dashboard.goals.facts import facts
from dashboard.overview.ground import Section

if TYPE_CHECKING:
    from dashboard.overview.ground import Ground


def goal_section(ground: Ground) -> Section:
    """Goals of the projects in scope on the paper's day, those furthest behind first."""
    found = facts(ground.store, ground.selection, ground.say, ground.figures.day)
    return Section(
        paper_blocks(found, ground.say),
        paper_sources(found),
        example=any(one.example for one in found.projects),
    )
