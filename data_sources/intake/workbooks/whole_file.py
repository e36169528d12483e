"""Holds the sheets of a file against each other and what is stored: keys, references, rules of rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.intake.parsed import PLACE, Parsed, Rejected
from data_sources.intake.wording import Language, listing, say
from data_sources.intake.workbooks.keys import NAMED, Names, project_of_file
from data_sources.intake.workbooks.sheets import BY_TABLE, PARTICIPATION
from data_sources.intake.workbooks.stored import key_columns
from data_sources.intake.workbooks.typed_rows import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data_sources.intake.workbooks.stored import Stored, TypedRow
    from data_sources.intake.workbooks.typed_rows import TypedSheet

EVIDENCE = "self_reported"
"""How well founded imported rows are: the project itself says so."""
PERIODS = {
    "project": (("start_year", "end_year"),),
    "goal": (("start", "deadline"),),
    "measure": (("planned_start", "planned_end"), ("actual_start", "actual_end")),
}
"""Pairs of columns of which the second is never before the first."""


@dataclass(frozen=True)
class FileContext:
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
    kind: str, sheets: Sequence[TypedSheet], context: FileContext, rejected: Iterable[Rejected] = ()
) -> Parsed:
    """Put the sheets of one file together.

    Where anything is rejected there are no rows; where anything looks like personal data, nothing else of
    the file is repeated either.
    """
    personal = [one for sheet in sheets for one in sheet.personal]
    if personal:
        return Parsed(kind, {}, personal, None)
    ordered = sorted(sheets, key=lambda sheet: list(BY_TABLE).index(sheet.sheet.table))
    whose = project_of_file(ordered, context.stored, context.project, context.spoken)
    if whose is not None:
        names = {table: Names.of(table, whose, context.stored) for table in NAMED}
        for sheet in ordered:
            _own_keys(sheet, names, whose)
        for sheet in ordered:
            _references(sheet, names)
            check_rows(sheet, context.stored)
            _repeated(sheet)
    everything = [*rejected, *(one for sheet in ordered for one in sheet.rejected)]
    uncounted = sum(sheet.uncounted for sheet in ordered)
    if uncounted:
        everything.append(Rejected("", 0, "", "", say("more_rejected", context.spoken, count=uncounted)))
    if everything:
        return Parsed(kind, {}, everything, whose)
    tables = {sheet.sheet.table: [_as_stored(row, sheet, context) for row in sheet.rows] for sheet in ordered}
    return Parsed(kind, tables, [], whose)


def _own_keys(sheet: TypedSheet, names: dict[str, Names], project: str) -> None:
    """Put project and key into each row, and let other sheets find it, also where the row is broken."""
    table = sheet.sheet.table
    with_project = any(column.name == "project" for column in sheet.sheet.columns)
    for row in (*sheet.rows, *sheet.broken):
        if with_project:
            row["project"] = project
    if table in NAMED:
        sheet.rows = [row for row in sheet.rows if _own_key(row, sheet, names[table])]
        for row in sheet.broken:
            _own_key(row, sheet, names[table])


def _own_key(row: TypedRow, sheet: TypedSheet, names: Names) -> bool:
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
        kept: list[TypedRow] = []
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
    key = key_columns(sheet.sheet.table)
    columns = listing([sheet.heading(name) for name in key if name != "project" or len(key) == 1])
    first: dict[tuple[object, ...], int] = {}
    for row in sheet.rows:
        value = tuple([row[name] for name in key])
        number = number_of(row)
        other = first.setdefault(value, number)
        if other != number:
            advice = say("duplicate", sheet.language, row=number, other=other, columns=columns)
            sheet.reject(number, "", None, advice)


def _as_stored(row: TypedRow, sheet: TypedSheet, context: FileContext) -> TypedRow:
    """A row with its source; one that says what is stored keeps the source and evidence it has."""
    table = sheet.sheet.table
    if table == PARTICIPATION:
        return {**row, "evidence": EVIDENCE, "source": context.source}
    before = context.stored.by_key[table].get(tuple([row[name] for name in key_columns(table)]))
    marks: TypedRow = {"evidence": EVIDENCE, "source": context.source}
    if before is None:
        empty: TypedRow = {
            column.name: None for column in schema.board.tables[table].columns if column.nullable
        }
        return {**empty, **row, **marks}
    if all(before[name] == value for name, value in row.items() if name != PLACE):
        return {**before, PLACE: row[PLACE]}
    return {**row, **marks}


def check_rows(sheet: TypedSheet, stored: Stored) -> None:
    """List what does not fit together in a sheet, and fill in what the user need not write."""
    table = sheet.sheet.table
    if table == PARTICIPATION:
        for row in sheet.rows:
            _counts(row, sheet)
        return
    _defaults(sheet)
    for row in sheet.rows:
        for start, end in PERIODS.get(table, ()):
            _in_order(row, start, end, sheet)
    if table == "goal":
        _positions(sheet, stored)
        _rings(sheet, stored)
    if table == "module_item_status":
        _items(sheet, stored)


def _counts(row: TypedRow, sheet: TypedSheet) -> None:
    """A person who attends attends at least once, and completes once."""
    unique, attendances, completed = (
        _int(row.get(name)) for name in ("unique_participants", "attendances", "completed")
    )
    if unique is None:
        return
    if attendances is not None and attendances < unique:
        advice = say("attendances", sheet.language, attendances=attendances, unique=unique)
        sheet.reject(number_of(row), "attendances", attendances, advice)
    if completed is not None and completed > unique:
        advice = say("completed", sheet.language, completed=completed, unique=unique)
        sheet.reject(number_of(row), "completed", completed, advice)


def _defaults(sheet: TypedSheet) -> None:
    for column in sheet.sheet.columns:
        if column.default is not None:
            for row in sheet.rows:
                if row.get(column.name) is None:
                    row[column.name] = column.default


def _in_order(row: TypedRow, start: str, end: str, sheet: TypedSheet) -> None:
    first, last = row.get(start), row.get(end)
    if isinstance(first, date) and isinstance(last, date):
        wrong, written = last < first, f"{first:%d.%m.%Y}"
    elif isinstance(first, int) and isinstance(last, int):
        wrong, written = last < first, str(first)
    else:
        return
    if wrong:
        shown = last if isinstance(last, date | int) else None
        sheet.reject(number_of(row), end, shown, say("end_before_start", sheet.language, start=written))


def _positions(sheet: TypedSheet, stored: Stored) -> None:
    """Keep the place a stored goal has; a new one without a place comes last."""
    if not sheet.rows:
        return
    known = {
        row["goal"]: _int(row["position"]) or 0
        for row in stored.rows_of("goal", str(sheet.rows[0]["project"]))
    }
    last = max([*known.values(), *(_int(row.get("position")) or 0 for row in sheet.rows)], default=0)
    for row in sheet.rows:
        if row.get("position") is None:
            if row["goal"] not in known:
                last += 1
            row["position"] = known.get(row["goal"], last)


def _rings(sheet: TypedSheet, stored: Stored) -> None:
    """List goals that are, through their parents, parts of themselves."""
    parents = {key[0]: row["parent"] for key, row in stored.by_key["goal"].items()}
    parents |= {row["goal"]: row["parent"] for row in sheet.rows if "parent" in row}
    for row in sheet.rows:
        goal, above, steps = row["goal"], parents.get(row["goal"]), 0
        while above is not None and above != goal and steps <= len(parents):
            above, steps = parents.get(above), steps + 1
        if above is not None and above == goal:
            advice = say("ring", sheet.language, column=sheet.heading("parent"))
            sheet.reject(number_of(row), "parent", str(row["parent"]), advice)


def _items(sheet: TypedSheet, stored: Stored) -> None:
    for row in sheet.rows:
        positions = stored.module_items.get(str(row["module"]), [])
        position = _int(row["position"])
        if position not in positions:
            word = "module_item" if positions else "module_no_items"
            advice = say(word, sheet.language, known=listing([str(one) for one in positions]))
            sheet.reject(number_of(row), "position", position, advice)


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None
