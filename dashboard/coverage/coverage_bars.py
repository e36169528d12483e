"""Bars of coverage: dark to the lowest possible share, hatched on to the highest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dashboard.content.bars import BAR, BARS, Row, Scale, arrow, rows_drawn, upper_scale
from dashboard.content.svg import DARK, LINE, path, rect, text, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.status.marks import State
    from terms.words import Speaker

FULL = 2.0
"""Shares above this end in an arrow, so that one small group does not flatten the rest."""


@dataclass(frozen=True)
class Reached:
    """A target group: its coverage from and to (None = cannot be worked out), in words, and its state."""

    name: str
    share: tuple[float, float] | None
    words: str
    state: State


def coverage_bars(groups: Sequence[Reached], say: Speaker) -> tuple[list[str], float]:
    """A row for each group, on a common scale; the drawing's pieces and its height."""
    found = upper_scale([one.share[1] for one in groups if one.share])
    scale = Scale(0.0, min(found.high, FULL))
    half = scale.high / 2
    decimals = 1 if scale.high < 0.02 else 0  # noqa: PLR2004 - under two percent whole ones are too coarse
    ticks = [(value, say.percent(value, decimals)) for value in (0.0, half, scale.high)]
    rows = [Row(one.name, one.words, partial(_bar, one, scale), one.state) for one in groups]
    pieces, tall = rows_drawn(rows, scale, ticks)
    if any(one.share and one.share[0] < one.share[1] for one in groups):
        tall += 20
        pieces += _key(tall - 6, say)
    return pieces, tall


def _bar(one: Reached, scale: Scale, y: float) -> list[str]:
    """Bar to the lower end and hatched to the upper; a dotted line where no share is known."""
    if one.share is None:
        return [
            path(f"M{scale.x(0):.1f} {y:.1f}H{scale.x(scale.high):.1f}", stroke=LINE, thick=1.2, dash="2 4")
        ]
    nought, low, high = scale.x(0), scale.x(one.share[0]), scale.x(one.share[1])
    pieces = [
        rect(low, y - BAR / 2, high - low, BAR, fill="url(#hatch)", stroke=DARK, thick=0.8),
        rect(nought, y - BAR / 2, low - nought, BAR, fill=DARK),
    ]
    if scale.beyond(one.share[1]):
        pieces.append(arrow(high + 1, y, right=True))
    return pieces


def _key(y: float, say: Speaker) -> list[str]:
    """What dark and hatched mean."""
    sure, perhaps = say("papers.key_at_least"), say("papers.key_at_most")
    second = BARS[0] + 18 + width(sure, 11) + 18
    return [
        rect(BARS[0], y - 10, 12, 10, fill=DARK),
        text(sure, BARS[0] + 18, y - 1, size=11),
        rect(second, y - 10, 12, 10, fill="url(#hatch)", stroke=DARK, thick=0.8),
        text(perhaps, second + 18, y - 1, size=11),
    ]
