"""Which small cells go up: the choice that keeps the total and all one- and two-filter views close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data_sources.protection.cells import view_codes

if TYPE_CHECKING:
    from data_sources.protection.cells import Flags, Integers, Numbers

EXACT_BELOW = 1000
"""Up to so many cells, each move and each pair of moves is tried; above, moves are tried in batches."""

SWEEPS = 8
SWEEPS_OF_MANY = 2
MANY = 60_000
BATCH = 12
MOST_BATCHES = 400

SMALLEST_GAIN = 1e-6
"""Below this a gain is noise of the arithmetic, and following it could go in circles."""


def choose_up(codes: Integers, low: Integers, high: Integers, expected: Numbers) -> Flags:
    """Whether each cell takes `high` rather than `low` so that sums come near the `expected` ones.

    Rows in canonical order, so that the choice does not depend on the order of the input.
    """
    if not len(codes):
        return np.zeros(0, dtype=np.bool_)
    views, weights = _views(codes)
    up = _spread(low, high, expected)
    error = np.zeros(len(weights))
    np.add.at(error, views, (np.where(up, high, low) - expected)[:, None])
    search = _Search(views, weights, error, (high - low).astype(np.float64), up)
    if len(codes) <= EXACT_BELOW:
        search.move_each()
    else:
        lines = [_neighbours(codes, dimension) for dimension in range(codes.shape[1])]
        single = _scattered(np.arange(len(codes))[:, None])
        for _ in range(SWEEPS if len(codes) <= MANY else SWEEPS_OF_MANY):
            for moves in (single, *lines):
                search.move_batches(moves)
    return search.up


@dataclass
class _Search:
    views: Integers
    """Number of the view each cell falls in, one column per choice of filters."""
    weights: Numbers
    error: Numbers
    """Published minus expected, per view."""
    step: Numbers
    up: Flags

    def signed(self, cells: Integers) -> Numbers:
        """Change of each cell if it moves."""
        return np.where(self.up[cells], -self.step[cells], self.step[cells])

    def gain(self, cells: Integers) -> Numbers:
        """Change in the weighted sum of squared errors if each cell alone moves."""
        step = self.signed(cells)
        weight = self.weights[self.views[cells]]
        against = np.einsum("ij,ij->i", weight, self.error[self.views[cells]])
        return np.asarray(step * (2 * against + step * weight.sum(axis=1)), dtype=np.float64)

    def gain_of_pairs(self, pairs: Integers) -> Numbers:
        """Change if both cells of each pair move; only pairs of one up and one down are asked about."""
        first, second = pairs.T
        apart = self.views[first] != self.views[second]
        total = np.zeros(len(pairs))
        for cells in (first, second):
            step = self.signed(cells)
            weight = np.where(apart, self.weights[self.views[cells]], 0.0)
            against = np.einsum("ij,ij->i", weight, self.error[self.views[cells]])
            total += step * (2 * against + step * weight.sum(axis=1))
        return total

    def move_each(self) -> None:
        """Move one cell, or two together, as long as that brings the sums closer."""
        every = np.arange(len(self.up))
        while True:
            gain = self.gain(every)
            best = int(gain.argmin())
            if gain[best] < -SMALLEST_GAIN:
                self._move(best)
            elif not self._move_two(every, gain):
                return

    def _move_two(self, every: Integers, gain: Numbers) -> bool:
        for cell in np.argsort(gain, kind="stable").tolist():
            self._move(cell)
            after = self.gain(every)
            other = int(after.argmin())
            if other != cell and gain[cell] + after[other] < -SMALLEST_GAIN:
                self._move(other)
                return True
            self._move(cell)
        return False

    def _move(self, cell: int) -> None:
        self.error[self.views[cell]] += -self.step[cell] if self.up[cell] else self.step[cell]
        self.up[cell] = not self.up[cell]

    def move_batches(self, moves: Integers) -> None:
        """Make many moves at a time, the best first, keeping a batch only when the sums came closer."""
        change = np.zeros_like(self.error)
        for batch in np.array_split(moves, max(1, min(len(moves) // BATCH, MOST_BATCHES))):
            apart = batch if batch.shape[1] == 1 else batch[self.up[batch[:, 0]] != self.up[batch[:, 1]]]
            gain = self.gain(apart[:, 0]) if batch.shape[1] == 1 else self.gain_of_pairs(apart)
            ranked = apart[np.argsort(gain, kind="stable")[: int((gain < -SMALLEST_GAIN).sum())]]
            while len(ranked):
                cells = ranked.reshape(-1)
                touched, steps = self.views[cells], self.signed(cells)[:, None]
                np.add.at(change, touched, steps)
                together = self.weights[touched] * steps * (2 * self.error[touched] + change[touched])
                change[touched] = 0.0
                if together.sum() < -SMALLEST_GAIN:
                    np.add.at(self.error, touched, steps)
                    self.up[cells] = ~self.up[cells]
                    break
                ranked = ranked[: len(ranked) // 2]


def _views(codes: Integers) -> tuple[Integers, Numbers]:
    """Number the views over all choices of filters, and weigh them: few filters count double."""
    columns, weights = [], []
    used = 0
    for filters, view in view_codes(codes):
        size = int(view.max()) + 1
        columns.append(view + used)
        weights.append(np.full(size, 1.0 if len(filters) > 1 else 2.0))
        used += size
    return np.stack(columns, axis=1), np.concatenate(weights)


def _spread(low: Integers, high: Integers, expected: Numbers) -> Flags:
    """Round up each time the running sum of shares passes a whole number."""
    share = (expected - low) / np.maximum(high - low, 1)
    return np.diff(np.floor(np.cumsum(share) + 0.5), prepend=0.0) > 0


def _neighbours(codes: Integers, dimension: int) -> Integers:
    """Pairs of cells that differ in one dimension only: moving one up and one down disturbs few views."""
    others = np.delete(codes, dimension, axis=1)
    order = np.lexsort((codes[:, dimension], *others.T))
    same = (others[order][1:] == others[order][:-1]).all(axis=1)
    return _scattered(np.stack([order[:-1][same], order[1:][same]], axis=1))


def _scattered(moves: Integers) -> Integers:
    """Moves in an order unrelated to the cells' own, so that a batch is spread over the cube."""
    mixed = np.arange(len(moves), dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return moves[np.argsort(mixed, kind="stable")]
