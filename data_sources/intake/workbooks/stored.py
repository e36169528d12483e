"""What is stored already, and the lists that cells choose from: read against, and written into templates."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import Date, Float, Integer

from data_sources import schema
from data_sources.intake.wording import LANGUAGES, Language, listing
from data_sources.intake.workbooks.sheets import PARTICIPATION, SHEETS, plain
from terms.code_lists import CODE_LISTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Table
    from sqlalchemy.types import TypeEngine

TypedRow = dict[str, object]

REFERENCE = (
    "programme", "indicator", "target_group", "success_factor", "module", "module_item",
    "partner",
)  # fmt: skip
NEEDED = (*REFERENCE, *(sheet.table for sheet in SHEETS if sheet.table != PARTICIPATION))
"""Tables that reading and templates look into; raw participation is not one of them."""
SHORT_LIST = 12
"""Choices that an advice names in full."""
NEVER_BESIDE_A_GOAL = {"population_growth", "net_migration"}
"""Whether people move has many causes: growth is context of a place, never offered for a project's goal."""


@dataclass(frozen=True)
class Stored:
    """Stored rows by table, with plain Python values; None where a value is missing."""

    tables: Mapping[str, list[TypedRow]]

    @cached_property
    def lists(self) -> dict[str, CodeList]:
        """Every list a cell may choose from, by the name the register of sheets calls it."""
        return own_lists() | reference_lists(self.tables)

    @cached_property
    def organisations(self) -> frozenset[str]:
        """Names that are known not to be persons': partners, leading organisations and roles in use."""
        named = (
            ("partner", "name"),
            ("project", "lead_organisation"),
            *((t, "owner_role") for t in ("goal", "measure")),
        )
        return frozenset(str(row[name]).casefold() for table, name in named for row in self.tables[table])

    @cached_property
    def by_key(self) -> dict[str, dict[tuple[object, ...], TypedRow]]:
        """Rows by table and primary key."""
        return {
            name: {tuple(row[column] for column in key_columns(name)): row for row in rows}
            for name, rows in self.tables.items()
        }

    @cached_property
    def module_items(self) -> dict[str, list[int]]:
        """Numbers of each module's items."""
        items: dict[str, list[int]] = {}
        for row in self.tables["module_item"]:
            items.setdefault(str(row["module"]), []).append(int(str(row["position"])))
        return {module: sorted(positions) for module, positions in items.items()}

    def project_of(self, table: str, row: Mapping[str, object]) -> str | None:
        """Project that a row belongs to: by its own column, or by the goal or measure it is part of."""
        if row.get("project"):
            return str(row["project"])
        for owner, name in (("goal", "goal"), ("measure", "measure"), ("measure", "measure_id")):
            if table != owner and row.get(name):
                above = self.by_key[owner].get((row[name],))
                return str(above["project"]) if above else None
        return None

    def rows_of(self, table: str, project: str) -> list[TypedRow]:
        """Rows of a table that belong to a project, in key order."""
        return [row for row in self.tables.get(table, []) if self.project_of(table, row) == project]


def key_columns(table: str) -> tuple[str, ...]:
    """Name the columns of a table's primary key."""
    return tuple(column.name for column in _table(table).primary_key.columns)


def stored_in(loaders: Mapping[str, Callable[[], pd.DataFrame]]) -> Stored:
    """Read what is needed through the board's loaders."""
    return stored_from({name: loaders[name]() for name in NEEDED})


def stored_from(frames: Mapping[str, pd.DataFrame]) -> Stored:
    """Take frames as the loaders or the board's store give them; a table without a frame is empty."""
    return Stored({name: _rows(frames[name], _table(name)) if name in frames else [] for name in NEEDED})


def _table(name: str) -> Table:
    metadata = schema.intake if name == PARTICIPATION else schema.board
    return metadata.tables[name]


def _rows(frame: pd.DataFrame, table: Table) -> list[TypedRow]:
    names = [column.name for column in table.columns if column.name in frame.columns]
    columns = [_values(frame[name], table.columns[name].type) for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _values(column: pd.Series, kind: TypeEngine[object]) -> list[object]:
    return [None if _is_missing(value) else _value(value, kind) for value in column.tolist()]


def _is_missing(value: object) -> bool:
    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )


def _value(value: object, kind: TypeEngine[object]) -> object:
    if isinstance(kind, Integer):
        return int(str(value)) if isinstance(value, int) else int(float(str(value)))
    if isinstance(kind, Float):
        return float(str(value))
    if isinstance(kind, Date):
        return pd.Timestamp(str(value)).date()
    return str(value)


@dataclass
class CodeList:
    """Codes with their labels; a cell may hold the code, a label in any language or another name of it."""

    labels: dict[str, dict[Language, str]] = field(default_factory=dict)
    forms: dict[str, set[str]] = field(default_factory=dict)

    def add(self, code: str, labels: Mapping[Language, str], also: Iterable[str] = ()) -> None:
        """Take in one code."""
        self.labels[code] = dict(labels)
        for text in (*labels.values(), *also):
            if text:
                self.forms.setdefault(plain(text), set()).add(code)

    def find(self, text: str) -> str | None:
        """Find the code of a text; None where it is none of them, or could be several."""
        if text in self.labels:
            return text
        lowered = text.casefold()
        found = self.forms.get(plain(text)) or {code for code in self.labels if code.casefold() == lowered}
        return next(iter(found)) if len(found) == 1 else None

    def label(self, code: str, language: Language) -> str:
        """Label of a code; the code itself where it has none, as an old row may."""
        return self.labels.get(code, {}).get(language) or code

    def written(self, language: Language) -> list[str]:
        """Every label, in the order of the list."""
        return [self.label(code, language) for code in self.labels]

    def near(self, text: str, language: Language) -> str:
        """Name the choices: all of a short list, of a long one those that share the most letters."""
        choices = self.written(language)
        if len(choices) > SHORT_LIST:
            pairs = _pairs(text)
            choices = sorted(choices, key=lambda label: -len(_pairs(label) & pairs))[: SHORT_LIST // 3]
        return listing(choices)


def _pairs(text: str) -> set[str]:
    form = plain(text)
    return {form[at : at + 2] for at in range(len(form) - 1)}


def own_lists() -> dict[str, CodeList]:
    """Make the lists that no table holds."""
    lists: dict[str, CodeList] = {}
    offered = {column.codes for sheet in SHEETS for column in sheet.columns}
    for name in sorted(offered & set(CODE_LISTS)):
        made = lists[name] = CodeList()
        for code, said in CODE_LISTS[name].items():
            also = (said.choice["en"], *said.also, *((code,) if name == "age_group" else ()))
            made.add(code, {language: said.choice[language] for language in LANGUAGES}, also)
    return lists


def reference_lists(tables: Mapping[str, list[TypedRow]]) -> dict[str, CodeList]:
    """Make the lists that stand in the database: programmes, groups, indicators, success factors, modules."""
    made = {name: CodeList() for name in ("programme", "indicator", "success_factor", "module")}
    for row in tables["programme"]:
        made["programme"].add(str(row["programme"]), _same(row["name"]))
    for row in tables["indicator"]:
        if row["indicator"] in NEVER_BESIDE_A_GOAL:
            continue
        made["indicator"].add(str(row["indicator"]), _named(row), [str(row["name_en"])])
    for row in tables["success_factor"]:
        label = f"{row['item']} {row['text']}"
        made["success_factor"].add(str(row["item"]), _same(label), [str(row["text"])])
    for row in sorted(tables["module"], key=lambda row: str(row["module"])):
        label = f"{row['module']} {row['title']}"
        made["module"].add(str(row["module"]), _same(label), [str(row["title"])])
    for name in ("target_group", "participant_group"):
        made[name] = CodeList()
        for row in sorted(tables["target_group"], key=_position):
            if name == "target_group" or row["kind"] == "person":
                made[name].add(str(row["target_group"]), _named(row), [str(row["name_en"])])
    return made


def _position(row: TypedRow) -> int:
    position = row["position"]
    return position if isinstance(position, int) else 0


def _same(label: object) -> dict[Language, str]:
    return dict.fromkeys(LANGUAGES, str(label))


def _named(row: TypedRow) -> dict[Language, str]:
    return {language: str(row[f"name_{language}"]) for language in LANGUAGES}
