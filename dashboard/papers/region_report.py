"""The county's report: the portfolio side by side, who has not reported, reach of effect, goals and gaps."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Sentence
from dashboard.content.document import Document
from dashboard.content.form import Blank
from dashboard.coverage.gap_section import gap_section
from dashboard.coverage.region_coverage import region_coverage, region_status
from dashboard.effect.effect_section import effect_section
from dashboard.effect.policy_section import policy_section
from dashboard.overview.ground import Ground
from dashboard.papers.about_section import about_section, filters_in_words
from dashboard.portfolio.portfolio_section import portfolio_section, silent_section
from dashboard.portfolio.transfer_section import transfer_section

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND = "region"


def region_report(
    store: FrameStore, selection: Selection, say: Speaker, *, today: dt.date | None = None
) -> Document:
    """Report of a county, a programme or the whole country; no figure of persons is of one municipality."""
    ground = Ground(store, selection, say, today or dt.datetime.now(dt.UTC).date())
    sections = [
        section(ground)
        for section in (
            region_status,
            portfolio_section,
            silent_section,
            region_coverage,
            gap_section,
            partial(effect_section, one_by_one=False),
            policy_section,
            transfer_section,
        )
    ]
    projects = len(ground.figures.scope.projects)
    return Document(
        kind=KIND,
        genre=say("region.genre"),
        title=say("region.title", place=ground.place),
        language=say.language,
        blocks=(
            Sentence(
                say(
                    "region.lead",
                    place=ground.place,
                    projects=say.count("shell.count_projects", projects),
                    date=ground.data_date,
                ),
                lead=True,
            ),
            *(block for section in sections for block in section.blocks),
            Heading(say("label.assessment")),
            Blank(say("region.assessment_prompt"), 4),
            *about_section(ground, sections),
        ),
        filters=filters_in_words(ground),
        query=selection.within(language=say.language).query(),
        data_date=ground.data_date,
        example=any(section.example for section in sections),
    )
