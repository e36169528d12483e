"""Coverage of a selection in blocks: `blocks` is the panel, `paper_blocks` the section of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.address.links import downloads
from dashboard.content.bars import Bar, interval_bars
from dashboard.content.blocks import (
    Block,
    Example,
    Figure,
    Fold,
    Group,
    Heading,
    Headline,
    Item,
    Link,
    Listing,
    Live,
    Note,
    Notice,
    Quotation,
    Sentence,
    Sources,
    Tag,
)
from dashboard.content.links import sheet_link
from dashboard.content.tables import Cell, Column, Table, Twin
from dashboard.coverage.coverage import headline
from dashboard.coverage.facts import REACHED
from dashboard.coverage.matrix import key, matrix, twin
from dashboard.coverage.targeting import OPEN
from dashboard.coverage.wording import (
    STATE_KEYS,
    between,
    joint_notes,
    lowered,
    missing_words,
    no_denominator,
    sentence,
    share_words,
    total_words,
)
from dashboard.status.marks import EVIDENCE_KEYS, source_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.coverage.coverage_cell import State as CellState
    from dashboard.coverage.coverage_total import Total
    from dashboard.coverage.facts import CoverageFacts, Reach
    from dashboard.coverage.targeting import Aim
    from dashboard.status.marks import State
    from terms.words import Speaker

TREND = "trend"
"""Name of the live part: the choice of a group, and its years."""
STATES: dict[CellState, State] = {
    "reached": "good",
    "partly": "partly",
    "not_reached": "warning",
    "not_reported": "missing",
    "not_target": "neutral",
}
URGENT: tuple[CellState, ...] = ("not_reached", "partly", "reached", "not_reported", "not_target")
DRAWN = 6
"""Groups in a paper's picture."""


# The panel


def blocks(facts: CoverageFacts, place: str, say: Speaker) -> tuple[Block, ...]:
    """Matrix with its key and rules, the reports' own reasons, the trend, and every number in a table."""
    found = facts.matrix
    title = say("coverage.title", place=place, year=found.year)
    if not found.areas:
        return (
            Headline(title),
            Sentence(say("coverage.no_projects"), look="panel-sentence"),
            Group((Notice(say("coverage.no_municipality")),), "panel-chart"),
            Sources.of(say, (), method="dekning"),
        )
    rounded = (rounding_note(facts.base, say),) if any(found.totals.values()) else ()
    chart = (key(say), matrix(facts, say), *rounded, _rules(say), *_reasons(facts, say))
    return (
        Headline(title, Example.of(say) if facts.example_years else None),
        Sentence(sentence(found, facts.aimed, say), look="panel-sentence"),
        Group(chart, "panel-chart"),
        *((Live(TREND),) if counted_groups(facts) else ()),
        *(Note(note) for note in _notes(facts, say)),
        Twin((twin(facts, say),)),
        Sources.of(
            say,
            source_lines(say, facts.aim_sources, tables=facts.tables, retrieved=facts.retrieved),
            method="dekning",
            downloads=downloads(
                facts.selection, say, tables=("dekning", "dekning-aar"), pictures=_pictures(facts)
            ),
        ),
    )


def counted_groups(facts: CoverageFacts) -> list[str]:
    """Groups that anybody has been counted in, in any year."""
    return [group for group in facts.matrix.groups if facts.matrix.totals.get(group)]


def rounding_note(base: int, say: Speaker) -> Note:
    """«Små tal er avrunda til 0 eller 3.», with the way to the explanation."""
    way = Link(say("coverage.rounded_link"), f"/metode?sprak={say.language}#smaa-tal")
    return Note((say("coverage.rounded", base=say.number(base)), " ", way), "panel-note rounding-line")


def _pictures(facts: CoverageFacts) -> tuple[str, ...]:
    """Pictures there is anything to draw in: the year's, and the years' where there are several."""
    head = headline(facts.matrix)
    if head is None:
        return ()
    return ("dekning", "dekningsutvikling") if len(facts.matrix.totals[head.group]) > 1 else ("dekning",)


def _rules(say: Speaker) -> Fold:
    """How to read the states and the shares."""
    told = (Sentence(say("coverage.rule_state")), Sentence(say("coverage.rule_share")))
    return Fold(say("coverage.rules"), told, look="plain cov-rules")


def _reasons(facts: CoverageFacts, say: Speaker) -> tuple[Block, ...]:
    """What the reports say of groups they did not, or only partly, reach; same words once."""
    aimed = facts.aimed
    told: dict[tuple[str, str], list[Aim]] = {}
    for aim in facts.aims:
        if aim.reason:
            told.setdefault((aim.project, aim.reason), []).append(aim)
    items = []
    for (project, reason), about in told.items():
        listed = say.listing([lowered(aimed.groups[aim.group].name(say.language)) for aim in about])
        first = about[0]
        by = (
            sheet_link(project, aimed.project_names[project], say),
            _years(first, say),
            " ",
            Tag(say(EVIDENCE_KEYS[first.evidence]), first.evidence),
        )
        language = aimed.project_languages[project]
        items.append(Item((Quotation(listed[:1].upper() + listed[1:], reason, language, by),)))
    if not items:
        return ()
    return (Heading(say("coverage.reasons")), Listing(tuple(items), "cov-reasons"))


def _years(aim: Aim, say: Speaker) -> str:
    """Years the words are about, where the project's period is stated."""
    return "" if set(aim.years) & set(OPEN) else f", {say.years(aim.years)} "


def _notes(facts: CoverageFacts, say: Speaker) -> list[str]:
    """Reservations of the panel; those of a paper are the first of them and the last."""
    found = facts.matrix
    counted = [cell for cell in found.cells.values() if cell.persons]
    notes = joint_notes(found, say) if len(found.areas) > 1 else []
    if facts.selection.years != (found.year, found.year):
        notes.append(say("coverage.note_year", year=found.year))
    if any(cell.persons and cell.persons.low < cell.persons.high for cell in counted):
        notes.append(say("coverage.note_interval"))
    if any(cell.persons and cell.persons.outside for cell in counted):
        notes.append(say("coverage.note_outside"))
    if any(cell.persons and cell.persons.rounding for cell in counted):
        notes.append(say("coverage.note_rounding"))
    if any(
        cell.group == "newly_settled_refugees" and cell.denominator.value
        for cell in found.cells.values()
        if cell.persons
    ):
        notes.append(say("coverage.note_settled"))
    return [*notes, say("coverage.note_overlap")]


# The section of a paper


def paper_blocks(facts: CoverageFacts, place: str, date: str, say: Speaker) -> tuple[Block, ...]:
    """Coverage of one year; groups that the projects aim at, those reached most first."""
    heading = Heading(say("label.participation_and_coverage"))
    if not facts.matrix.areas:
        return (heading, Sentence(say("coverage.no_projects")))
    shown = picture(facts, place, date, say)
    told = [one for one in facts.reached if one.state != "not_reported"]
    silent = [one.group.name(say.language) for one in facts.reached if one.state == "not_reported"]
    return (
        heading,
        Sentence(sentence(facts.matrix, facts.aimed, say)),
        *((shown,) if shown else ()),
        *((_table(told, facts, say),) if told else ()),
        *((Note(say("papers.coverage_silent", groups=say.listing(silent))),) if silent else ()),
        *(Note(note) for note in _paper_notes(facts, say)),
    )


def picture(facts: CoverageFacts, place: str, date: str, say: Speaker) -> Figure | None:
    """Bars of the groups that anybody was reached in; `date` is the day the figures are as of."""
    reached = [(one, one.total) for one in facts.reached if one.total and one.total.persons.high > 0]
    rows = [_bar(one, total, say) for one, total in reached[:DRAWN]]
    if not rows:
        return None
    title = say("papers.coverage_picture", place=place, year=facts.matrix.year)
    told = "; ".join(f"{row.name}: {row.words}" for row in rows)
    return Figure(
        interval_bars(rows, say),
        title=title,
        sentence=say("papers.coverage_picture_sentence"),
        source=" ".join(source_lines(say, facts.counted_sources)),
        date=say("papers.as_of", date=date),
        alt=f"{title}. {told}.",
    )


def _bar(one: Reach, total: Total, say: Speaker) -> Bar:
    low, high = total.share or (None, None)
    return Bar(one.group.name(say.language), total_words(say, total), low, high, STATES[one.state])


def group_rows(facts: CoverageFacts, say: Speaker) -> list[tuple[str, ...]]:
    """Group, state, persons and coverage of every group aimed at, in short.

    Groups not reached come first, then those reached, then those nobody has reported on.
    """
    return [
        (
            one.group.name(say.language),
            say(STATE_KEYS[one.state]),
            between(say, one.total.persons) if one.total else "–",
            share_words(say, one.total.share) if one.total and one.total.share else "–",
        )
        for one in sorted(facts.reached, key=lambda one: URGENT.index(one.state))
    ]


def _table(groups: Sequence[Reach], facts: CoverageFacts, say: Speaker) -> Table:
    """Every group: state, persons, residents and coverage; shares are weighted across municipalities."""
    rows = []
    for one in groups:
        state, total = say(STATE_KEYS[one.state]), one.total
        if len(facts.matrix.areas) > 1:
            n = say.number(sum(cell.state in REACHED for cell in one.cells))
            every = say.count("shell.count_municipalities", len(one.cells))
            state = say("papers.coverage_state", state=state, n=n, municipalities=every)
        rows.append(
            (
                one.group.name(say.language),
                Cell(state, one.state),
                Cell(between(say, total.persons), total.persons.high) if total else "–",
                _residents(one, say),
                Cell(share_words(say, total.share), total.share[1]) if total and total.share else "–",
            )
        )
    columns = (
        Column(say("label.target_group"), width=30),
        Column(say("coverage.column_state"), "word", 30),
        Column(say("label.persons_reached"), "persons", 13),
        Column(say("papers.column_residents"), "persons", 15),
        Column(say("label.coverage"), "share", 12),
    )
    return Table(say("meeting.groups_table", year=facts.matrix.year), columns, tuple(rows))


def _residents(one: Reach, say: Speaker) -> Cell | str:
    """Residents of the group, or why there is no figure."""
    if one.total and one.total.residents is not None:
        return Cell(say.number(one.total.residents), one.total.residents)
    known = [cell.denominator.value for cell in one.cells]
    numbers = [value for value in known if value is not None]
    if len(numbers) == len(known):
        return Cell(say.number(sum(numbers)), sum(numbers))
    return "–" if no_denominator(say, one.group) else missing_words(say, one.cells[0].denominator)


def _paper_notes(facts: CoverageFacts, say: Speaker) -> list[str]:
    found = facts.matrix
    notes = joint_notes(found, say) if len(found.areas) > 1 else []
    counted = [cell.persons for cell in found.cells.values() if cell.persons]
    if any(persons.low < persons.high for persons in counted):
        notes.append(say("coverage.note_interval"))
    return [*notes, say("coverage.note_overlap")]
