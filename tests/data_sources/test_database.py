from __future__ import annotations

import multiprocessing
import sqlite3
from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from data_sources import schema
from data_sources.database import (
    MIGRATIONS,
    SourceUnavailable,
    bump_version,
    data_version,
    engine,
    read,
    upgrade,
    writing,
)

DATABASES = [("board", schema.board), ("intake", schema.intake)]


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'var' / 'board.db'}"


@pytest.fixture
def board(url):
    upgrade(url, "board")
    made = engine(url)
    yield made
    made.dispose()


def definitions(connection):
    """The lines of each table's definition, whatever the order of its constraints and the quotes of names."""
    tables = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    return {
        name: sorted(
            line.strip().rstrip(",").strip()
            for line in sql.replace('"', "").splitlines()
            if line.strip(" \t,()")
        )
        for name, sql in tables
        if name != "alembic_version"
    }


@pytest.mark.parametrize(("name", "metadata"), DATABASES)
def test_migrated_tables_are_those_of_the_schema(url, name, metadata):
    upgrade(url, name)
    made = engine(url)
    with made.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    made.dispose()


@pytest.mark.parametrize(("name", "metadata"), DATABASES)
def test_migrated_checks_and_keys_are_those_of_the_schema(url, name, metadata):
    upgrade(url, name)
    migrated, created = engine(url), create_engine("sqlite://")
    with migrated.connect() as one, created.connect() as other:
        metadata.create_all(other)
        assert definitions(one) == definitions(other)
    migrated.dispose()
    created.dispose()


def test_the_board_database_has_no_raw_counts(board):
    assert "intake_participation" not in inspect(board).get_table_names()


def test_a_second_upgrade_changes_nothing(url, board):
    with writing(board) as connection:
        connection.execute(schema.county.insert().values(county="15", name="Møre og Romsdal", source="x"))
    upgrade(url, "board")
    assert read(board, schema.county)["name"].tolist() == ["Møre og Romsdal"]


def test_a_database_from_a_newer_program_is_said(url, board):
    with writing(board) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SourceUnavailable, match="nyere utgave"):
        upgrade(url, "board")


def test_processes_that_start_together_migrate_once(url):
    context = multiprocessing.get_context("spawn")
    starts = [context.Process(target=upgrade, args=(url, "board")) for _ in range(3)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert [start.exitcode for start in starts] == [0, 0, 0]
    made = engine(url)
    assert data_version(made) == 0
    made.dispose()


def test_a_frame_has_text_numbers_dates_and_missing_values(board):
    with writing(board) as connection:
        connection.execute(
            schema.indicator.insert().values(
                indicator="population", name_nb="a", name_nn="b", name_en="c", unit="persons",
                direction="neutral", summable=1, source_table="07459", source="SSB",
            )
        )  # fmt: skip
        row = {"indicator": "population", "municipality": "0301", "source_table": "07459", "source": "SSB"}
        connection.execute(
            schema.statistic.insert(),
            [
                row | {"year": 2013, "value": 623966, "symbol": None, "retrieved": date(2026, 9, 1)},
                row | {"year": 2014, "value": None, "symbol": ":", "retrieved": date(2026, 9, 1)},
            ],
        )
    statistics = read(board, schema.statistic)
    assert statistics["municipality"].dtype == "str"
    assert statistics["municipality"].tolist() == ["0301", "0301"]
    assert statistics["value"].tolist()[0] == 623966
    assert statistics["value"].isna().tolist() == [False, True]
    assert statistics["symbol"].isna().tolist() == [True, False]
    assert statistics["retrieved"].dtype.kind == "M"
    assert statistics["year"].dtype == "int64"


def test_an_empty_table_keeps_its_types(board):
    projects = read(board, schema.project)
    assert projects.empty
    assert projects["name"].dtype == "str"
    assert projects["start_year"].dtype == "Int64"
    assert read(board, schema.goal)["deadline"].dtype.kind == "M"


def test_a_reference_to_nothing_is_refused(board):
    orphan = {"goal": "g", "project": "none", "level": "main_goal", "position": 1, "text": "t"}
    row = schema.goal.insert().values(evidence="application", source="s", **orphan)
    with pytest.raises(IntegrityError), writing(board) as connection:
        connection.execute(row)


def test_each_change_adds_one_to_the_data_version(board):
    assert data_version(board) == 0
    for expected in (1, 2):
        with writing(board) as connection:
            assert bump_version(connection) == expected
        assert data_version(board) == expected


def change_and_fail(board):
    with writing(board) as connection:
        bump_version(connection)
        raise RuntimeError


def test_a_change_that_fails_leaves_nothing(board):
    with pytest.raises(RuntimeError):
        change_and_fail(board)
    assert data_version(board) == 0


def test_a_missing_database_is_said_and_not_created(tmp_path):
    made = engine(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(SourceUnavailable, match="finnes ikke"):
        read(made, schema.county)
    assert not (tmp_path / "none.db").exists()


def test_a_database_without_tables_is_said(tmp_path):
    sqlite3.connect(tmp_path / "empty.db").close()
    made = engine(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(SourceUnavailable, match="kan ikke leses"):
        data_version(made)
    made.dispose()


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "board.db").write_text("not a database, but long enough to be read as one" * 20)
    made = engine(f"sqlite:///{tmp_path / 'board.db'}")
    with pytest.raises(SourceUnavailable, match="kan ikke leses"):
        read(made, schema.county)
    made.dispose()


def test_a_locked_database_is_said(url, board):
    holder = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    board.dispose()
    with pytest.raises(SourceUnavailable, match="opptatt"):
        data_version(board)
    holder.close()


def test_figures_from_before_retrievals_were_kept_say_when_they_were_retrieved(url):
    """A board made by an older edition: its figures get a retrieval each when it is brought up to date."""
    made = engine(url)
    upgrade(url, "board")
    words = dict.fromkeys(("name_nb", "name_nn", "name_en", "source"), "x")
    about = {"unit": "person", "direction": "neutral", "summable": 1, "source_table": "SSB 07459", **words}
    figure = {"indicator": "population", "municipality": "1580", "value": 5, "source": "x"}
    with writing(made) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("version_locations", str(MIGRATIONS / "board"))
        config.set_main_option("path_separator", "newline")
        config.attributes["connection"] = connection
        command.downgrade(config, "0012")
        connection.execute(
            schema.indicator.insert(), [about | {"indicator": name} for name in ("population", "never")]
        )
        connection.execute(
            schema.statistic.insert(),
            [
                figure | {"year": year, "source_table": "SSB 07459", "retrieved": date(2026, 11, year - 2000)}
                for year in (2021, 2022)
            ],
        )
    upgrade(url, "board")
    frame = read(made, schema.retrieval)
    made.dispose()
    assert frame["indicator"].tolist() == ["population"]
    assert frame["table"].tolist() == ["SSB 07459"]
    assert str(frame["retrieved"].iloc[0]) == "2026-11-22 00:00:00"
