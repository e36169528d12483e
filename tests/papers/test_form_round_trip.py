"""A form that was sent in is read, stored, written again from the board, and read again."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

import command
from dashboard.content.word import word
from dashboard.papers.annual_form import annual_form
from dashboard.store.frames import SPECS
from dashboard.store.store import FrameStore
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine
from data_sources.intake.batches.reading import NAMING
from data_sources.intake.forms.annual_report import parse_report, read_report
from terms.words import speaker

TWIN = Path(__file__).parents[1] / "data" / "reports" / "form_bokmaal.txt"
"""Made by hand: the client's form with other words."""


@pytest.fixture
def sent_in(seeded, tmp_path, monkeypatch):
    """Store a form on a board without example data; gives the form as read, and as written and read again."""
    for name in list(os.environ):
        if name.startswith("BOLYST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BOLYST_DATABASE_URL", seeded.board_url)
    monkeypatch.setenv("BOLYST_INTAKE_DATABASE_URL", seeded.intake_url)

    def through(text, project):
        path = tmp_path / "skjema.txt"
        path.write_text(text, encoding="utf-8")
        assert command.main(["import", str(path), "--project", project, "--yes"]) == 0
        first = read_report(path)
        year = first.day.year - (first.day.month <= 6)
        board = engine(seeded.board_url)
        read = loaders(board)
        store = FrameStore(
            {name: partial(stated, read[name]) for name in SPECS}, partial(data_version, board)
        )
        second = parse_report(word(annual_form(store, project, year, speaker("nb"))))
        board.dispose()
        return first, second

    return through


def stated(load):
    """Rows that somebody stated: no examples."""
    rows = load()
    return rows[rows["evidence"] != "example"] if "evidence" in rows else rows


def same_fields(first, second):
    """Every field that is stored, apart from how the day is spelt."""
    before, after = first.to_json(), second.to_json()
    left_out = {*NAMING, "date"}
    assert second.day == first.day
    assert {key: after[key] for key in after if key not in left_out} == {
        key: before[key] for key in before if key not in left_out
    }
    assert len(after) == 23
    notes = {(key, letter): " ".join(note.split()) for key, letter, note in first.notes}
    assert {(key, letter): note for key, letter, note in second.notes} == notes


def test_the_clients_own_form_comes_back_as_it_was(shared, sent_in):
    text = (shared / "documents" / "001_53ea93677e2763da.txt").read_text(encoding="utf-8")
    first, second = sent_in(text, "vesteralen-innvandrere-en-ressurs")
    same_fields(first, second)
    assert second["from"].value == first["from"].value
    assert {second[key].value for key in ("project_leader", "county_contact")} == {""}
    assert [place.number for place in second.places] == ["1866", "1870", "1867", "1851", "1871", "1868"]


def test_a_form_made_by_hand_comes_back_as_it_was(sent_in):
    text = TWIN.read_text(encoding="utf-8").replace("Velkomen til bygda", "Bolystprosjekt i Moskenes")
    first, second = sent_in(text, "moskenes-bolyst")
    same_fields(first, second)
