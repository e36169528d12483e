"""Changed rows: what they were, what they become, and how they are written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from sqlalchemy import bindparam, delete, insert, update

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, MetaData, Table

Row: TypeAlias = "dict[str, Any]"
Key: TypeAlias = "tuple[Any, ...]"
Kind = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One row: every column before and after; missing before it was added, or after it is removed."""

    table: str
    key: Key
    before: Row | None
    after: Row | None

    @property
    def kind(self) -> Kind:
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
        """Give the change that takes the row back."""
        return Change(self.table, self.key, self.after, self.before)


def key_of(table: Table, row: Mapping[str, Any]) -> Key:
    """Give the values of a row's key columns."""
    return tuple([row[name] for name in key_names(table)])


@cache
def key_names(table: Table) -> list[str]:
    """Give the names of a table's key columns, in order."""
    return [str(column.name) for column in table.primary_key.columns]


@cache
def column_names(table: Table) -> list[str]:
    """Give the names of a table's columns as plain text, which SQLAlchemy's own are not."""
    return [str(column.name) for column in table.columns]


def counts(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """Count added, changed and removed rows of each table."""
    found: dict[str, Counter[str]] = {}
    for change in changes:
        found.setdefault(change.table, Counter())[change.kind] += 1
    return {table: dict(kinds) for table, kinds in found.items()}


def write(connection: Connection, metadata: MetaData, changes: Iterable[Change]) -> None:
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
    """Give the columns that refer to a column of their own table, with that column."""
    return {
        column.name: reference.column.name
        for column in table.columns
        for reference in column.foreign_keys
        if reference.column.table is table
    }
