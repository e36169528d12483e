"""The register of columns: what every table and file has, said once in `columns/*.toml`.

A file of tables holds the tables of one subject. A table has

    row       what one row is, after «a row is»
    access    open | protected | own_source | internal: who may have it (`Access`)
    key       the columns that are never missing and never repeat
    sheet     the sheet of the workbook template that fills it, where there is one
    columns   in the order of the data dictionary

and a column

    type      text | code | integer | number | date | flag
    unit      of a number, where it has one (`Unit`)
    codes     the list of codes its values are from (`code_lists.toml`, or states that are worked out)
    protected a count of persons, or made of one: rounded by the privacy gate before it is stored
    export    the name it has in files people take along, where it is in one
    label     its name for people
    meaning   what the label does not say; begins small, has no full stop
    empty     what an empty value means where it is not «the source does not say»
    sheet     what the template says of it (`SheetColumn`)

`columns/shared.toml` has what a column means in every table that names it; a table writes only what is
otherwise there. `columns/worked_out.toml` has the columns that only files have. Texts are by language.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Words = dict[str, str]
"""One text by language: nb, nn and en; what only the template says has no en."""
Type = Literal["text", "code", "integer", "number", "date", "flag"]
"""`code`: text that stands for something and is never a number («0301»). `flag`: true or false, 1 or 0."""
Unit = Literal[
    "", "persons", "planned_persons", "attendances", "kroner", "share", "days", "year", "sessions", "degrees",
    "of_goal", "of_indicator", "of_row",
]  # fmt: skip
"""`of_…`: the unit that the goal or indicator has, or that stands in the row's own column `unit`."""
Access = Literal["open", "protected", "own_source", "internal"]
"""`open`: in the open data. `protected`: the same, its counts rounded. `own_source`: open where it is from,
on that source's terms. `internal`: never given out, for it says what people wrote or did in the board."""
SUBJECTS = ("projects", "work", "reports", "persons", "places", "running")
"""Files of tables, in the order of the data dictionary."""
SHOWN = "shown"
"""Kind of a column that a sheet shows and nobody reads in: it is no column of the table."""


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet: how its cells are read, and what the template says of it.

    `list` is the list or table it chooses from; `also` are other headings it is known by.
    """

    kind: str
    heading: Words
    list: str = ""
    required: bool = False
    default: str = ""
    also: tuple[str, ...] = ()
    help: Words = field(default_factory=dict)
    example: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column; see the module."""

    name: str
    type: Type
    label: Words
    unit: Unit = ""
    codes: str = ""
    protected: bool = False
    export: str = ""
    meaning: Words | None = None
    empty: Words | None = None
    sheet: SheetColumn | None = None
    worked_out: bool = False

    def means(self, language: str) -> str:
        """What the column means, without a capital or a full stop; its label where that says it all."""
        return (self.meaning or self.label)[language]


@dataclass(frozen=True)
class Sheet:
    """A sheet of the template; `fills` is the table it fills where that is the raw one in the intake."""

    position: int
    name: Words
    help: Words
    columns: tuple[str, ...]
    fills: str = ""


@dataclass(frozen=True)
class Table:
    """One table that the board reads: the frame of the same name."""

    name: str
    subject: str
    row: Words
    access: Access
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    sheet: Sheet | None = None

    @property
    def stored(self) -> tuple[Column, ...]:
        """Its columns without those that only its sheet shows."""
        return tuple(
            column for column in self.columns.values() if not (column.sheet and column.sheet.kind == SHOWN)
        )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(
        resources.files("terms").joinpath("columns", f"{name}.toml").read_text(encoding="utf-8")
    )


def _tables() -> Iterator[Table]:
    shared, kinds = _read("shared"), _read("sheet_kinds")
    for subject in SUBJECTS:
        for name, said in _read(subject).items():
            sheet = said.get("sheet")
            in_sheet = frozenset(sheet["columns"] if sheet else ())
            columns = {
                column: _column(
                    column, {**shared.get(column, {}), **own}, shared, kinds, in_sheet=column in in_sheet
                )
                for column, own in said["columns"].items()
            }
            yield Table(
                name=name,
                subject=subject,
                row=said["row"],
                access=said["access"],
                key=tuple(said["key"]),
                columns=columns,
                sheet=Sheet(**{**sheet, "columns": tuple(sheet["columns"])}) if sheet else None,
            )


def _column(
    name: str, said: Mapping[str, Any], shared: Mapping[str, Any], kinds: Mapping[str, Any], *, in_sheet: bool
) -> Column:
    plain = {key: value for key, value in said.items() if key != "sheet"}
    column = Column(name=name, **plain)
    if not in_sheet:
        return column
    sheet = {**shared.get(name, {}).get("sheet", {}), **said.get("sheet", {})}
    kind = sheet.pop("kind", None) or _usual_kind(column)
    usual = {
        "list": (column.codes or ("yes_no" if column.type == "flag" else "")) if kind == "code" else "",
        "heading": column.label,
        "help": kinds.get(kind, {}).get("help", {}),
    }
    sheet["also"] = tuple(sheet.get("also", ()))
    return replace(column, sheet=SheetColumn(kind=kind, **{**usual, **sheet}))


def _usual_kind(column: Column) -> str:
    """How cells of a column are read where its entry does not say."""
    if column.type == "integer":
        return {"kroner": "money", "year": "year"}.get(column.unit, "count")
    return "code" if column.type == "flag" else column.type


def _worked_out() -> Iterator[Column]:
    for name, said in _read("worked_out").items():
        yield Column(name=name, export=name, worked_out=True, **said)


TABLES: Mapping[str, Table] = {table.name: table for table in _tables()}
"""Every table that the board reads, in the order of the data dictionary."""
WORKED_OUT: Mapping[str, Column] = {column.name: column for column in _worked_out()}
"""Columns that are made when a file is, by name."""
EXPORTED: Mapping[str, Column] = {
    column.export: column
    for column in (*(column for table in TABLES.values() for column in table.stored), *WORKED_OUT.values())
    if column.export
}
"""Columns of the files people take along, by the name they have there."""
