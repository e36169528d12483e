"""What the rounding may know of small cells: sums that leave each of them two raw values or more.

The rounding reads small cells only through `expected_counts`, and that only through a summary: which
cells are small, and how many of them are in the upper half of the small values in each block of rows
(period, measure, municipality) and each block of columns (target group, age, gender). The summary is
moved to one that is *safe*: for every small cell there is a cube with the same summary where that cell
is in the other half. So whoever knows the program, which cells are small, and even the summary itself,
cannot tell the two halves apart; `docs/vern-av-smaa-tal.md` has the argument.

A cube is a graph with one edge per small cell, from its block of rows to its block of columns, turned by
the half its value is in. Turning all edges of a directed circle changes no sum, so a cell can be in
either half exactly when its edge is in a circle: both ends in one strongly connected component.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from data_sources.protection.cells import Flags, Integers, Numbers

BLOCK = 12
"""Fewest small cells in a block. Larger hides more and keeps fewer sums."""

PER_BLOCK = 4.0
"""How many cells of the rarer half a block is sized for."""

ROUNDS = 8
ROUNDS_OF_FIT = 15


@dataclass(frozen=True)
class SafeSummary:
    """All that the rounding knows of the small cells, one entry per cell."""

    rows: Integers
    columns: Integers
    active: Flags
    """Cells whose value is used at all: the others are in no circle, whatever the values are."""
    upper: Flags
    """Halves with the sums of the summary, not the raw halves. False where not active."""


def expected_counts(codes: Integers, values: Integers, *, at_base: int, base: int) -> Numbers:
    """Count to expect in each small cell (rows in canonical order), from the safe summary alone.

    `at_base` is how many other cells are exactly `base`; few of them tell that most small cells are 1.
    """
    known = safe_summary(codes, values >= _upper_from(base), at_base=at_base)
    active, upper = known.active, known.upper[known.active]
    share = np.full(len(values), upper.mean() if upper.size else 0.5)
    share[active] = _fitted(known.rows[active], known.columns[active], upper)
    return _from_share(share, values, active, upper, base=base)


def safe_summary(codes: Integers, upper: Flags, *, at_base: int) -> SafeSummary:
    """Sums of the halves per block, moved so far that every cell could be in either half.

    Which blocks there are, and which cells are left out, follows from where the small cells are.
    """
    fewest = _fewest(len(upper), at_base)
    rows, columns = _blocks(codes[:, [2, 0, 1]], fewest), _blocks(codes[:, [3, 5, 4]], fewest)
    pattern = _scatter(len(upper)) % 2 == 1
    active = in_circle(rows, columns, pattern)
    moved = np.zeros(len(upper), dtype=np.bool_)
    moved[active] = _safe(rows[active], columns[active], upper[active], pattern[active])
    return SafeSummary(rows, columns, active, moved)


def _upper_from(base: int) -> int:
    return (base + 1) // 2


def _fewest(small: int, at_base: int) -> int:
    """Fewest cells a block needs to hold some of both halves, were the counts Poisson."""
    share = np.sqrt(1.5 * (at_base + 0.5) / max(small, 1))
    return int(max(BLOCK, PER_BLOCK / share))


def _blocks(codes: Integers, fewest: int) -> Integers:
    """Number the neighbouring values of some dimensions so that each number has `fewest` cells or more."""
    _, group, size = np.unique(codes, axis=0, return_inverse=True, return_counts=True)
    number = np.zeros(len(size), dtype=np.int64)
    block = cells = 0
    for position, count in enumerate(size.tolist()):
        number[position] = block
        cells += count
        if cells >= fewest:
            block, cells = block + 1, 0
    if cells and block:
        number[number == block] = block - 1
    return number[group.reshape(-1)]


def _scatter(length: int) -> Integers:
    """Even spread of numbers below 2^20 that depend on position only."""
    mixed = (np.arange(1, length + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(23)
    mixed = ((mixed ^ (mixed >> np.uint64(17))) * np.uint64(0xBF58476D1CE4E5B9)) >> np.uint64(44)
    return mixed.astype(np.int64)


def _safe(rows: Integers, columns: Integers, upper: Flags, pattern: Flags) -> Flags:
    """Return the halves moved so far that every cell is in a circle.

    `pattern` is safe whatever the values are, and the way out where small changes do not suffice.
    """
    halves = upper.copy()
    for one, other in ((rows, columns), (columns, rows), (rows, columns)):
        for half in (True, False):
            _give_each_block(one, other, halves, half=half)
    replaced = np.zeros(len(halves), dtype=np.bool_)
    for _ in range(ROUNDS):
        fixed = ~in_circle(rows, columns, halves)
        if not fixed.any():
            return halves
        replaced |= fixed
        halves = np.where(replaced, pattern, halves)
    return halves if in_circle(rows, columns, halves).all() else pattern


def _give_each_block(blocks: Integers, across: Integers, halves: Flags, *, half: bool) -> None:
    """Put a cell of the given half in each block without one, with little change of other sums."""
    held = np.bincount(blocks[halves == half], minlength=int(blocks.max(initial=-1)) + 1)
    needing = np.flatnonzero((held == 0) & (np.bincount(blocks, minlength=len(held)) > 0))
    if not needing.size:
        return
    givers: dict[int, list[int]] = {}
    for cell in np.flatnonzero((halves == half) & (held[blocks] > 1)).tolist():
        givers.setdefault(int(across[cell]), []).append(cell)
    order = np.argsort(blocks, kind="stable")
    first = np.searchsorted(blocks[order], needing)
    last = np.searchsorted(blocks[order], needing, side="right")
    for block, begin, stop in zip(needing.tolist(), first.tolist(), last.tolist(), strict=True):
        own = order[begin:stop].tolist()
        taker, giver = _exchange(own, across, givers, blocks, held)
        halves[taker] = half
        held[block] += 1
        if giver is not None:
            halves[giver] = not half
            held[blocks[giver]] -= 1


def _exchange(
    own: list[int], across: Integers, givers: dict[int, list[int]], blocks: Integers, held: Integers
) -> tuple[int, int | None]:
    """Find a cell of one's own and a cell to change for it, in a block that can spare it.

    The nearest is in the same block across, which keeps that sum too; then any, which keeps the total.
    """
    for taker in own:
        offered = givers.get(int(across[taker]), [])
        while offered:
            giver = offered.pop()
            if held[blocks[giver]] > 1:
                return taker, giver
    for offered in givers.values():
        while offered:
            giver = offered.pop()
            if held[blocks[giver]] > 1:
                return own[0], giver
    return own[0], None


def _fitted(rows: Integers, columns: Integers, upper: Flags) -> Numbers:
    """Share of the upper half in each cell: one term per block, near the sums of all blocks."""
    share = np.full(len(upper), upper.mean() if upper.size else 0.5)
    for _ in range(ROUNDS_OF_FIT):
        for blocks in (rows, columns):
            size = np.bincount(blocks)
            gap = np.bincount(blocks, weights=upper - share) / np.maximum(size, 1)
            share = np.clip(share + gap[blocks], 0.0, 1.0)
    return np.asarray(share, dtype=np.float64)


def _from_share(share: Numbers, values: Integers, active: Flags, upper: Flags, *, base: int) -> Numbers:
    """Turn shares of the upper half into counts, with the sum of all small counts where that is safe too."""
    upper_from = _upper_from(base)
    lower_mean, upper_mean = upper_from / 2, (upper_from + base - 1) / 2
    expected = lower_mean + share * (upper_mean - lower_mean)
    room = max(upper_from - 2, base - 1 - upper_from)
    if not room or not active.any():
        return expected
    highest = np.where(upper, base - 1, upper_from - 1).sum()
    lowest = np.where(upper, upper_from, 1).sum()
    if lowest + room > highest - room:
        return expected
    total = np.clip(values[active].sum(), lowest + room, highest - room)
    return np.asarray(np.clip(expected * total / expected[active].sum(), 1.0, base - 1.0), dtype=np.float64)


def in_circle(rows: Integers, columns: Integers, upper: Flags) -> Flags:
    """Whether each cell could be in the other half with all block sums unchanged.

    One edge per cell between its block of rows and its block of columns, turned by its half.
    """
    if not len(rows):
        return np.zeros(0, dtype=np.bool_)
    shift = int(rows.max()) + 1
    ends = columns + shift
    label = _connected_components(
        np.where(upper, ends, rows), np.where(upper, rows, ends), shift + int(columns.max()) + 1
    )
    return np.asarray(label[rows] == label[ends], dtype=np.bool_)


def _connected_components(start: Integers, end: Integers, size: int) -> Integers:
    """Number the strongly connected components: what is reached both forwards and backwards from a node."""
    label = np.full(size, -1, dtype=np.int64)
    number = 0
    while True:
        free = label < 0
        inside = free[start] & free[end]
        start, end = start[inside], end[inside]
        onward = np.bincount(start, minlength=size) * (np.bincount(end, minlength=size) > 0)
        alone = free & (onward == 0)
        if alone.any():
            label[alone] = number + np.arange(alone.sum())
            number += int(alone.sum())
        elif not free.any():
            return label
        else:
            first = int(onward.argmax())
            both = _reached(start, end, first, size) & _reached(end, start, first, size)
            label[both] = number
            number += 1


def _reached(start: Integers, end: Integers, first: int, size: int) -> Flags:
    reached = np.zeros(size, dtype=np.bool_)
    reached[first] = True
    while True:
        new = end[reached[start] & ~reached[end]]
        if not new.size:
            return reached
        reached[new] = True
