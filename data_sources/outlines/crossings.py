"""Where the sides of a ring cross each other, found by a grid: sides far apart are never compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

NOISE = 1e-13
"""Square degrees: far below a square of the coarse grid."""
MANY_CELLS = 100
"""A side over more cells than this is compared with every other instead."""
ROWS = 1 << 31


def crosses_itself(ring: Sequence[Sequence[float]] | Floats, *, margin: float = 0.0) -> bool:
    """Whether two sides of a ring cross, each end by more than a margin; touching is no crossing."""
    return len(crossings(np.asarray(ring, "float64"), margin=margin)) > 0


def crossings(points: Floats, *, margin: float = 0.0) -> Integers:
    """Pairs of sides that cross, each end by more than a margin: positions of their first points."""
    start, end = points[:-1], points[1:]
    if len(start) < 3:  # noqa: PLR2004 - a triangle is the least with sides that do not meet
        return np.empty((0, 2), "int64")
    low, high = np.minimum(start, end), np.maximum(start, end)
    extent = (high - low).max(axis=1)
    cell = max(2 * float(extent.mean()), float(np.quantile(extent, 0.99)) / 4, 1e-9)
    origin = low.min(axis=0)
    first = ((low - origin) / cell).astype("int64")
    wide, tall = (((high - origin) / cell).astype("int64") - first + 1).T
    is_long = wide * tall > MANY_CELLS
    found = [_crossing(_in_cells(first, wide, tall, ~is_long), start, end, margin)]
    everyone = np.arange(len(start))
    for side in np.flatnonzero(is_long):
        near = everyone[((low <= high[side]) & (high >= low[side])).all(axis=1)]
        found.append(_crossing([(np.full(len(near), side), near)], start, end, margin))
    return np.unique(np.sort(np.concatenate(found), axis=1), axis=0)


def _in_cells(
    first: Integers, wide: Integers, tall: Integers, chosen: NDArray[np.bool_]
) -> list[tuple[Integers, Integers]]:
    """Pairs of sides that share a cell of the grid; a pair may come several times."""
    sides = np.flatnonzero(chosen)
    counts = (wide * tall)[sides]
    side = np.repeat(sides, counts)
    within = np.arange(len(side)) - np.repeat(np.cumsum(counts) - counts, counts)
    column, row = first[side, 0] + within % wide[side], first[side, 1] + within // wide[side]
    cell = column * ROWS + row
    order = np.argsort(cell, kind="stable")
    side, cell = side[order], cell[order]
    pairs, place = [], np.arange(len(cell))
    for step in range(1, len(cell)):
        place = place[: np.searchsorted(place, len(cell) - step)]
        place = place[cell[place] == cell[place + step]]  # who has nobody so far on has nobody further on
        if not len(place):
            break
        pairs.append((side[place], side[place + step]))
    return pairs


def _crossing(
    pairs: Sequence[tuple[Integers, Integers]], start: Floats, end: Floats, margin: float
) -> Integers:
    found = [np.empty((0, 2), "int64")]
    for one, other in pairs:
        a, b, c, d = start[one], end[one], start[other], end[other]
        apart = _side(a, b, c, margin) * _side(a, b, d, margin) < 0
        apart[apart] = (
            _side(c[apart], d[apart], a[apart], margin) * _side(c[apart], d[apart], b[apart], margin) < 0
        )
        found.append(np.column_stack([one[apart], other[apart]]))
    return np.concatenate(found)


def _side(a: Floats, b: Floats, c: Floats, margin: float) -> Floats:
    """On which side of the line a-b the points c lie; within margin and noise they are on it."""
    along = b - a
    turn = along[..., 0] * (c[..., 1] - a[..., 1]) - along[..., 1] * (c[..., 0] - a[..., 0])
    on_line = np.maximum(NOISE, margin * np.hypot(along[..., 0], along[..., 1]))
    side: Floats = np.where(np.abs(turn) < on_line, 0.0, np.sign(turn))
    return side
