"""The steering group's paper: one page to meet over, with room for what is decided."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from dashboard.content.blocks import Heading, Note, Phrase, Sentence
from dashboard.content.document import Document
from dashboard.content.form import Blank, Fields
from dashboard.content.tables import word_table
from dashboard.coverage.coverage_section import group_rows
from dashboard.measures.deviation_section import OVERDUE, deviations
from dashboard.measures.numbers import milestone_status
from dashboard.measures.register_numbers import measure_states
from dashboard.overview.ground import Ground, Section
from dashboard.papers.about_section import about_in_short, filters_in_words
from dashboard.papers.one_page import longest_that_fits
from dashboard.papers.status_section import status_section
from dashboard.reporting.change_section import change_blocks, change_lines, since_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.address.selection import Selection
    from dashboard.content.blocks import Block, Words
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND = "steering"
VIEW = "/styringsgruppe"


class Shown(NamedTuple):
    """How many lines of each list are shown."""

    changes: int
    matters: int
    groups: int


SIZES = tuple(
    Shown(*size)
    for size in ((7, 8, 7), (6, 7, 6), (5, 6, 5), (4, 5, 5), (4, 4, 4), (3, 3, 4), (3, 2, 3), (2, 2, 2),
                 (2, 1, 1), (1, 1, 0), (0, 0, 0))
)  # fmt: skip
"""Largest first; the paper takes the first that fits on the page."""
OFF = {"past_end": "steering.state_past_end", "off_plan": "status.critical"}
"""States of a measure that the group looks at first."""


def steering_paper(
    store: FrameStore, selection: Selection, say: Speaker, *, today: dt.date | None = None
) -> Document:
    """Meeting paper of a selection; what the group decides, and when it meets next, is left to write."""
    ground = Ground(store, selection, say, today or dt.datetime.now(dt.UTC).date())
    since, met = since_of(ground)
    status = status_section(ground)
    lines, changed = change_lines(ground, since)
    late, found = _late(ground)
    groups, covered = group_rows(ground)
    sections = (status, changed, found, covered)

    def blocks(size: Shown) -> tuple[Block, ...]:
        cut = len(lines) > size.changes or len(late) > size.matters or len(groups) > size.groups
        return (
            Fields(
                (
                    (say("meeting.day"), None),
                    (say("meeting.last"), say.date(since) if met else say("word.not_reported")),
                )
            ),
            *status.blocks[:2],
            *change_blocks(lines, size.changes, ground, since),
            *_late_blocks(late, size.matters, ground),
            *_group_blocks(groups, size.groups, ground),
            *((Note(say("meeting.see_board", address=f"{VIEW}?{_query(ground)}")),) if cut else ()),
            Heading(say("meeting.decisions")),
            Blank(say("meeting.decisions_prompt"), 2),
            Fields(((say("meeting.next"), None),)),
            *about_in_short(ground, sections, *_rounded(status)),
        )

    return Document(
        kind=KIND,
        genre=say("meeting.genre"),
        title=say("meeting.title", place=ground.subject),
        language=say.language,
        blocks=longest_that_fits(SIZES, blocks),
        filters=filters_in_words(ground),
        query=_query(ground),
        data_date=ground.data_date,
        example=any(section.example for section in sections),
        close_set=True,
    )


def _query(ground: Ground) -> str:
    return ground.selection.within(language=ground.say.language).query()


def _rounded(status: Section) -> tuple[str, ...]:
    """That small numbers are rounded, where the status lines have any."""
    return tuple(str(block.words) for block in status.blocks if isinstance(block, Note))


def _late(ground: Ground) -> tuple[list[tuple[Words, ...]], Section]:
    """Overdue milestones with their reasons, then measures past their end or behind their plan."""
    say, store = ground.say, ground.store
    overdue = [one for one in deviations(ground) if one.rank == OVERDUE]
    rows: list[tuple[Words, ...]] = []
    for one in overdue:
        reason = Phrase(one.reason, ground.project_names[one.project][1]) if one.reason else None
        rows.append((_named(one.what, one.project, ground), one.how, reason or say("papers.no_reason")))
    scope, day = ground.figures.scope, ground.figures.day
    milestones = milestone_status(scope.rows(store["milestone"]), today=day)
    states = measure_states(scope.rows(store["measure"]), milestones, day=day)
    off = states[states["state"].isin(list(OFF))].sort_values("days", ascending=False).to_dict("records")
    for row in off:
        language = ground.project_names[row["project"]][1]
        told = isinstance(row["reason"], str)
        reason = Phrase(row["reason"], language) if told else None
        how = f"{say(OFF[row['state']])}, {say.count('steering.days_late', row['days'])}"
        rows.append((_named(row["name"], row["project"], ground), how, reason or say("papers.no_reason")))
    sources = frozenset({*(one.source for one in overdue), *(str(row["source"]) for row in off)})
    example = any(one.example for one in overdue) or any(row["evidence"] == "example" for row in off)
    return rows, Section((), sources, example=example)


def _named(what: str, project: str, ground: Ground) -> Words:
    name, language = ground.project_names[project]
    return (Phrase(what, language), *((Phrase(f" ({name})", language),) if ground.several else ()))


def _late_blocks(rows: Sequence[tuple[Words, ...]], shown: int, ground: Ground) -> tuple[Block, ...]:
    say = ground.say
    heading = Heading(say("meeting.attention"))
    if not rows:
        return (heading, Sentence(say("meeting.nothing_late")))
    left = len(rows) - len(rows[:shown])
    table = word_table(
        say("meeting.attention_table", date=ground.data_date),
        (say("label.what"), say("label.deviation"), say("papers.column_reason")),
        tuple(rows[:shown]),
        widths=(40, 28, 32),
    )
    return (
        heading,
        *((table,) if shown else ()),
        *((Note(say.count("matters.more", left)),) if left else ()),
    )


def _group_blocks(rows: Sequence[tuple[str, ...]], shown: int, ground: Ground) -> tuple[Block, ...]:
    say = ground.say
    if not rows:
        return (Sentence(say("meeting.no_groups")),)
    left = len(rows) - len(rows[:shown])
    table = word_table(
        say("meeting.groups_table", year=ground.figures.coverage.year),
        (
            say("label.target_group"),
            say("coverage.column_state"),
            say("label.persons_reached"),
            say("label.coverage"),
        ),
        tuple(rows[:shown]),
        numeric=(2, 3),
        widths=(38, 34, 14, 14),
    )
    return (
        *((table,) if shown else ()),
        *((Note(say.count("matters.more_groups", left)),) if left else ()),
    )
