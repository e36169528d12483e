"""Goals: how many are on track, a picture of those that can be measured, and a table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.document import Heading, Note, Paragraph, Phrase, PictureBlock, TableBlock
from dashboard.goals.goal_bullets import Bullet, goal_bullets
from dashboard.goals.goal_facts import Goal, goals_of
from dashboard.goals.numbers import goal_progress, goal_summary, in_tree_order
from dashboard.goals.wording import STATES, STATUS_KEYS, amount, expected_words, is_short, own_words, sentence
from dashboard.overview.ground import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.charts import Picture
    from dashboard.content.document import Block
    from dashboard.overview.ground import Ground
    from terms.languages import Language

DRAWN, LISTED = 5, 10
"""Goals in the picture and in the table; what is left out is counted in words."""
WORST_FIRST = ("far_behind", "behind", "not_reported", "undated", "on_track", "reached")

Owned = tuple[Goal, str, "Language"]
"""A goal, its project's name, and the language of its text."""


def goal_section(ground: Ground) -> Section:
    """Goals of the projects in scope on the paper's day, those furthest behind first."""
    say, scope = ground.say, ground.figures.scope
    rows = scope.rows(
        goal_progress(ground.store["goal"], ground.store["goal_observation"], today=ground.figures.day)
    )
    told = sentence(goal_summary(rows), scope, say)
    head: tuple[Block, ...] = (Heading(say("label.goals")), Paragraph(told))
    if rows.empty:
        return Section(head)
    ordered = in_tree_order(rows)
    owned: list[Owned] = [
        (goal, *ground.project_names[project])
        for goal, project in zip(goals_of(ordered), ordered["project"], strict=True)
    ]
    measured = sorted((one for one in owned if one[0].measurable), key=_urgency)
    sources = frozenset(rows["source"]) | frozenset(rows["observed_source"].dropna())
    blocks: list[Block] = list(head)
    if drawable := [one for one in measured if one[0].progress is not None][:DRAWN]:
        blocks.append(PictureBlock(_picture(drawable, ground, sources)))
    blocks += _table(measured, ground)
    if without := len(owned) - len(measured):
        blocks.append(Note(say.count("papers.goals_without", without)))
    return Section(
        tuple(blocks),
        sources,
        example=bool((rows["evidence"] == "example").any() or (rows["observed_evidence"] == "example").any()),
    )


def _urgency(one: Owned) -> tuple[int, float]:
    goal = one[0]
    lacking = (goal.progress or 0) - (goal.expected or 0)
    return WORST_FIRST.index(goal.status), lacking


def _picture(goals: Sequence[Owned], ground: Ground, sources: frozenset[str]) -> Picture:
    say = ground.say
    bullets = [
        Bullet(
            goal.text,
            goal.progress,
            None if goal.status == "reached" else goal.expected,
            "; ".join(filter(None, (own_words(goal, say), expected_words(goal, say)))),
            STATES[goal.status],
        )
        for goal, _, _ in goals
    ]
    alt = " ".join(f"{one.name}: {say(STATUS_KEYS[goal.status])}, {one.words}."
                   for one, (goal, _, _) in zip(bullets, goals, strict=True))  # fmt: skip
    return ground.drawn(
        goal_bullets(bullets, say),
        title=say("papers.goals_picture", place=ground.place),
        sentence=say("papers.goals_picture_sentence"),
        sources=sources,
        alt=f"{say('papers.goals_picture', place=ground.place)}. {alt}",
    )


def _table(measured: Sequence[Owned], ground: Ground) -> list[Block]:
    """Measured goals; the project's name under each where there are several."""
    if not measured:
        return []
    say = ground.say
    rows = []
    for goal, name, language in measured[:LISTED]:
        text = (Phrase(goal.text, language), *((Phrase(f"\n{name}", language),) if ground.several else ()))
        rows.append(
            (
                text,
                amount(goal.current, goal.unit, say),
                amount(goal.target, goal.unit, say),
                "–" if is_short(goal) else say.percent(goal.progress),
                say(STATUS_KEYS[goal.status]),
                say.date(goal.deadline) if goal.deadline else say("word.not_stated"),
            )
        )
    table = TableBlock(
        say("papers.goals_table", date=ground.data_date),
        (
            say("goals.column_goal"),
            say("label.now"),
            say("goals.column_target"),
            say("label.progress"),
            say("label.status"),
            say("label.deadline"),
        ),
        tuple(rows),
        numeric=(1, 2, 3),
        widths=(33, 14, 14, 11, 12, 16),
    )
    left = len(measured) - LISTED
    return [table, *([Note(say.count("papers.more_goals", left))] if left > 0 else [])]
