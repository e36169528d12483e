"""The council paper (saksframlegg, orientering): two to four pages that a municipality decides from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from dashboard.content.blocks import Heading, Sentence
from dashboard.content.document import Document
from dashboard.content.form import Blank, Fields
from dashboard.coverage.coverage_section import coverage_section
from dashboard.effect.effect_section import effect_section
from dashboard.goals.goal_section import goal_section
from dashboard.measures.deviation_section import deviation_section
from dashboard.money.money_section import money_section
from dashboard.overview.ground import Ground
from dashboard.papers.about_section import about_section, filters_in_words
from dashboard.papers.status_section import status_section

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND = "council"
Genre = Literal["decision", "information"]
GENRE_KEYS: dict[Genre, str] = {
    "decision": "papers.council_decision",
    "information": "papers.council_information",
}


def council_paper(
    store: FrameStore,
    selection: Selection,
    say: Speaker,
    *,
    genre: Genre = "decision",
    today: dt.date | None = None,
) -> Document:
    """Council paper of a selection, in the speaker's language; what only the writer knows is left blank."""
    ground = Ground(store, selection, say, today or dt.datetime.now(dt.UTC).date())
    sections = [
        section(ground)
        for section in (
            status_section,
            goal_section,
            coverage_section,
            effect_section,
            deviation_section,
            money_section,
        )
    ]
    head = (
        Fields(
            tuple(
                (say(label), None)
                for label in ("label.to", "papers.from", "label.date", "papers.case_number")
            )
        ),
        Sentence(
            say(
                "papers.council_lead",
                place=ground.place,
                projects=say.count("shell.count_projects", len(ground.figures.scope.projects)),
                date=ground.data_date,
            ),
            lead=True,
        ),
    )
    closing = (
        Heading(say("label.assessment")),
        Blank(say("papers.assessment_prompt"), 4),
        *(
            (Heading(say("papers.proposal_heading")), Blank(say("papers.proposal_prompt"), 3))
            if genre == "decision"
            else ()
        ),
    )
    return Document(
        kind=KIND,
        genre=say(GENRE_KEYS[genre]),
        title=say("papers.council_title", place=ground.place),
        language=say.language,
        blocks=(
            *head,
            *(block for section in sections for block in section.blocks),
            *closing,
            *about_section(ground, sections),
        ),
        filters=filters_in_words(ground),
        query=selection.within(language=say.language).query(),
        data_date=ground.data_date,
        example=any(section.example for section in sections),
    )
