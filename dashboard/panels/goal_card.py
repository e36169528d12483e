"""A goal as the reader meets it: a card with three separate answers, or a line where it has no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.panels.parts import EVIDENCE_KEYS, State, bullet, mark, source_lines, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboard.panels.goal_facts import Goal
    from dashboard.text import Speaker

LEVEL_KEYS = {
    "main_goal": "goals.level_main_goal",
    "project_goal": "goals.level_project_goal",
    "sub_goal": "goals.level_sub_goal",
    "result": "goals.level_result",
}
STATUS_KEYS = {
    "reached": "goals.status_reached",
    "on_track": "goals.status_on_track",
    "behind": "goals.status_behind",
    "far_behind": "goals.status_far_behind",
    "undated": "goals.status_undated",
    "not_reported": "goals.status_not_reported",
    "not_measurable": "goals.status_not_measurable",
}
STATES: dict[str, State] = {
    "reached": "good",
    "on_track": "partly",
    "behind": "warning",
    "far_behind": "critical",
    "undated": "neutral",
    "not_reported": "missing",
    "not_measurable": "missing",
}
PERCENT_UNITS = frozenset({"prosent", "percent", "%"})
UNIT_KEYS = {
    "personar": "goals.unit_persons",
    "personer": "goals.unit_persons",
    "par": "goals.unit_pairs",
    "lag": "goals.unit_associations",
    "bedrifter": "goals.unit_companies",
    "dager": "goals.unit_days",
}
"""Units that projects count in, each in its own words; any other unit is shown as it was written."""
FEW = 10
"""A way from baseline to target shorter than this many units is told without a percentage."""


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


def table_row(goal: Goal, project: str, say: Speaker) -> tuple[str, ...]:
    """Cells of the goal in the table twin, in the order of the panel's columns."""
    return (
        goal.text,
        project,
        amount(goal.baseline, goal.unit, say),
        amount(goal.target, goal.unit, say),
        amount(goal.current, goal.unit, say),
        "–" if _is_short(goal) else say.percent(goal.progress),
        amount(goal.expected_value, goal.unit, say) if _is_short(goal) else say.percent(goal.expected),
        say(STATUS_KEYS[goal.status]),
        goal.owner_role or say("goals.no_owner"),
        say(EVIDENCE_KEYS[goal.evidence]),
    )


def amount(value: float | None, unit: str | None, say: Speaker) -> str:
    """Value with its unit; «41 %» where the unit is percent, a dash where there is no value."""
    if value is None:
        return "–"
    if unit in PERCENT_UNITS:
        return say.percent(value / 100, _decimals(value))
    number = say.number(value, _decimals(value))
    if unit in UNIT_KEYS:
        return f"{number} {say(UNIT_KEYS[unit])}"
    return f"{number} {unit or ''}".strip()


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
            words=_own_words(goal, say),
            state=STATES[goal.status],
            expected=goal.expected,
            expected_words=_expected_words(goal, say),
        ),
        dated,
    ]


def _own_words(goal: Goal, say: Speaker) -> str:
    """«38 av 60 deltakarar (63 %)»; the way from the baseline where it is not nought."""
    current, target = amount(goal.current, goal.unit, say), amount(goal.target, goal.unit, say)
    if goal.status == "not_reported":
        return say("goals.own_not_reported", target=target)
    if goal.target == goal.baseline:
        return say("goals.own_held", current=current, target=target)
    bare = say.number(goal.current, _decimals(goal.current))
    from_nought = goal.baseline == 0 and goal.unit not in PERCENT_UNITS
    values = {
        "current": current if goal.unit in PERCENT_UNITS else bare,
        "baseline": amount(goal.baseline, goal.unit if goal.unit in PERCENT_UNITS else None, say),
        "target": target,
        "progress": say.percent(goal.progress),
    }
    if from_nought:
        return say("goals.own_few" if _is_short(goal) else "goals.own", **values)
    return say("goals.own_way_few" if _is_short(goal) else "goals.own_way", **values)


def _expected_words(goal: Goal, say: Speaker) -> str:
    if goal.expected is None or goal.expected_value is None or goal.target == goal.baseline:
        return ""
    if _is_short(goal):
        return say("goals.expected", expected=amount(round(goal.expected_value), goal.unit, say))
    return say("goals.expected", expected=say.percent(goal.expected))


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


def _is_short(goal: Goal) -> bool:
    """Whether the whole way is too short for a percentage of it to say anything."""
    if goal.target is None or goal.baseline is None or goal.unit in PERCENT_UNITS:
        return False
    return abs(goal.target - goal.baseline) < FEW


def _decimals(value: float | None) -> int:
    return 0 if value is None or float(value).is_integer() else 1
