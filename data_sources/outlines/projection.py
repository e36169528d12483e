"""From metres east and north in a UTM zone to longitude and latitude (Krüger's series, ETRS89)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEMI_MAJOR, FLATTENING = 6_378_137.0, 1 / 298.257222101
"""The ellipsoid GRS 80; that of WGS 84 differs by a tenth of a millimetre."""
SCALE, FALSE_EASTING = 0.9996, 500_000.0
THIRD = FLATTENING / (2 - FLATTENING)
RADIUS = SEMI_MAJOR / (1 + THIRD) * (1 + THIRD**2 / 4 + THIRD**4 / 64)
BETA = (
    THIRD / 2 - 2 * THIRD**2 / 3 + 37 * THIRD**3 / 96,
    THIRD**2 / 48 + THIRD**3 / 15,
    17 * THIRD**3 / 480,
)
DELTA = (2 * THIRD - 2 * THIRD**2 / 3 - 2 * THIRD**3, 7 * THIRD**2 / 3 - 8 * THIRD**3 / 5, 56 * THIRD**3 / 15)


def from_utm(points: NDArray[np.float64], zone: int) -> NDArray[np.float64]:
    """Longitude and latitude in degrees of points (rows of east, north) of a zone, true to a centimetre."""
    northing = points[:, 1] / (SCALE * RADIUS)
    easting = (points[:, 0] - FALSE_EASTING) / (SCALE * RADIUS)
    north = northing - sum(
        beta * np.sin(2 * j * northing) * np.cosh(2 * j * easting) for j, beta in enumerate(BETA, 1)
    )
    east = easting - sum(
        beta * np.cos(2 * j * northing) * np.sinh(2 * j * easting) for j, beta in enumerate(BETA, 1)
    )
    conformal = np.arcsin(np.sin(north) / np.cosh(east))
    latitude = conformal + sum(delta * np.sin(2 * j * conformal) for j, delta in enumerate(DELTA, 1))
    longitude = np.degrees(np.arctan2(np.sinh(east), np.cos(north))) + zone * 6 - 183
    return np.column_stack([longitude, np.degrees(latitude)])
