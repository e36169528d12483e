"""Where papers are kept: added once, read again, never changed; the one thing the web process writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from data_sources.database import reading, writing
from data_sources.schema import snapshot

if TYPE_CHECKING:
    from sqlalchemy import Engine

Row = dict[str, str | int]


class SnapshotTable:
    """The table `snapshot` of the board's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, row: Row) -> None:
        """Add a snapshot, unless there is one with its id.

        Raises:
            SourceUnavailable: The database is locked, or the role may not add to the table.
        """
        if self.find(str(row["id"])) is not None:
            return
        try:
            with writing(self._engine) as connection:
                if connection.dialect.name == "postgresql":
                    # The role of the web reads by default; here, and only here, it asks to write.
                    connection.execute(text("SET TRANSACTION READ WRITE"))
                connection.execute(insert(snapshot).values(**row))
        except IntegrityError:
            if self.find(str(row["id"])) is None:  # another process may have added it in between
                raise

    def find(self, snapshot_id: str) -> Row | None:
        """Return a snapshot; None where there is none with the id.

        Raises:
            SourceUnavailable: The database cannot be read.
        """
        with reading(self._engine) as connection:
            found = (
                connection.execute(select(snapshot).where(snapshot.c.id == snapshot_id)).mappings().first()
            )
        return dict(found) if found is not None else None
