from __future__ import annotations

import pytest

from data_sources import schema
from data_sources.catalogue import loaders
from data_sources.database import SourceUnavailable, engine, upgrade

WITHOUT_LOADER = {"data_version", "snapshot", "participation"}
"""Read a row at a time: the version of the data, papers by their ids. Cells are only summed."""


@pytest.fixture
def board(tmp_path):
    url = f"sqlite:///{tmp_path / 'board.db'}"
    upgrade(url, "board")
    made = engine(url)
    yield made
    made.dispose()


def test_every_table_of_the_board_has_a_loader(board):
    assert set(loaders(board)) == set(schema.board.tables) - WITHOUT_LOADER


def test_a_loader_gives_the_columns_of_its_table(board):
    for name, load in loaders(board).items():
        assert list(load().columns) == [column.name for column in schema.board.tables[name].columns]


def test_raw_counts_have_no_loader(board):
    assert not set(loaders(board)) & set(schema.intake.tables)


def test_a_loader_says_that_the_database_is_missing(tmp_path):
    made = engine(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(SourceUnavailable):
        loaders(made)["county"]()


def test_seeded_tables_keep_what_the_files_say(seeded):
    made = engine(seeded.board_url)
    frames = {name: load() for name, load in loaders(made).items()}
    made.dispose()
    assert "1534" in set(frames["municipality"]["municipality"])
    assert (frames["reach_sum"]["example"] == 1).all()
    assert frames["project"]["project"].is_unique
