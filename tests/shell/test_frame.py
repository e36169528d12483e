"""The foot of every page says how old the official figures are, also when the last refresh failed."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import insert

from dashboard.shell.page import page
from dashboard.store.store import FrameStore
from data_sources import schema
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine, writing
from data_sources.statbank.figure_store import note_attempt

FAILED = datetime(2026, 12, 1, 6, tzinfo=UTC)


@pytest.fixture
def board(seeded):
    made = engine(seeded.board_url)
    yield made
    made.dispose()


def foot(board, language, clock=lambda: 0.0):
    store = FrameStore(loaders(board), partial(data_version, board), clock=clock)
    return str(page("/tilgjenge", f"sprak={language}", store, "15"))


def test_it_says_when_the_figures_were_retrieved(board):
    assert "Offisielle tal henta 22. november 2026." in foot(board, "nn")
    assert "Offisielle tall hentet 22. november 2026." in foot(board, "nb")
    assert "Official figures retrieved 22 November 2026." in foot(board, "en")


def test_it_says_that_the_last_attempt_failed_and_which_figures_are_shown(board):
    with writing(board) as connection:
        note_attempt(connection, FAILED, ["Serveren kan ikke nås."])
    said = "siste forsøk 1. desember 2026 lukkast ikkje. Tavla viser tala frå 22. november 2026."
    assert said in foot(board, "nn")
    assert "the last attempt, 1 December 2026, failed" in foot(board, "en")


def test_it_says_that_only_some_of_the_figures_were_fetched(board):
    with writing(board) as connection:
        note_attempt(connection, datetime(2026, 11, 22, tzinfo=UTC), ["Tabell 09817 er ikke hentet."])
    assert "men ikkje alle" in foot(board, "nn")


def test_a_failed_attempt_shows_within_a_minute_though_the_data_version_is_the_same(board):
    seconds = [0.0]
    store = FrameStore(loaders(board), partial(data_version, board), clock=lambda: seconds[0])
    assert store["refresh_attempt"].empty
    with writing(board) as connection:
        connection.execute(
            insert(schema.refresh_attempt).values(attempt=1, started=FAILED.replace(tzinfo=None), ok=0)
        )
    seconds[0] = 59
    assert store["refresh_attempt"].empty
    seconds[0] = 60
    assert len(store["refresh_attempt"]) == 1
