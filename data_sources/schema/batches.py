"""Batches: every import and every undo, what it changed, and the journal that keeps two databases in step.

The board's log holds what the board may show, for participation the published cells. Raw counts before and
after a batch are in the intake alone.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

from data_sources.schema.columns import board, code, intake, text


def number() -> Column[int]:
    """Key of a batch: counted upwards, the same in both databases."""
    return Column("batch", Integer, primary_key=True, autoincrement=False)


def change_log(name: str, metadata: MetaData) -> Table:
    """Make a log of changed rows; `before` is missing for an added row, `after` for a removed one."""
    return Table(
        name,
        metadata,
        number(),
        Column("position", Integer, primary_key=True, autoincrement=False),
        text("table_name"),
        text("row_key"),  # JSON: values of the key columns
        Column("before", Text),  # JSON: every column
        Column("after", Text),
    )


batch = Table(
    "batch",
    board,
    number(),
    text("file_name"),  # without its folder; of an undo: that of what it undid
    Column("file_hash", String),  # SHA-256 of the content; missing for an undo
    text("kind"),  # what the file was recognised as, or «undo»
    Column("project", String),  # whose file it was; missing = the rows say it themselves
    text("role"),  # who did it: a role, never a person
    text("imported_at"),  # UTC, ISO 8601
    *code("status", "batch_status"),
    text("counts"),  # JSON: table → added, changed and removed rows; participation as published
    Column("rejected", Integer, nullable=False),  # rows left out; 0 as long as a batch is all or nothing
    Column("undoes", Integer, ForeignKey("batch.batch")),
)

batch_change = change_log("batch_change", board)

intake_batch = Table(
    "intake_batch",  # which batches changed raw counts; «prepared» until the board is known to have them too
    intake,
    number(),
    *code("state", "intake_batch_state"),
)

intake_batch_change = change_log("intake_batch_change", intake)
