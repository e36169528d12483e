"""Outlines fetched, read from a file or a zip, transformed, simplified, and refused with a reason."""

from __future__ import annotations

import csv
import json
import os
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import numpy as np
import pytest

from data_sources.outlines import installation
from data_sources.outlines.boundaries import OutlinesRefused, load_outlines
from data_sources.outlines.installation import fetch, from_file, installed_sentence, try_once, worth_trying
from data_sources.outlines.outline_file import municipalities
from data_sources.outlines.simplification import crosses_itself

KNOWN = {"1508", "1580"}


def feature(number, *rings, name="kommunenummer"):
    return {
        "type": "Feature",
        "properties": {name: number},
        "geometry": {"type": "Polygon", "coordinates": [list(map(list, ring)) for ring in rings]},
    }


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


def wavy(start, end, points=200):
    """Border between two municipalities, longitude 6.5, that no straight line would follow."""
    shares = [at / points for at in range(points + 1)]
    return [(6.5 + 0.01 * np.sin(25 * share), start + (end - start) * share) for share in shares]


BORDER = wavy(62.4, 62.8)
WEST = [(6.0, 62.4), *BORDER, (6.0, 62.8), (6.0, 62.4)]
EAST = [(7.0, 62.8), *BORDER[::-1], (7.0, 62.4), (7.0, 62.8)]
MAP = collection(feature("1508", WEST), feature("1580", EAST))


@pytest.fixture
def written(tmp_path):
    def write(content, name="kommuner.geojson"):
        path = tmp_path / name
        path.write_text(json.dumps(content), "utf-8")
        return path

    return write


@pytest.fixture
def target(tmp_path):
    return tmp_path / "var" / "outlines.geojson"


def rings(path):
    return {each["id"]: each["geometry"]["coordinates"][0] for each in load_outlines(path)["features"]}


def sides(ring):
    return {frozenset([tuple(one), tuple(other)]) for one, other in pairwise(ring)}


def test_neighbours_share_every_side_of_their_border_after_simplification(written, target):
    done = from_file(written(MAP), target, KNOWN)
    assert done.municipalities == 2
    found = rings(target)
    common = sides(found["1508"]) & sides(found["1580"])
    assert len(common) == len(found["1508"]) - 1 - 3
    assert 8 < len(common) < 100
    assert done.bytes_after < done.bytes_before / 3


def test_a_zip_with_several_layers_gives_the_municipalities(written, tmp_path, target):
    border = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": BORDER}}
    county = feature("15", WEST, name="fylkesnummer")
    layers = {
        "Fylke": collection(county),
        "Kommune": collection(*MAP["features"], border, crs={"properties": {"name": "EPSG:4258"}}),
        "Kommunegrense": collection(border),
    }
    packed = tmp_path / "kommuner.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("LESMEG.txt", "tekst")
        made.write(written(layers), "Basisdata_0000_Norge_4258_Kommuner_GeoJSON.geojson")
    from_file(packed, target, KNOWN)
    assert set(rings(target)) == KNOWN


def test_a_municipality_in_several_pieces_becomes_one(written, target):
    island = feature(
        1508, [(5.0, 62.0), (5.2, 62.0), (5.2, 62.2), (5.0, 62.2), (5.0, 62.0)], name="KOMMUNENR"
    )
    from_file(written(collection(*MAP["features"], island)), target, KNOWN)
    (both,) = (each for each in load_outlines(target)["features"] if each["id"] == "1508")
    assert len(both["geometry"]["coordinates"]) == 2


def test_utm_is_transformed_to_degrees(written, target):
    """Zone 33 has 15 degrees east at 500 000 metres."""
    square = [(450_000, 6_600_000), (550_000, 6_600_000), (550_000, 6_700_000), (450_000, 6_700_000)]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}
    from_file(written(collection(feature("1508", [*square, square[0]]), crs=crs)), target, {"1508"})
    ring = np.asarray(rings(target)["1508"])
    assert ring[:, 0].mean() == pytest.approx(15, abs=0.4)
    assert 59.4 < ring[:, 1].min() < 59.6
    assert 60.3 < ring[:, 1].max() < 60.5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (collection(feature("15", WEST, name="fylkesnummer")), "ingen flater med kommunenummer"),
        ({"Fylke": collection(), "Grense": collection()}, "Lagene i filen er: Fylke, Grense"),
        ({"type": "Topology"}, "ikke en GeoJSON FeatureCollection"),
        ([1, 2], "ikke en GeoJSON FeatureCollection"),
        (collection(feature("1508", [(450_000, 6_600_000)] * 4)), "i meter, men filen sier ikke hvilken"),
        (
            {**MAP, "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}},
            "projeksjonen urn:ogc:def:crs:EPSG::3857. Bruk EPSG:4258",
        ),
        (collection(feature("1508", WEST)), "mangler i filen: 1580"),
        (collection(*MAP["features"], feature("1507", WEST)), "Kommunenummer 1507 er ikke i bruk i dag"),
        (collection(feature("1508", [["her", "der"]] * 4), MAP["features"][1]), "Koordinatene i filen kan"),
        (
            collection(feature("1508", [(5, 60), (6, 61), (6, 60), (5, 61), (5, 60)]), MAP["features"][1]),
            "Kommunenummer 1508: omrisset krysser seg selv",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_the_reason_and_the_old_file_stays(
    written, target, content, said
):
    from_file(written(MAP), target, KNOWN)
    before = target.read_bytes()
    with pytest.raises(OutlinesRefused, match=said.replace("(", r"\(")):
        from_file(written(content, "ny.geojson"), target, KNOWN)
    assert target.read_bytes() == before


def test_files_that_are_no_json_broken_or_not_there_are_refused_in_words(tmp_path, target):
    text = tmp_path / "brev.txt"
    text.write_text("Hei")
    with pytest.raises(OutlinesRefused, match="ikke gyldig JSON"):
        from_file(text, target, KNOWN)
    with pytest.raises(OutlinesRefused, match="Filen kan ikke leses"):
        from_file(tmp_path / "borte.zip", target, KNOWN)
    empty = tmp_path / "tom.zip"
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises(OutlinesRefused, match="ingen GeoJSON"):
        from_file(empty, target, KNOWN)
    assert not target.exists()


def test_a_crossing_too_small_to_be_seen_is_no_reason_to_refuse(written, target):
    loop = [(6.5001, 62.6), (6.4999, 62.6001), (6.5, 62.6001), (6.5, 62.6)]
    ring = [(6.0, 62.4), (6.5, 62.4), *loop, (6.5, 62.8), (6.0, 62.8), (6.0, 62.4)]
    assert crosses_itself(ring)
    assert from_file(written(collection(feature("1508", ring))), target, {"1508"}).municipalities == 1


class Geonorge:
    """A server that gives what the test says, as slowly as it says."""

    def __init__(self, body=b"", status=200, pause=0.0, pieces=1):
        self.asked = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.asked += 1
                self.send_response(status)
                self.end_headers()
                size = max(1, len(body) // pieces)
                try:
                    for at in range(0, len(body), size):
                        time.sleep(pause)
                        self.wfile.write(body[at : at + size])
                        self.wfile.flush()
                except OSError:
                    return

            def log_message(self, *_):
                return

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/kommuner.zip"

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *failure):
        self.http.shutdown()
        self.http.server_close()


WHOLE = json.dumps(MAP).encode()


def test_outlines_are_fetched_and_installed(target):
    with Geonorge(WHOLE) as server:
        assert fetch(server.url, target, KNOWN).municipalities == 2
    assert set(rings(target)) == KNOWN


@pytest.mark.parametrize(
    ("server", "patience", "said"),
    [
        (Geonorge(status=404), 60, "svarte 404"),
        (Geonorge(b"<html>Vedlikehold</html>"), 60, "ikke gyldig JSON"),
        (Geonorge(WHOLE, pause=0.2, pieces=40), 1, "ga ikke hele filen på 1 s"),
    ],
)
def test_a_server_that_does_not_give_the_file_is_told_of(target, server, patience, said):
    with server, pytest.raises(OutlinesRefused, match=said):
        fetch(server.url, target, KNOWN, patience=patience)
    assert not target.exists()


def test_a_machine_without_a_way_out_hears_what_to_do(target):
    with pytest.raises(OutlinesRefused, match=r"kan ikke nås \(ConnectError\)") as refused:
        fetch("http://127.0.0.1:1/kommuner.zip", target, KNOWN)
    assert "--file" in str(refused.value)


def test_a_file_larger_than_the_limit_is_not_taken_home(target, monkeypatch):
    monkeypatch.setattr(installation, "LARGEST_DOWNLOAD", 100)
    with Geonorge(WHOLE, pieces=10) as server, pytest.raises(OutlinesRefused, match="større enn"):
        fetch(server.url, target, KNOWN)


def test_the_first_start_tries_once_and_not_again_for_a_day(target):
    with Geonorge(status=503) as server:
        assert not try_once(server.url, target, KNOWN)
        assert not try_once(server.url, target, KNOWN)
        assert server.asked == 1
        tried = next(target.parent.iterdir())
        yesterday = time.time() - 25 * 3600
        os.utime(tried, (yesterday, yesterday))
        assert worth_trying(target)
        assert not try_once(server.url, target, KNOWN)
        assert server.asked == 2


def test_an_attempt_that_succeeds_leaves_only_the_outlines_and_none_is_made_again(target):
    with Geonorge(WHOLE) as server:
        assert try_once(server.url, target, KNOWN)
        assert not try_once(server.url, target, KNOWN)
        assert server.asked == 1
    assert [path.name for path in target.parent.iterdir()] == ["outlines.geojson"]


def test_a_slow_server_keeps_the_first_attempt_no_longer_than_its_limit(target, monkeypatch):
    monkeypatch.setattr(installation, "SHORT_PATIENCE", 0.3)
    with Geonorge(WHOLE, pause=0.1, pieces=100) as server:
        began = time.monotonic()
        assert not try_once(server.url, target, KNOWN)
        assert time.monotonic() - began < 2


def test_the_official_outlines_of_2024_become_smaller_and_stay_whole(shared, target):
    source = shared / "data" / "geo" / "kommuner_2024.geojson"
    with (shared / "data" / "geo" / "kommuner_2024.csv").open(encoding="utf-8") as rows:
        today = {row["kommunenummer"] for row in csv.DictReader(rows)}
    done = from_file(source, target, today)
    assert done.municipalities == 357
    assert done.bytes_after < done.bytes_before
    assert "357 kommuner" in installed_sentence(done, target)
    assert len(municipalities(source)["features"]) == 357
