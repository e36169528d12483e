"""Fills empty databases from the seed files, and with example participation that passes the privacy gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import insert, select

from data_sources import schema
from data_sources.database import bump_version, filling, read, reading, writing
from data_sources.facts.reach import sum_reach
from data_sources.protection.publish import rows_of, through_gate
from data_sources.statbank.hidden_counts import leaking_shares
from seeds.example import CELL_KEY, COUNTS, example_participation
from seeds.rows import Row, SeedError, read_tables

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Engine, Table

__all__ = ["SEEDS", "SeedError", "Summary", "fill"]

SEEDS = Path(__file__).parent
MARKS = ["evidence", "source"]
COMPUTED = {
    "participation", "protection_error", "programme_reach", "data_version", "batch", "batch_change",
    "retrieval", "refresh_attempt", "reach_sum", "project_reach_sum", "participation_source_sum",
}  # fmt: skip
"""Tables of the board that no seed file may fill: their rows come through the privacy gate, or are ours."""
FIRST_LINE = 2
"""Line of a file's first row: the heading is line 1."""


@dataclass(frozen=True)
class Summary:
    """What a fill did: rows written by table; nothing where the database was not empty."""

    rows: dict[str, int]

    @property
    def filled(self) -> bool:
        """Whether anything was written."""
        return bool(self.rows)


def fill(board: Engine, intake: Engine, *, folder: Path = SEEDS, base: int = 3) -> Summary:
    """Fill an empty board, all or nothing; leave one that holds anything as it is.

    Raw counts already in the intake are kept, and published again through the gate, which rounds small
    ones to 0 or `base`.

    Raises:
        SeedError: A seed file cannot be used; both databases are as before.
        SourceUnavailable: A database is locked, missing or has no tables.
    """
    with reading(board) as connection:
        if not _is_empty(connection):
            return Summary({})
    with filling(board):
        return _filled(board, intake, folder, base)


def _filled(board: Engine, intake: Engine, folder: Path, base: int) -> Summary:
    """Fill an empty board while no other process does."""
    with reading(board) as connection:
        if not _is_empty(connection):  # the one that was waited for has done it
            return Summary({})
    files = [table for table in schema.board.sorted_tables if table.name not in COMPUTED]
    tables = read_tables(folder, files)
    _refuse_leaks(tables)
    raw = read(intake, schema.intake_participation)
    given = raw if len(raw) else example_participation(tables)
    cells, error = through_gate(given[[*CELL_KEY, *COUNTS, *MARKS]], base=base)
    tables |= {"participation": cells, "protection_error": error, "retrieval": _retrievals(tables)}
    with writing(board) as board_connection, writing(intake) as intake_connection:
        if not _is_empty(board_connection):  # another process was first
            return Summary({})
        # The intake is committed first: if the board then fails, the next fill publishes what is there.
        if not len(raw):
            _insert(intake_connection, schema.intake_participation, rows_of(given))
        for table in schema.board.sorted_tables:
            _insert(board_connection, table, tables.get(table.name, []))
        sum_reach(board_connection)
        bump_version(board_connection)
    return Summary({name: len(rows) for name, rows in tables.items() if rows})


def _is_empty(connection: Connection) -> bool:
    tables = schema.board.sorted_tables
    return all(connection.execute(select(table).limit(1)).first() is None for table in tables)


def _refuse_leaks(tables: dict[str, list[Row]]) -> None:
    """Refuse official shares that tell a count the source hides.

    Raises:
        SeedError: A share tells such a count; the row is that of the file.
    """
    units = {row["indicator"]: row["unit"] for row in tables["indicator"]}
    shares = [{**row, "unit": units[row["indicator"]]} for row in tables["indicator_share"]]
    figures = [column.name for column in schema.statistic.columns]
    for leak in leaking_shares(pd.DataFrame(tables["statistic"], columns=figures), pd.DataFrame(shares)):
        line = leak.row + FIRST_LINE
        raise SeedError("statistic.csv", line, "value", f"{leak.value:g}", str(leak))


def _retrievals(tables: dict[str, list[Row]]) -> list[Row]:
    """Say of every indicator with figures when the newest of them were retrieved."""
    newest: dict[str, date] = {}
    for row in tables["statistic"]:
        newest[row["indicator"]] = max(row["retrieved"], newest.get(row["indicator"], row["retrieved"]))
    nothing = dict.fromkeys(column.name for column in schema.retrieval.columns)
    return [
        nothing
        | {
            "indicator": row["indicator"],
            "table": row["source_table"],
            "retrieved": datetime.combine(newest[row["indicator"]], time()),
            "provisional": 0,
        }
        for row in tables["indicator"]
        if row["indicator"] in newest
    ]


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
