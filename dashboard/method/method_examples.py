"""Worked examples of the method page, with figures that stand on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import example_mark
from dashboard.goals.wording import amount
from dashboard.method.worked_examples import coverage_example, goal_example

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

PLACE = "\n"
"""Where the goal stands in the sentence, so that it can carry its own language."""
INVENTED = "Eksempel: "


def of_goal(say: Speaker, store: FrameStore) -> list[Component]:
    """The formula of progress on the goal measured last; nothing where no goal has numbers."""
    found = store.per_version(goal_example)
    if found is None:
        return []
    before, after = say(
        "method.example_goal",
        goal=PLACE,
        baseline=say.number(found.baseline),
        wanted=amount(found.target, found.unit, say),
        target=say.number(found.target),
        value=say.number(found.value),
        date=say.date(found.date),
        share=say.percent(found.progress),
    ).split(PLACE)
    goal = html.Span(found.text.removeprefix(INVENTED), lang=found.language)
    return [_example([before, goal, after], say, invented=found.example)]


def of_coverage(say: Speaker, store: FrameStore) -> list[Component]:
    """The share of the largest cell; nothing where no cell has an official denominator."""
    found = store.per_version(coverage_example)
    if found is None:
        return []
    groups = store["target_group"].set_index("target_group")[f"name_{say.language}"]
    labels = store["municipality"].set_index("municipality")["label"]
    words = say(
        "method.example_coverage",
        place=str(labels[found.municipality]),
        persons=say.number(found.persons),
        group=str(groups[found.group]),
        year=str(found.year),
        residents=say.number(found.residents),
        share=say.percent(found.share),
    )
    return [_example([words], say, invented=found.example)]


def _example(words: list[Component | str], say: Speaker, *, invented: bool) -> Component:
    marked = [*words, " ", example_mark(say)] if invented else words
    return html.P(marked, className="method-example")
