"""Every column of the tables people take along: its name in their language, and what kind of value it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from terms.columns import EXPORTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terms.columns import Column

Kind = Literal[
    "text", "code", "word", "persons", "count", "number", "share", "kroner", "days", "year", "date", "flag"
]
"""`code`: text that stands for something and is never a number («0301»). `word`: a code of `CODES`, which the
workbook writes as a word. `flag`: true or false. `number`: in the unit the row names."""


class Field(NamedTuple):
    """The column's name by language, and kind of its values."""

    label: Mapping[str, str]
    kind: Kind


def _kind(column: Column) -> Kind:
    if column.type == "code":
        return "word" if column.codes else "code"
    if column.unit in {"persons", "kroner", "share", "days", "year"}:
        return column.unit
    return "count" if column.type == "integer" else column.type


FIELDS: Mapping[str, Field] = {name: Field(column.label, _kind(column)) for name, column in EXPORTED.items()}
"""By the name the column has in code; a missing value means that the source states none, never zero."""
UNIT_KEYS: Mapping[Kind, str] = {
    "persons": "exports.unit_persons",
    "kroner": "exports.unit_kroner",
    "share": "exports.unit_share",
    "days": "exports.unit_days",
    "count": "exports.unit_count",
    "year": "exports.unit_year",
    "date": "exports.unit_date",
    "number": "exports.unit_number",
    "flag": "exports.unit_flag",
}
"""Unit of each kind of value that has one."""
