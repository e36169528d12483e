"""Batches: every import and every undo, what it changed, and the journal that keeps two databases in step.

The board's log holds what the board may show, for participation the published cells. Raw counts before and
after a batch are in the intake alone.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table, Text

from data_sources.schema.columns import board, code, intake, reference, text

batch = Table(
    "batch",
    board,
    Column("batch", Integer, primary_key=True, autoincrement=False),
    text("file_name"),  # without its folder; «» for an undo
    text("file_hash"),  # SHA-256 of the content; «» for an undo
    text("kind"),  # what the file was recognised as, or «undo»
    Column("project", String),  # whose file it was; missing = the rows say it themselves
    text("role"),  # who did it: a role, never a person
    text("imported_at"),  # UTC, ISO 8601
    *code("status", "applied", "undone"),
    text("counts"),  # JSON: table → added, changed, removed rows; participation as published
    Column("rejected", Integer, nullable=False),  # rows left out; 0, since a batch is whole
    reference("batch.batch", "undoes", optional=True),
)


def changes(metadata: MetaData, name: str, *first: Column[int]) -> Table:
    """Make a log of changed rows; `before` is missing for an added row, `after` for a removed one."""
    return Table(
        name,
        metadata,
        *first,
        Column("position", Integer, primary_key=True),
        text("table_name"),
        text("row_key"),  # JSON, as the row's key columns
        Column("before", Text),  # JSON: every column
        Column("after", Text),
    )


batch_change = changes(board, "batch_change", Column("batch", Integer, primary_key=True, autoincrement=False))

intake_batch = Table(
    "intake_batch",  # the journal: which batches changed raw counts, and whether the board has them too
    intake,
    Column("batch", Integer, primary_key=True, autoincrement=False),
    *code("state", "prepared", "done"),
)

intake_batch_change = changes(
    intake, "intake_batch_change", Column("batch", Integer, primary_key=True, autoincrement=False)
)
