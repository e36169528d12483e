"""The five status lines, as on the board's first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Note, StatusLine, StatusLines
from dashboard.coverage.reach import rounding_base
from dashboard.overview.ground import Section
from dashboard.overview.status_wording import WORD_KEYS, five_lines, is_example
from dashboard.places.words import group_names

if TYPE_CHECKING:
    from dashboard.overview.ground import Ground
    from dashboard.overview.numbers import KeyFigures


def status_section(ground: Ground) -> Section:
    """Heading, lines, and that small numbers are rounded where numbers of persons are among them."""
    return status_of(ground.figures, ground)


def status_of(figures: KeyFigures, ground: Ground) -> Section:
    """The section of some key figures: the ground's own, or with something kept back."""
    say = ground.say
    lines = five_lines(figures, group_names(ground.store, say), say)
    rounded = say("coverage.rounded", base=say.number(rounding_base(ground.store["protection_error"])))
    return Section(
        blocks=(
            Heading(say("label.status_in_five_lines")),
            StatusLines(
                tuple(
                    StatusLine(name, state, say(WORD_KEYS[state]), sentence)
                    for name, (state, sentence) in lines.items()
                )
            ),
            *((Note(rounded),) if figures.coverage.counted else ()),
        ),
        sources=frozenset(figures.scope.rows(ground.store["project"])["source"]),
        example=is_example(figures),
    )
