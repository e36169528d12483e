"""A goal as the reader meets it: a card with three separate answers, or a line where it has no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import EVIDENCE_KEYS, bullet, mark, source_lines, tag
from dashboard.goals.wording import (
    LEVEL_KEYS,
    STATES,
    STATUS_KEYS,
    amount,
    expected_words,
    is_short,
    own_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboard.goals.goal_facts import Goal
    from terms.words import Speaker


__all__ = [
    "LEVEL_KEYS",
    "STATES",
    "STATUS_KEYS",
    "amount",
    "measured_goal",
    "table_row",
    "unmeasured_goal",
]


def measured_goal(goal: Goal, context: Sequence[Component], say: Speaker, language: str) -> Component:
    """Card with own target, position and official figures; `context` holds the two latter answers."""
    return html.Li(
        [
            _head(goal, say, language),
            html.Div(
                [
                    html.Section(
                        [html.H5(say("goals.answer_own")), *_own_target(goal, say)], className="goal-answer"
                    ),
                    *context,
                ],
                className="goal-answers",
            ),
            _foot(goal, say),
        ],
        className=f"goal goal-card goal-depth-{min(goal.depth, 2)}",
    )


def unmeasured_goal(goal: Goal, background: str, say: Speaker, language: str) -> Component:
    """One line for a goal without a number; `background` is the official figure in words, or empty."""
    return html.Li(
        [
            _head(goal, say, language),
            *([html.P(background, className="goal-background")] if background else []),
        ],
        className=f"goal goal-line goal-depth-{min(goal.depth, 2)}",
    )


def table_row(goal: Goal, project: str, say: Speaker, language: str) -> tuple[Component | str, ...]:
    """Cells of the goal in the table twin, in the order of the panel's columns."""
    return (
        html.Span(goal.text, lang=language),
        project,
        amount(goal.baseline, goal.unit, say),
        amount(goal.target, goal.unit, say),
        amount(goal.current, goal.unit, say),
        "–" if is_short(goal) else say.percent(goal.progress),
        amount(goal.expected_value, goal.unit, say) if is_short(goal) else say.percent(goal.expected),
        say(STATUS_KEYS[goal.status]),
        html.Span(goal.owner_role, lang=language) if goal.owner_role else say("goals.no_owner"),
        say(EVIDENCE_KEYS[goal.evidence]),
    )


def _head(goal: Goal, say: Speaker, language: str) -> Component:
    return html.Div(
        [
            html.P(
                [
                    html.Span(say(LEVEL_KEYS[goal.level]), className="goal-level"),
                    " ",
                    html.Span(goal.text, lang=language, className="goal-text"),
                ]
            ),
            mark(STATES[goal.status], say(STATUS_KEYS[goal.status])),
        ],
        className="goal-head",
    )


def _own_target(goal: Goal, say: Speaker) -> list[Component]:
    """Bullet with progress, where it should be, and the deadline."""
    dated = html.P(
        say("goals.deadline", date=say.date(goal.deadline)) if goal.deadline else say("goals.no_deadline"),
        className="goal-small",
    )
    return [
        bullet(
            goal.progress,
            words=own_words(goal, say),
            state=STATES[goal.status],
            expected=goal.expected,
            expected_words=expected_words(goal, say),
        ),
        dated,
    ]


def _foot(goal: Goal, say: Speaker) -> Component:
    """Who owns the goal, when it was last reported, how well it is founded, and where it stands."""
    reported = (
        say("goals.observed", date=say.date(goal.observed)) if goal.observed else say("goals.never_observed")
    )
    owner = say("goals.owner", owner=goal.owner_role) if goal.owner_role else say("goals.no_owner")
    return html.P(
        [
            html.Span(owner),
            html.Span(reported),
            tag(say(EVIDENCE_KEYS[goal.evidence]), goal.evidence),
            *(html.Span(line) for line in source_lines(say, [goal.source])),
        ],
        className="goal-foot",
    )
