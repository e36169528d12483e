"""Checks that what the rows of a file refer to exists, and belongs to the project whose file it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from data_sources import schema
from data_sources.intake.batches.changes import own_links
from data_sources.intake.workbooks.lines import RAW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, Connection, Table

    from data_sources.intake.workbooks.lines import Line
    from data_sources.intake.workbooks.parsed import Rejected

Owners = dict[str, dict[Any, Any]]
"""Table → key → project, for the tables whose rows others refer to."""

OF_PARTICIPATION = {
    "measure_id": schema.measure.c.measure,
    "target_group": schema.target_group.c.target_group,
}
"""What raw participation refers to, though it lies in another database."""


def broken_references(
    connection: Connection, lines: Sequence[Line], tables: Mapping[str, Sequence[object]]
) -> Iterator[Rejected]:
    """Find values that refer to nothing on the board nor in the file; rows with other faults are there."""
    all_references = {name: references(name) for name in {line.table for line in lines}}
    known: dict[Column[Any], set[Any]] = {}
    for target in {target for found in all_references.values() for _, target in found}:
        given = [row for row in tables.get(target.table.name, ()) if isinstance(row, Mapping)]
        known[target] = {str(row.get(target.name)).strip() for row in given}
        known[target] |= set(connection.scalars(select(target)))
    for line in lines:
        for name, target in all_references[line.table]:
            value = line.values.get(name)
            if value is not None and value not in known[target]:
                advice = f"Finnes ikke i {_where(target)}: rett verdien, eller legg til raden den viser til."
                yield line.reject(name, value, advice)


def foreign_rows(connection: Connection, lines: Sequence[Line], project: str | None) -> Iterator[Rejected]:
    """Find rows that belong to another project than the file's, or whose key another project uses."""
    owners: Owners = {"measure": {}, "goal": {}}
    for name, keys in owners.items():
        table = schema.board.tables[name]
        rows = connection.execute(select(table.c[name], table.c.project))
        keys.update((key, owner) for key, owner in rows)
    yield from _taken_keys(connection, lines)
    for line in lines:
        if line.table in owners and "project" in line.values:
            owners[line.table].setdefault(line.values[line.table], line.values["project"])
    for line in lines if project else ():
        for name, owner in _owners_of(line, owners):
            if owner is not None and owner != project:
                advice = f"Hører til prosjektet {owner}, men filen gjelder {project}: ta raden ut av filen."
                yield line.reject(name, line.values[name], advice)


def rings(connection: Connection, lines: Sequence[Line]) -> Iterator[Rejected]:
    """Find rows that, through the rows they are part of, are part of themselves."""
    for name in {line.table for line in lines}:
        table = _table(name)
        for child, target in own_links(table).items():
            mine = [line for line in lines if line.table == name and child in line.values]
            pairs = connection.execute(select(table.c[target], table.c[child]))
            parents = {key: parent for key, parent in pairs}  # noqa: C416 - dict() takes no rows of SQLAlchemy
            parents |= {line.values[target]: line.values[child] for line in mine}
            for line in mine:
                if _returns(line.values[target], parents):
                    advice = "Radene viser til hverandre i ring: bryt ringen."
                    yield line.reject(child, line.values[child], advice)


def _returns(start: Any, parents: Mapping[Any, Any]) -> bool:  # noqa: ANN401 - a key of any type
    seen = set()
    key = parents.get(start)
    while key is not None and key not in seen:
        if key == start:
            return True
        seen.add(key)
        key = parents.get(key)
    return False


def _table(name: str) -> Table:
    return schema.intake_participation if name == RAW else schema.board.tables[name]


def references(name: str) -> list[tuple[str, Column[Any]]]:
    """Give the columns of a table that refer to another, with what they refer to; raw participation's too."""
    if name == RAW:
        return list(OF_PARTICIPATION.items())
    columns = schema.board.tables[name].columns
    return [(column.name, reference.column) for column in columns for reference in column.foreign_keys]


def _where(target: Column[Any]) -> str:
    return f"«{target.table.name}»"


def _taken_keys(connection: Connection, lines: Sequence[Line]) -> Iterator[Rejected]:
    """Rows whose key says nothing of the project: the key may be another project's."""
    for name in {line.table for line in lines}:
        table = _table(name)
        keys = [column.name for column in table.primary_key.columns]
        if name in {RAW, "project"} or "project" not in table.columns or "project" in keys:
            continue
        rows = connection.execute(select(table.c[keys[0]], table.c.project))
        stored = {key: owner for key, owner in rows}  # noqa: C416 - the same
        for line in lines:
            owner = stored.get(line.values.get(keys[0])) if line.table == name else None
            if owner is not None and line.values.get("project", owner) != owner:
                advice = f"Nøkkelen er brukt av prosjektet {owner}: velg en annen nøkkel."
                yield line.reject(keys[0], line.values[keys[0]], advice)


def _owners_of(line: Line, owners: Owners) -> Iterator[tuple[str, Any]]:
    if "project" in line.values:
        yield "project", line.values["project"]
    for name, kind in (
        ("measure", "measure"),
        ("goal", "goal"),
        ("measure_id", "measure"),
        ("parent", "goal"),
    ):
        if line.values.get(name) is not None and name != line.table:
            yield name, owners[kind].get(line.values[name])
