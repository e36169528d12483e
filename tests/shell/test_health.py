"""What machines ask of the board, when all is well and when nothing can be read."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from dashboard.shell import health
from dashboard.shell.settings import Settings
from dashboard.store.store import FrameStore
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine


@pytest.fixture
def own(seeded):
    board = engine(seeded.board_url)
    yield FrameStore(loaders(board), lambda: data_version(board))
    board.dispose()


def browser_of(store):
    server = Flask("health")
    health.install(server, store)
    return server.test_client()


def test_a_database_that_is_gone_is_not_ready_though_frames_are_held(own, seeded):
    """Then: 200 for as long as frames were held. Now: 503."""
    browser = browser_of(own)
    assert browser.get("/readyz").status_code == 200
    (seeded.folder / "board.db").rename(seeded.folder / "away.db")
    assert browser.get("/readyz").status_code == 503
    assert browser.get("/healthz").status_code == 200
    (seeded.folder / "away.db").rename(seeded.folder / "board.db")
    assert browser.get("/readyz").status_code == 200


def test_a_database_that_never_answers_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(health, "PATIENCE", 0.1)
    released = threading.Event()
    store = FrameStore({}, lambda: released.wait(10) and 1)
    browser = browser_of(store)
    assert [browser.get("/readyz").status_code for _ in range(3)] == [503, 503, 503]
    assert threading.active_count() < 20
    released.set()


@pytest.mark.parametrize(
    "fault", [KeyError("column"), RuntimeError("odd"), OSError("gone"), ValueError("nan")]
)
def test_metrics_never_fail(fault, caplog):
    """Then: 500 for whatever a loader raised that was no OSError. Now: 200 with what can be said."""

    def broken():
        raise fault

    browser = browser_of(FrameStore({"project": broken, "retrieval": broken}, lambda: 7))
    answer = browser.get("/metrics")
    assert answer.status_code == 200
    assert "bolyst_data_version 7" in answer.get_data(as_text=True)
    del caplog


def test_a_fault_of_ours_is_a_sentence_without_a_traceback(store, caplog):
    from dashboard.shell.create_app import create_app  # noqa: PLC0415 - the others need no Dash

    app = create_app(store, Settings.from_environment({}).for_web())

    def broken():
        raise ValueError("inner\nworkings")

    app.server.view_functions["healthz"] = broken
    answer = app.server.test_client().get("/healthz?sprak=en")
    assert answer.status_code == 500
    assert answer.get_data(as_text=True).startswith("Something went wrong in the board.")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "inner" not in answer.get_data(as_text=True)
    assert "failed" in caplog.text
