"""Goals in words: their level and status, amounts with units, the way come and the way expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terms.code_lists import keys

if TYPE_CHECKING:
    from dashboard.goals.goal_facts import Goal
    from dashboard.goals.numbers import GoalSummary
    from dashboard.places.scope import Scope
    from dashboard.status.marks import State
    from terms.words import Speaker

LEVEL_KEYS = keys("goal_level")
STATUS_KEYS = {
    "reached": "label.reached",
    "on_track": "goals.status_on_track",
    "behind": "goals.status_behind",
    "far_behind": "goals.status_far_behind",
    "undated": "goals.status_undated",
    "not_reported": "status.missing",
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


def amount(value: float | None, unit: str | None, say: Speaker) -> str:
    """Value with its unit; «41 %» where the unit is percent, a dash where there is no value."""
    if value is None:
        return "–"
    if unit in PERCENT_UNITS:
        return say.percent(value / 100, _decimals(value))
    number = say.number(value, _decimals(value))
    if unit in UNIT_KEYS:
        return f"{number} {say.count(UNIT_KEYS[unit], value)}"
    return f"{number} {unit or ''}".strip()


def own_words(goal: Goal, say: Speaker) -> str:
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
        return say("goals.own_few" if is_short(goal) else "goals.own", **values)
    return say("goals.own_way_few" if is_short(goal) else "goals.own_way", **values)


def expected_words(goal: Goal, say: Speaker) -> str:
    """«skulle vore 80 %»; nothing where no progress is expected."""
    if goal.expected is None or goal.expected_value is None or goal.target == goal.baseline:
        return ""
    if is_short(goal):
        return say("goals.expected", expected=amount(round(goal.expected_value), goal.unit, say))
    return say("goals.expected", expected=say.percent(goal.expected))


def is_short(goal: Goal) -> bool:
    """Whether the whole way is too short for a percentage of it to say anything."""
    if goal.target is None or goal.baseline is None or goal.unit in PERCENT_UNITS:
        return False
    return abs(goal.target - goal.baseline) < FEW


def _decimals(value: float | None) -> int:
    return 0 if value is None or float(value).is_integer() else 1


def on_track(in_course: int, measurable: int, say: Speaker) -> str:
    """«1 av 4 målbare mål er nådd eller i rute.»; «Ingen av 4 …» where none is."""
    if not in_course:
        return say.count("goals.sentence_none", measurable)
    return say.count("goals.sentence", in_course, goals=say.count("count.goals_measurable", measurable))


def sentence(summary: GoalSummary, scope: Scope, say: Speaker) -> str:
    """«4 av 11 målbare mål er nådde eller i rute. 37 mål har ikkje tal …»."""
    if not scope.projects:
        return say("goals.sentence_no_projects")
    if not summary.total:
        return say("goals.sentence_no_goals")
    if not summary.measurable:
        return say.count("goals.sentence_none_measurable", summary.total)
    behind = summary.behind + summary.far_behind
    parts = [on_track(summary.in_course, summary.measurable, say)]
    if behind:
        parts.append(say.count("goals.sentence_behind", behind))
    if summary.not_reported:
        parts.append(say.count("goals.sentence_not_reported", summary.not_reported))
    if summary.not_measurable:
        parts.append(say.count("goals.sentence_not_measurable", summary.not_measurable))
    return " ".join(parts)
