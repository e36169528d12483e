"""Case on an adjusted plan: old and new plan, why, what it does to the goals, and a decision in words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard.content.blocks import Bullets, Heading, Phrase, Sentence
from dashboard.content.form import Blank
from dashboard.content.tables import word_table
from dashboard.overview.ground import Ground, Section
from dashboard.papers.short_case import proposal, short_case
from dashboard.reporting.change_section import moved_plans, since_of
from dashboard.reporting.change_wording import COLUMN_KEYS, plan_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.address.selection import Selection
    from dashboard.content.blocks import Words
    from dashboard.content.document import Document
    from dashboard.reporting.imports_since import PlanChange
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND = "adjustment"
ADJUSTED = ("b", "c")
"""Crosses of the form: delayed because, and adjusted as follows."""


def adjustment_case(
    store: FrameStore, selection: Selection, say: Speaker, *, today: dt.date | None = None
) -> Document:
    """Plans moved since the last meeting (or the day chosen), with what projects say of why."""
    ground = Ground(store, selection, say, today or dt.datetime.now(dt.UTC).date())
    since, _ = since_of(ground)
    moved = moved_plans(ground, since)
    plan, why, goals = _plan(moved, ground), _why(ground), _goals(moved, ground)
    decision = Section(
        proposal(
            ground,
            Sentence(say("cases.adjustment_decision", place=ground.subject)),
            Blank(say("cases.adjustment_conditions"), 3),
        )
    )
    return short_case(
        ground,
        KIND,
        genre=say("cases.adjustment_genre"),
        title=say("cases.adjustment_title", place=ground.subject),
        lead=say("cases.adjustment_lead", since=say.date(since), place=ground.subject),
        sections=(plan, why, goals, decision),
    )


def _plan(moved: Sequence[PlanChange], ground: Ground) -> Section:
    """Old and new value of each part of the plan; lines to write on where no file has moved any."""
    say = ground.say
    heading = Heading(say("cases.adjustment_heading"))
    if not moved:
        blanks = (Blank(say("cases.old_plan"), 2), Blank(say("cases.new_plan"), 2))
        return Section((heading, Sentence(say("cases.adjustment_none")), *blanks))
    table = word_table(
        say("cases.adjustment_heading"),
        (
            say("label.what"),
            say("cases.column_part"),
            say("cases.old_plan"),
            say("cases.new_plan"),
        ),
        tuple(
            (
                Phrase(one.name, ground.project_names[one.project][1]),
                say(COLUMN_KEYS[one.column]),
                plan_value(one, one.before, say),
                plan_value(one, one.after, say),
            )
            for one in moved
        ),
        widths=(40, 20, 20, 20),
    )
    return Section((heading, table))


def _why(ground: Ground) -> Section:
    """Delays and adjustments that the projects explain in their reports."""
    say = ground.say
    rows = ground.figures.scope.rows(ground.store["progress_assessment"])
    rows = rows[rows["code"].isin(ADJUSTED) & (rows["date"].dt.date <= ground.figures.day)]
    heading = Heading(say("papers.column_reason"))
    if rows.empty:
        return Section((heading, Blank(say("cases.why_prompt"), 2)))
    told: tuple[Words, ...] = tuple(
        (f"{say.date(row['date'])}: ", Phrase(row["text"], ground.project_names[row["project"]][1]))
        for row in rows.to_dict("records")
    )
    example = bool((rows["evidence"] == "example").any())
    return Section((heading, Bullets(told)), frozenset(rows["source"]), example=example)


def _goals(moved: Sequence[PlanChange], ground: Ground) -> Section:
    """Goals that the moved measures are for, and those moved themselves; the effect is left to write."""
    say, store = ground.say, ground.store
    names = {one.name for one in moved}
    measures = ground.figures.scope.rows(store["measure"])
    touched = measures[measures["name"].isin(names)]["measure"]
    keys = store["measure_goal"]
    goals = ground.figures.scope.rows(store["goal"])
    hit = goals[goals["goal"].isin(keys[keys["measure"].isin(touched)]["goal"]) | goals["text"].isin(names)]
    heading = Heading(say("cases.goals_heading"))
    listed = (
        Bullets(
            tuple(
                Phrase(text, ground.project_names[project][1])
                for text, project in zip(hit["text"], hit["project"], strict=True)
            )
        ),
    )
    blank = Blank(say("cases.goals_prompt"), 2)
    if hit.empty:
        return Section((heading, blank))
    return Section(
        (heading, *listed, blank),
        frozenset(hit["source"]),
        example=bool((hit["evidence"] == "example").any()),
    )
