"""The logs of what each batch changed, and which rows later batches have touched since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Date, insert, select

from data_sources.intake.batches.changes import Change, column_names, key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection, MetaData, Table

    from data_sources.intake.batches.changes import Key, Row

AT_A_TIME = 500
"""Batches in one question: SQLite takes no endless list of parameters."""


def log(connection: Connection, table: Table, batch: int, changes: Sequence[Change]) -> None:
    """Keep the changes of a batch in one of the two logs."""
    rows = [
        {
            "batch": batch,
            "position": position,
            "table_name": change.table,
            "row_key": as_json(change.key),
            "before": None if change.before is None else as_json(change.before),
            "after": None if change.after is None else as_json(change.after),
        }
        for position, change in enumerate(changes)
    ]
    if rows:
        connection.execute(insert(table), rows)


def logged(connection: Connection, table: Table, batch: int, metadata: MetaData) -> list[Change]:
    """Read back the changes of a batch as they were."""
    query = select(table.c.table_name, table.c.before, table.c.after).where(table.c.batch == batch)
    found = []
    for name, before, after in connection.execute(query.order_by(table.c.position)):
        changed = metadata.tables[name]
        old, new = _row(changed, before), _row(changed, after)
        row = new or old or {}
        key = key_of(changed, row)
        found.append(Change(name, key, old, new))
    return found


def touched(
    connection: Connection, table: Table, batches: Collection[int], changes: Sequence[Change]
) -> dict[int, list[tuple[str, Key]]]:
    """Tell which of these batches have changed rows among `changes`, and which rows."""
    wanted = {(change.table, as_json(change.key)): change.key for change in changes}
    found: dict[int, list[tuple[str, Key]]] = {}
    numbers = sorted(batches)
    for start in range(0, len(numbers), AT_A_TIME):
        some = numbers[start : start + AT_A_TIME]
        query = select(table.c.batch, table.c.table_name, table.c.row_key).where(table.c.batch.in_(some))
        for batch, name, key in connection.execute(query.order_by(table.c.batch, table.c.position)):
            if (name, key) in wanted:
                found.setdefault(batch, []).append((name, wanted[name, key]))
    return found


def as_json(values: Row | Key) -> str:
    """Write a row or a key; days as ISO 8601."""
    return orjson.dumps(values).decode()


def _row(table: Table, text: str | None) -> Row | None:
    if text is None:
        return None
    row: dict[str, Any] = orjson.loads(text)
    for column in table.columns:
        if isinstance(column.type, Date) and row.get(column.name) is not None:
            row[column.name] = date.fromisoformat(row[column.name])
    # A column added to the table since is missing in old rows.
    return {name: row.get(name) for name in column_names(table)}
