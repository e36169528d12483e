"""One file, one batch: what it would change, and storing it whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from data_sources import schema
from data_sources.database import bump_version, reading
from data_sources.facts.reach import sum_changed
from data_sources.intake.batches.change_log import log
from data_sources.intake.batches.changes import counts, write
from data_sources.intake.batches.comparison import compare, merged, stored_rows
from data_sources.intake.batches.journal import Databases, next_batch, prepare, turn
from data_sources.intake.batches.stops import ImportStopped, RowsRejected, WouldChange
from data_sources.intake.workbooks.lines import RAW, lines_of
from data_sources.intake.workbooks.number_checks import wrong_counts, wrong_places_and_years
from data_sources.intake.workbooks.parsed import Rejected
from data_sources.intake.workbooks.reference_checks import broken_references, foreign_rows, rings
from data_sources.protection.publish import publish

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from data_sources.intake.batches.changes import Change
    from data_sources.intake.workbooks.parsed import Parsed

ROLES = ("administrator", "editor", "county", "steering_group", "municipality")
"""Who may import: roles of the board, never a person."""
LONGEST_NAME = 200


@dataclass(frozen=True)
class File:
    """The file a batch comes from: its name without a folder, SHA-256 of its content, and who brought it."""

    name: str
    hash: str
    role: str = "administrator"


@dataclass(frozen=True)
class Preview:
    """What an import would do; `batch` is the one that already holds this very file."""

    changes: tuple[Change, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    batch: int | None = None

    @property
    def overwrites(self) -> bool:
        """Whether values that are stored would be others, or be gone."""
        return any(change.kind != "added" for change in self.changes)


@dataclass(frozen=True)
class Applied:
    """What was done: `batch` is missing where a file held nothing new, `version` where nothing changed."""

    changes: tuple[Change, ...]
    batch: int | None
    version: int | None


def preview(parsed: Parsed, file: File, databases: Databases) -> Preview:
    """Tell what importing a file would change, raw counts included; stores nothing.

    Raises:
        SourceUnavailable: A database is locked, missing or not readable.
    """
    with reading(databases.board) as board, reading(databases.intake) as intake:
        return _plan(parsed, file, board, intake)


def apply(parsed: Parsed, file: File, databases: Databases, *, overwrite: bool = False) -> Applied:
    """Store a file as one batch; the same file again, or one with nothing new, changes nothing.

    Raises:
        RowsRejected: Cells cannot be used.
        WouldChange: Stored values would change, and `overwrite` is not given.
        ImportStopped: The role is unknown, or the intake is not the one that belongs to the board.
        SourceUnavailable: Another import is going on, or a database cannot be used.
    """
    check_role(file.role)
    with turn(databases) as (board, intake):
        plan = _plan(parsed, file, board, intake)
        if plan.rejected:
            raise RowsRejected(plan.rejected)
        if plan.batch is not None or not plan.changes:
            return Applied((), plan.batch, None)
        if plan.overwrites and not overwrite:
            raise WouldChange(plan.changes)
        raw = [change for change in plan.changes if change.table == RAW]
        shown = [change for change in plan.changes if change.table != RAW]
        batch = next_batch(board, intake)
        write(board, schema.board, shown)
        if raw:
            prepare(intake, batch, raw)
            removed = {change.key for change in raw if change.after is None}
            shown += publish(board, intake, removed=removed, base=databases.base)
        row = {
            "batch": batch,
            "file_name": file.name[-LONGEST_NAME:],
            "file_hash": file.hash,
            "kind": parsed.kind,
            "project": parsed.project,
            "role": file.role,
        }
        version = record(board, row, shown)
        return Applied(plan.changes, batch, version)


def check_role(role: str) -> None:
    """Refuse anything but a role, so that no person's name is kept; raises ImportStopped."""
    if role not in ROLES:
        raise ImportStopped(f"«{role}» er ingen rolle. Bruk en av: {', '.join(ROLES)}.")


def record(board: Connection, row: dict[str, object], changes: list[Change]) -> int:
    """Log a batch and what it changed on the board; give the new data version."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    state = {"imported_at": now, "status": "applied", "rejected": 0, "counts": json.dumps(counts(changes))}
    board.execute(insert(schema.batch).values(row | state))
    log(board, schema.batch_change, int(str(row["batch"])), changes)
    _sum(board, changes)
    return bump_version(board)


def _sum(board: Connection, changes: list[Change]) -> None:
    """Make the sums of what changed anew: counts, or which project a measure belongs to."""
    counted = {change.key[0] for change in changes if change.table == schema.participation.name}
    moved = [change for change in changes if change.table == schema.measure.name]
    projects = {side["project"] for change in moved for side in (change.before, change.after) if side}
    sum_changed(board, counted | {change.key[0] for change in moved}, projects)


def _plan(parsed: Parsed, file: File, board: Connection, intake: Connection) -> Preview:
    held = schema.batch.c
    same = (held.file_hash == file.hash) & (held.status == "applied")
    project = held.project == parsed.project if parsed.project else held.project.is_(None)
    batch = board.scalar(select(held.batch).where(same & project))
    if batch is not None:
        return Preview(batch=batch)
    lines, wrong = lines_of(parsed)
    rejected = [*parsed.rejected, *wrong]
    if unknown := _unknown_project(board, parsed):
        return Preview(rejected=(*rejected, *unknown))
    stored = stored_rows(board, intake, lines)
    whole = merged(lines, stored)
    rejected += broken_references(board, lines, parsed.tables)
    rejected += foreign_rows(board, lines, parsed.project)
    rejected += rings(board, lines)
    rejected += wrong_places_and_years(board, whole)
    rejected += wrong_counts(board, whole)
    if rejected:
        return Preview(rejected=tuple(dict.fromkeys(rejected)))
    return Preview(tuple(compare(lines, stored, source=file.name)))


def _unknown_project(board: Connection, parsed: Parsed) -> list[Rejected]:
    rows = [row for row in parsed.tables.get("project", ()) if isinstance(row, Mapping)]
    if parsed.project is None or any(row.get("project", parsed.project) == parsed.project for row in rows):
        return []
    known = board.scalar(select(schema.project.c.project).where(schema.project.c.project == parsed.project))
    advice = "Prosjektet finnes ikke: bruk nøkkelen til et prosjekt på tavla, eller fyll ut prosjektarket."
    return [] if known else [Rejected("", 0, "project", parsed.project, advice)]
