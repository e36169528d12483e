"""Changed rows: what they were, what they become, how they are written and logged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import orjson
from sqlalchemy import Date, bindparam, delete, insert, select, update

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, MetaData, Table

Row: TypeAlias = "dict[str, Any]"
Key: TypeAlias = "tuple[Any, ...]"
ChangeKind = Literal["added", "changed", "removed"]
AT_A_TIME = 500
"""Batches in one question: SQLite takes no endless list of parameters."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row: every column before and after; missing before it was added, or after it is removed."""

    table: str
    key: Key
    before: Row | None
    after: Row | None

    @property
    def kind(self) -> ChangeKind:
        """What happens to the row."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def columns(self) -> dict[str, tuple[Any, Any]]:
        """Before and after of each column that is not the same."""
        before, after = self.before or {}, self.after or {}
        pairs = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
        return {name: (old, new) for name, (old, new) in pairs.items() if old != new}

    def backwards(self) -> Change:
        """The change that takes the row back."""
        return Change(self.table, self.key, self.after, self.before)


def key_of(table: Table, row: Mapping[str, Any]) -> Key:
    """Values of a row's key columns."""
    return tuple([row[name] for name in key_names(table)])


@cache
def key_names(table: Table) -> list[str]:
    """Names of a table's key columns, in order."""
    return [str(column.name) for column in table.primary_key.columns]


@cache
def column_names(table: Table) -> list[str]:
    """Names of a table's columns as plain text, which SQLAlchemy's own are not."""
    return [str(column.name) for column in table.columns]


def counts(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """Count added, changed and removed rows of each table."""
    found: dict[str, Counter[str]] = {}
    for change in changes:
        found.setdefault(change.table, Counter())[change.kind] += 1
    return {table: dict(kinds) for table, kinds in found.items()}


def write_changes(connection: Connection, metadata: MetaData, changes: Iterable[Change]) -> None:
    """Add and change rows, those referred to first; then remove rows, those that refer first."""
    by_table: dict[str, list[Change]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    tables = [table for table in metadata.sorted_tables if table.name in by_table]
    for table in tables:
        mine = by_table[table.name]
        _insert(connection, table, [c.after for c in mine if c.kind == "added" and c.after])
        _update(connection, table, [c.after for c in mine if c.kind == "changed" and c.after])
    for table in reversed(tables):
        _delete(
            connection, table, [c.before for c in by_table[table.name] if c.kind == "removed" and c.before]
        )


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), list(parents_first(table, rows)))


def _update(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    others = [column.name for column in table.columns if not column.primary_key]
    if rows and others:
        values = [{name: row[name] for name in others} | _key_parameters(table, row) for row in rows]
        statement = update(table).where(*_by_key(table))
        connection.execute(statement.values({name: bindparam(name) for name in others}), values)


def _delete(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        ordered = reversed(list(parents_first(table, rows)))
        parameters = [_key_parameters(table, row) for row in ordered]
        connection.execute(delete(table).where(*_by_key(table)), parameters)


def _by_key(table: Table) -> list[Any]:
    return [column == bindparam(f"key_{column.name}") for column in table.primary_key.columns]


def _key_parameters(table: Table, row: Row) -> Row:
    return {f"key_{column.name}": row[column.name] for column in table.primary_key.columns}


def parents_first(table: Table, rows: Sequence[Row]) -> Iterator[Row]:
    """Order rows that refer to rows of the same table after those; rows in a ring come last."""
    links = own_links(table)
    waiting = list(rows)
    while links and waiting:
        here = {target: {row[target] for row in waiting} for target in links.values()}
        held = [any(row[child] in here[target] for child, target in links.items()) for row in waiting]
        if all(held):
            break
        yield from (row for row, is_held in zip(waiting, held, strict=True) if not is_held)
        waiting = [row for row, is_held in zip(waiting, held, strict=True) if is_held]
    yield from waiting


def own_links(table: Table) -> dict[str, str]:
    """Columns that refer to a column of their own table, with that column."""
    return {
        column.name: reference.column.name
        for column in table.columns
        for reference in column.foreign_keys
        if reference.column.table is table
    }


def log_changes(connection: Connection, table: Table, batch: int, changes: Sequence[Change]) -> None:
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


def logged_changes(connection: Connection, table: Table, batch: int, metadata: MetaData) -> list[Change]:
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
    """Rows among `changes` that these batches have changed too, by batch."""
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
