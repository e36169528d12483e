"""Sections of the handover sheet on the work: anchoring, risks, measures under way, continuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.anchoring.continuation_numbers import continuation
from dashboard.anchoring.wording import ANCHORING_KEYS, CONTINUED_STATES
from dashboard.content.blocks import Bullets, Heading, Note, Sentence
from dashboard.content.code_words import CODE_KEYS, PHASE_KEYS
from dashboard.content.tables import word_table
from dashboard.measures.numbers import LEFT_OUT
from dashboard.overview.ground import Section
from dashboard.papers.open_matters import matter_table, open_matters
from dashboard.papers.told_rows import is_told, own, own_named, project_before, rows_of, section_of

if TYPE_CHECKING:
    from dashboard.content.blocks import Words
    from dashboard.overview.ground import Ground

LISTED = 15
"""Rows of a table; what is left out is counted in words."""


def anchoring_section(ground: Ground) -> Section:
    """Where the projects are anchored and in which plan, and how the plan was assessed and adjusted."""
    say = ground.say
    anchors = rows_of(ground, "anchoring")
    progress = rows_of(ground, "progress_assessment")
    progress = progress[progress["date"].dt.date <= ground.figures.day]
    items: list[Words] = [
        (
            *project_before(row["project"], ground),
            *((f"{row['code']} {say(ANCHORING_KEYS[row['code']])}: ",) if is_told(row["code"]) else ()),
            own(row["text"], row["project"], ground),
            *(
                ((f" {say('project.plan')} "), own(row["plan"], row["project"], ground))
                if is_told(row["plan"])
                else ()
            ),
        )
        for row in anchors.to_dict("records")
    ]
    items += [
        (
            *project_before(row["project"], ground),
            f"{say.date(row['date'])}, {say(CODE_KEYS[row['code']])}: ",
            own(row["text"], row["project"], ground),
        )
        for row in progress.to_dict("records")
    ]
    heading = Heading(say("handover.anchoring"))
    body = Bullets(tuple(items)) if items else Sentence(say("handover.anchoring_none"))
    return section_of((heading, body), (anchors, progress))


def risk_section(ground: Ground) -> Section:
    """What is red or yellow, with reasons."""
    say, matters = ground.say, open_matters(ground)
    heading = Heading(say("handover.risks"))
    if not matters:
        return Section((heading, Sentence(say("tertial.nothing"))))
    caption = say("papers.deviations_table", date=ground.data_date)
    left = len(matters) - LISTED
    return Section(
        (
            heading,
            matter_table(matters[:LISTED], ground, caption=caption, to_write=say("papers.no_reason")),
            *((Note(say.count("matters.more", left)),) if left > 0 else ()),
        ),
        frozenset(one.source for one in matters),
        example=any(one.example for one in matters),
    )


def under_way_section(ground: Ground) -> Section:
    """Measures neither closed nor cancelled, with who owns them and when they end."""
    say = ground.say
    measures = rows_of(ground, "measure")
    rows = measures[~measures["phase"].isin([*LEFT_OUT, "closed"])]
    heading = Heading(say("handover.under_way"))
    if rows.empty:
        return section_of((heading, Sentence(say("handover.under_way_none"))), (measures,))
    table = word_table(
        say("handover.under_way_table", date=ground.data_date),
        (
            say("label.measure"),
            say("label.phase"),
            say("label.role"),
            say("label.planned_end"),
        ),
        tuple(
            (
                own_named(row["name"], row["project"], ground),
                say(PHASE_KEYS[row["phase"]]),
                own(row["owner_role"], row["project"], ground)
                if is_told(row["owner_role"])
                else say("word.not_stated"),
                say.date(row["planned_end"])
                if row["planned_end"] == row["planned_end"]
                else say("word.not_stated"),
            )
            for row in rows.iloc[:LISTED].to_dict("records")
        ),
        widths=(40, 18, 24, 18),
    )
    left = len(rows) - LISTED
    more = (Note(say.count("handover.more_measures", left)),) if left > 0 else ()
    return section_of((heading, table, *more), (rows,))


def continuation_section(ground: Ground) -> Section:
    """What goes on after the projects' end: in which municipalities, and in their own words."""
    say, scope = ground.say, ground.figures.scope
    names = ground.store["municipality"]
    labels = dict(zip(names["municipality"], names["name"], strict=True))
    places, texts = rows_of(ground, "project_municipality"), rows_of(ground, "project_text")
    texts = texts[texts["kind"] == "continuation"]
    items: list[Words] = []
    for row in continuation(places, texts, labels, scope.projects):
        told = [
            f"{say(CONTINUED_STATES[state][1])}: {say.listing(found)}"
            for state, found in row.municipalities.items()
            if found and state != "unknown"
        ]
        if told:
            items.append((*project_before(row.project, ground), "; ".join(told)))
        items += [
            (*project_before(row.project, ground), own(text[0], row.project, ground)) for text in row.texts
        ]
    body = Bullets(tuple(items)) if items else Sentence(say("handover.continuation_none"))
    return section_of((Heading(say("label.continuation")), body), (texts,))
