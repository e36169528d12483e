"""The cells of the portfolio matrix: one line of value, one of words, and where there is one a sparkline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.content.parts import SHAPES, State
from dashboard.content.sparkline import sparkline
from dashboard.effect.wording import LETTER_KEYS
from dashboard.overview.status_wording import interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.content.markup import Node
    from terms.words import Speaker

LEVEL_MARKS: dict[str, tuple[State, str]] = {
    "settle": ("critical", "attention.settle"),
    "watch": ("warning", "attention.watch"),
    "ask": ("neutral", "attention.ask"),
    "none": ("good", "status.good"),
}
"""Shape and word of each level of follow-up."""
REPORT_KEYS = {
    "done": "portfolio.report_done",
    "late": "portfolio.report_late",
    "missing": "portfolio.report_missing",
}
"""How the newest annual report that was due stands."""


def cells(row: Any, groups: Mapping[str, str], say: Speaker) -> list[list[Node]]:  # noqa: ANN401 - a row of `matrix`
    """What each field says of a project, in the order of FIELDS; empty where it is not reported."""
    return [
        _status(row, say),
        _goals(row, say),
        _milestones(row, say),
        _overdue(row, say),
        _measures(row, say),
        _persons(row, groups, say),
        _parts(row.groups_reached, row.groups_aimed, say),
        _effect(row, say),
        _parts(row.documented, row.claimed, say),
        _budget(row, say),
        _anchoring(row, say),
        [] if pd.isna(row.meetings) else [say.number(row.meetings)],
        _report(row, say),
        _seats(row, say),
    ]


def _more(words: str) -> Node:
    return ["span", {"className": "portfolio-more"}, words]


def _parts(part: Any, whole: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(part):
        return []
    return [say("label.part_of_whole", part=say.number(part), whole=say.number(whole))]


def _status(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(row.level):
        return []
    state, key = LEVEL_MARKS[row.level]
    shape: Node = ["span", {"className": "mark-shape", "aria-hidden": "true"}, SHAPES[state]]
    return [["span", {"className": f"mark mark-{state}"}, shape, say(key)]]


def _goals(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(row.goals):
        return []
    without = row.goals - row.goals_measurable
    words = [_more(say.count("portfolio.without", without))] if without else []
    if not row.goals_measurable:
        return [say("portfolio.not_measurable"), *words]
    return [*_parts(row.goals_in_course, row.goals_measurable, say), *_goal_series(row, say), *words]


def _goal_series(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if not isinstance(row.goal_series, tuple):
        return []
    words = say(
        "portfolio.goal_series",
        goal=row.goal_text,
        values=", ".join(say.number(value) for value in row.goal_series),
        first=row.goal_from.year,
        last=row.goal_to.year,
    )
    return [sparkline(row.goal_series, row.goal_series, words)]


def _milestones(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if row.milestones_due == 0:
        return [say("portfolio.none_due")]
    return _parts(row.milestones_reached, row.milestones_due, say)


def _overdue(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(row.overdue):
        return []
    if not row.overdue:
        return [say("portfolio.none_overdue")]
    return [say.number(row.overdue), _more(say.count("portfolio.days", row.overdue_days))]


def _measures(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(row.measures):
        return []
    under_way = say("portfolio.under_way", n=say.number(row.measures_under_way))
    return [under_way, _more(say.count("portfolio.done", row.measures_done))]


def _persons(row: Any, groups: Mapping[str, str], say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(row.persons_high):
        return []
    name, year = groups[row.persons_group].lower(), f"{row.persons_year:.0f}"
    series: list[Node] = []
    if len(row.persons_series) > 1:
        told = [f"{year}: {interval(say, low, high)}" for year, low, high in row.persons_series]
        words = say("portfolio.persons_series", group=name, values=", ".join(told))
        _, lows, highs = zip(*row.persons_series, strict=True)
        series = [sparkline(lows, highs, words)]
    value = interval(say, row.persons_low, row.persons_high)
    return [value, *series, _more(say("portfolio.persons_words", group=name, year=year))]


def _effect(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(row.effect_told):
        return []
    letters = [
        say("word.not_stated") if pd.isna(letter) else letter
        for letter in (row.effect_planned, row.effect_achieved)
    ]
    words = say(LETTER_KEYS[row.effect_told])
    return [say("portfolio.effect", planned=letters[0], achieved=letters[1]), _more(words)]


def _budget(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(row.deviation):
        return []
    sign = "+" if row.deviation > 0 else ""
    words = say("label.part_of_whole", part=say.money(row.accounts), whole=say.money(row.budget))
    return [f"{sign}{say.percent(row.deviation)}", _more(words)]


def _anchoring(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(row.anchored):
        return []
    plans = [_more(say.count("portfolio.plans", row.plans))] if row.plans else []
    return [say.count("portfolio.anchored", row.anchored), *plans]


def _report(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    state = REPORT_KEYS.get(row.report_state)
    words = [_more(say(state, year=f"{row.report_year:.0f}"))] if state else []
    return words if pd.isna(row.last_report) else [say.date(row.last_report), *words]


def _seats(row: Any, say: Speaker) -> list[Node]:  # noqa: ANN401 - as above
    if pd.isna(row.seats):
        return []
    if not row.seats_empty:
        return [say("portfolio.seats_full", whole=say.number(row.seats))]
    return _parts(row.seats_empty, row.seats, say)
