"""Coverage in a paper: the subject's own blocks, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.coverage import content
from dashboard.coverage.facts import facts
from dashboard.overview.ground import Section

if TYPE_CHECKING:
    from dashboard.content.blocks import Block
    from dashboard.coverage.facts import CoverageFacts
    from dashboard.overview.ground import Ground


def coverage_section(ground: Ground) -> Section:
    """Coverage of one year; groups that the projects aim at, those reached most first."""
    found = facts(ground.store, ground.selection)
    return _section(found, content.paper_blocks(found, ground.place, ground.data_date, ground.say))


def group_rows(ground: Ground) -> tuple[list[tuple[str, ...]], Section]:
    """Group, state, persons and coverage of every group aimed at, in short; and what they rest on."""
    found = facts(ground.store, ground.selection)
    return content.group_rows(found, ground.say), _section(found, ())


def _section(found: CoverageFacts, blocks: tuple[Block, ...]) -> Section:
    if blocks and not found.matrix.areas:
        return Section(blocks)
    tables = frozenset(f"{table} ({found.matrix.year})" for table in found.tables)
    return Section(blocks, found.counted_sources, tables, found.retrieved, example=found.example)
