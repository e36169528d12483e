"""Outlines with fewer points: each stretch between two junctions is simplified once, for both its neighbours.

Neighbours therefore still meet. Douglas-Peucker leaves a line within the tolerance of the one it had; where
that makes an outline cross itself, the sides that cross get points back, and with them both neighbours.
Crossing sides are found by a grid: sides far apart are never compared.
"""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING

import numpy as np

from data_sources.outlines.boundaries import CORNERS, DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

Position = tuple[float, float]
TOLERANCE = 0.001
"""Degrees of latitude, 110 metres: less than a pixel where a county fills the screen."""
SNAP = 6
"""Decimals at which points are the same (10 centimetres)."""
FINER = 0.25
"""Part of a side's own deviation that its points given back leave."""
ROUNDS = 40
"""Times points are given back at most; what still crosses then is reported by the caller."""
NOISE = 1e-13
"""Square degrees: far below a square of the coarse grid."""
MANY_CELLS = 100
"""A side over more cells than this is compared with every other instead."""
CELLS_IN_COLUMN = 1 << 31


class _Stretch:
    """Points between two junctions, and the positions of those kept."""

    def __init__(self, points: Floats) -> None:
        self.points = points
        self.flat = points * (cos(radians(float(points[:, 1].mean()))), 1.0)
        self.kept = np.array([0, len(points) - 1])

    def thin(self, tolerance: float) -> None:
        """Keep what is needed to stay within the tolerance."""
        self.kept = _needed(self.flat, 0, len(self.points) - 1, tolerance)

    def refine(self, sides: Iterable[int]) -> bool:
        """Give points back to some sides; whether there were any to give."""
        more = [self.kept]
        for side in set(sides):
            first, last = int(self.kept[side]), int(self.kept[side + 1])
            if last - first > 1:
                away = _distances(self.flat[first + 1 : last], self.flat[first], self.flat[last])
                more.append(_needed(self.flat, first, last, FINER * float(away.max())))
                more.append(np.array([first + 1 + int(away.argmax())]))
        self.kept = np.unique(np.concatenate(more))
        return len(more) > 1


class _RingOfStretches:
    """A ring as the stretches it is made of, each with whether it is walked the other way."""

    def __init__(self, parts: Sequence[tuple[_Stretch, bool]]) -> None:
        self.parts = parts

    def points(self) -> Floats:
        """Points kept, the first once more at the end."""
        lines = [part.points[part.kept][:: -1 if turned else 1] for part, turned in self.parts]
        if not lines:
            return np.empty((0, 2))
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])

    def sides(self) -> list[tuple[_Stretch, int]]:
        """Stretch and place in it of each side."""
        return [
            (part, count - 1 - at if turned else at)
            for part, turned in self.parts
            for count in [len(part.kept) - 1]
            for at in range(count)
        ]

    def mend(self) -> set[_Stretch]:
        """Give points back where the ring lost its shape or crosses itself; stretches that got any."""
        points = self.points()
        wanted: dict[_Stretch, list[int]] = {}
        if len(points) < CORNERS:
            for part, at in self.sides():
                wanted.setdefault(part, []).append(at)
        else:
            crossing = _crossing_sides(points)
            if len(crossing):
                sides = self.sides()
                for side in crossing:
                    part, at = sides[side]
                    wanted.setdefault(part, []).append(at)
        return {part for part, sides in wanted.items() if part.refine(sides)}


def simplified(
    rings: Sequence[Iterable[Sequence[float]]], tolerance: float = TOLERANCE
) -> list[list[Position]]:
    """Rings of a whole map with fewer points, in order; one too small to keep a shape keeps its corners."""
    made = _net([_closed(ring) for ring in rings])
    stretches = {part for ring in made for part, _ in ring.parts}
    for part in stretches:
        part.thin(tolerance)
    users: dict[_Stretch, list[int]] = {}
    for at, ring in enumerate(made):
        for part, _ in ring.parts:
            users.setdefault(part, []).append(at)
    suspects = set(range(len(made)))
    for _ in range(ROUNDS):
        # A neighbour whose border came out otherwise may now be the one that crosses itself.
        changed = {part for at in sorted(suspects) for part in made[at].mend()}
        suspects = {at for part in changed for at in users[part]}
        if not suspects:
            break
    return [[(lon, lat) for lon, lat in ring.points().tolist()] for ring in made]


def crosses_visibly(ring: Iterable[Sequence[float]], tolerance: float = TOLERANCE / 4) -> bool:
    """Whether a ring, seen through a line as wide as the tolerance, crosses itself by more than that."""
    (made,) = _net([_closed(ring)])
    for part, _ in made.parts:
        part.thin(tolerance)
    return crosses_itself(made.points(), margin=tolerance)


def _crossing_sides(points: Floats) -> Integers:
    """Sides of a ring that take part in a crossing, where it is rounded as it will be kept."""
    coarse = points.round(DECIMALS)
    firsts = np.flatnonzero(np.r_[True, (coarse[1:] != coarse[:-1]).any(axis=1)])
    found = np.unique(crossings(coarse[firsts]))
    ends = np.r_[firsts[1:], len(points) - 1]
    if not len(found):
        return found
    # A side of the rounded ring stands for all that were rounded away at its beginning.
    return np.unique(np.concatenate([np.arange(firsts[side], ends[side]) for side in found]))


def _closed(ring: Iterable[Sequence[float]]) -> Floats:
    """Ring of snapped points that ends where it began, without points that fall together."""
    points = np.array([(point[0], point[1]) for point in ring], "float64").reshape(-1, 2).round(SNAP)
    if not len(points):
        return points
    kept = points[np.r_[True, (points[1:] != points[:-1]).any(axis=1)]]
    return kept if (kept[0] == kept[-1]).all() else np.concatenate([kept, kept[:1]])


def _net(rings: Sequence[Floats]) -> list[_RingOfStretches]:
    """Rings cut at the junctions of the whole map; neighbours share the stretch between two of them."""
    every = np.concatenate([np.empty((0, 2)), *rings])
    if not np.isfinite(every).all():
        raise ValueError("a coordinate is no number")
    names = (every * 10**SNAP).round().astype("int64")
    keys, number = np.unique(names[:, 0] * (1 << 32) + names[:, 1], return_inverse=True)
    numbers = np.split(number, np.cumsum([len(ring) for ring in rings])[:-1])
    is_junction = _junctions(numbers, len(keys))
    known: dict[bytes, _Stretch] = {}
    return [
        _RingOfStretches([_shared(part, own, known) for part, own in _stretches(ring, own, is_junction)])
        for ring, own in zip(rings, numbers, strict=True)
    ]


def _junctions(rings: Sequence[Integers], count: int) -> NDArray[np.bool_]:
    """Which points are not between exactly two others."""
    none = np.empty(0, "int64")
    one = np.concatenate([none, *(ring[:-1] for ring in rings)])
    other = np.concatenate([none, *(ring[1:] for ring in rings)])
    sides = np.unique(np.minimum(one, other) * np.int64(count) + np.maximum(one, other))
    beside = np.bincount(sides // max(count, 1), minlength=count) + np.bincount(
        sides % max(count, 1), minlength=count
    )
    is_junction: NDArray[np.bool_] = beside != 2  # noqa: PLR2004 - before and after
    return is_junction


def _stretches(
    ring: Floats, numbers: Integers, is_junction: NDArray[np.bool_]
) -> list[tuple[Floats, Integers]]:
    """The ring cut at its junctions; one without any is cut in two where neighbours would cut it too."""
    body, own = ring[:-1], numbers[:-1]
    cuts = np.flatnonzero(is_junction[own])
    if not len(cuts) and len(body):
        least = int(np.lexsort((body[:, 1], body[:, 0]))[0])
        away = np.abs(body - body[least]).sum(axis=1).round(SNAP)
        far = int(np.lexsort((body[:, 1], body[:, 0], away))[-1])
        cuts = np.unique([least, far])
    twice, named = np.concatenate([body, body]), np.concatenate([own, own])
    ends = np.r_[cuts[1:], cuts[:1] + len(body)]
    return [(twice[cut : end + 1], named[cut : end + 1]) for cut, end in zip(cuts, ends, strict=True)]


def _shared(points: Floats, numbers: Integers, known: dict[bytes, _Stretch]) -> tuple[_Stretch, bool]:
    """The same stretch whichever way a neighbour walks it, and whether it was turned."""
    forth, back = numbers.tobytes(), numbers[::-1].tobytes()
    turned = back < forth
    key = back if turned else forth
    if key not in known:
        known[key] = _Stretch(np.ascontiguousarray(points[:: -1 if turned else 1]))
    return known[key], turned


def _needed(line: Floats, first: int, last: int, tolerance: float) -> Integers:
    """Positions of the points needed to stay within the tolerance of a line; its ends always."""
    kept, waiting = [first, last], [(first, last)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:  # noqa: PLR2004 - nothing between
            continue
        away = _distances(line[first + 1 : last], line[first], line[last])
        far = int(away.argmax())
        if away[far] > tolerance:
            middle = first + 1 + far
            kept.append(middle)
            waiting += [(first, middle), (middle, last)]
    return np.unique(kept)


def _distances(points: Floats, start: Floats, end: Floats) -> Floats:
    """Distances from a straight piece."""
    along = end - start
    length = float(along @ along)
    beside = points - start
    if length:
        share = np.clip(beside @ along / length, 0, 1)
        beside = beside - share[:, None] * along
    away: Floats = np.hypot(beside[:, 0], beside[:, 1])
    return away


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
    cell = column * CELLS_IN_COLUMN + row
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
