"""Undoing a batch: one step that puts every row back as it was, and is itself a batch.

An undo can be undone too. What came after a batch must be undone before it, where it touched the same rows
or builds on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from data_sources import schema
from data_sources.intake.batches.batches import Applied, check_role, record
from data_sources.intake.batches.change_log import logged
from data_sources.intake.batches.changes import write
from data_sources.intake.batches.journal import LOG, next_batch, prepare, turn
from data_sources.intake.batches.stops import CannotUndo
from data_sources.intake.batches.undo_checks import changed_since, later_batches, left_hanging
from data_sources.protection.publish import SHOWN, publish

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

    from data_sources.intake.batches.changes import Change
    from data_sources.intake.batches.journal import Databases


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
        logged_on_board = logged(board, schema.batch_change, batch, schema.board)
        cells = [change for change in logged_on_board if change.table == SHOWN.name]
        rows = [change for change in logged_on_board if change.table != SHOWN.name]
        raw = logged(intake, LOG, batch, schema.intake)
        _check(board, intake, batch, rows, raw)

        number = next_batch(board, intake)
        back, raw_back = [[change.backwards() for change in some] for some in (rows, raw)]
        write(board, schema.board, back)
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
