"""Rings simplified: shared borders, and outlines as dense as the national file."""

from __future__ import annotations

import time
from collections import Counter
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.outlines.simplification import crosses_itself, crosses_visibly, crossings, simplified

SECONDS = 20
"""For 200 000 points on a loaded machine; a comparison of every side with every other takes minutes."""


def coast(level, size=1.0, seed=0):
    """A Koch coast of 3 · 4^level points with inlets of every size, which never crosses itself."""
    random = np.random.default_rng(seed)
    points = np.exp(-2j * np.pi / 3 * np.arange(4))
    for _ in range(level):
        start, step = points[:-1], (points[1:] - points[:-1]) / 3
        peak = start + step + step * np.exp(1j * np.pi / 3 * random.uniform(0.6, 1, len(step)))
        between = np.column_stack([start, start + step, peak, start + 2 * step]).ravel()
        points = np.append(between, points[-1])
    return np.column_stack([10 + 2 * size * points.real, 62 + size * points.imag])


def comb(teeth, width):
    """A shore with fjords far narrower than the tolerance, side by side."""
    shore = [(8.0, 62.0)]
    for tooth in range(teeth):
        at = 8.0 + tooth * 2 * width
        shore += [(at, 62.05), (at + 0.4 * width, 62.05), (at + 0.7 * width, 62.001), (at + width, 62.05)]
    return [*shore, (shore[-1][0], 62.0), shore[0]]


def side(a, b, c):
    return np.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def plainly(points):
    """Every side against every other, in whole numbers."""
    sides = list(enumerate(pairwise(points)))
    return {
        (one, other)
        for (one, (a, b)), (other, (c, d)) in combinations(sides, 2)
        if side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
    }


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=2, max_size=60))
def test_the_grid_finds_the_crossings_that_every_pair_would(points):
    found = {(int(one), int(other)) for one, other in crossings(np.array(points, "float64"))}
    assert found == plainly(points)


def test_a_crossing_of_a_long_side_among_thousands_of_short_ones_is_found():
    wave = [(x / 1000, 60 + 0.001 * (x % 2)) for x in range(5000)]
    across = [(2.0005, 59.0), (2.0005, 61.0)]
    assert crosses_itself([*wave, (9, 60), (9, 59), *across])
    assert not crosses_itself([*wave, (9, 60), (9, 59)])


def test_a_dense_coast_is_simplified_in_seconds_and_never_crosses_itself():
    ring = coast(8)
    assert len(ring) > 190_000
    started = time.perf_counter()
    (kept,) = simplified([ring.tolist()])
    assert time.perf_counter() - started < SECONDS
    assert 1000 < len(kept) < len(ring) / 10
    assert not crosses_itself(np.round(kept, 3))
    assert not crosses_visibly(ring.tolist())


def test_only_the_sides_that_cross_get_points_back():
    ring = comb(200, 0.0004)
    (kept,) = simplified([[*ring[:-2], (12.0, 62.0), ring[0]]])
    assert not crosses_itself(kept)
    assert len(kept) < len(ring)


@pytest.mark.parametrize("points", [3, 30])
def test_an_island_smaller_than_the_tolerance_keeps_corners_and_no_more(points):
    turns = np.linspace(0, 2 * np.pi, points + 1)
    island = np.column_stack([5 + 0.0002 * np.cos(turns), 60 + 0.0001 * np.sin(turns)])
    (kept,) = simplified([island.tolist()])
    assert kept[0] == kept[-1]
    assert 4 <= len(kept) <= 8


def test_the_shared_border_of_dense_neighbours_stays_shared():
    ring = coast(5)
    half = len(ring) // 2
    west = [*ring[: half + 1].tolist(), ring[0].tolist()]
    east = [*ring[half:].tolist(), ring[half].tolist()]
    first, second = simplified([west, east])
    assert len({*first} & {*second}) >= 2
    border = {frozenset(pair) for pair in pairwise(first)} & {frozenset(pair) for pair in pairwise(second)}
    assert len(border) == 1


def test_coordinates_that_are_no_numbers_are_an_error():
    with pytest.raises(ValueError, match="no number"):
        simplified([[(5, 60), (float("nan"), 60), (5, 61), (5, 60)]])


def sides(ring):
    return {frozenset([tuple(one), tuple(other)]) for one, other in pairwise(ring)}


def test_a_ring_alone_keeps_its_shape_and_an_enclave_its_border():
    around = [(8 + np.cos(turn) / 4, 61 + np.sin(turn) / 4) for turn in np.linspace(0, 2 * np.pi, 400)[:-1]]
    hole, inner = [*around, around[0]], [*around[100:], *around[:101]][::-1]
    outer = [(7.0, 60.0), (9.0, 60.0), (9.0, 62.0), (7.0, 62.0), (7.0, 60.0)]
    kept_outer, kept_hole, kept_inner = simplified([outer, hole, inner])
    assert len(kept_outer) == 5
    assert 8 < len(kept_inner) < 100
    assert sides(kept_hole) == sides(kept_inner)


def test_a_ring_that_would_cross_itself_keeps_more_points():
    """A fjord so narrow that both its shores lie within the tolerance of one line."""
    shore = [
        (6.0, 62.0),
        (6.5, 62.0),
        (6.5, 62.3),
        (6.3, 62.0015),
        (6.25, 62.004),
        (6.2, 62.0015),
        (6.0, 62.3),
    ]
    (ring,) = simplified([[*shore, shore[0]]], tolerance=0.05)
    assert not crosses_itself(ring)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=4, max_size=12, unique=True))
def test_borders_meet_whatever_the_map(points):
    """A fan of triangles: each inner side belongs to two of them, before and after."""
    middle = (6.3, 62.3)
    corners = sorted(
        ((round(5 + x / 50, 2), round(61 + y / 50, 2)) for x, y in points),
        key=lambda at: np.arctan2(at[1] - middle[1], at[0] - middle[0]),
    )
    fan = [[middle, one, other, middle] for one, other in pairwise([*corners, corners[0]])]
    before = Counter(side for ring in fan for side in sides(ring))
    after = Counter(side for ring in simplified(fan) for side in sides(ring))
    inner = {side for side, count in before.items() if count == 2}
    assert inner <= {side for side, count in after.items() if count == 2}


def test_crossing_is_seen_and_touching_is_not():
    assert crosses_itself([(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)])
    assert not crosses_itself([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
    assert not crosses_itself([(0, 0), (2, 0), (1, 0), (1, 1), (0, 0)])
