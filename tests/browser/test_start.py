from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.browser.answers import status, until

ROOT = Path(__file__).resolve().parents[2]


def test_the_board_answers(board):
    assert status(f"{board}/healthz") == 200
    assert status(f"{board}/readyz") == 200
    assert status(f"{board}/no-such-page") == 404


def test_the_first_screen_is_drawn_without_complaint_or_foreign_request(page, ready):
    page.goto("/")
    ready(page)
    assert page.locator("h1").count() == 1


def test_a_board_whose_database_is_locked_starts_and_shows_it_when_it_is_free(start_board, tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    subprocess.run([sys.executable, str(ROOT / "app.py"), "seed"], cwd=tmp_path, env=kept, check=True)
    holder = sqlite3.connect(tmp_path / "var" / "bolysttavla.db", isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    address = start_board(tmp_path)
    assert "opptatt" in (tmp_path / "board.log").read_text(encoding="utf-8")
    assert status(f"{address}/readyz") == 503
    assert status(f"{address}/") == 200
    holder.close()
    until(f"{address}/readyz", 200)


def test_a_second_start_is_quick_and_changes_nothing(start_board, tmp_path):
    start_board(tmp_path)
    before = (tmp_path / "var" / "bolysttavla.db").read_bytes()
    began = time.monotonic()
    start_board(tmp_path)
    assert time.monotonic() - began < 15
    assert (tmp_path / "var" / "bolysttavla.db").read_bytes() == before
