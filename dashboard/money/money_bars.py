"""Bars of money: accounts against budget, post by post."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dashboard.content.bars import BAR, BARS, Row, Scale, rows_drawn, upper_scale
from dashboard.content.svg import DARK, INK, PAPER, path, rect, text, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terms.words import Speaker

MILLION = 1_000_000


@dataclass(frozen=True)
class Post:
    """A post in kroner; None = not stated. `words` says both and how they differ."""

    name: str
    budget: float | None
    accounts: float | None
    words: str


def money_bars(posts: Sequence[Post], say: Speaker) -> tuple[list[str], float]:
    """A row for each post: the budget as a frame, the accounts as a bar in it."""
    amounts = [value for post in posts for value in (post.budget, post.accounts) if value is not None]
    scale = upper_scale(amounts)
    ticks = [(value, _amount(value, scale.high, say)) for value in (0.0, scale.high)]
    rows = [Row(post.name, post.words, partial(_bar, post, scale)) for post in posts]
    pieces, tall = rows_drawn(rows, scale, ticks)
    if amounts:
        tall += 20
        pieces += _key(tall - 6, say)
    return pieces, tall


def _bar(post: Post, scale: Scale, y: float) -> list[str]:
    """Frame to the budget, bar to the accounts; an amount below nothing has no bar, only words."""
    pieces = []
    nought = scale.x(0)
    if post.budget is not None:
        pieces.append(
            rect(nought, y - BAR / 2, scale.x(post.budget) - nought, BAR, fill=PAPER, stroke=INK, thick=1.2)
        )
    if post.accounts is not None:
        pieces.append(rect(nought, y - BAR / 2 + 3.5, scale.x(post.accounts) - nought, BAR - 7, fill=DARK))
    if post.budget is None and post.accounts is None:
        pieces.append(path(f"M{nought:.1f} {y:.1f}H{scale.x(scale.high):.1f}", thick=1, dash="2 4"))
    return pieces


def _key(y: float, say: Speaker) -> list[str]:
    budget, accounts = say("papers.key_budget"), say("word.accounts")
    second = BARS[0] + 18 + width(budget, 11) + 18
    return [
        rect(BARS[0], y - 10, 12, 10, fill=PAPER, stroke=INK, thick=1.2),
        text(budget, BARS[0] + 18, y - 1, size=11),
        rect(second, y - 8, 12, 6, fill=DARK),
        text(accounts, second + 18, y - 1, size=11),
    ]


def _amount(value: float, highest: float, say: Speaker) -> str:
    """«1,5 mill.» where the scale is in millions, else whole kroner."""
    if highest < MILLION:
        return say.money(value)
    millions = value / MILLION
    return say("papers.millions", n=say.number(millions, 0 if millions == round(millions) else 1))
