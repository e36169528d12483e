"""From raw counts to what the board shows: through the privacy gate, steady from version to version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from sqlalchemy import delete, func, insert, select

from data_sources import schema
from data_sources.intake.batches.changes import Change, column_names, key_of, write_changes
from data_sources.intake.refusals import ImportStopped
from data_sources.protection.gate import error_summary, protect

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection, Table

    from data_sources.intake.batches.changes import Key, Row

COUNTS = ("unique_participants", "attendances", "completed")
SHOWN = schema.participation


def through_gate(
    raw: pd.DataFrame, published: pd.DataFrame | None = None, *, base: int
) -> tuple[list[Row], list[Row]]:
    """Protect raw cells, steady with an earlier cube; give the rows of the board, and how exact they are."""
    earlier = published if published is not None and len(published) else None
    protected = protect(raw, base=base, published=earlier)
    error = error_summary(raw, protected).assign(base=base) if len(raw) else pd.DataFrame()
    return rows_of(protected), rows_of(error)


def publish(
    board: Connection,
    intake: Connection,
    *,
    earlier: Iterable[Change] = (),
    removed: Collection[Key] = (),
    base: int = 3,
) -> list[Change]:
    """Publish all raw cells as they are in the intake now; give the published cells that changed.

    Steady with the cube on the board, where `earlier` changes have been taken back first: those of a batch
    that is undone, whose small cells are to get back what they had. `removed` are cells whose raw counts are
    taken away on purpose. `base` is for a board that shows no counts yet; others keep the one they have.

    Raises:
        ImportStopped: The board shows cells whose raw counts are not in the intake.
    """
    raw = _stored(intake, schema.intake_participation)
    current = _stored(board, SHOWN)
    lost = current.keys() - raw.keys() - set(removed)
    if lost:
        raise ImportStopped(
            f"Tavla viser {len(lost)} celler med deltakelse som inntaket ikke har tall for: databasen for "
            "inntaket er byttet ut eller gjenopprettet. Legg tilbake en kopi av den som hører til tavla."
        )
    cube = dict(current)
    for change in earlier:
        if change.before is None:
            cube.pop(change.key, None)
        else:
            cube[change.key] = change.before
    known = board.scalar(select(func.max(schema.protection_error.c.base)))
    cells, error = through_gate(_frame(raw), _frame(cube), base=known or base)
    changes = _differences(current, {key_of(SHOWN, cell): cell for cell in cells})
    write_changes(board, schema.board, changes)
    if error:  # with no counts left, the rows still tell which base was used
        board.execute(delete(schema.protection_error))
        board.execute(insert(schema.protection_error), error)
    return changes


def _stored(connection: Connection, table: Table) -> dict[Key, Row]:
    names = column_names(table)
    keys = len(table.primary_key.columns)
    query = select(table).order_by(*table.primary_key.columns)
    return {tuple(row[:keys]): dict(zip(names, row, strict=True)) for row in connection.execute(query)}


def _frame(cells: dict[Key, Row]) -> pd.DataFrame:
    """Make a frame of cells, with its columns also where there are none."""
    names = column_names(SHOWN)
    columns: Any = zip(*(row.values() for row in cells.values()), strict=True) if cells else [()] * len(names)
    frame = pd.DataFrame(dict(zip(names, columns, strict=True)))
    return frame.astype(dict.fromkeys(COUNTS, "Int64"))


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Turn a frame into rows of plain numbers and text, with None for what is missing."""
    names = list(frame.columns)
    columns = [frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _differences(before: dict[Key, Row], after: dict[Key, Row]) -> list[Change]:
    changed = [
        Change(SHOWN.name, key, before.get(key), row) for key, row in after.items() if before.get(key) != row
    ]
    return changed + [Change(SHOWN.name, key, row, None) for key, row in before.items() if key not in after]
