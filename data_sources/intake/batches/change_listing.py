"""Changes and rejected cells in words, for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from data_sources.intake.batches.changes import Change
    from data_sources.intake.workbooks.parsed import Rejected

MOST = 20
"""Rows of one table, or rejected cells, that are written out; the rest are counted."""
LONGEST = 60
KINDS = {"added": "nye", "changed": "endrede", "removed": "fjernede"}
SIGNS = {"added": "+", "changed": "~", "removed": "-"}


def count_words(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Say how many rows of each table were added, changed and removed."""
    parts = [
        f"{table}: {', '.join(f'{kinds[kind]} {word}' for kind, word in KINDS.items() if kinds.get(kind))}"
        for table, kinds in sorted(counts.items())
    ]
    return "; ".join(parts) or "ingen rader"


def change_lines(changes: Sequence[Change]) -> Iterator[str]:
    """List what would be others than now, column by column, and what would be new."""
    by_table: dict[str, list[Change]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    for table, mine in by_table.items():
        yield f"{table}:"
        ordered = sorted(mine, key=lambda change: change.kind == "added")  # those that overwrite come first
        for change in ordered[:MOST]:
            yield f"  {SIGNS[change.kind]} {' · '.join(map(str, change.key))}{_columns(change)}"
        if len(mine) > MOST:
            yield f"  … og {len(mine) - MOST} til"


def rejected_lines(rejected: Sequence[Rejected]) -> Iterator[str]:
    """List cells that cannot be used: where they stand, what they hold, and what to do."""
    for one in rejected[:MOST]:
        row = f"rad {one.row}" if one.row else ""
        column = f"kolonne «{one.column}»" if one.column else ""
        place = ", ".join(part for part in (one.sheet, row, column) if part)
        value = f"«{one.value}». " if one.value else ""
        yield f"  {place}: {value}{one.advice}" if place else f"  {value}{one.advice}"
    if len(rejected) > MOST:
        yield f"  … og {len(rejected) - MOST} til"


def _columns(change: Change) -> str:
    if change.kind != "changed":
        return ""
    pairs = {name: pair for name, pair in change.columns.items() if name != "source"}
    return ": " + "; ".join(f"{name} {_value(old)} → {_value(new)}" for name, (old, new) in pairs.items())


def _value(value: object) -> str:
    if value is None:
        return "(tom)"
    text = " ".join(str(value).split())
    return f"«{text}»" if len(text) <= LONGEST else f"«{text[: LONGEST - 1]}…»"
