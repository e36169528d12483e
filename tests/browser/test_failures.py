"""When something is missing or locked: a sentence in the user's language, never a blank page."""

from __future__ import annotations

import shutil
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.browser.answers import status, until

SENTENCES = {
    "nb": "Tavla får ikke lest databasen akkurat nå",
    "nn": "Tavla får ikkje lese databasen akkurat no",
    "en": "The board cannot read its database just now",
}
NO_SUCH_PAGE = {
    "nb": "Adressen /finnes-ikke finnes ikke på tavla.",
    "nn": "Adressa /finnes-ikke finst ikkje på tavla.",
    "en": "There is no page at /finnes-ikke.",
}


@pytest.fixture
def place(filled, tmp_path):
    """A folder with databases of the seeds, as `serve` expects them."""
    (tmp_path / "var").mkdir()
    shutil.copy(filled.folder / "board.db", tmp_path / "var" / "bolysttavla.db")
    shutil.copy(filled.folder / "intake.db", tmp_path / "var" / "inntak.db")
    return tmp_path


@pytest.fixture
def hold():
    """Lock databases as another program would, `whole` against readers too; let go of them at the end."""
    holders = []

    def lock(path, *, whole):
        holder = sqlite3.connect(path, isolation_level=None)
        if whole:
            holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holders.append(holder)
        return holder

    yield lock
    for holder in holders:
        holder.close()


def test_a_locked_database_is_said_in_a_sentence_and_the_board_recovers(start_board, place, hold, users):
    holder = hold(place / "var" / "bolysttavla.db", whole=True)
    address = start_board(place)
    with users(address) as open_one:
        for language, sentence in SENTENCES.items():
            page = open_one(f"/?sprak={language}&fylke=15")
            expect(page.locator("main")).to_contain_text(sentence)
            expect(page.locator("html")).to_have_attribute("lang", language)
        holder.close()
        until(f"{address}/readyz", 200)
        page = open_one("/?sprak=nn&fylke=15")
        expect(page.locator(".panel-title")).to_have_count(page.locator("[data-panel]").count())
        expect(page.locator("main")).not_to_contain_text(SENTENCES["nn"])


def test_a_database_that_is_written_to_does_not_take_the_page_away(start_board, place, hold, users, ready):
    address = start_board(place)
    with users(address) as open_one:
        page = open_one("/?sprak=nb&fylke=15")
        placed = page.locator(".panel-title").filter(has_text="Møre og Romsdal").count()
        assert placed > 1
        hold(place / "var" / "bolysttavla.db", whole=False)
        page.locator("#filters-county").select_option("18")
        ready(page)
        expect(page.locator(".panel-title").filter(has_text="Nordland")).to_have_count(placed)
        expect(page.locator("#shell-failure")).to_be_empty()


def test_a_missing_database_is_said_in_a_sentence(start_board, tmp_path, users):
    (tmp_path / "taken").touch()
    address = start_board(tmp_path, BOLYST_DATABASE_URL="sqlite:///taken/board.db")
    assert status(f"{address}/readyz") == 503
    with users(address) as open_one:
        for language, sentence in SENTENCES.items():
            page = open_one(f"/?sprak={language}&kommune=1580")
            expect(page.locator("main")).to_contain_text(sentence)
            expect(page.locator("html")).to_have_attribute("lang", language)
            expect(page.locator("body")).not_to_contain_text("Traceback")


@pytest.mark.parametrize("language", NO_SUCH_PAGE)
def test_an_unknown_page_answers_404_with_a_sentence_and_a_way_on(open_page, board, language):
    assert status(f"{board}/finnes-ikke") == 404
    page = open_page(f"/finnes-ikke?sprak={language}", missing=True)
    expect(page.locator("main")).to_contain_text(NO_SUCH_PAGE[language])
    expect(page.locator(".views a").first).to_be_visible()
