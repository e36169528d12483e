"""How each thing to follow up is put in words: how serious it is, what is wrong and by how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dashboard.status.marks import State
    from terms.words import Speaker

SEVERITY_MARKS: dict[str, tuple[State, str]] = {
    "settle": ("critical", "attention.settle"),
    "watch": ("warning", "attention.watch"),
    "ask": ("neutral", "attention.ask"),
}
"""Shape and word of each severity."""


def reason(item: Any, groups: Mapping[str, str], say: Speaker) -> str:  # noqa: ANN401 - as above
    """One sentence: what is wrong and by how much; `groups` names target groups."""
    return group_missed(item, groups, say) if item.kind == "group" else SENTENCES[item.kind](item, say)


def group_missed(item: Any, groups: Mapping[str, str], say: Speaker) -> str:  # noqa: ANN401 - as above
    """Groups not reached of those aimed at, by name."""
    names = say.listing([groups[group].lower() for group in item.subject.split()])
    return say.count("attention.group", item.count, of=say.count("count.groups", item.total), groups=names)


def _overdue(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    return say.count(
        "attention.overdue", item.count, subject=item.subject, days=say.count("count.days", item.days)
    )


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
    return say.count("attention.report", item.count, years=years, days=say.count("count.days", item.days))


def _budget(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    money = {"accounts": say.money(item.expected), "budget": say.money(item.total)}
    share = say.percent(abs(item.value))
    if item.value > 0:
        return say("attention.over_budget", share=share, **money)
    return say("attention.under_budget", share=share, **money)


def _seats(item: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    empty = say.count("attention.seats", item.count, of=say.count("count.seats", item.total))
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
