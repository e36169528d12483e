"""Engines, migrations, the data version, and the one way from a table to a frame."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
from sqlalchemy import (
    Date,
    DateTime,
    Float,
    Integer,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import DatabaseError, IntegrityError

from data_sources import schema
from data_sources.database_errors import keep_values_out
from data_sources.private_files import keep_private, own_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection, Engine, Table
    from sqlalchemy.types import TypeEngine

try:
    import fcntl
except ImportError:  # Windows has no such lock; SQLite's own still lets only one write
    fcntl = None  # type: ignore[assignment] # the module itself is the mark

MIGRATIONS = Path(__file__).with_name("migrations")
ROWS_AT_A_TIME = 20_000
MIGRATION_LOCK = 1_580_2013  # any number, as long as every process asks PostgreSQL for the same one
FILLING_LOCK = 1_580_2014  # and another for those that fill


class SourceUnavailable(OSError):
    """The database is locked, missing or unreadable; the message tells the one who runs the board."""


def engine(url: str, *, patience: float = 5) -> Engine:
    """Make an engine; on SQLite with foreign keys, real transactions and seconds of patience with locks."""
    made = create_engine(url, hide_parameters=True)  # rows may hold raw counts: no log shows them
    keep_values_out(made)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", partial(_prepare_sqlite, patience=patience))
        event.listen(made, "begin", _begin_sqlite)
    return made


def _prepare_sqlite(connection: Any, _record: Any, *, patience: float) -> None:  # noqa: ANN401 - untyped in events
    connection.isolation_level = None  # Python's own BEGIN leaves the schema outside the transaction
    for pragma in (f"busy_timeout = {patience * 1000:.0f}", "foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later is refused at once when another one wrote in
    # between; one that is to write therefore takes the lock first and waits for it.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _file(engine: Engine) -> Path | None:
    """Return the file of a SQLite database; None for one in memory or on a server."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name and name != ":memory:" else None


@contextmanager
def _as_unavailable() -> Iterator[None]:
    try:
        yield
    except (IntegrityError, SourceUnavailable):
        raise  # the rows are wrong, not the database; or it is said already, of the other database
    except DatabaseError as error:
        if "locked" in str(error.orig):
            sentence = "Databasen er opptatt: et annet program skriver til den. Prøv igjen om litt."
        else:
            sentence = f"Databasen kan ikke leses ({error.orig}). «bolysttavla check» viser hvilken det er."
        raise SourceUnavailable(sentence) from error
    except OSError as error:
        raise SourceUnavailable(f"Databasens mappe kan ikke brukes: {error.strerror}.") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open one consistent view of the database; never creates a missing one.

    Raises:
        SourceUnavailable: The database is locked, missing or not readable.
    """
    path = _file(engine)
    if path and not path.exists():
        raise SourceUnavailable("Databasen finnes ikke. «bolysttavla seed» lager og fyller den.")
    with _as_unavailable(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that holds the write lock from its start: all of it is kept, or nothing.

    Raises:
        SourceUnavailable: The database is locked for more than five seconds, or cannot be written.
    """
    with _as_unavailable(), engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def filling(board: Engine) -> Iterator[None]:
    """Let one process fill a board at a time: the next waits, and finds it filled.

    The lock is let go of when the process ends, however it ends.

    Raises:
        SourceUnavailable: The database or its folder cannot be reached.
    """
    path = _file(board)
    with ExitStack() as stack:
        with _as_unavailable():
            if board.dialect.name == "postgresql":
                connection = stack.enter_context(
                    board.execution_options(isolation_level="AUTOCOMMIT").connect()
                )
                connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": FILLING_LOCK})
                stack.callback(
                    connection.execute, text("SELECT pg_advisory_unlock(:key)"), {"key": FILLING_LOCK}
                )
            elif path and fcntl is not None:
                held = os.open(path.parent, os.O_RDONLY)  # the folder itself: no file is left behind
                stack.callback(os.close, held)
                fcntl.flock(held, fcntl.LOCK_EX)
        yield


def upgrade(url: str, database: Literal["board", "intake"]) -> None:
    """Bring the tables up to date; processes that start together wait for one another.

    Raises:
        SourceUnavailable: The database is locked, cannot be written, or is newer than the program.
    """
    from alembic import command  # noqa: PLC0415 - who only reads need not wait for it
    from alembic.config import Config  # noqa: PLC0415 - the same
    from alembic.util import CommandError  # noqa: PLC0415 - the same

    from data_sources.facts.reach import sum_if_missing  # noqa: PLC0415 - it reads tables by this module

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("version_locations", str(MIGRATIONS / database))
    config.set_main_option("path_separator", "newline")
    made = engine(url)
    try:
        if path := _file(made):
            with _as_unavailable():
                own_folder(path.parent)
                if database == "intake":
                    keep_private(path)
        if made.dialect.name == "sqlite":
            _turn_on_wal(made)
        with writing(made) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if database == "board":
                sum_if_missing(connection)
    except CommandError as error:
        raise SourceUnavailable("Databasen er laget av en nyere utgave av tavla: bruk den.") from error
    finally:
        made.dispose()


def _turn_on_wal(engine: Engine) -> None:
    """Let readers read while one writes; the file remembers it."""
    with _as_unavailable(), engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA journal_mode = WAL")


def data_version(engine: Engine) -> int:
    """Return the number that every import, refresh or undo raises by one; 0 before the first."""
    with reading(engine) as connection:
        return connection.scalar(select(func.max(schema.data_version.c.version))) or 0


def bump_version(connection: Connection) -> int:
    """Raise the data version inside the caller's transaction, so that workers reload; return the new one."""
    table = schema.data_version
    version = (connection.scalar(select(func.max(table.c.version))) or 0) + 1
    row = {"version": version, "changed": datetime.now(UTC).isoformat(timespec="seconds")}
    if version == 1:
        connection.execute(insert(table).values(id=1, **row))
    else:
        connection.execute(update(table).values(**row))
    return version


def read(engine: Engine, table: Table, *where: ColumnElement[bool]) -> pd.DataFrame:
    """Read a table, or its rows where something holds, in key order.

    Text as str, dates as datetime64, missing as NaN, NaT or NA.

    Raises:
        SourceUnavailable: The database is locked, missing or not readable.
    """
    columns: list[list[Any]] = [[] for _ in table.columns]
    with reading(engine) as connection:
        query = select(table).where(*where).order_by(*table.primary_key.columns)
        for rows in connection.execute(query).partitions(ROWS_AT_A_TIME):
            for column, values in zip(columns, zip(*rows, strict=True), strict=True):
                # One object for each distinct text: a million cells repeat a few hundred codes.
                column.extend(sys.intern(value) if isinstance(value, str) else value for value in values)
    return pd.DataFrame(
        {
            column.name: pd.Series(values, dtype=_dtype(column.type, missing=bool(column.nullable)))
            for column, values in zip(table.columns, columns, strict=True)
        }
    )


def _dtype(kind: TypeEngine[Any], *, missing: bool) -> Any:  # noqa: ANN401 - pandas' dtype arguments have no common type
    if isinstance(kind, Integer):
        return "Int64" if missing else "int64"
    if isinstance(kind, Float):
        return "float64"
    if isinstance(kind, Date | DateTime):
        return "datetime64[us]"
    return "str"
