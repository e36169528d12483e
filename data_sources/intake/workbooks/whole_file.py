"""Holds the sheets of a file against each other and against what is stored: whose it is, keys, references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.intake.wording import Language, listing, say
from data_sources.intake.workbooks.file_project import project_of_file
from data_sources.intake.workbooks.names import NAMED, Names
from data_sources.intake.workbooks.parsed import PLACE, Parsed, Rejected
from data_sources.intake.workbooks.row_rules import check_rows
from data_sources.intake.workbooks.sheets import BY_TABLE, PARTICIPATION
from data_sources.intake.workbooks.stored import key_of
from data_sources.intake.workbooks.typed_rows import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data_sources.intake.workbooks.stored import Row, Stored
    from data_sources.intake.workbooks.typed_rows import TypedSheet

EVIDENCE = "self_reported"
"""How well founded imported rows are: the project itself says so."""


@dataclass(frozen=True)
class Asked:
    """What a file is read with: its name, what is stored, the project it must be about, the language.

    Without a project the file says it itself; without a language it is that of the headings.
    """

    source: str
    stored: Stored
    project: str | None = None
    language: Language | None = None

    @property
    def spoken(self) -> Language:
        """The language to use as long as nothing else is known."""
        return self.language or "nb"


def assemble(
    kind: str, sheets: Sequence[TypedSheet], asked: Asked, rejected: Iterable[Rejected] = ()
) -> Parsed:
    """Put the sheets of one file together.

    Where anything is rejected there are no rows; where anything looks like personal data, nothing else of
    the file is repeated either.
    """
    personal = [one for sheet in sheets for one in sheet.personal]
    if personal:
        return Parsed(kind, {}, personal, None)
    ordered = sorted(sheets, key=lambda sheet: list(BY_TABLE).index(sheet.sheet.table))
    whose = project_of_file(ordered, asked.stored, asked.project, asked.spoken)
    if whose is not None:
        names = {table: Names.of(table, whose, asked.stored) for table in NAMED}
        for sheet in ordered:
            _own_keys(sheet, names, whose)
        for sheet in ordered:
            _references(sheet, names)
            check_rows(sheet, asked.stored)
            _repeated(sheet)
    everything = [*rejected, *(one for sheet in ordered for one in sheet.rejected)]
    uncounted = sum(sheet.uncounted for sheet in ordered)
    if uncounted:
        everything.append(Rejected("", 0, "", "", say("more_rejected", asked.spoken, count=uncounted)))
    if everything:
        return Parsed(kind, {}, everything, whose)
    tables = {sheet.sheet.table: [_as_stored(row, sheet, asked) for row in sheet.rows] for sheet in ordered}
    return Parsed(kind, tables, [], whose)


def _own_keys(sheet: TypedSheet, names: dict[str, Names], project: str) -> None:
    """Give each row its project and its key, and let other sheets find it, also where the row is broken."""
    table = sheet.sheet.table
    with_project = any(column.name == "project" for column in sheet.sheet.columns)
    for row in (*sheet.rows, *sheet.broken):
        if with_project:
            row["project"] = project
    if table in NAMED:
        sheet.rows = [row for row in sheet.rows if _own_key(row, sheet, names[table])]
        for row in sheet.broken:
            _own_key(row, sheet, names[table])


def _own_key(row: Row, sheet: TypedSheet, names: Names) -> bool:
    table, number = sheet.sheet.table, number_of(row)
    written = str(row[table]) if row.get(table) else None
    name = str(row.get(NAMED[table]) or "")
    if written and names.is_others(written):
        sheet.reject(number, table, written, say("other_project", sheet.language))
        return False
    key = names.key_for(written, name)
    if not key:
        sheet.reject(number, table, written, say("key", sheet.language))
        return False
    if names.is_others(key):
        sheet.reject(number, table, written, say("other_project", sheet.language))
        return False
    row[table] = key
    names.add(key, *(text for text in (written, name) if text))
    return True


def _references(sheet: TypedSheet, names: dict[str, Names]) -> None:
    """Put keys for what was written of rows elsewhere."""
    columns = [column for column in sheet.sheet.columns if column.kind == "reference"]
    for column in columns:
        known = names[column.codes]
        found: dict[str, str | list[str]] = {}
        kept: list[Row] = []
        for row in sheet.rows:
            text = row.get(column.name)
            if text is None:
                kept.append(row)
                continue
            written = str(text)
            if written not in found:
                found[written] = _one_of(known.find(written))
            key = found[written]
            if isinstance(key, str):
                row[column.name] = key
                kept.append(row)
            else:
                sheet.reject(
                    number_of(row), column.name, written, _advice(written, key, known, sheet.language)
                )
        sheet.rows = kept


def _one_of(keys: list[str]) -> str | list[str]:
    return keys[0] if len(keys) == 1 else keys


def _advice(written: str, keys: list[str], names: Names, language: Language) -> str:
    missing = "other_project" if names.is_others(written) else "reference_unknown"
    word = "reference_which" if keys else missing
    title = BY_TABLE[names.table].names[language]
    return say(word, language, sheet=title, known=listing(keys))


def _repeated(sheet: TypedSheet) -> None:
    """List rows with the same key as an earlier row, naming both."""
    key = key_of(sheet.sheet.table)
    columns = listing([sheet.heading(name) for name in key if name != "project" or len(key) == 1])
    first: dict[tuple[object, ...], int] = {}
    for row in sheet.rows:
        value = tuple([row[name] for name in key])
        number = number_of(row)
        other = first.setdefault(value, number)
        if other != number:
            advice = say("duplicate", sheet.language, row=number, other=other, columns=columns)
            sheet.reject(number, "", None, advice)


def _as_stored(row: Row, sheet: TypedSheet, asked: Asked) -> Row:
    """Give a row its source; a row that says what is stored keeps the source and evidence it has."""
    table = sheet.sheet.table
    if table == PARTICIPATION:
        return {**row, "evidence": EVIDENCE, "source": asked.source}
    before = asked.stored.by_key[table].get(tuple([row[name] for name in key_of(table)]))
    marks: Row = {"evidence": EVIDENCE, "source": asked.source}
    if before is None:
        empty: Row = {column.name: None for column in schema.board.tables[table].columns if column.nullable}
        return {**empty, **row, **marks}
    if all(before[name] == value for name, value in row.items() if name != PLACE):
        return {**before, PLACE: row[PLACE]}
    return {**row, **marks}
