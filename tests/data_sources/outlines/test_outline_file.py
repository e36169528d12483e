"""From metres in a UTM zone to degrees."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.outlines.outline_file import FLATTENING, SEMI_MAJOR, from_utm


def test_the_arc_along_the_middle_of_a_zone_has_its_known_length():
    points = from_utm(np.array([[500_000.0, 0.9996 * 6_654_072.819]]), 33)
    assert points[0] == pytest.approx((15.0, 60.0), abs=1e-8)


@given(east=st.floats(-60_000, 1_150_000), north=st.floats(6_400_000, 7_950_000))
def test_the_projection_is_conformal_all_over_norway(east, north):
    """With the true length along the middle of the zone, this is what makes it the right one."""
    step = 1.0
    here, beside, above = from_utm(np.array([[east, north], [east + step, north], [east, north + step]]), 33)
    latitude = np.radians(here[1])
    squared = FLATTENING * (2 - FLATTENING)
    bend = np.sqrt(1 - squared * np.sin(latitude) ** 2)
    across, along = SEMI_MAJOR * np.cos(latitude) / bend, SEMI_MAJOR * (1 - squared) / bend**3

    def metres(there):
        return np.radians(there - here) * (across, along)

    first, second = metres(beside), metres(above)
    assert first @ second == pytest.approx(0, abs=1e-5)
    assert np.hypot(*first) == pytest.approx(np.hypot(*second), rel=1e-5)
