"""Municipality outlines: a GeoJSON file checked, rewound and rounded, kept beside the database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

Ring = list[list[float]]
DECIMALS = 3
"""About 100 metres: enough for a map of a county on a screen."""
CORNERS = 4
"""A ring of a polygon has at least three corners and ends where it began."""
LONGITUDES, LATITUDES = (-12.0, 40.0), (54.0, 84.0)
"""Norway with Svalbard and Jan Mayen; beyond it the file is in another coordinate system."""
ATTRIBUTION = "© Kartverket (CC BY 4.0)"
NAMED = 10


class OutlinesRefused(ValueError):
    """An outline file that cannot be used; the text says why, in bokmål, one reason a line."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep the reasons one by one."""
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def load_outlines(path: Path) -> dict[str, Any]:
    """Read a GeoJSON file.

    Raises:
        OutlinesRefused: The file cannot be read, or is not a GeoJSON FeatureCollection.
    """
    try:
        outlines = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise OutlinesRefused([f"Filen kan ikke leses: {error.strerror}."]) from error
    except ValueError as error:
        raise OutlinesRefused(["Filen er ikke gyldig JSON i UTF-8."]) from error
    if not isinstance(outlines, dict) or not isinstance(outlines.get("features"), list):
        raise OutlinesRefused(["Filen er ikke en GeoJSON FeatureCollection."])
    return outlines


def install(source: Path, target: Path, known: Collection[str]) -> int:
    """Write a checked, compact copy of an outline file; return its number of municipalities.

    `known` are the numbers of today. The old copy stays until the new one is whole.

    Raises:
        OutlinesRefused: A municipality is missing, unknown or given twice, or its outline is unusable.
    """
    outlines, problems = compact(load_outlines(source), known)
    if problems:
        raise OutlinesRefused(problems)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.new")
    fresh.write_text(json.dumps(outlines, ensure_ascii=False, separators=(",", ":")), "utf-8")
    fresh.replace(target)
    return len(outlines["features"])


def compact(geojson: dict[str, Any], known: Collection[str]) -> tuple[dict[str, Any], list[str]]:
    """Outlines by number as Plotly draws them, and what is wrong with the file.

    Outer rings go clockwise (the other way round one municipality floods the map), holes the other
    way. Rings that vanish at three decimals are left out, unless nothing would remain.
    """
    problems: list[str] = []
    features: dict[str, dict[str, Any]] = {}
    for position, feature in enumerate(geojson["features"]):
        number = _number(feature)
        if number is None:
            problems.append(f"Område {position + 1} mangler kommunenummer.")
        elif number not in known:
            problems.append(f"Kommunenummer {number} er ikke i bruk i dag.")
        elif number in features:
            problems.append(f"Kommunenummer {number} står to ganger.")
        else:
            polygons, reason = _polygons(feature.get("geometry"))
            features[number] = _feature(number, polygons)
            if reason:
                problems.append(f"Kommunenummer {number}: {reason}")
    if missing := sorted(set(known) - set(features)):
        rest = f" og {len(missing) - NAMED} til" if len(missing) > NAMED else ""
        problems.append(f"Disse kommunene mangler i filen: {', '.join(missing[:NAMED])}{rest}.")
    return {
        "type": "FeatureCollection",
        "attribution": str(geojson.get("attribution") or ATTRIBUTION),
        "features": [features[number] for number in sorted(features)],
    }, problems


def _number(feature: Any) -> str | None:  # noqa: ANN401 - anything may stand in a file
    """Municipality number from the property `kommunenummer`, else from the feature's id."""
    if not isinstance(feature, dict):
        return None
    stated = (feature.get("properties") or {}).get("kommunenummer", feature.get("id"))
    return None if stated is None else str(stated).zfill(4)


def _feature(number: str, polygons: list[list[Ring]]) -> dict[str, Any]:
    geometry = (
        {"type": "Polygon", "coordinates": polygons[0]}
        if len(polygons) == 1
        else {"type": "MultiPolygon", "coordinates": polygons}
    )
    return {"type": "Feature", "id": number, "properties": {"kommunenummer": number}, "geometry": geometry}


def _polygons(geometry: Any) -> tuple[list[list[Ring]], str]:  # noqa: ANN401 - anything may stand in a file
    """Rewound, rounded polygons, or why there are none."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        return [], "omrisset er ikke en flate (Polygon eller MultiPolygon)."
    try:
        whole = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
        exact = [
            [[[float(point[0]), float(point[1])] for point in ring] for ring in polygon] for polygon in whole
        ]
    except (KeyError, TypeError, IndexError, ValueError):
        return [], "koordinatene kan ikke leses."
    if not all(_in_norway(point) for polygon in exact for ring in polygon for point in ring):
        return [], "koordinatene er ikke lengde- og breddegrader i Norge."
    rounded = [_polygon([_rounded(ring) for ring in polygon]) for polygon in exact]
    kept = [polygon for polygon in rounded if polygon] or [p for p in map(_polygon, exact) if p]
    return kept, "" if kept else "omrisset er tomt."


def _polygon(rings: list[Ring]) -> list[Ring]:
    """Outer ring clockwise and holes counter-clockwise; nothing where the outer ring has vanished."""
    if not rings or not _has_area(rings[0]):
        return []
    holes = [ring for ring in rings[1:] if _has_area(ring)]
    return [_wound(rings[0], clockwise=True), *(_wound(hole, clockwise=False) for hole in holes)]


def _rounded(ring: Ring) -> Ring:
    """Ring at three decimals, without points that fall together."""
    points: Ring = []
    for lon, lat in ring:
        point = [round(lon, DECIMALS), round(lat, DECIMALS)]
        if not points or point != points[-1]:
            points.append(point)
    return points


def _wound(ring: Ring, *, clockwise: bool) -> Ring:
    return ring if (_area(ring) < 0) == clockwise else ring[::-1]


def _has_area(ring: Ring) -> bool:
    return len(ring) >= CORNERS and _area(ring) != 0


def _area(ring: Ring) -> float:
    """Twice the signed area: negative for clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def _in_norway(point: Sequence[float]) -> bool:
    return LONGITUDES[0] <= point[0] <= LONGITUDES[1] and LATITUDES[0] <= point[1] <= LATITUDES[1]
