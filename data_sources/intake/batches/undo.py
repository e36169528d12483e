"""Undoing a batch: one step that puts every row back as it was, and is itself a batch.

An undo can be undone too. What came after a batch must be undone before it, where it touched the same rows
or builds on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from data_sources import schema
from data_sources.intake.batches.batches import Applied, check_role, record
from data_sources.intake.batches.changes import (
    Change,
    column_names,
    key_of,
    logged_changes,
    touched,
    write_changes,
)
from data_sources.intake.batches.checks import references
from data_sources.intake.batches.journal import LOG, next_batch, prepare, turn
from data_sources.intake.batches.lines import RAW
from data_sources.intake.refusals import CannotUndo
from data_sources.protection.publish import SHOWN, publish

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Column, Connection, RowMapping, Table

    from data_sources.intake.batches.changes import Key, Row
    from data_sources.intake.batches.journal import Databases

FEW = 3
"""Rows named in a reason; the rest are counted."""
AT_A_TIME = 500
"""Values in one question: SQLite takes no endless list of parameters."""


def undo(batch: int, databases: Databases, *, role: str = "administrator") -> Applied:
    """Put back what a batch changed, as a batch of its own.

    Raises:
        CannotUndo: There is no such batch, it is undone, or later changes touch or build on its rows.
        ImportStopped: The role is unknown, or the intake is not the one that belongs to the board.
        SourceUnavailable: Another import is going on, or a database cannot be used.
    """
    check_role(role)
    with turn(databases) as (board, intake):
        undone = _batch(board, batch)
        logged_on_board = logged_changes(board, schema.batch_change, batch, schema.board)
        cells = [change for change in logged_on_board if change.table == SHOWN.name]
        rows = [change for change in logged_on_board if change.table != SHOWN.name]
        raw = logged_changes(intake, LOG, batch, schema.intake)
        _check(board, intake, batch, rows, raw)

        number = next_batch(board, intake)
        back, raw_back = [[change.backwards() for change in some] for some in (rows, raw)]
        write_changes(board, schema.board, back)
        published: list[Change] = []
        if raw:
            prepare(intake, number, raw_back)
            gone = {change.key for change in raw_back if change.after is None}
            published = publish(board, intake, earlier=cells, removed=gone)
        row = {name: undone[name] for name in ("file_name", "project")}
        row |= {"batch": number, "file_hash": None, "kind": "undo", "role": role, "undoes": batch}
        version = record(board, row, [*back, *published])
        _set_status(board, batch, "undone")
        if undone["undoes"] is not None:
            _set_status(board, undone["undoes"], "applied")
        return Applied((*back, *raw_back), number, version)


def _batch(board: Connection, batch: int) -> RowMapping:
    found = board.execute(select(schema.batch).where(schema.batch.c.batch == batch)).mappings().first()
    if found is None:
        raise CannotUndo([f"Det finnes ingen innlesing {batch}. «bolysttavla batches» viser dem som finnes."])
    if found["status"] == "undone":
        by = board.scalar(select(schema.batch.c.batch).where(schema.batch.c.undoes == batch))
        raise CannotUndo([f"Innlesing {batch} er alt angret, av innlesing {by}."])
    return found


def _check(board: Connection, intake: Connection, batch: int, rows: list[Change], raw: list[Change]) -> None:
    later = later_batches(board, batch)
    reasons = [
        *changed_since(board, schema.batch_change, rows, later),
        *changed_since(intake, LOG, raw, later),
        *left_hanging(board, intake, [*rows, *raw], later),
    ]
    if reasons:
        raise CannotUndo(reasons)


def _set_status(board: Connection, batch: int, status: str) -> None:
    board.execute(update(schema.batch).where(schema.batch.c.batch == batch).values(status=status))


def later_batches(board: Connection, batch: int) -> list[int]:
    """List batches after this one that still hold; one undone since, and its undo, are as if never there."""
    held = schema.batch.c
    query = select(held.batch).where(held.batch > batch, held.status == "applied")
    return list(
        board.scalars(query.where(held.undoes.is_(None) | (held.undoes <= batch)).order_by(held.batch))
    )


def changed_since(
    connection: Connection, log: Table, changes: Sequence[Change], later: Collection[int]
) -> Iterator[str]:
    """Say which later batches have changed the same rows, and which rows are not as the batch left them."""
    found = touched(connection, log, later, changes)
    for batch, rows in found.items():
        yield f"Innlesing {batch} har endret de samme radene ({_named(rows)}): angre den først."
    excused = {row for rows in found.values() for row in rows}
    others = []
    for name in sorted({change.table for change in changes}):
        table = _table(name)
        mine = [change for change in changes if change.table == name and (name, change.key) not in excused]
        stored = _stored(connection, table, {change.key[0] for change in mine})
        others += [(name, change.key) for change in mine if stored.get(change.key) != change.after]
    if others:
        yield f"Rader er endret utenom innlesing siden ({_named(others)}): rett dem tilbake først."


def left_hanging(
    board: Connection, intake: Connection, changes: Sequence[Change], later: Collection[int]
) -> Iterator[str]:
    """Say which rows would refer to nothing if these changes were taken back."""
    for table in [*schema.board.sorted_tables, schema.intake_participation]:
        connection = intake if table.name == RAW else board
        for name, target in references(table.name):
            hanging = [*_still_refer(connection, table, name, target, changes)]
            if hanging:
                log = schema.intake_batch_change if table.name == RAW else schema.batch_change
                by = touched(connection, log, later, [Change(one, key, None, None) for one, key in hanging])
                batches = f" (innlesing {', '.join(map(str, by))})" if by else ""
                yield f"{_named(hanging)} viser til rader som ville bli borte: angre det{batches} først."
            missing = _would_refer_to_nothing(board, table, name, target, changes)
            if missing:
                yield f"Rader i {table.name} ville vise til {', '.join(missing)}, som ikke lenger finnes."


def _stored(connection: Connection, table: Table, firsts: Iterable[Any]) -> dict[Key, Row]:
    """Read the rows whose key begins with one of these values, by key."""
    (first, *_) = table.primary_key.columns
    found: dict[Key, Row] = {}
    for some in _in_parts(firsts):
        for row in connection.execute(select(table).where(first.in_(some))):
            values = dict(zip(column_names(table), row, strict=True))
            found[key_of(table, values)] = values
    return found


def _still_refer(
    connection: Connection, table: Table, name: str, target: Column[Any], changes: Sequence[Change]
) -> Iterator[tuple[str, Key]]:
    """Find rows, outside of the changes, that refer to rows the changes added."""
    lost = _values(target, changes, before=False)
    restored = {change.key: change.before for change in changes if change.table == table.name}
    for some in _in_parts(lost):
        keys = [*table.primary_key.columns, table.c[name]]
        for *key, _ in connection.execute(select(*keys).where(table.c[name].in_(some))):
            row = restored.get(tuple(key), {name: some[0]})
            if row is not None and row[name] in lost:
                yield table.name, tuple(key)


def _would_refer_to_nothing(
    board: Connection, table: Table, name: str, target: Column[Any], changes: Sequence[Change]
) -> list[str]:
    """Find what rows that come back refer to, and that is neither there nor comes back."""
    mine = [change.before for change in changes if change.table == table.name and change.before]
    needed = {row[name] for row in mine if row[name] is not None}
    there = _values(target, changes, before=True)
    for some in _in_parts(needed - there):
        there |= set(board.scalars(select(target).where(target.in_(some))))
    return sorted(map(str, needed - there))


def _values(target: Column[Any], changes: Iterable[Change], *, before: bool) -> set[Any]:
    """Values of a column in the rows that come back, or in those that go."""
    mine = [change for change in changes if change.table == target.table.name]
    rows = [change.before if before else change.after for change in mine if before or change.before is None]
    return {row[target.name] for row in rows if row}


def _in_parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), AT_A_TIME):
        yield ordered[start : start + AT_A_TIME]


def _named(rows: Sequence[tuple[str, Key]]) -> str:
    some = ", ".join(f"{table} {' · '.join(map(str, key))}" for table, key in rows[:FEW])
    return f"{some} og {len(rows) - FEW} til" if len(rows) > FEW else some


def _table(name: str) -> Table:
    return schema.intake_participation if name == RAW else schema.board.tables[name]
