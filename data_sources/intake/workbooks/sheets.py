"""The sheets of the template, from the register of columns, and how those of a file are recognised."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data_sources.intake.likeness import one_typo_apart
from data_sources.intake.wording import LANGUAGES, Language, say
from terms.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from terms import columns

PARTICIPATION = "intake_participation"
TYPO_LENGTH = 6
"""Letters a heading has before one wrong letter is taken for a typo."""
AT_LEAST = 2
"""Known headings a sheet has before its headings say which it is."""


@dataclass(frozen=True)
class TemplateColumn:
    """One column of a sheet; `name` is the column of the table, `codes` the list or table it chooses from."""

    name: str
    kind: str
    codes: str
    required: bool
    default: str | None
    headings: Mapping[Language, str]
    also: tuple[str, ...]
    help: Mapping[Language, str]
    example: Mapping[Language, str]

    @property
    def written(self) -> bool:
        """Whether the template has the column; the project is said once, on its own sheet."""
        return self.kind != "parent_project"


@dataclass(frozen=True)
class TemplateSheet:
    """One sheet, for one table."""

    table: str
    names: Mapping[Language, str]
    help: Mapping[Language, str]
    columns: tuple[TemplateColumn, ...]

    def column(self, heading: str) -> TemplateColumn | None:
        """Find the column a heading means: either language, the column's own name, or one letter wrong."""
        exact = self._headings
        form = plain(heading)
        if form in exact:
            return exact[form]
        near = {column.name for known, column in exact.items() if _typo(form, known)}
        return next(column for column in self.columns if column.name in near) if len(near) == 1 else None

    def missing(self, found: Iterable[TemplateColumn]) -> list[TemplateColumn]:
        """Required columns that are not among those found."""
        names = {column.name for column in found}
        return [column for column in self.columns if column.required and column.name not in names]

    def listed(self, language: Language) -> list[str]:
        """Name the columns that the template has."""
        return [column.headings[language] for column in self.columns if column.written]

    @cached_property
    def _headings(self) -> dict[str, TemplateColumn]:
        return {
            plain(text): column
            for column in self.columns
            for text in (*column.headings.values(), *column.also, column.name)
        }


def plain(text: str) -> str:
    """Form in which headings and labels are compared: no case, signs or notes in parentheses."""
    bare = re.sub(r"\([^()]*\)", " ", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.sub(r"[^\w+]+", " ", bare.replace("_", " ")).split())


def _typo(form: str, known: str) -> bool:
    return len(known) >= TYPO_LENGTH and one_typo_apart(form, known)


def _column(column: columns.Column, sheet: columns.SheetColumn) -> TemplateColumn:
    return TemplateColumn(
        name=column.name,
        kind=sheet.kind,
        codes=sheet.list,
        required=sheet.required,
        default=sheet.default or None,
        headings=_both(sheet.heading),
        also=sheet.also,
        help=_both(sheet.help),
        example=_both(sheet.example),
    )


def _both(words: Mapping[str, str]) -> dict[Language, str]:
    return {language: words.get(language, "") for language in LANGUAGES}


def _sheet(table: columns.Table, sheet: columns.Sheet) -> TemplateSheet:
    named = (table.columns[name] for name in sheet.columns)
    return TemplateSheet(
        table=sheet.fills or table.name,
        names=_both(sheet.name),
        help=_both(sheet.help),
        columns=tuple(_column(column, column.sheet) for column in named if column.sheet),
    )


def _in_order() -> list[TemplateSheet]:
    made = [(table.sheet.position, _sheet(table, table.sheet)) for table in TABLES.values() if table.sheet]
    return [sheet for _, sheet in sorted(made, key=lambda placed: placed[0])]


SHEETS = tuple(_in_order())
"""In the order they have in the template."""
BY_TABLE = {sheet.table: sheet for sheet in SHEETS}


def sheet_named(name: str) -> TemplateSheet | None:
    """Find the sheet of a name in either language."""
    form = plain(name)
    exact = [sheet for sheet in SHEETS if form in {plain(known) for known in sheet.names.values()}]
    near = [sheet for sheet in SHEETS if any(_typo(form, plain(known)) for known in sheet.names.values())]
    return next(iter(exact or (near if len(near) == 1 else [])), None)


def set_aside(name: str) -> bool:
    """Whether a sheet is one the template writes to be read by people only."""
    return plain(name) in {
        plain(say(word, language)) for word in ("readme", "lists") for language in LANGUAGES
    }


def sheets_like(headings: Sequence[str]) -> list[TemplateSheet]:
    """Find what a row of headings is about; several where they fit equally well."""
    ranked = []
    for sheet in SHEETS:
        found = [column for heading in headings if (column := sheet.column(heading))]
        if len(found) >= AT_LEAST:
            ranked.append((not sheet.missing(found), len(found), sheet))
    best = max(((whole, count) for whole, count, _ in ranked), default=None)
    return [sheet for whole, count, sheet in ranked if (whole, count) == best]


def language_of(texts: Iterable[str]) -> Language:
    """Language of a file by its sheet names and headings; bokmål where they are the same in both."""
    seen = {plain(text) for text in texts}
    score = dict.fromkeys(LANGUAGES, 0)
    for sheet in SHEETS:
        for named in (sheet.names, *(column.headings for column in sheet.columns)):
            if plain(named["nb"]) != plain(named["nn"]):
                for language in LANGUAGES:
                    score[language] += plain(named[language]) in seen
    return "nn" if score["nn"] > score["nb"] else "nb"
