"""Outlines with fewer points: each stretch between two junctions is simplified once, for both its neighbours.

Neighbours therefore still meet. Douglas-Peucker leaves a line within the tolerance of the one it had; where
that makes an outline cross itself, its stretches get a smaller tolerance, and at last none.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

Point = tuple[float, float]
Stretch = tuple[Point, ...]
TOLERANCE = 0.001
"""Degrees of latitude, 110 metres: less than a pixel where a county fills the screen."""
STEPS = (1.0, 0.25, 0.0)
"""Parts of the tolerance tried, one after another, on outlines that would cross themselves."""
SNAP, COARSE = 6, 3
"""Decimals at which points are the same (10 centimetres), and those outlines are kept with."""
CORNERS = 4
BLOCK = 512
NOISE = 1e-13
"""Square degrees: far below a square of the coarse grid."""


def simplified(rings: Sequence[Iterable[Sequence[float]]], tolerance: float = TOLERANCE) -> list[list[Point]]:
    """Rings of a whole map with fewer points, in order; one too small to keep a shape is left as it was."""
    exact = [_closed(ring) for ring in rings]
    nodes = _junctions(exact)
    parts = [[_canonical(part) for part in _stretches(ring, nodes)] for ring in exact]
    kept = {part: _thinned(part, tolerance) for ring in parts for part, _ in ring}
    found = [_joined(ring, kept) for ring in parts]
    step: dict[Stretch, int] = defaultdict(int)
    suspects = list(range(len(found)))
    while suspects:
        poor = [at for at in suspects if _poor(found[at], exact[at])]
        finer = {part for at in poor for part, _ in parts[at] if step[part] < len(STEPS) - 1}
        for part in finer:
            step[part] += 1
            kept[part] = _thinned(part, tolerance * STEPS[step[part]])
        # A neighbour whose border came out otherwise may now be the one that crosses itself.
        suspects = [at for at, ring in enumerate(parts) if any(part in finer for part, _ in ring)]
        for at in suspects:
            found[at] = _joined(parts[at], kept)
    return found


def crosses_itself(ring: Sequence[Point], *, margin: float = 0.0) -> bool:
    """Whether two sides of a ring cross, each end by more than a margin; touching is no crossing."""
    points = np.asarray(ring, "float64")
    start, end = points[:-1], points[1:]
    for first in range(0, len(start), BLOCK):
        a, b = start[first : first + BLOCK, None], end[first : first + BLOCK, None]
        apart = _side(a, b, start[None], margin) * _side(a, b, end[None], margin) < 0
        if (
            apart & (_side(start[None], end[None], a, margin) * _side(start[None], end[None], b, margin) < 0)
        ).any():
            return True
    return False


def crosses_visibly(ring: Iterable[Sequence[float]], tolerance: float = TOLERANCE / 4) -> bool:
    """Whether a ring, seen through a line as wide as the tolerance, crosses itself by more than that."""
    parts = [_canonical(part) for part in _stretches(_closed(ring), frozenset())]
    seen = _joined(parts, {part: _thinned(part, tolerance) for part, _ in parts})
    return crosses_itself(seen, margin=tolerance)


def _side(
    a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64], margin: float
) -> NDArray[np.float64]:
    """On which side of the line a-b the points c lie; within margin and noise they are on it."""
    along = b - a
    turn = along[..., 0] * (c[..., 1] - a[..., 1]) - along[..., 1] * (c[..., 0] - a[..., 0])
    on_line = np.maximum(NOISE, margin * np.hypot(along[..., 0], along[..., 1]))
    return np.where(np.abs(turn) < on_line, 0.0, np.sign(turn))


def _closed(ring: Iterable[Sequence[float]]) -> list[Point]:
    """Ring of snapped points that ends where it began, without points that fall together."""
    points: list[Point] = []
    for point in ring:
        snapped = (round(point[0], SNAP), round(point[1], SNAP))
        if not points or snapped != points[-1]:
            points.append(snapped)
    return points if points and points[0] == points[-1] else [*points, *points[:1]]


def _junctions(rings: Sequence[list[Point]]) -> frozenset[Point]:
    """Points where other than two stretches meet."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            beside[one].add(other)
            beside[other].add(one)
    return frozenset(point for point, near in beside.items() if len(near) != 2)  # noqa: PLR2004 - before and after


def _stretches(ring: list[Point], nodes: frozenset[Point]) -> Iterator[Stretch]:
    """The ring cut at its junctions; one without any is cut in two where neighbours would cut it too."""
    body = ring[:-1]
    cuts = [at for at, point in enumerate(body) if point in nodes]
    if not cuts and body:
        least = min(body)
        far = max(body, key=lambda point: (abs(point[0] - least[0]) + abs(point[1] - least[1]), point))
        cuts = sorted({body.index(least), body.index(far)})
    for at, cut in enumerate(cuts):
        end = cuts[(at + 1) % len(cuts)]
        yield tuple(body[cut : end + 1] if end > cut else [*body[cut:], *body[: end + 1]])


def _canonical(part: Stretch) -> tuple[Stretch, bool]:
    """The same stretch whichever way a neighbour walks it, and whether it was turned."""
    turned = part[::-1]
    return (turned, True) if turned < part else (part, False)


def _thinned(part: Stretch, tolerance: float) -> Stretch:
    """Points of a stretch that are needed to stay within the tolerance; its ends always."""
    if tolerance == 0 or len(part) < 3:  # noqa: PLR2004 - nothing between the ends
        return part
    points = np.asarray(part, "float64")
    points[:, 0] *= cos(radians(points[:, 1].mean()))
    keep = np.zeros(len(part), bool)
    keep[[0, -1]] = True
    waiting = [(0, len(part) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:  # noqa: PLR2004 - nothing between
            continue
        away = _distances(points[first + 1 : last], points[first], points[last])
        far = int(away.argmax())
        if away[far] > tolerance:
            middle = first + 1 + far
            keep[middle] = True
            waiting += [(first, middle), (middle, last)]
    return tuple(point for point, wanted in zip(part, keep, strict=True) if wanted)


def _distances(
    points: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Distances from a straight piece."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    beside = points - start - share[:, None] * along
    return np.hypot(beside[:, 0], beside[:, 1])


def _joined(parts: Sequence[tuple[Stretch, bool]], kept: Mapping[Stretch, Stretch]) -> list[Point]:
    ring: list[Point] = []
    for part, turned in parts:
        ring += (kept[part][::-1] if turned else kept[part])[1 if ring else 0 :]
    return ring


def _poor(ring: list[Point], exact: list[Point]) -> bool:
    """Whether a ring has lost its shape, or crosses itself where it is rounded as it will be kept."""
    if len(ring) < CORNERS:
        return len(exact) >= CORNERS
    coarse = [(round(lon, COARSE), round(lat, COARSE)) for lon, lat in ring]
    return crosses_itself([point for at, point in enumerate(coarse) if not at or point != coarse[at - 1]])
