"""Bullets of goals: how far each has come, and a line where it should be by now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dashboard.content.bars import BAR, BARS, Row, Scale, arrow, rows_drawn, share_scale
from dashboard.content.svg import DARK, INK, LIGHT, PAPER, path, rect, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.status.marks import State
    from terms.words import Speaker


@dataclass(frozen=True)
class Bullet:
    """A goal: share of the way come and expected (None = not known), and it all in words."""

    name: str
    share: float | None
    expected: float | None
    words: str
    state: State


def goal_bullets(bullets: Sequence[Bullet], say: Speaker) -> tuple[list[str], float]:
    """A row for each goal, on a common scale of shares; the drawing's pieces and its height."""
    shares = [value for one in bullets for value in (one.share, one.expected) if value is not None]
    scale = share_scale(shares)
    ticks = [
        (quarter / 4, say.percent(quarter / 4))
        for quarter in range(round(scale.low * 4), round(scale.high * 4) + 1)
        if quarter % 2 == 0
    ]
    rows = [Row(one.name, one.words, partial(_bar, one, scale), one.state) for one in bullets]
    pieces, tall = rows_drawn(rows, scale, ticks)
    if any(one.expected is not None and one.share is not None for one in bullets):
        tall += 20
        pieces += _key(tall - 6, say)
    return pieces, tall


def _bar(one: Bullet, scale: Scale, y: float) -> list[str]:
    """Track to the target, bar on it, and the line of what was expected."""
    if one.share is None:
        return [path(f"M{scale.x(0):.1f} {y:.1f}H{scale.x(1):.1f}", stroke=INK, thick=1, dash="2 4")]
    nought, end = scale.x(0), scale.x(one.share)
    pieces = [
        rect(nought, y - BAR / 2, scale.x(1) - nought, BAR, fill=LIGHT, stroke=DARK, thick=0.6),
        rect(min(nought, end), y - BAR / 2 + 3, abs(end - nought), BAR - 6, fill=DARK),
    ]
    if scale.beyond(one.share):
        pieces.append(arrow(end, y, right=one.share > scale.high))
    if one.expected is not None:
        x = scale.x(one.expected)
        pieces += [
            path(f"M{x:.1f} {y - BAR / 2 - 4:.1f}V{y + BAR / 2 + 4:.1f}", stroke=PAPER, thick=5),
            path(f"M{x:.1f} {y - BAR / 2 - 4:.1f}V{y + BAR / 2 + 4:.1f}", thick=2.4),
        ]
    return pieces


def _key(y: float, say: Speaker) -> list[str]:
    x = BARS[0]
    return [
        path(f"M{x + 1.2:.1f} {y - 11:.1f}V{y + 1:.1f}", thick=2.4),
        text(say("papers.key_expected"), x + 10, y - 1, size=11),
    ]
