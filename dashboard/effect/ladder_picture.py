"""The ladder a-f of the BOLYST form: how many projects planned each rung, and how many say they are there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dashboard.content.bars import BARS, Row, Scale, rows_drawn
from dashboard.content.svg import DARK, INK, LINE, PAPER, path, rect, text, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terms.words import Speaker

TALL = 8.0


@dataclass(frozen=True)
class Rung:
    """A letter with the form's label, projects that planned it and that have achieved it, and in words."""

    letter: str
    label: str
    planned: int
    achieved: int
    words: str


def effect_ladder(rungs: Sequence[Rung], say: Speaker) -> tuple[list[str], float]:
    """A row for each letter, nearest first: frame for planned, bar for achieved."""
    most = max((max(rung.planned, rung.achieved) for rung in rungs), default=0)
    scale = Scale(0.0, float(max(most, 1)))
    rows = [Row(f"{rung.letter}  {rung.label}", rung.words, partial(_bars, rung, scale)) for rung in rungs]
    pieces, tall = rows_drawn(rows, scale, [], heading=6)
    tall += 20
    return [*pieces, *_key(tall - 6, say)], tall


def _bars(rung: Rung, scale: Scale, y: float) -> list[str]:
    nought = scale.x(0)
    pieces = [path(f"M{nought:.1f} {y - TALL - 3:.1f}V{y + TALL + 3:.1f}", stroke=LINE, thick=1.2)]
    if rung.planned:
        pieces.append(
            rect(
                nought, y - TALL - 1, scale.x(rung.planned) - nought, TALL, fill=PAPER, stroke=INK, thick=1.2
            )
        )
    if rung.achieved:
        pieces.append(rect(nought, y + 1, scale.x(rung.achieved) - nought, TALL, fill=DARK))
    return pieces


def _key(y: float, say: Speaker) -> list[str]:
    planned, achieved = say("word.planned"), say("word.achieved")
    second = BARS[0] + 18 + width(planned, 11) + 18
    return [
        rect(BARS[0], y - 9, 12, TALL, fill=PAPER, stroke=INK, thick=1.2),
        text(planned, BARS[0] + 18, y - 1, size=11),
        rect(second, y - 9, 12, TALL, fill=DARK),
        text(achieved, second + 18, y - 1, size=11),
    ]
