"""Batches on a real PostgreSQL: the same outcome, and one import at a time."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from data_sources import schema
from data_sources.database import SourceUnavailable, writing
from data_sources.intake.batches.batches import apply
from data_sources.intake.batches.changes import Change
from data_sources.intake.batches.journal import prepare, recover, turn
from data_sources.intake.batches.undo import undo
from tests.intake_board import cell, close, everything, file, fill_board, goal, meeting, parsed, stored
from tests.postgresql import server

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgresql")]


@pytest.fixture(scope="module")
def databases():
    with server() as administrator:
        address = make_url(administrator)
        made = create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        urls = {}
        for name in ("board", "intake"):
            with made.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            urls[name] = address.set(database=name).render_as_string(hide_password=False)
        filled = fill_board(urls)
        yield filled
        close(filled)


def test_a_batch_and_its_undo_leave_what_was_before(databases):
    first = parsed(goal=[goal(), goal("g3", parent="g2")], intake_participation=[cell(2), cell(9, age="67+")])
    apply(first, file("a"), databases)
    before = everything(databases)
    second = parsed(
        team_meeting=[meeting()], goal=[goal(target=4.5)], intake_participation=[cell(8, attendances=9)]
    )
    applied = apply(second, file("b"), databases, overwrite=True)
    assert everything(databases) != before
    undo(applied.batch, databases)
    assert everything(databases) == before


def test_a_second_import_that_has_waited_long_enough_is_refused_with_a_sentence(databases):
    before = everything(databases)
    with turn(databases), pytest.raises(SourceUnavailable, match="en annen innlesing er i gang"):
        apply(parsed(goal=[goal("g9")]), file("c"), databases)
    assert everything(databases) == before


def test_raw_counts_without_a_batch_on_the_board_are_taken_back(databases):
    apply(parsed(intake_participation=[cell(7, age="16-19")]), file("d"), databases)
    before = everything(databases)
    row = stored(databases.intake, schema.intake_participation)[0]
    key = tuple(row[column.name] for column in schema.intake_participation.primary_key)
    with writing(databases.intake) as intake:
        prepare(intake, 99, [Change("intake_participation", key, row, row | {"unique_participants": 77})])
    assert everything(databases) != before
    assert recover(databases)
    assert everything(databases) == before
