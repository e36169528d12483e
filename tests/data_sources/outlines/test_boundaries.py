from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data_sources.outlines.boundaries import OutlinesRefused, compact, install, load_outlines

TWIN = Path(__file__).resolve().parents[2] / "data" / "outlines" / "two_municipalities.geojson"
KNOWN = {"1508", "1580"}


@pytest.fixture
def twin():
    return load_outlines(TWIN)


@pytest.fixture(scope="module")
def today(shared):
    with (shared / "data" / "geo" / "kommuner_2024.csv").open(encoding="utf-8") as rows:
        return {row["kommunenummer"] for row in csv.DictReader(rows)}


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def polygons(feature):
    geometry = feature["geometry"]
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def square(west, south, *, size=0.5):
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(number, rings):
    return {
        "type": "Feature",
        "properties": {"kommunenummer": number, "kommunenavn": "x"},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def test_outer_rings_become_clockwise_and_holes_the_other_way(twin):
    outlines, problems = compact(twin, KNOWN)
    assert problems == []
    for each in outlines["features"]:
        for outer, *holes in polygons(each):
            assert area(outer) < 0
            assert all(area(hole) > 0 for hole in holes)
    assert sum(len(polygon) - 1 for each in outlines["features"] for polygon in polygons(each)) == 1


def test_a_compact_file_stays_as_it_is(twin):
    once, _ = compact(twin, KNOWN)
    assert compact(once, KNOWN) == (once, [])


def test_points_have_three_decimals_and_specks_are_left_out(twin):
    outlines, _ = compact(twin, KNOWN)
    points = [
        p for each in outlines["features"] for polygon in polygons(each) for ring in polygon for p in ring
    ]
    assert all(round(value, 3) == value for point in points for value in point)
    assert [len(polygons(each)) for each in outlines["features"]] == [1, 2]


def test_a_municipality_that_is_only_specks_is_kept_as_it_is():
    speck = [square(6.2, 62.6, size=0.0001)]
    outlines, problems = compact(collection(feature("1508", speck)), {"1508"})
    assert problems == []
    assert len(outlines["features"][0]["geometry"]["coordinates"][0]) == 5


def test_features_are_found_by_number_and_names_are_not_kept(twin):
    outlines, _ = compact(twin, KNOWN)
    assert [each["id"] for each in outlines["features"]] == ["1508", "1580"]
    assert all(set(each["properties"]) == {"kommunenummer"} for each in outlines["features"])


def test_the_rights_holder_stands_in_the_file(twin):
    assert "Kartverket" in compact(twin, KNOWN)[0]["attribution"]


def test_a_number_that_lost_its_leading_zero_is_found():
    outlines, problems = compact(collection(feature(301, [square(10.5, 59.8)])), {"0301"})
    assert (outlines["features"][0]["id"], problems) == ("0301", [])


def test_each_problem_is_told_by_number():
    broken = collection(
        feature("1508", [square(6.2, 62.4)]),
        feature("1508", [square(6.2, 62.4)]),
        feature("1507", [square(6.2, 62.4)]),
        feature("1535", [square(370000.0, 6950000.0)]),
        feature("1580", "her"),
        {"type": "Feature", "geometry": None},
        "ikke et område",
    )
    _, problems = compact(broken, {"1508", "1535", "1580", "1866"})
    assert problems == [
        "Kommunenummer 1508 står to ganger.",
        "Kommunenummer 1507 er ikke i bruk i dag.",
        "Kommunenummer 1535: koordinatene er ikke lengde- og breddegrader i Norge.",
        "Kommunenummer 1580: koordinatene kan ikke leses.",
        "Område 6 mangler kommunenummer.",
        "Område 7 mangler kommunenummer.",
        "Disse kommunene mangler i filen: 1866.",
    ]


def test_a_long_list_of_missing_municipalities_is_cut_short():
    _, problems = compact(collection(), {str(number) for number in range(1501, 1521)})
    named = ", ".join(str(number) for number in range(1501, 1511))
    assert problems == [f"Disse kommunene mangler i filen: {named} og 10 til."]


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "omrisset er ikke en flate"),
        ({"type": "Point", "coordinates": [6.2, 62.4]}, "omrisset er ikke en flate"),
        ({"type": "Polygon", "coordinates": []}, "omrisset er tomt"),
        ({"type": "MultiPolygon", "coordinates": [[[[6.2]]]]}, "koordinatene kan ikke leses"),
    ],
)
def test_an_unusable_outline_is_a_problem(geometry, reason):
    _, problems = compact(collection({**feature("1508", []), "geometry": geometry}), {"1508"})
    assert len(problems) == 1
    assert reason in problems[0]


def test_a_refused_file_leaves_the_old_copy_in_place(tmp_path):
    target = tmp_path / "var" / "outlines.geojson"
    install(TWIN, target, KNOWN)
    before = target.read_bytes()
    with pytest.raises(OutlinesRefused, match="mangler i filen: 1866"):
        install(TWIN, target, KNOWN | {"1866"})
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["outlines.geojson"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{", "ikke gyldig JSON"), ("[]", "ikke en GeoJSON"), ('{"features": 3}', "ikke en GeoJSON")],
)
def test_a_file_that_is_not_geojson_is_refused_in_words(tmp_path, text, reason):
    file = tmp_path / "kart.geojson"
    file.write_text(text, "utf-8")
    with pytest.raises(OutlinesRefused, match=reason):
        load_outlines(file)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(OutlinesRefused, match="kan ikke leses"):
        load_outlines(tmp_path / "none.geojson")


@pytest.mark.parametrize("name", ["kommuner_2024.geojson", "kommuner_2024_mini.geojson"])
def test_the_outlines_of_2024_are_installed_whole(shared, today, tmp_path, name):
    target = tmp_path / "outlines.geojson"
    assert install(shared / "data" / "geo" / name, target, today) == 357
    outlines = load_outlines(target)
    assert all(area(polygon[0]) < 0 for each in outlines["features"] for polygon in polygons(each))
    assert target.stat().st_size < 500_000
