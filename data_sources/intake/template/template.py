"""Writes the workbook templates (.xlsx): a sheet per thing, lists to choose from, help, stored rows."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from data_sources.intake.template.template_parts import Formats, Lists, write_readme
from data_sources.intake.wording import Language, say
from data_sources.intake.workbooks.sheets import PARTICIPATION, SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from data_sources.intake.workbooks.sheets import Column, Sheet
    from data_sources.intake.workbooks.stored import Row, Stored

HEADINGS, HELP, EXAMPLE, FIRST = 0, 1, 2, 3
"""Rows of a sheet, counted from zero; the user's own begin at FIRST."""
LAST = 100_000
"""Rows that have drop-down lists."""
HELP_HEIGHT = 78
WIDTHS = {"text": 36, "role": 26, "municipality": 24, "reference": 28, "key": 24, "code": 26, "shown": 44}
OTHER_WIDTH = 15
PROTECTION = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True,
    "sort": True, "autofilter": True,
}  # fmt: skip
"""What a user may do: everything to their own rows; headings, explanation and example are locked."""


def template(stored: Stored, *, project: str | None = None, language: Language = "nb") -> bytes:
    """Write a template, filled with what is stored for a project, or empty.

    Raw participation is never in it: the board has rounded counts only, and would hand them back as raw.

    Raises:
        KeyError: There is no such project.
    """
    written = BytesIO()
    name = str(stored.by_key["project"][(project,)]["name"]) if project else None
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        formats = Formats(book)
        write_readme(book, formats, language, name)
        pages = [(sheet, book.add_worksheet(sheet.names[language])) for sheet in SHEETS]
        lists = Lists(book, stored, language)
        for sheet, page in pages:
            _Page(sheet, page, formats, lists, language).write(_filled(sheet, stored, project))
    return written.getvalue()


def _filled(sheet: Sheet, stored: Stored, project: str | None) -> list[Row]:
    """Give a project's rows, and the questions of checklists that it has not answered."""
    if project is None or sheet.table == PARTICIPATION:
        return []
    rows = stored.rows_of(sheet.table, project)
    if sheet.table == "success_factor_assessment":
        answered = {row["item"] for row in rows}
        return rows + [
            {"item": item} for item in stored.lists["success_factor"].labels if item not in answered
        ]
    if sheet.table == "module_item_status":
        return [*_with_text(rows, stored), *_unanswered_modules(rows, stored, project)]
    return rows


def _unanswered_modules(rows: list[Row], stored: Stored, project: str) -> Iterator[Row]:
    programme = stored.by_key["project"][(project,)]["programme"]
    modules = [row["module"] for row in stored.tables["module"] if row["programme"] == programme]
    answered = {(row["municipality"], row["module"], row["position"]) for row in rows}
    for place in stored.rows_of("project_municipality", project):
        for item in stored.tables["module_item"]:
            key = (place["municipality"], item["module"], item["position"])
            if item["module"] in modules and key not in answered:
                yield {"municipality": key[0], **item}


def _with_text(rows: list[Row], stored: Stored) -> Iterator[Row]:
    for row in rows:
        item = stored.by_key["module_item"].get((row["module"], row["position"]), {})
        yield {**row, "text": item.get("text")}


class _Page:
    """One sheet being written."""

    def __init__(
        self, sheet: Sheet, page: Worksheet, formats: Formats, lists: Lists, language: Language
    ) -> None:
        self.sheet = sheet
        self.page = page
        self.formats = formats
        self.lists = lists
        self.language = language
        self.columns = [column for column in sheet.columns if column.written]

    def write(self, rows: list[Row]) -> None:
        """Write headings, explanation, example, lists and rows."""
        self.frame()
        for at, column in enumerate(self.columns, 1):
            self.column(at, column)
        for number, row in enumerate(rows, FIRST):
            for at, column in enumerate(self.columns, 1):
                self.cell(number, at, column, row.get(column.name))

    def frame(self) -> None:
        """Write the first column, and fix and lock what is ours."""
        page, formats = self.page, self.formats
        page.set_column(0, 0, 12, formats.open)
        page.set_row(HELP, HELP_HEIGHT)
        page.write_string(HEADINGS, 0, say("mark", self.language), formats.heading)
        page.write_comment(HEADINGS, 0, say("mark_help", self.language))
        page.write_string(HELP, 0, say("explanation", self.language), formats.help)
        page.write_string(EXAMPLE, 0, say("example", self.language), formats.example)
        page.freeze_panes(1, 1)
        page.protect("", PROTECTION)
        page.ignore_errors({"number_stored_as_text": "A1:BZ3"})

    def column(self, at: int, column: Column) -> None:
        """Write one column's heading, help, example and list."""
        heading = column.headings[self.language] + (" *" if column.required else "")
        shape = self.formats.of(column)
        self.page.set_column(at, at, WIDTHS.get(column.kind, OTHER_WIDTH), shape)
        self.page.write_string(HEADINGS, at, heading, self.formats.heading)
        self.page.write_string(HELP, at, column.help[self.language], self.formats.help)
        self.page.write_string(EXAMPLE, at, column.example[self.language], self.formats.example)
        choices = self.lists.range_of(column)
        if choices:
            rule = {
                "validate": "list",
                "source": choices,
                "error_type": "stop" if column.kind == "code" else "information",
                "error_message": say("pick", self.language),
            }
            self.page.data_validation(FIRST, at, LAST, at, rule)

    def cell(self, row: int, at: int, column: Column, value: object) -> None:
        """Write one stored value; text is written as text whatever it begins with."""
        shape = self.formats.of(column)
        if value is None:
            return
        if column.kind == "code":
            self.page.write_string(row, at, self.lists.label(column, value), shape)
        elif column.kind == "municipality":
            self.page.write_string(row, at, self.lists.place(str(value)), shape)
        elif isinstance(value, date):
            self.page.write_datetime(row, at, value, shape)
        elif isinstance(value, int | float):
            self.page.write_number(row, at, value, shape)
        else:
            self.page.write_string(row, at, str(value), shape)
