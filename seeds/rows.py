"""Reads the seed files into typed rows and explains every cell that cannot be used."""

from __future__ import annotations

import csv
import re
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Date, Float, Integer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Column, Table

Row = dict[str, Any]
CODES = re.compile(r"^(\w+) IN \((.*)\)$")


class SeedError(ValueError):
    """A seed file cannot be used; the message names file, row, column, value and what to do."""

    def __init__(self, file: str, row: int | None, column: str, value: str | None, advice: str) -> None:
        """Row is the line in the file, the heading being line 1; None where the heading itself is wrong."""
        place = f"{file}, rad {row}" if row else f"{file}, overskriften"
        shown = "tom" if value in (None, "") else f"«{value}»"
        super().__init__(f"{place}, kolonne «{column}»: {shown}. {advice}")


def read_tables(folder: Path, tables: Iterable[Table]) -> dict[str, list[Row]]:
    """Read `<table>.csv` of each table, referred-to tables first; a table without a file is empty.

    Raises:
        SeedError: A cell, a heading or a reference cannot be used.
    """
    read: dict[str, list[Row]] = {}
    for table in tables:
        path = folder / f"{table.name}.csv"
        rows = list(_typed_rows(path, table)) if path.exists() else []
        _check_keys(path.name, table, rows)
        for column in table.columns:
            for reference in column.foreign_keys:
                target = reference.column
                known = rows if target.table is table else read[target.table.name]
                _check_references(path.name, column.name, rows, {row[target.name] for row in known})
        ordered = _parents_first(path, table, rows)
        read[table.name] = [{c.name: row[c.name] for c in table.columns} for row in ordered]
    return read


def _typed_rows(path: Path, table: Table) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        heading = reader.fieldnames or []
        for name in heading:
            if name not in table.columns:
                advice = "Tabellen har ingen slik kolonne: rett navnet eller ta kolonnen bort."
                raise SeedError(path.name, None, name, name, advice)
        for column in table.columns:
            if column.name not in heading and not column.nullable:
                raise SeedError(path.name, None, column.name, None, "Kolonnen må være med.")
        allowed = _codes(table)
        for cells in reader:
            if None in cells or None in cells.values():
                advice = f"Raden skal ha {len(heading)} celler: sett verdier med komma i hermetegn."
                raise SeedError(path.name, reader.line_num, heading[-1], cells[heading[-1]], advice)
            row: Row = {"": reader.line_num}  # the line goes along to later checks; no column is nameless
            for column in table.columns:
                cell = (cells.get(column.name) or "").strip()
                try:
                    row[column.name] = _value(column, cell, allowed.get(column.name))
                except ValueError as error:
                    raise SeedError(path.name, reader.line_num, column.name, cell, str(error)) from error
            yield row


def _codes(table: Table) -> dict[str, list[str]]:
    """Read each column's legal codes out of the table's own checks, so that they are written once."""
    found = {}
    for constraint in table.constraints:
        match = CODES.match(str(constraint.sqltext)) if isinstance(constraint, CheckConstraint) else None
        if match:
            found[match[1]] = re.findall(r"'([^']*)'", match[2])
    return found


def _value(column: Column[Any], cell: str, codes: list[str] | None) -> object:
    """Convert a cell to its column's type; empty is missing. Raises ValueError with what to do."""
    if not cell:
        if not column.nullable:
            raise ValueError("Kolonnen kan ikke være tom: fyll inn verdien.")
        return None
    if codes and cell not in codes:
        raise ValueError(f"Bruk en av: {', '.join(codes)}.")
    if isinstance(column.type, Integer):
        if not re.fullmatch(r"-?\d+", cell):
            raise ValueError("Skriv et heltall med bare siffer, for eksempel 1900000.")
        return int(cell)
    if isinstance(column.type, Float):
        return _number(cell)
    if isinstance(column.type, Date):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
            raise ValueError("Skriv datoen som ÅÅÅÅ-MM-DD, for eksempel 2014-12-01.")
        return _date(cell)
    return cell


def _number(cell: str) -> float:
    advice = "Skriv tallet med punktum og uten mellomrom, for eksempel 17.5."
    try:
        number = float(cell)
    except ValueError:
        raise ValueError(advice) from None
    if not isfinite(number):
        raise ValueError(advice)
    return number


def _date(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError("Datoen finnes ikke i kalenderen: rett dag eller måned.") from None


def _check_keys(file: str, table: Table, rows: list[Row]) -> None:
    names = [column.name for column in table.primary_key.columns]
    first: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = tuple(row[name] for name in names)
        if key in first:
            advice = f"Raden har samme nøkkel som rad {first[key]}: ta bort eller rett en av dem."
            raise SeedError(file, row[""], ", ".join(names), ", ".join(map(str, key)), advice)
        first[key] = row[""]


def _check_references(file: str, column: str, rows: list[Row], known: set[Any]) -> None:
    for row in rows:
        if row[column] is not None and row[column] not in known:
            advice = "Det finnes ingen rad med denne nøkkelen: rett verdien, eller legg til raden."
            raise SeedError(file, row[""], column, row[column], advice)


def _parents_first(path: Path, table: Table, rows: list[Row]) -> list[Row]:
    """Order rows that refer to rows of the same table after those they refer to."""
    links = _own_links(table)
    if not links:
        return rows
    ((child, target),) = links.items()
    placed: set[Any] = {None}
    ordered: list[Row] = []
    waiting = rows
    while waiting:
        ready = [row for row in waiting if row[child] in placed]
        if not ready:
            row = waiting[0]
            advice = "Radene viser til hverandre i ring: bryt ringen."
            raise SeedError(path.name, row[""], child, row[child], advice)
        ordered += ready
        placed |= {row[target] for row in ready}
        waiting = [row for row in waiting if row[child] not in placed or row[target] not in placed]
    return ordered


def _own_links(table: Table) -> Mapping[str, str]:
    return {
        column.name: reference.column.name
        for column in table.columns
        for reference in column.foreign_keys
        if reference.column.table is table
    }
