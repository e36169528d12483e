"""The handover sheet: goals, decisions, risks, money, roles and duties for the one who takes over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Sentence
from dashboard.content.document import Document
from dashboard.content.form import Blank
from dashboard.goals.goal_section import goal_section
from dashboard.money.money_section import money_section
from dashboard.overview.ground import Ground
from dashboard.papers.about_section import about_section, filters_in_words
from dashboard.papers.handover_people import duties_section, places_section, roles_section
from dashboard.papers.handover_sections import (
    anchoring_section,
    continuation_section,
    risk_section,
    under_way_section,
)
from dashboard.papers.status_section import status_section

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND = "handover"


def handover_paper(
    store: FrameStore, selection: Selection, say: Speaker, *, today: dt.date | None = None
) -> Document:
    """Handover sheet of a selection; advice to the one who takes over is left to write."""
    ground = Ground(store, selection, say, today or dt.datetime.now(dt.UTC).date())
    sections = [
        section(ground)
        for section in (
            status_section,
            goal_section,
            anchoring_section,
            risk_section,
            under_way_section,
            money_section,
            roles_section,
            continuation_section,
            duties_section,
            places_section,
        )
    ]
    return Document(
        kind=KIND,
        genre=say("handover.genre"),
        title=say("handover.title", place=ground.subject),
        language=say.language,
        blocks=(
            Sentence(
                say(
                    "handover.lead",
                    place=ground.place,
                    projects=say.count("shell.count_projects", len(ground.figures.scope.projects)),
                    date=ground.data_date,
                ),
                lead=True,
            ),
            *(block for section in sections for block in section.blocks),
            Heading(say("handover.advice")),
            Blank(say("handover.advice_prompt"), 4),
            *about_section(ground, sections),
        ),
        filters=filters_in_words(ground),
        query=selection.within(language=say.language).query(),
        data_date=ground.data_date,
        example=any(section.example for section in sections),
    )
