"""Case for the record (referatsak): milestones that are reached, with date and how well it is founded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Note, Phrase, Sentence
from dashboard.content.form import Blank
from dashboard.content.tables import word_table
from dashboard.measures.numbers import milestone_status
from dashboard.overview.ground import Ground, Section
from dashboard.papers.short_case import proposal, short_case
from dashboard.status.marks import EVIDENCE_KEYS

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.content.blocks import Block
    from dashboard.content.document import Document
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND = "milestone"
LISTED = 20


def milestone_case(
    store: FrameStore, selection: Selection, say: Speaker, *, today: dt.date | None = None
) -> Document:
    """Milestones reached in the years chosen, or since the day chosen; the council takes note of them."""
    ground = Ground(store, selection, say, today or dt.datetime.now(dt.UTC).date())
    section = _milestones(ground)
    return short_case(
        ground,
        KIND,
        genre=say("cases.milestone_genre"),
        title=say("cases.milestone_title", place=ground.subject),
        lead=say("cases.milestone_lead", place=ground.subject, date=ground.data_date),
        sections=(section,),
    )


def _milestones(ground: Ground) -> Section:
    say, chosen = ground.say, ground.selection
    rows = milestone_status(ground.figures.scope.rows(ground.store["milestone"]), today=ground.figures.day)
    rows = rows[rows["reached"].notna()]
    if chosen.since:
        rows = rows[rows["reached"].dt.date >= chosen.since]
    elif chosen.years:
        rows = rows[rows["reached"].dt.year >= chosen.years[0]]
    rows = rows.sort_values("reached", ascending=False)
    heading = Heading(say("cases.milestone_heading"))
    if rows.empty:
        return Section((heading, Sentence(say("cases.milestone_none"))))
    shown = rows.iloc[:LISTED].to_dict("records")
    table = word_table(
        say("cases.milestone_heading"),
        (
            say("label.milestone"),
            say("label.due"),
            say("label.reached"),
            say("cases.column_founded"),
        ),
        tuple(
            (
                _named(str(row["name"]), str(row["project"]), ground),
                say.date(row["due"]),
                say.date(row["reached"]),
                say(EVIDENCE_KEYS[row["evidence"]]),
            )
            for row in shown
        ),
        widths=(46, 18, 18, 18),
    )
    left = len(rows) - len(shown)
    blocks: tuple[Block, ...] = (
        heading,
        table,
        *((Note(say.count("cases.more_milestones", left)),) if left > 0 else ()),
        Blank(say("cases.milestone_document"), 2),
        *proposal(ground, Sentence(say.count("cases.milestone_decision", len(rows), date=ground.data_date))),
    )
    example = bool((rows["evidence"] == "example").any())
    return Section(blocks, frozenset(rows["source"]), example=example)


def _named(name: str, project: str, ground: Ground) -> tuple[Phrase, ...]:
    known, language = ground.project_names[project]
    return (Phrase(name, language), *((Phrase(f"\n{known}", language),) if ground.several else ()))
