"""Legend of the method page: shapes and colours with the words beside them, and other signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.anchoring import continuation, success_factors
from dashboard.content.parts import SHAPES, State, Table, example_mark, mark, table
from dashboard.coverage import gap_wording as gaps
from dashboard.goals import wording as goals
from dashboard.measures import measure_words, milestone_words, modules
from dashboard.overview import status_wording as status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dash.development.base_component import Component

    from terms.words import Speaker

COLOUR_KEYS: dict[State, str] = {
    "good": "method.colour_good",
    "partly": "method.colour_partly",
    "warning": "method.colour_warning",
    "critical": "method.colour_critical",
    "neutral": "method.colour_neutral",
    "missing": "method.colour_missing",
}
"""Shape and colour of each state in words, for those who see neither."""
MARKED = (
    measure_words.STATES,
    milestone_words.STATES,
    modules.STATE_KEYS,
    success_factors.STATUS_KEYS,
    continuation.STATE_KEYS,
    gaps.STATE_KEYS,
)
"""Panels' own lists of states with their words."""


def shapes(say: Speaker) -> Component:
    """Every shape with the words it stands beside, read from the panels' own lists."""
    rows = [
        (
            mark(state, say(COLOUR_KEYS[state])),
            html.Ul([html.Li(word) for word in dict.fromkeys(_words(state, say))], className="sign-words"),
        )
        for state in SHAPES
    ]
    heads = [say("method.sign"), say("method.sign_words")]
    return table(Table(say("method.signs_table"), heads, rows), "signs")


def other_signs(say: Speaker) -> Component:
    """Signs that are no status."""
    rows: list[tuple[Component | str, str]] = [
        (say("method.mark_expected"), say("method.mark_expected_means")),
        ("◆", say("method.mark_converted_means")),
        (say("method.mark_gap"), say("method.mark_gap_means")),
        ("–", say("method.mark_dash_means")),
        (":", say("method.mark_colon_means")),
        ("..", say("method.mark_dots_means")),
        (".", say("method.mark_dot_means")),
        (example_mark(say), say("method.mark_example_means")),
    ]
    return table(Table(say("method.marks_table"), [say("method.mark"), say("method.code_meaning")], rows))


def _words(state: State, say: Speaker) -> Iterator[str]:
    yield say(status.WORD_KEYS[state])
    for code, of_state in goals.STATES.items():
        if of_state == state:
            yield say(goals.STATUS_KEYS[code])
    for listed in MARKED:
        for of_state, key in listed.values():
            if of_state == state:
                yield say(key)
