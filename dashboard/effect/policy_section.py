"""Policy goals a-i of the form: how many projects tick each; a project may tick several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Note, Sentence
from dashboard.content.tables import word_table
from dashboard.effect.numbers import effect_until, records
from dashboard.effect.policy_goals import ticks
from dashboard.effect.policy_wording import GOAL_KEYS, sentence, tick_words
from dashboard.overview.ground import Section

if TYPE_CHECKING:
    from dashboard.overview.ground import Ground


def policy_section(ground: Ground) -> Section:
    """Every letter in the form's order, with why the numbers do not add up to a number of projects."""
    say, scope = ground.say, ground.figures.scope
    heading = Heading(say("cases.part_policy"))
    if not scope.projects:
        return Section((heading, Sentence(say("label.no_projects"))))
    goals = scope.rows(ground.store["policy_goal"])
    effect = ground.store.per_version(effect_until)(ground.selection.last_year).of(scope.projects)
    told = Sentence(sentence(effect, goals, scope.projects, say))
    if goals.empty:
        return Section((heading, told))
    table = word_table(
        say("policy.goals_title"),
        (say("policy.letter"), say("label.projects")),
        tuple(
            (
                f"{row['letter']} {say(GOAL_KEYS[row['letter']])}",
                tick_words(row["total"], row["documented"], row["example"], say),
            )
            for row in records(ticks(goals))
        ),
        widths=(66, 34),
    )
    return Section(
        (heading, told, table, Note(say("policy.note_ticks"))),
        frozenset(goals["source"]),
        example=bool((goals["evidence"] == "example").any()),
    )
