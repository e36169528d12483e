"""Attendances and completed: counts that follow the mask of the persons behind them.

No rule here reads how many persons there are in a small cell, or tells attendances of one person from those
of more. Completed and not completed are counts of persons too, and are rounded as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data_sources.protection.rounding import choose_up

if TYPE_CHECKING:
    from data_sources.protection.cells import Flags, Integers, Numbers


@dataclass(frozen=True)
class Earlier:
    """What each cell was published as in the earlier cube; persons -1 and NaN where it was not."""

    persons: Integers
    attendances: Numbers
    completed: Numbers


@dataclass(frozen=True)
class Persons:
    """Persons of each cell: raw, published, and expected where the cell was rounded now (NaN elsewhere)."""

    raw: Integers
    published: Integers
    expected: Numbers


def attendances(raw: Numbers, persons: Persons, earlier: Earlier, *, base: int) -> Numbers:
    """Attendances to publish; NaN = not counted.

    Behind 0 persons there are 0. Behind `base` persons they are a multiple of `base`, scaled with the
    persons expected in the cell, never with the raw ones. A small cell keeps what was published earlier.
    """
    small = (persons.raw > 0) & (persons.raw < base)
    factor = np.where(small, base / np.where(np.isnan(persons.expected), base / 2, persons.expected), 1.0)
    scaled = np.maximum(np.floor(np.maximum(raw, base - 1) * factor / base + 0.5), 1) * base
    result = np.where(persons.published == base, scaled, raw)
    kept = small & (earlier.persons == persons.published) & ~np.isnan(earlier.attendances)
    result = np.where(kept, earlier.attendances, result)
    result = np.where(persons.published == 0, 0.0, result)
    return np.where(np.isnan(raw), np.nan, result)


def completed(codes: Integers, raw: Numbers, persons: Persons, earlier: Earlier, *, base: int) -> Numbers:
    """Completed to publish, rows in canonical order; NaN = not counted.

    Behind fewer than `base` persons: everybody or nobody, by whether anyone completed. Else few completed
    become 0 or `base`, few not completed make it all the persons or `base` fewer; with fewer than
    2 × `base` persons all or nobody. A cell published earlier keeps its side.
    """
    published = persons.published
    low, high, free = _choices(raw, persons.raw, published, base=base)
    result = np.where((published == base) & ~free, np.where(raw > 0, published, 0), raw)
    kept = (persons.raw < base) & (raw > 0) & (earlier.persons == published) & ~np.isnan(earlier.completed)
    result = np.where(kept, earlier.completed, result)
    kept_low, kept_high = _kept_sides(low, high, published, earlier, base=base)
    result = np.where(free & kept_low, low, np.where(free & kept_high, high, result))
    chosen = free & ~kept_low & ~kept_high
    expected = _expected(raw[chosen], low[chosen], high[chosen])
    up = choose_up(codes[chosen], low[chosen], high[chosen], expected)
    result[chosen] = np.where(up, high[chosen], low[chosen])
    result = np.where(published == 0, 0.0, result)
    return np.where(np.isnan(raw), np.nan, result)


def _choices(
    raw: Numbers, persons: Integers, published: Integers, *, base: int
) -> tuple[Integers, Integers, Flags]:
    """Lower and higher value each cell may be published with, and whether it has such a choice."""
    few = (raw > 0) & (raw < base)
    few_left = (persons - raw > 0) & (persons - raw < base)
    whole = published < 2 * base
    low = np.where(whole | few, 0, published - base)
    high = np.where(whole | ~few, published, base)
    inner = (raw > 0) & (raw < persons)
    return low, high, np.where(whole, inner, few | few_left) & (persons >= base)


def _kept_sides(
    low: Integers, high: Integers, published: Integers, earlier: Earlier, *, base: int
) -> tuple[Flags, Flags]:
    """Whether a cell with a choice was published on the lower or the higher side before."""
    left = earlier.persons - earlier.completed
    known = earlier.persons > 0
    by_left = low > 0
    kept_low = known & np.where(by_left, left == base, earlier.completed == 0)
    kept_high = known & np.where(by_left | (high == published), left == 0, earlier.completed == base)
    return kept_low, kept_high & ~kept_low


def _expected(raw: Numbers, low: Integers, high: Integers) -> Numbers:
    """Split one sum over the cells, moved so that each may hold any value between low and high."""
    if not len(raw):
        return raw
    room = int((high - low - 2).max(initial=0))
    lowest, highest = int((low + 1).sum()) + room, int((high - 1).sum()) - room
    if lowest > highest:
        return (low + high) / 2
    share = (np.clip(raw.sum(), lowest, highest) - low.sum()) / (high - low).sum()
    return np.asarray(low + share * (high - low), dtype=np.float64)
