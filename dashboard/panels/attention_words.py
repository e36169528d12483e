"""How each thing to follow up is put in words, and which place on the board shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dash.development.base_component import Component

    from dashboard.panels.parts import State
    from dashboard.selection import Selection
    from dashboard.text import Speaker

SEVERITY_MARKS: dict[str, tuple[State, str]] = {
    "settle": ("critical", "attention.settle"),
    "watch": ("warning", "attention.watch"),
    "ask": ("neutral", "attention.ask"),
}
"""Shape and word of each severity."""
ASK_KEYS = {
    "leadership": "attention.ask_leadership",
    "meetings": "attention.ask_meetings",
    "stale": "attention.ask_stale",
    "silent": "attention.ask_silent",
}
"""What is asked for, by kind, with the number of projects."""
SHEET = "/prosjekt/{project}"
PLACES = {
    "overdue": ("/styringsgruppe", "timeline", "attention.see_milestones"),
    "far_behind": ("/", "goals", "attention.see_goals"),
    "report": ("/data", "reporting", "attention.see_reporting"),
    "behind": ("/", "goals", "attention.see_goals"),
    "group": ("/", "target-groups", "attention.see_groups"),
    "budget": (SHEET, "", "attention.see_project"),
    "seats": (SHEET, "", "attention.see_project"),
    "leadership": ("/data", "reporting", "attention.see_reporting"),
    "meetings": ("/data", "reporting", "attention.see_reporting"),
    "stale": ("/", "goals", "attention.see_goals"),
    "silent": (SHEET, "", "attention.see_project"),
}
"""Address, anchor and name of the place that shows each kind."""


def place(item: Any, selection: Selection) -> str:  # noqa: ANN401 - a row of `attention`, typed as any
    """Address of what an item is about: the same filters, narrowed to its project."""
    path, anchor, _ = PLACES[item.kind]
    query = selection.within(projects=(item.project,)).query()
    return f"{path.format(project=item.project)}?{query}{f'#{anchor}' if anchor else ''}"


def sheet(project: str, selection: Selection) -> str:
    """Address of a project's own sheet, with the same filters."""
    return f"{SHEET.format(project=project)}?{selection.query()}"


def reason(item: Any, groups: Mapping[str, str], say: Speaker) -> str:  # noqa: ANN401 - as above
    """One sentence: what is wrong and by how much; `groups` names target groups."""
    return group_missed(item, groups, say) if item.kind == "group" else SENTENCES[item.kind](item, say)


def marked(sentence: str, item: Any, language: str) -> list[Component | str]:  # noqa: ANN401 - as above
    """Sentence with the project's own words in the project's own language."""
    if item.kind == "report" or pd.isna(item.subject) or item.subject not in sentence:
        return [sentence]
    before, after = sentence.split(item.subject, 1)
    return [before, html.Span(item.subject, lang=language), after]


def group_missed(item: Any, groups: Mapping[str, str], say: Speaker) -> str:  # noqa: ANN401 - as above
    """Groups not reached of those aimed at, by name."""
    names = say.listing([groups[group].lower() for group in item.subject.split()])
    return say.count("attention.group", item.count, total=say.number(item.total), groups=names)


def _overdue(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    return say.count("attention.overdue", item.count, subject=item.subject, days=say.number(item.days))


def _far_behind(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    shares = {"value": say.percent(item.value), "expected": say.percent(item.expected)}
    return say.count("attention.far_behind", item.count, subject=item.subject, **shares)


def _behind(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    if pd.isna(item.value) or pd.isna(item.expected):
        return say.count("attention.not_held", item.count, subject=item.subject)
    shares = {"value": say.percent(item.value), "expected": say.percent(item.expected)}
    return say.count("attention.behind", item.count, subject=item.subject, **shares)


def _report(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    years = say.listing(item.subject.split())
    return say.count("attention.report", item.count, years=years, days=say.number(item.days))


def _budget(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    money = {"accounts": say.money(item.expected), "budget": say.money(item.total)}
    share = say.percent(abs(item.value))
    if item.value > 0:
        return say("attention.over_budget", share=share, **money)
    return say("attention.under_budget", share=share, **money)


def _seats(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    empty = say.count("attention.seats", item.count, total=say.number(item.total))
    return f"{empty} {say('attention.no_leader')}" if item.value else empty


def _leadership(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    if pd.isna(item.last):
        return say("attention.leadership")
    return say("attention.leadership_last", last=say.date(item.last))


def _meetings(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    return say("attention.meetings", held=say.number(item.value), wanted=say.number(item.expected))


def _stale(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    return say.count("attention.stale", item.count, subject=item.subject)


def _silent(_item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    return say("attention.silent")


SENTENCES: dict[str, Callable[[Any, Speaker], str]] = {
    "overdue": _overdue,
    "far_behind": _far_behind,
    "report": _report,
    "behind": _behind,
    "budget": _budget,
    "seats": _seats,
    "leadership": _leadership,
    "meetings": _meetings,
    "stale": _stale,
    "silent": _silent,
}
"""How each kind is told, but for groups, which need their names."""
