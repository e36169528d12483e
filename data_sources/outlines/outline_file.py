"""Municipalities of an outline file, in degrees: a GeoJSON, or a zip with one, of one or several layers."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from data_sources.outlines.boundaries import OutlinesRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

MEGABYTE = 1_000_000
LARGEST = 500 * MEGABYTE
"""Bytes of GeoJSON that are read; the official file is far smaller."""
UTM = re.compile(r"(?:258|326)(32|33|34|35)$")
DEGREES = re.compile(r"(?:4258|4326|CRS84)$")
FARTHEST_WEST_TO_EAST = 180.0
NUMBER_NAMES = ("kommunenummer", "kommunenr")
FLAT = {"Polygon", "MultiPolygon"}
NAMED = 5
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


def municipalities(path: Path) -> dict[str, Any]:
    """FeatureCollection of municipality outlines in degrees; one feature per polygon stays as in the file.

    Layers of counties and of border lines are left out. UTM coordinates (zones 32-35) are transformed.

    Raises:
        OutlinesRefused: The file cannot be read, has no municipalities, or is in another projection.
    """
    whole = _parsed(_content(path))
    layers = {name: [*_with_number(layer)] for name, layer in _layers(whole)}
    name = max(layers, key=lambda one: len(layers[one]), default="")
    if not layers or not layers[name]:
        names = ", ".join(sorted(layers)[:NAMED])
        stated = f" Lagene i filen er: {names}." if len(layers) > 1 else ""
        raise OutlinesRefused([f"Filen har ingen flater med kommunenummer.{stated}"])
    chosen = dict(_layers(whole))[name]
    zone = _utm_zone(chosen.get("crs") or whole.get("crs"), layers[name])
    return {
        "type": "FeatureCollection",
        **({"attribution": whole["attribution"]} if whole.get("attribution") else {}),
        "features": [_in_degrees(feature, zone) for feature in layers[name]],
    }


def _content(path: Path) -> bytes:
    """Text of the file, or of the largest GeoJSON in it."""
    try:
        if not zipfile.is_zipfile(path):
            if path.stat().st_size > LARGEST:
                raise OutlinesRefused([_too_large(path.stat().st_size)])
            return path.read_bytes()
        with zipfile.ZipFile(path) as packed:
            inside = [one for one in packed.infolist() if one.filename.lower().endswith(("json", "geojson"))]
            if not inside:
                raise OutlinesRefused(["Zip-filen har ingen GeoJSON i seg."])
            largest = max(inside, key=lambda one: one.file_size)
            if largest.file_size > LARGEST:
                raise OutlinesRefused([_too_large(largest.file_size)])
            with packed.open(largest) as opened:
                return opened.read(LARGEST)
    except OSError as error:
        raise OutlinesRefused([f"Filen kan ikke leses: {error.strerror or 'ukjent feil'}."]) from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise OutlinesRefused(["Zip-filen er skadd eller låst."]) from error


def _too_large(size: int) -> str:
    return f"Filen er {size // MEGABYTE} MB, og det er mer enn de {LARGEST // MEGABYTE} MB som leses."


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise OutlinesRefused(["Filen er ikke gyldig JSON i UTF-8."]) from error
    if not isinstance(whole, dict):
        raise OutlinesRefused(["Filen er ikke en GeoJSON FeatureCollection."])
    return whole


def _layers(whole: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Collections of a file by name: itself, or each of those it holds, as Geonorge packs them."""
    if isinstance(whole.get("features"), list):
        yield "", whole
        return
    found = False
    for name, layer in whole.items():
        if isinstance(layer, dict) and isinstance(layer.get("features"), list):
            found = True
            yield name, layer
    if not found:
        raise OutlinesRefused(["Filen er ikke en GeoJSON FeatureCollection."])


def _with_number(layer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Polygons that state a municipality number, under one name of it."""
    for feature in layer["features"]:
        if not isinstance(feature, dict):
            continue
        properties, geometry = feature.get("properties"), feature.get("geometry")
        if (
            not isinstance(properties, dict)
            or not isinstance(geometry, dict)
            or geometry.get("type") not in FLAT
        ):
            continue
        lowered = {str(name).lower(): value for name, value in properties.items()}
        number = next((lowered[name] for name in NUMBER_NAMES if lowered.get(name) is not None), None)
        if number is not None:
            yield {"type": "Feature", "properties": {"kommunenummer": number}, "geometry": geometry}


def _utm_zone(crs: Any, features: list[dict[str, Any]]) -> int | None:  # noqa: ANN401 - anything may stand in a file
    """UTM zone of the coordinates; None for degrees."""
    stated = (crs.get("properties") or {}).get("name") if isinstance(crs, dict) else None
    code = str(stated or "").strip()
    if found := UTM.search(code):
        return int(found[1])
    if code and not DEGREES.search(code):
        raise OutlinesRefused(
            [f"Filen er i projeksjonen {code[-40:]}. Bruk EPSG:4258 (grader) eller EPSG:25833 (UTM 33)."]
        )
    if not code and _first_number(features[0]["geometry"].get("coordinates")) > FARTHEST_WEST_TO_EAST:
        raise OutlinesRefused(
            ["Koordinatene er i meter, men filen sier ikke hvilken projeksjon. Bruk EPSG:4258 (grader)."]
        )
    return None


def _first_number(coordinates: Any) -> float:  # noqa: ANN401 - anything may stand in a file
    while isinstance(coordinates, list) and coordinates:
        coordinates = coordinates[0]
    return abs(coordinates) if isinstance(coordinates, int | float) else 0.0


def _in_degrees(feature: dict[str, Any], zone: int | None) -> dict[str, Any]:
    """Feature with its points transformed; one that cannot be read is left for the check to report."""
    if zone is None:
        return feature
    geometry = feature["geometry"]
    single = geometry["type"] == "Polygon"
    try:
        polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
        moved = [
            [
                from_utm(np.asarray([point[:2] for point in ring], "float64"), zone).tolist()
                for ring in polygon
            ]
            for polygon in polygons
        ]
    except (KeyError, TypeError, ValueError, IndexError):
        return feature
    return {**feature, "geometry": {"type": geometry["type"], "coordinates": moved[0] if single else moved}}


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
