"""One refresh of a board at a time, whichever folder or machine it is started from."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from data_sources.database import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

try:
    import fcntl
except ImportError:  # Windows has no such lock: there one refresh at a time is the user's own care
    fcntl = None  # type: ignore[assignment] # the module itself is the mark

REFRESH_LOCK = 1_580_2024
"""Any number, as long as every process asks PostgreSQL for the same one, and migrations for another."""


class AlreadyRunning(OSError):
    """Another refresh of this board is under way."""

    def __init__(self) -> None:
        """Say so in bokmål."""
        super().__init__("En annen oppdatering av tallene er i gang.")


@contextmanager
def alone(board: Engine) -> Iterator[None]:
    """Hold the one lock of refreshes of a board; it lets go by itself when the process dies.

    Raises:
        AlreadyRunning: Another process holds it.
        SourceUnavailable: The board's database cannot be reached.
    """
    with reading(board):
        pass  # one that cannot be reached is told in words here
    if board.dialect.name == "postgresql":
        with _on_server(board):
            yield
    elif board.url.database:
        with _beside(Path(board.url.database)):
            yield


@contextmanager
def _on_server(board: Engine) -> Iterator[None]:
    with board.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        if not connection.scalar(select(func.pg_try_advisory_lock(REFRESH_LOCK))):
            raise AlreadyRunning
        try:
            yield
        finally:
            with suppress(DatabaseError):  # a connection that broke on the way has let go already
                connection.scalar(select(func.pg_advisory_unlock(REFRESH_LOCK)))


@contextmanager
def _beside(database: Path) -> Iterator[None]:
    with database.with_name(f"{database.name}.refresh.lock").open("a") as held:
        if fcntl is not None:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise AlreadyRunning from error
        yield
