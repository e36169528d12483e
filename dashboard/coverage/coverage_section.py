"""Participation and coverage: whom the projects reached, as a picture and a table of target groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.content.document import Heading, Note, Paragraph, PictureBlock, TableBlock
from dashboard.coverage.coverage_bars import Reached, coverage_bars
from dashboard.coverage.coverage_matrix import Coverage, coverage_matrix
from dashboard.coverage.reach import participation_sources
from dashboard.coverage.targeting import Targeting, targeting
from dashboard.coverage.wording import (
    STATE_KEYS,
    between,
    joint_notes,
    missing_words,
    no_denominator,
    sentence,
    share_words,
    total_words,
)
from dashboard.overview.ground import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.charts import Picture
    from dashboard.coverage.coverage_cell import Cell
    from dashboard.coverage.coverage_cell import State as CellState
    from dashboard.coverage.coverage_total import Total
    from dashboard.overview.ground import Ground
    from dashboard.status.marks import State
    from terms.words import Speaker

STATES: dict[CellState, State] = {
    "reached": "good",
    "partly": "partly",
    "not_reached": "warning",
    "not_reported": "missing",
    "not_target": "neutral",
}
REACHED: tuple[CellState, ...] = ("reached", "partly")
URGENT: tuple[CellState, ...] = ("not_reached", "partly", "reached", "not_reported", "not_target")
DRAWN = 6


@dataclass(frozen=True)
class Group:
    """A target group across the selection's municipalities; `total` where anyone has taken part."""

    name: str
    total: Total | None
    cells: Sequence[Cell]
    state: CellState
    reason: str | None


def coverage_section(ground: Ground) -> Section:
    """Coverage of one year; groups that the projects aim at, those reached most first."""
    say, store = ground.say, ground.store
    matrix = coverage_matrix(store, ground.selection)
    aimed = store.per_version(targeting)
    heading = Heading(say("label.participation_and_coverage"))
    if not matrix.areas:
        return Section((heading, Paragraph(say("coverage.no_projects"))))
    groups = _groups(matrix, aimed, say)
    counted = store.per_version(participation_sources)
    sources = frozenset[str]().union(*(counted.get(one, frozenset()) for one in matrix.scope.projects))
    figures = [cell.denominator for cell in matrix.cells.values() if cell.denominator.table]
    drawn = [one for one in groups if one.total and one.total.persons.high > 0][:DRAWN]
    return Section(
        (
            heading,
            Paragraph(sentence(matrix, aimed, say)),
            *((PictureBlock(_picture(drawn, matrix, ground, sources)),) if drawn else ()),
            *(
                (_table(told, matrix, say),)
                if (told := [one for one in groups if one.state != "not_reported"])
                else ()
            ),
            *_silent([one.name for one in groups if one.state == "not_reported"], say),
            *(Note(note) for note in _notes(matrix, say)),
        ),
        sources,
        frozenset(f"{figure.table} ({matrix.year})" for figure in figures),
        max((figure.retrieved for figure in figures if figure.retrieved), default=None),
        example=any(cell.persons.example for cell in matrix.cells.values() if cell.persons),
    )


def group_rows(ground: Ground) -> tuple[list[tuple[str, ...]], Section]:
    """Group, state, persons and coverage of every group aimed at, in short; and what they rest on.

    Groups not reached come first, then those reached, then those nobody has reported on.
    """
    say, store = ground.say, ground.store
    matrix = coverage_matrix(store, ground.selection)
    aimed = store.per_version(targeting)
    groups = sorted(_groups(matrix, aimed, say), key=lambda one: URGENT.index(one.state))
    counted = store.per_version(participation_sources)
    sources = frozenset[str]().union(*(counted.get(one, frozenset()) for one in matrix.scope.projects))
    figures = [cell.denominator for cell in matrix.cells.values() if cell.denominator.table]
    rows: list[tuple[str, ...]] = [
        (
            one.name,
            say(STATE_KEYS[one.state]),
            between(say, one.total.persons) if one.total else "–",
            share_words(say, one.total.share) if one.total and one.total.share else "–",
        )
        for one in groups
    ]
    return rows, Section(
        (),
        sources,
        frozenset(f"{figure.table} ({matrix.year})" for figure in figures),
        max((figure.retrieved for figure in figures if figure.retrieved), default=None),
        example=any(cell.persons.example for cell in matrix.cells.values() if cell.persons),
    )


def _groups(matrix: Coverage, aimed: Targeting, say: Speaker) -> list[Group]:
    found = []
    for key in matrix.groups:
        cells = [cell for cell in matrix.row(key) if cell.state != "not_target"]
        if cells and key not in matrix.reference:
            group, total = aimed.groups[key], matrix.total(key)
            name, reason = group.name(say.language), no_denominator(say, group)
            found.append(Group(name, total, cells, _state(cells), reason))
    return sorted(found, key=lambda one: -(one.total.persons.high if one.total else -1))


def _state(cells: Sequence[Cell]) -> CellState:
    """The one state of all the municipalities; «partly» where they differ and some are reached."""
    states = {cell.state for cell in cells}
    if len(states) == 1:
        return states.pop()
    if states.intersection(REACHED):
        return "partly"
    return "not_reached" if "not_reached" in states else "not_reported"


def _picture(groups: Sequence[Group], matrix: Coverage, ground: Ground, sources: frozenset[str]) -> Picture:
    say = ground.say
    rows = [
        Reached(one.name, one.total.share, total_words(say, one.total), STATES[one.state])
        for one in groups
        if one.total
    ]
    title = say("papers.coverage_picture", place=ground.place, year=matrix.year)
    told = "; ".join(f"{row.name}: {row.words}" for row in rows)
    return ground.drawn(
        coverage_bars(rows, say),
        title=title,
        sentence=say("papers.coverage_picture_sentence"),
        sources=sources,
        alt=f"{title}. {told}.",
    )


def _table(groups: Sequence[Group], matrix: Coverage, say: Speaker) -> TableBlock:
    """Every group: state, persons, residents and coverage; shares are weighted across municipalities."""
    rows = []
    for one in groups:
        reached = sum(cell.state in REACHED for cell in one.cells)
        state = say(STATE_KEYS[one.state])
        if len(matrix.areas) > 1:
            every = say.count("shell.count_municipalities", len(one.cells))
            state = say("papers.coverage_state", state=state, n=say.number(reached), municipalities=every)
        rows.append(
            (
                one.name,
                state,
                between(say, one.total.persons) if one.total else "–",
                _residents(one, say),
                share_words(say, one.total.share) if one.total and one.total.share else "–",
            )
        )
    return TableBlock(
        say("meeting.groups_table", year=matrix.year),
        (
            say("label.target_group"),
            say("coverage.column_state"),
            say("label.persons_reached"),
            say("papers.column_residents"),
            say("label.coverage"),
        ),
        tuple(rows),
        numeric=(2, 3, 4),
        widths=(30, 30, 13, 15, 12),
    )


def _residents(one: Group, say: Speaker) -> str:
    """Residents of the group, or why there is no figure."""
    if one.total and one.total.residents is not None:
        return say.number(one.total.residents)
    known = [cell.denominator.value for cell in one.cells]
    numbers = [value for value in known if value is not None]
    if len(numbers) == len(known):
        return say.number(sum(numbers))
    return "–" if one.reason else missing_words(say, one.cells[0].denominator)


def _silent(names: Sequence[str], say: Speaker) -> tuple[Note, ...]:
    """Groups that no project has reported on, in one line."""
    return (Note(say("papers.coverage_silent", groups=say.listing(names))),) if names else ()


def _notes(matrix: Coverage, say: Speaker) -> list[str]:
    cells = [cell for cell in matrix.cells.values() if cell.persons]
    notes = joint_notes(matrix, say) if len(matrix.areas) > 1 else []
    if any(cell.persons and cell.persons.low < cell.persons.high for cell in cells):
        notes.append(say("coverage.note_interval"))
    return [*notes, say("coverage.note_overlap")]
