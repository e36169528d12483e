from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import brotli
import pytest
from flask import Response
from flask.testing import FlaskClient

from dashboard.shell.create_app import create_app
from dashboard.shell.page import asked, page
from dashboard.shell.settings import Settings
from dashboard.shell.views import VIEWS
from dashboard.store.store import FrameStore
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine
from terms.words import speaker

SETTINGS = Settings.from_environment({}).for_web()
THIRD_PARTY = re.compile(r"(?:https?:)?//(?!localhost)[\w.-]+")


class Browser(FlaskClient):
    """A client that reads the whole answer and lets go of the file behind it, as a server does."""

    def open(self, *parts, **named):
        return super().open(*parts, buffered=True, **named)


@pytest.fixture
def browser(app):
    return Browser(app.server, Response)


@pytest.fixture
def board_of():
    """A board over the database of an address; a missing one where there is nothing."""
    made = []

    def build(url):
        made.append(engine(url))
        store = FrameStore(loaders(made[-1]), partial(data_version, made[-1]))
        return store, create_app(store, SETTINGS)

    yield build
    for each in made:
        each.dispose()


def words(components):
    """All the text of a page."""
    from plotly.io.json import to_json_plotly  # noqa: PLC0415 - what Dash itself answers with

    return json.dumps(json.loads(to_json_plotly(components)), ensure_ascii=False)


@pytest.mark.parametrize("path", ["/", "/metode", "/healthz", "/_dash-layout", "/assets/board.css", "/nope"])
def test_every_answer_says_what_a_browser_may_do(browser, path):
    answer = browser.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy, "no foreign host"
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in script
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_an_inline_script_of_dash_is_allowed_by_its_hash(browser):
    index = browser.get("/").get_data(as_text=True)
    inline = re.findall(r"<script(?![^>]*src)[^>]*>(.+?)</script>", index, re.DOTALL)
    policy = browser.get("/").headers["Content-Security-Policy"]
    runnable = [script for script in inline if not script.lstrip().startswith("{")]
    assert policy.count("'sha256-") >= len(runnable)


def test_the_page_names_no_third_party(browser):
    for path in VIEWS:
        assert THIRD_PARTY.findall(browser.get(path).get_data(as_text=True)) == []


def test_everything_the_page_asks_for_is_served_by_the_board(browser):
    index = browser.get("/").get_data(as_text=True)
    wanted = re.findall(r'(?:src|href)="(/[^"]+)"', index)
    assert len(wanted) > 5
    for address in wanted:
        assert browser.get(address).status_code == 200, address


@pytest.mark.parametrize("path", VIEWS)
def test_the_pages_are_there(browser, path):
    assert browser.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/finst-ikkje", "/prosjekt/finst-ikkje", "/healthzz", "/metricsx", "/assetsx"]
)
def test_a_page_that_is_not_there_is_a_404_and_still_a_page(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 404
    assert b"_dash-config" in answer.data


def test_a_page_that_is_not_there_says_so_in_the_users_language(store):
    assert speaker("nn")("shell.no_such_page", path="/tull") in words(page("/tull", "?sprak=nn", store, "15"))


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("?sprak=nb&fylke=15", "nb"),
        ("?sprak=nn", "nn"),
        ("?sprak=en", "en"),
        ("?fylke=15", "nn"),
        ("?fylke=46", "nn"),
        ("?fylke=03", "nb"),
        ("?kommune=1505", "nb"),
        ("?kommune=1577", "nn"),
        ("?fylke=alle", "nb"),
        ("?sprak=klingonsk&fylke=15", "nn"),
        ("", "nn"),
    ],
)
def test_the_page_is_in_the_language_asked_for_or_the_places_own(browser, query, language):
    assert f'<html lang="{language}"' in browser.get(f"/{query}").get_data(as_text=True)


def test_the_home_region_is_shown_where_the_address_names_no_place(store):
    home = replace(SETTINGS, home="0301")
    assert asked("", store, home.home).selection.municipalities == ("0301",)
    assert asked("", store, "15").selection.county == "15"
    assert asked("?fylke=alle", store, "15").selection.county is None
    assert asked("?prosjekt=haram", store, "15").selection.county is None
    assert asked("?sprak=nn&aar=2014", store, "15").selection.county == "15"


def test_the_page_is_not_ready_before_it_is_drawn(browser):
    assert 'data-ready="false"' in browser.get("/").get_data(as_text=True)


def test_a_parameter_that_cannot_be_used_is_told_on_the_page(store):
    shown = words(page("/", "?sprak=nn&kommune=9999&farge=blå&aar=i%20fjor", store, "15"))
    for value in ("9999", "farge", "i fjor"):
        assert value in shown
    assert "shell-notice" in shown


def test_healthz_answers_without_a_database(board_of, tmp_path):
    _, app = board_of(f"sqlite:///{tmp_path / 'none.db'}")
    assert app.server.test_client().get("/healthz").status_code == 200


def test_readyz_says_whether_the_data_can_be_read(browser, board_of, tmp_path):
    assert browser.get("/readyz").status_code == 200
    _, app = board_of(f"sqlite:///{tmp_path / 'none.db'}")
    answer = app.server.test_client().get("/readyz")
    assert answer.status_code == 503
    assert "database" in answer.get_data(as_text=True)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_missing_database_is_a_sentence_in_the_users_language(board_of, tmp_path, language):
    store, app = board_of(f"sqlite:///{tmp_path / 'none.db'}")
    shown = page("/", f"?sprak={language}", store, "15")
    assert speaker(language)("shell.no_data") in words(shown)
    index = app.server.test_client().get(f"/?sprak={language}")
    assert index.status_code == 200
    assert "Traceback" not in index.get_data(as_text=True)
    assert not (tmp_path / "none.db").exists()


def test_a_page_without_data_is_bokmal_where_no_language_is_asked_for(board_of, tmp_path):
    _, app = board_of(f"sqlite:///{tmp_path / 'none.db'}")
    assert '<html lang="nb"' in app.server.test_client().get("/").get_data(as_text=True)


def test_a_file_that_is_no_database_is_a_sentence(board_of, tmp_path):
    (tmp_path / "board.db").write_text("This is a letter, and no database at all. " * 100)
    store, app = board_of(f"sqlite:///{tmp_path / 'board.db'}")
    assert speaker("nn")("shell.no_data") in words(page("/", "?sprak=nn", store, "15"))
    assert app.server.test_client().get("/readyz").status_code == 503


@pytest.mark.parametrize("trouble", ["locked", "missing"])
def test_a_database_that_goes_away_leaves_the_last_figures_and_says_so(seeded, trouble):
    board, seconds = engine(seeded.board_url), [0.0]
    store = FrameStore(loaders(board), partial(data_version, board), clock=lambda: seconds[0])
    app = create_app(store, SETTINGS)
    before = words(page("/", "?sprak=nn", store, "15"))
    assert speaker("nn")("shell.stale") not in before
    board.dispose()
    seconds[0] += 1
    with gone(seeded.folder / "board.db", trouble):
        after = words(page("/", "?sprak=nn", store, "15"))
        assert speaker("nn")("shell.stale") in after
        assert "Haram" in after
        assert app.server.test_client().get("/readyz").status_code == 503
        assert "bolyst_stale 1" in app.server.test_client().get("/metrics").get_data(as_text=True)
    seconds[0] += 1
    assert speaker("nn")("shell.stale") not in words(page("/", "?sprak=nn", store, "15"))
    board.dispose()


@contextmanager
def gone(path, trouble):
    """A database locked by another program, or moved away, for a while."""
    if trouble == "missing":
        path.rename(path.with_suffix(".away"))
        yield
        path.with_suffix(".away").rename(path)
        return
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("PRAGMA locking_mode = EXCLUSIVE")
    lock.execute("BEGIN EXCLUSIVE")
    yield
    lock.rollback()
    lock.close()


def test_a_database_that_comes_back_is_shown(board_of, seeded, tmp_path, monkeypatch):
    late = tmp_path / "late.db"
    store, app = board_of(f"sqlite:///{late}")
    browser = app.server.test_client()
    assert browser.get("/readyz").status_code == 503
    shutil.copy(seeded.folder / "board.db", late)
    monkeypatch.setattr(store, "_checked", float("-inf"))
    assert browser.get("/readyz").status_code == 200


def test_pages_and_answers_are_small_on_the_wire(browser):
    plain = browser.get("/_dash-dependencies", headers={"Accept-Encoding": "identity"})
    small = browser.get("/_dash-dependencies", headers={"Accept-Encoding": "br"})
    assert plain.headers.get("Content-Encoding") is None
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.data) == plain.data


@pytest.mark.parametrize("path", ["/assets/board.css", "/bootstrap.min.css?v=1"])
def test_a_style_is_served_small_and_whole(browser, path):
    plain = browser.get(path, headers={"Accept-Encoding": "identity"})
    small = browser.get(path, headers={"Accept-Encoding": "gzip, br"})
    again = browser.get(path, headers={"Accept-Encoding": "br"})
    assert small.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert brotli.decompress(small.data) == plain.data
    assert again.data == small.data
    assert len(small.data) < len(plain.data) / 2


def test_a_browser_that_does_not_read_brotli_gets_the_file_as_it_is(browser):
    answer = browser.get("/assets/board.css", headers={"Accept-Encoding": "br;q=0"})
    assert "Content-Encoding" not in answer.headers
    assert b"--ink" in answer.data


def test_files_named_by_their_version_may_be_kept_and_pages_may_not(browser):
    assert "max-age=31536000" in browser.get("/bootstrap.min.css?v=2.6").headers["Cache-Control"]
    assert "immutable" in browser.get("/assets/board.css?m=1").headers["Cache-Control"]
    assert "max-age" not in browser.get("/").headers.get("Cache-Control", "")


def test_an_outline_file_is_served_when_there_is_one(store, tmp_path, browser):
    assert browser.get("/boundaries.geojson").status_code == 404
    outlines = tmp_path / "outlines.geojson"
    outlines.write_text('{"type": "FeatureCollection", "features": []}')
    app = create_app(store, replace(SETTINGS, outlines=outlines))
    address = app.server.config["BOLYST_OUTLINES"]()
    answer = Browser(app.server, Response).get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/geo+json"
    assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_metrics_tell_a_machine_what_is_shown(browser, store):
    answer = browser.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    newest = store["retrieval"]["retrieved"].max().date()
    lines = answer.get_data(as_text=True).splitlines()
    samples = dict(line.split(" ") for line in lines if not line.startswith("#"))
    assert samples == {
        "bolyst_data_version": str(store.version),
        "bolyst_stale": "0",
        "bolyst_projects": str(len(store["project"])),
        "bolyst_official_figures_failed": "0",
        "bolyst_official_figures_age_days": str((datetime.now(UTC).date() - newest).days),
    }
    for name in samples:
        assert f"# TYPE {name} gauge" in lines
        assert any(line.startswith(f"# HELP {name} ") for line in lines)


def test_metrics_answer_without_a_database_too(board_of, tmp_path):
    _, app = board_of(f"sqlite:///{tmp_path / 'none.db'}")
    text = app.server.test_client().get("/metrics").get_data(as_text=True)
    assert "bolyst_stale 1" in text
    assert "bolyst_projects 0" in text


def test_invented_versions_of_a_file_are_compressed_and_kept_once(app):
    """Before: each was compressed anew and kept for ever, 1.2 MB of plotly.js at a time."""
    kept = app.server.config["BOLYST_KEPT_COMPRESSED"]
    browser = app.server.test_client()
    found = re.search(r"/_dash-component-suites/dash/deps/[^\"]+?\.js", browser.get("/").text)[0]
    browser.get(found, headers={"Accept-Encoding": "br"})
    before = len(kept)
    for version in ("v2_0m1", "v3_0m1", "v4_0m9"):
        invented = re.sub(r"\.v[\w-]+m\d+\.", f".{version}.", found)
        assert invented != found
        assert browser.get(invented, headers={"Accept-Encoding": "br"}).status_code == 200
    assert len(kept) == before > 0
