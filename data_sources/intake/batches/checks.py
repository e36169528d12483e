"""Checks of a file's lines: what they refer to exists and is the project's own, and numbers can be true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from data_sources import schema
from data_sources.intake.batches.changes import own_links
from data_sources.intake.batches.lines import RAW, text_of
from data_sources.intake.workbooks.cells import FIRST_YEAR, LAST_YEAR
from terms import municipality_lists
from terms.code_lists import values as values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, Connection, Table

    from data_sources.intake.batches.lines import Line
    from data_sources.intake.parsed import Rejected

Owners = dict[str, dict[Any, Any]]
"""Table → key → project, for the tables whose rows others refer to."""

OF_PARTICIPATION = {
    "measure_id": schema.measure.c.measure,
    "target_group": schema.target_group.c.target_group,
}
"""What raw participation refers to, though it lies in another database."""
YEAR_COLUMNS = ("year", "start_year", "end_year", "grant_year")


def broken_references(
    connection: Connection, lines: Sequence[Line], tables: Mapping[str, Sequence[object]]
) -> Iterator[Rejected]:
    """Find values that refer to nothing on the board nor in the file; rows with other faults are there."""
    all_references = {name: references(name) for name in {line.table for line in lines}}
    known: dict[Column[Any], set[Any]] = {}
    for target in {target for found in all_references.values() for _, target in found}:
        given = [row for row in tables.get(target.table.name, ()) if isinstance(row, Mapping)]
        known[target] = {text_of(row.get(target.name)) for row in given}
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
    """Columns of a table that refer to another, with what they refer to; raw participation's too."""
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


def wrong_places_and_years(connection: Connection, lines: Sequence[Line]) -> Iterator[Rejected]:
    """Find years out of reach, and municipalities that did not exist in the year of their row."""
    places = schema.municipality.c
    rows = connection.execute(select(places.municipality, places.valid_from, places.valid_to))
    valid = {number: (first, last) for number, first, last in rows}
    for line in lines:
        for name in YEAR_COLUMNS:
            year = line.values.get(name)
            if isinstance(year, int) and not FIRST_YEAR <= year <= LAST_YEAR:
                yield line.reject(name, year, "Skriv et årstall med fire siffer, for eksempel 2014.")
        number = line.values.get("municipality")
        if number is None:
            continue
        if number not in valid:
            yield line.reject("municipality", number, "Kommunenummeret finnes ikke: skriv fire siffer.")
            continue
        year = _year(line)
        first, last = valid[number]
        if year is not None and not (
            first <= max(year, municipality_lists.FIRST_YEAR) and (last is None or year <= last)
        ):
            until = f"til {last}" if last else f"fra {first}"
            advice = f"Kommunen fantes {until}, ikke i {year}: bruk nummeret som gjaldt det året."
            yield line.reject("municipality", number, advice)


def wrong_counts(connection: Connection, lines: Sequence[Line]) -> Iterator[Rejected]:
    """Find cells of participation that the cube has no place for, and counts that cannot be true."""
    groups = schema.target_group.c
    others = set(connection.scalars(select(groups.target_group).where(groups.kind != "person")))
    for line in lines:
        if line.table != RAW:
            continue
        yield from _wrong_cell(line)
        if line.values["target_group"] in others:
            advice = "Deltakere telles bare i målgrupper av personer: velg en annen målgruppe."
            yield line.reject("target_group", line.values["target_group"], advice)
        yield from _wrong_numbers(line)


def _year(line: Line) -> int | None:
    """Find the year that a row's municipality number is to be valid in."""
    if line.table == RAW:
        period = str(line.values["period"])
        return int(period) if re.fullmatch(r"[0-9]{4}", period) else None
    year = line.values.get("year")
    return year if isinstance(year, int) else None


def _wrong_cell(line: Line) -> Iterator[Rejected]:
    values = line.values
    year = _year(line)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        yield line.reject(
            "period", values["period"], "Skriv kalenderåret med fire siffer, for eksempel 2014."
        )
    for name in ("gender", "age_group"):
        codes = values_of(name)
        if values[name] not in codes:
            yield line.reject(name, values[name], f"Bruk en av: {', '.join(codes)}.")


def _wrong_numbers(line: Line) -> Iterator[Rejected]:
    persons = line.values["unique_participants"]
    attendances, completed = line.values.get("attendances"), line.values.get("completed")
    for name in ("unique_participants", "attendances", "completed"):
        if (line.values.get(name) or 0) < 0:
            yield line.reject(name, line.values[name], "Et antall kan ikke være under 0: rett tallet.")
    if attendances is not None and attendances < persons:
        advice = "Oppmøter kan ikke være færre enn unike deltakere: rett ett av tallene."
        yield line.reject("attendances", attendances, advice)
    if completed is not None and completed > persons:
        advice = "Flere kan ikke ha fullført enn det var deltakere: rett ett av tallene."
        yield line.reject("completed", completed, advice)
