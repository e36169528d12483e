"""Participation in a region: totals over municipalities only, so that no one municipality is laid bare."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Note, Sentence, StatusLine, StatusLines
from dashboard.content.tables import word_table
from dashboard.coverage.coverage_matrix import coverage_matrix
from dashboard.coverage.reach import participation_sources
from dashboard.coverage.targeting import targeting
from dashboard.coverage.wording import between, share_words
from dashboard.overview.ground import Section
from dashboard.overview.status_wording import WORD_KEYS
from dashboard.papers.status_section import status_of

if TYPE_CHECKING:
    from dashboard.coverage.coverage_matrix import Coverage
    from dashboard.coverage.coverage_total import Total
    from dashboard.overview.ground import Ground

LEAST = 3
"""Municipalities in a total at least: with two, each could take its own figure from the sum."""


def region_status(ground: Ground) -> Section:
    """The five lines, with no municipality named and no persons of fewer municipalities than LEAST."""
    figures, coverage = ground.figures, ground.figures.coverage
    kept = replace(coverage, lowest_group=None, lowest_municipality=None)
    section = status_of(replace(figures, coverage=kept), ground)
    if not coverage.counted or coverage.municipalities >= LEAST:
        return section
    name, say = ground.say("label.participation_and_coverage"), ground.say
    hidden = StatusLine(
        name, "neutral", say(WORD_KEYS["neutral"]), say("region.hidden_line", least=say.number(LEAST))
    )
    blocks = tuple(
        StatusLines(tuple(hidden if row.label == name else row for row in block.rows))
        if isinstance(block, StatusLines)
        else block
        for block in section.blocks
        if not isinstance(block, Note)
    )
    return replace(section, blocks=blocks)


def region_coverage(ground: Ground) -> Section:
    """Totals of each group reached, where enough municipalities stand behind them."""
    say, store = ground.say, ground.store
    heading = Heading(say("label.participation_and_coverage"))
    matrix = coverage_matrix(store, ground.selection)
    found = _totals(matrix)
    if not found:
        return Section((heading, Sentence(say("region.no_participation", year=matrix.year))))
    aimed = store.per_version(targeting)
    shown = [total for total in found if total.municipalities >= LEAST]
    rows = tuple(
        (
            aimed.groups[total.group].name(say.language),
            say.number(total.municipalities),
            between(say, total.persons),
            say.number(total.residents) if total.residents is not None else "–",
            share_words(say, total.share) if total.share else "–",
        )
        for total in shown
    )
    hidden = [aimed.groups[total.group].name(say.language) for total in found if total not in shown]
    table = word_table(
        say("meeting.groups_table", year=matrix.year),
        (
            say("label.target_group"),
            say("label.municipalities"),
            say("label.persons_reached"),
            say("papers.column_residents"),
            say("label.coverage"),
        ),
        rows,
        numeric=(1, 2, 3, 4),
        widths=(38, 16, 16, 16, 14),
    )
    counted = store.per_version(participation_sources)
    figures = [cell.denominator for cell in matrix.cells.values() if cell.denominator.table]
    return Section(
        (
            heading,
            *((table,) if rows else ()),
            *(
                (Note(say("region.hidden", groups=say.listing(hidden), least=say.number(LEAST))),)
                if hidden
                else ()
            ),
            Note(say("region.totals_note")),
        ),
        frozenset[str]().union(*(counted.get(one, frozenset()) for one in matrix.scope.projects)),
        frozenset(f"{figure.table} ({matrix.year})" for figure in figures),
        max((figure.retrieved for figure in figures if figure.retrieved), default=None),
        example=any(cell.persons.example for cell in matrix.cells.values() if cell.persons),
    )


def _totals(matrix: Coverage) -> list[Total]:
    """Totals of groups that anybody was reached in, most persons first."""
    found = [total for group in matrix.groups if (total := matrix.total(group)) and total.persons.high > 0]
    return sorted(found, key=lambda total: -total.persons.high)
