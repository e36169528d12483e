"""Open matters: what is red or yellow on the paper's day, one row each, with what is said of why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard.content.blocks import Phrase
from dashboard.content.tables import Table, word_table
from dashboard.measures.deviation_section import CHANGED, LATE, MISSED, OVERDUE, deviations
from dashboard.overview.attention_numbers import SEVERITY, attention
from dashboard.overview.attention_wording import SEVERITY_MARKS, reason
from dashboard.places.words import group_names
from dashboard.status.marks import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.content.blocks import Words
    from dashboard.overview.ground import Ground
    from terms.languages import Language

TOLD_ELSEWHERE = frozenset({"overdue", "group"})
"""Kinds of follow-up that are told one by one, with their reasons, as deviations."""
DEVIATION_LEVELS = {OVERDUE: "settle", CHANGED: "watch", MISSED: "watch"}
"""How serious each rank of deviation is; what was reached late is closed, and no longer open."""
LEVELS = ("settle", "watch")


class Matter(NamedTuple):
    """Something that is not as planned: how serious, what and how, and why; None where nobody has said.

    `what` may be several phrases. `project` is its id.
    """

    level: str
    project: str
    what: Words
    how: str
    why: Phrase | None
    source: str
    example: bool


def open_matters(ground: Ground) -> list[Matter]:
    """What is to be settled first, then what is to be watched."""
    found = [*_deviations(ground), *_followed_up(ground)]
    return sorted(found, key=lambda matter: LEVELS.index(matter.level))


def matter_table(matters: Sequence[Matter], ground: Ground, *, caption: str, to_write: str) -> Table:
    """Matters with state in word and shape; `to_write` stands where nobody has given a reason."""
    say = ground.say
    return word_table(
        caption,
        (
            say("label.status"),
            say("label.what"),
            say("label.deviation"),
            say("matters.column_why"),
        ),
        tuple(
            (
                _state(one.level, ground),
                _what(one, ground),
                one.how,
                one.why or to_write,
            )
            for one in matters
        ),
        widths=(15, 25, 34, 26),
    )


def _state(level: str, ground: Ground) -> str:
    state, key = SEVERITY_MARKS[level]
    return f"{SHAPES[state]} {ground.say(key)}"


def _what(one: Matter, ground: Ground) -> Words:
    """What it is about; the project's name under it where there are several."""
    if not ground.several:
        return one.what
    name, language = ground.project_names[one.project]
    first = one.what if isinstance(one.what, tuple) else (one.what,)
    return (*first, Phrase(f"\n{name}", language))


def _deviations(ground: Ground) -> list[Matter]:
    return [
        Matter(
            DEVIATION_LEVELS[one.rank],
            one.project,
            Phrase(one.what, _language(one.project, ground)),
            one.how,
            Phrase(one.reason, _language(one.project, ground)) if one.reason else None,
            one.source,
            one.example,
        )
        for one in deviations(ground)
        if one.rank != LATE
    ]


def _followed_up(ground: Ground) -> list[Matter]:
    """Goals behind, reports, money and seats, each in a sentence of its own."""
    say = ground.say
    groups = group_names(ground.store, say)
    sources = ground.store["project"].set_index("project")["source"]
    items: Iterable[Any] = attention(ground.store, ground.selection, today=ground.today).itertuples()
    return [
        Matter(
            SEVERITY[item.kind],
            item.project,
            say(KIND_KEYS[item.kind]),
            reason(item, groups, say),
            None,
            sources[item.project],
            bool(item.example),
        )
        for item in items
        if SEVERITY[item.kind] in LEVELS and item.kind not in TOLD_ELSEWHERE
    ]


def _language(project: str, ground: Ground) -> Language:
    return ground.project_names[project][1]


KIND_KEYS = {
    "far_behind": "label.goals",
    "behind": "label.goals",
    "report": "label.annual_report",
    "budget": "label.money",
    "seats": "label.steering_group",
}
"""What each kind of follow-up is about."""
