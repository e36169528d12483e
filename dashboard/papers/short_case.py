"""A short case: a lead, what it is about, a proposed decision, and where the figures are from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Sentence
from dashboard.content.document import Document
from dashboard.content.form import Fields
from dashboard.papers.about_section import about_in_short, filters_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.blocks import Block
    from dashboard.overview.ground import Ground, Section


def short_case(  # noqa: PLR0913 - the words of a case, by name
    ground: Ground, kind: str, *, genre: str, title: str, lead: str, sections: Sequence[Section]
) -> Document:
    """Case of a page or two with the usual head; the sections stand in the order given."""
    say = ground.say
    head = Fields(
        tuple((say(label), None) for label in ("label.to", "papers.from", "label.date", "papers.case_number"))
    )
    return Document(
        kind=kind,
        genre=genre,
        title=title,
        language=say.language,
        blocks=(
            head,
            Sentence(lead, lead=True),
            *(block for section in sections for block in section.blocks),
            *about_in_short(ground, sections, say("papers.method_contribution")),
        ),
        filters=filters_in_words(ground),
        query=ground.selection.within(language=say.language).query(),
        data_date=ground.data_date,
        example=any(section.example for section in sections),
    )


def proposal(ground: Ground, *blocks: Block) -> tuple[Block, ...]:
    """Decision that is proposed, under its usual heading."""
    return (Heading(ground.say("papers.proposal_heading")), *blocks)
