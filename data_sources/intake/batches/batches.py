"""One file, one batch: what it would change against what is stored, and storing it whole or not at all.

A row that is stored and not in the file is left alone, with one exception: counts of participation that are
real take the place of the invented ones of the same measure, municipality and year.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from data_sources import schema
from data_sources.database import bump_version, reading
from data_sources.facts.reach import sum_changed
from data_sources.intake.batches.changes import (
    Change,
    column_names,
    counts,
    key_of,
    log_changes,
    write_changes,
)
from data_sources.intake.batches.checks import (
    broken_references,
    foreign_rows,
    rings,
    wrong_counts,
    wrong_places_and_years,
)
from data_sources.intake.batches.journal import Databases, next_batch, prepare, turn
from data_sources.intake.batches.lines import RAW, lines_of
from data_sources.intake.parsed import Rejected
from data_sources.intake.refusals import ImportStopped, RowsRejected, WouldChange
from data_sources.protection.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Table

    from data_sources.intake.batches.changes import Key, Row
    from data_sources.intake.batches.lines import Line
    from data_sources.intake.parsed import Parsed

ROLES = ("administrator", "editor", "county", "steering_group", "municipality")
"""Who may import: roles of the board, never a person."""
LONGEST_NAME = 200
AT_A_TIME = 500
"""Measures in one question: SQLite takes no endless list of parameters."""
FOUNDING = {"evidence", "source"}
"""How well a fact is founded and where: the same fact again, from another file, is no change."""
EXAMPLE = "example"
StoredRows = dict[str, dict["Key", "Row"]]


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
    """What importing a file would change, raw counts included; stores nothing.

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
        write_changes(board, schema.board, shown)
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
    log_changes(board, schema.batch_change, int(str(row["batch"])), changes)
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


def stored_rows(board: Connection, intake: Connection, lines: Sequence[Line]) -> StoredRows:
    """Read the rows of the tables that a file fills, by key; raw counts of the file's measures only."""
    found: StoredRows = {}
    for name in {line.table for line in lines} - {RAW}:
        table = schema.board.tables[name]
        found[name] = _by_key(table, board.execute(select(table)).mappings())
    raw = schema.intake_participation
    measures = sorted({line.values["measure_id"] for line in lines if line.table == RAW})
    found[RAW] = {}
    for start in range(0, len(measures), AT_A_TIME):
        query = select(raw).where(raw.c.measure_id.in_(measures[start : start + AT_A_TIME]))
        found[RAW] |= _by_key(raw, intake.execute(query).mappings())
    return found


def merged(lines: Sequence[Line], stored: StoredRows) -> list[Line]:
    """Fill the columns that a line does not give with what is stored: whole rows are what is checked."""
    return [replace(line, values=stored[line.table].get(_key(line), {}) | line.values) for line in lines]


def compare(lines: Sequence[Line], stored: StoredRows, *, source: str) -> list[Change]:
    """List the changes a file makes; lines that say what is stored make none, and keep their founding."""
    changes = [change for line in lines if (change := _change(line, stored[line.table], source))]
    return [*changes, *_examples_that_give_way(lines, stored[RAW])]


def _change(line: Line, stored: Mapping[Key, Row], source: str) -> Change | None:
    key = _key(line)
    before = stored.get(key)
    founded: Row = {"evidence": "self_reported", "source": source}
    given = founded | line.values
    if before is None:
        columns = column_names(_table(line.table))
        return Change(line.table, key, None, {name: given.get(name) for name in columns})
    real = line.table == RAW and before["evidence"] == EXAMPLE != given["evidence"]
    if not real and all(before[name] == line.values[name] for name in line.values if name not in FOUNDING):
        return None
    return Change(line.table, key, before, before | given)


def _examples_that_give_way(lines: Sequence[Line], stored: Mapping[Key, Row]) -> Iterator[Change]:
    given = {_key(line) for line in lines if line.table == RAW}
    real = {
        key[:3]
        for line in lines
        if line.table == RAW and line.values.get("evidence") != EXAMPLE
        for key in [_key(line)]
    }
    for key, row in stored.items():
        if key[:3] in real and key not in given and row["evidence"] == EXAMPLE:
            yield Change(RAW, key, row, None)


def _by_key(table: Table, rows: Iterable[Mapping[Any, Any]]) -> dict[Key, Row]:
    return {key_of(table, row): {str(name): value for name, value in row.items()} for row in rows}


def _table(name: str) -> Table:
    return schema.intake_participation if name == RAW else schema.board.tables[name]


def _key(line: Line) -> Key:
    return key_of(_table(line.table), line.values)
