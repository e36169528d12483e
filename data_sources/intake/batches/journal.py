"""Keeps two databases in step: one writer at a time, and no batch that only one of them has.

A batch that changes raw counts is written in this order, the board's write lock held all the way:

1. the board's changes, not yet committed;
2. the intake's changes, its log and a journal row «prepared», committed;
3. the board's changes, committed: from here on the batch is done;
4. the journal row, «done».

A process that dies before 2 leaves nothing. Between 2 and 3 the board does not know the batch, and the raw
counts are put back from the log. Between 3 and 4 the board knows it, and only the journal row is behind.
Whoever holds the board's lock knows which, since nobody else is in the middle of a batch.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, text, update

from data_sources import schema
from data_sources.database import SourceUnavailable, reading, writing
from data_sources.intake.batches.changes import log_changes, logged_changes, write_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from data_sources.intake.batches.changes import Change

IMPORT_LOCK = 1_534_2013
"""Any number, as long as every process asks PostgreSQL for the same one."""
PATIENCE = 5.0
"""Seconds to wait for another import, as long as SQLite waits for its lock."""

BATCHES = schema.intake_batch
LOG = schema.intake_batch_change


@dataclass(frozen=True)
class Databases:
    """A board and its intake; `base` is what small counts become beside 0, on a board that shows none yet."""

    board: Engine
    intake: Engine
    base: int = 3


@contextmanager
def turn(databases: Databases) -> Iterator[tuple[Connection, Connection]]:
    """Open both databases for one batch, alone; what a process that died left behind is settled first.

    The intake is committed before the board. Afterwards the journal is brought up to date.

    Raises:
        SourceUnavailable: Another import was going on for as long as we wait, or a database cannot be used.
    """
    with writing(databases.board) as board_connection:
        _wait(board_connection)
        with writing(databases.intake) as intake_connection:
            _settle(board_connection, intake_connection)
        with writing(databases.intake) as intake_connection:
            yield board_connection, intake_connection
    with suppress(
        SourceUnavailable
    ):  # the batch is done: the next import finds the journal row and updates it
        recover(databases)


def recover(databases: Databases) -> bool:
    """Finish or take back what a process that died left between the two; True where there was anything.

    Raises:
        SourceUnavailable: An import is going on, or a database cannot be used.
    """
    with reading(databases.intake) as connection:
        if not connection.execute(select(BATCHES.c.batch).where(BATCHES.c.state == "prepared")).first():
            return False
    with writing(databases.board) as board_connection:
        _wait(board_connection)
        with writing(databases.intake) as intake_connection:
            _settle(board_connection, intake_connection)
    return True


def prepare(intake: Connection, batch: int, changes: Sequence[Change]) -> None:
    """Write raw changes with their log and journal row."""
    write_changes(intake, schema.intake, changes)
    log_changes(intake, LOG, batch, changes)
    intake.execute(insert(BATCHES).values(batch=batch, state="prepared"))


def next_batch(board: Connection, intake: Connection) -> int:
    """A number that neither database has used."""
    last = board.scalar(select(func.max(schema.batch.c.batch))) or 0
    return max(last, intake.scalar(select(func.max(BATCHES.c.batch))) or 0) + 1


def _settle(board: Connection, intake: Connection) -> None:
    prepared = select(BATCHES.c.batch).where(BATCHES.c.state == "prepared").order_by(BATCHES.c.batch.desc())
    for batch in intake.scalars(prepared).all():
        done = board.scalar(select(schema.batch.c.batch).where(schema.batch.c.batch == batch))
        if done is not None:
            intake.execute(update(BATCHES).where(BATCHES.c.batch == batch).values(state="done"))
            continue
        write_changes(
            intake,
            schema.intake,
            [change.backwards() for change in logged_changes(intake, LOG, batch, schema.intake)],
        )
        intake.execute(delete(LOG).where(LOG.c.batch == batch))
        intake.execute(delete(BATCHES).where(BATCHES.c.batch == batch))


def _wait(board: Connection) -> None:
    """Let one import at a time into a PostgreSQL board; SQLite's own write lock already does."""
    if board.dialect.name != "postgresql":
        return
    give_up = time.monotonic() + PATIENCE
    while not board.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": IMPORT_LOCK}):
        if time.monotonic() > give_up:
            raise SourceUnavailable("Databasen er opptatt: en annen innlesing er i gang. Prøv igjen om litt.")
        time.sleep(0.1)
