"""Proposal to fill the empty seats of the steering group, with the sectors that nobody speaks for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard.anchoring.steering_numbers import seats_of
from dashboard.content.blocks import Heading, Note, Phrase, Sentence
from dashboard.content.code_words import SECTOR_KEYS
from dashboard.content.form import Fields
from dashboard.content.tables import word_table
from dashboard.overview.ground import Ground, Section
from dashboard.papers.short_case import proposal, short_case

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.content.blocks import Block, Words
    from dashboard.content.document import Document
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND = "seats"
SEAT_KEYS = {"leader": "handover.role_leader", "member": "handover.role_member"}


def seat_case(
    store: FrameStore, selection: Selection, say: Speaker, *, today: dt.date | None = None
) -> Document:
    """Seats as they are, and a proposal with a line to write on for each that is empty."""
    ground = Ground(store, selection, say, today or dt.datetime.now(dt.UTC).date())
    return short_case(
        ground,
        KIND,
        genre=say("cases.seats_genre"),
        title=say("cases.seats_title", place=ground.subject),
        lead=say("cases.seats_lead", place=ground.subject),
        sections=(_seats(ground),),
    )


def _seats(ground: Ground) -> Section:
    say, scope = ground.say, ground.figures.scope
    rows = scope.rows(ground.store["steering_seat"])
    heading = Heading(say("cases.seats_heading"))
    if rows.empty:
        blocks: tuple[Block, ...] = (heading, Sentence(say("cases.seats_none")))
        return Section((*blocks, *proposal(ground, _blanks([(say(SEAT_KEYS["leader"]), "")]))))
    records = rows.to_dict("records")
    table = word_table(
        say("cases.seats_heading"),
        (
            say("label.role"),
            say("label.sector"),
            say("label.organisation"),
        ),
        tuple(
            (say(SEAT_KEYS[row["seat"]]), say(SECTOR_KEYS[row["sector"]]), _organisation(row, ground))
            for row in records
        ),
        widths=(24, 28, 48),
    )
    known = seats_of(ground.store["steering_seat"], scope.projects)
    lacking = dict.fromkeys(sector for one in known for sector in one.missing)
    missing = (
        (
            Note(
                say(
                    "cases.seats_missing",
                    sectors=say.listing([say(SECTOR_KEYS[one]).lower() for one in lacking]),
                )
            ),
        )
        if lacking
        else ()
    )
    empty = [
        (say(SEAT_KEYS[row["seat"]]), "" if row["sector"] == "other" else say(SECTOR_KEYS[row["sector"]]))
        for row in records
        if not row["filled"]
    ]
    decision = (
        proposal(ground, Sentence(say.count("cases.seats_decision", len(empty))), _blanks(empty))
        if empty
        else (Sentence(say("cases.seats_full")),)
    )
    return Section(
        (heading, table, *missing, *decision),
        frozenset(rows["source"]),
        example=bool((rows["evidence"] == "example").any()),
    )


def _organisation(row: dict[object, object], ground: Ground) -> Words:
    if not row["filled"]:
        return ground.say("label.not_appointed")
    return Phrase(str(row["organisation"]), ground.project_names[str(row["project"])][1])


def _blanks(seats: list[tuple[str, str]]) -> Fields:
    """A line to write on for each seat."""
    return Fields(tuple((", ".join(part for part in seat if part), None) for seat in seats))
