"""Where papers are kept: added once, read again, never changed; the one thing the web process writes.

What the web makes has a limit of room, and goes after years; what a command makes stays. Only a command
removes anything: the role of the web may not.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from data_sources.database import SourceUnavailable, reading, writing
from data_sources.schema import snapshot

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Row = dict[str, str | int]
OURS = ("made_by", "bytes")
"""Columns that are of the archive, and not of a paper."""
MEGABYTE = 1_000_000


class ArchiveFull(SourceUnavailable):
    """There is no room for another paper made on the web."""

    def __init__(self, most: int) -> None:
        """Say so to whoever runs the board."""
        super().__init__(
            f"arkivet er fullt ({most // MEGABYTE} MB). Sett BOLYST_PAPER_MB høyere, eller BOLYST_PAPER_DAYS "
            "lavere og kjør «bolysttavla tidy»"
        )


class Held(NamedTuple):
    """How many papers there are, and the room they take."""

    papers: int
    size: int


class SnapshotTable:
    """The table `snapshot` of the board's database, for papers made by a command, or on the web.

    `most` is the room in bytes above which nothing more made on the web is taken; None = no limit.
    """

    def __init__(
        self, engine: Engine, made_by: Literal["web", "command"] = "command", *, most: int | None = None
    ) -> None:
        self._engine, self._made_by, self._most = engine, made_by, most

    def keep(self, row: Row) -> None:
        """Add a snapshot, unless there is one with its id.

        Raises:
            ArchiveFull: There is no room for it.
            SourceUnavailable: The database is locked, or the role may not add to the table.
        """
        if self.find(str(row["id"])) is not None:
            return
        size = len(str(row["content"]).encode())
        try:
            with writing(self._engine) as connection:
                if self._most is not None and _held(connection).size + size > self._most:
                    raise ArchiveFull(self._most)
                if connection.dialect.name == "postgresql":
                    # The role of the web reads by default; here, and only here, it asks to write.
                    connection.execute(text("SET TRANSACTION READ WRITE"))
                connection.execute(insert(snapshot).values(**row, made_by=self._made_by, bytes=size))
        except IntegrityError:
            if self.find(str(row["id"])) is None:  # another process may have added it in between
                raise

    def find(self, snapshot_id: str) -> Row | None:
        """Return a snapshot; None where there is none with the id.

        Raises:
            SourceUnavailable: The database cannot be read.
        """
        columns = [column for column in snapshot.columns if column.name not in OURS]
        with reading(self._engine) as connection:
            found = (
                connection.execute(select(*columns).where(snapshot.c.id == snapshot_id)).mappings().first()
            )
        return dict(found) if found is not None else None


def held(engine: Engine) -> Held:
    """Tell how full the archive is.

    Raises:
        SourceUnavailable: The database cannot be read.
    """
    with reading(engine) as connection:
        return _held(connection)


def _held(connection: Connection) -> Held:
    papers, size = connection.execute(select(func.count(), func.sum(snapshot.c.bytes))).one()
    return Held(papers, int(size or 0))


def tidy(engine: Engine, days: int) -> int:
    """Remove papers that were made on the web more than some days ago; how many. None by 0 days.

    Raises:
        SourceUnavailable: The database is locked, or the role may not remove from the table.
    """
    if not days:
        return 0
    before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    old = (snapshot.c.made_by == "web") & (snapshot.c.made_at < before)
    with writing(engine) as connection:
        return connection.execute(delete(snapshot).where(old)).rowcount
