"""Which cells of a cube could have another value with the sums of all blocks unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from data_sources.protection.cells import Flags, Integers


def in_circle(rows: Integers, columns: Integers, upper: Flags) -> Flags:
    """Whether each cell could be in the other half with all block sums unchanged.

    One edge per cell between its block of rows and its block of columns, turned by its half.
    """
    if not len(rows):
        return np.zeros(0, dtype=np.bool_)
    shift = int(rows.max()) + 1
    ends = columns + shift
    label = _components(
        np.where(upper, ends, rows), np.where(upper, rows, ends), shift + int(columns.max()) + 1
    )
    return np.asarray(label[rows] == label[ends], dtype=np.bool_)


def _components(start: Integers, end: Integers, size: int) -> Integers:
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
