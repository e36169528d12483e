"""Writes the workbook templates (.xlsx): a sheet per thing, lists to choose from, help, stored rows."""

from __future__ import annotations

import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from data_sources.catalogue import loaders
from data_sources.intake.municipalities import template_name, template_names
from data_sources.intake.wording import LANGUAGES, Language, say
from data_sources.intake.workbooks.sheets import BY_TABLE, PARTICIPATION, SHEETS, TemplateColumn
from data_sources.intake.workbooks.stored import stored_in

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Iterator

    from sqlalchemy import Engine
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from data_sources.intake.workbooks.sheets import TemplateSheet
    from data_sources.intake.workbooks.stored import Stored, TypedRow

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
DARK, PALE, MUTED = "#1F3A4D", "#EEF3F6", "#5B6770"
WRAP = {"text_wrap": True, "valign": "top"}
NUMBERS = {"date": "dd.mm.yyyy", "money": "#,##0", "count": "#,##0", "number": "0.##########"}
README_LINES = 7
DONE, REFUSED = 0, 1


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


def _filled(sheet: TemplateSheet, stored: Stored, project: str | None) -> list[TypedRow]:
    """A project's rows, and the questions of checklists that it has not answered."""
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


def _unanswered_modules(rows: list[TypedRow], stored: Stored, project: str) -> Iterator[TypedRow]:
    programme = stored.by_key["project"][(project,)]["programme"]
    modules = [row["module"] for row in stored.tables["module"] if row["programme"] == programme]
    answered = {(row["municipality"], row["module"], row["position"]) for row in rows}
    for place in stored.rows_of("project_municipality", project):
        for item in stored.tables["module_item"]:
            key = (place["municipality"], item["module"], item["position"])
            if item["module"] in modules and key not in answered:
                yield {"municipality": key[0], **item}


def _with_text(rows: list[TypedRow], stored: Stored) -> Iterator[TypedRow]:
    for row in rows:
        item = stored.by_key["module_item"].get((row["module"], row["position"]), {})
        yield {**row, "text": item.get("text")}


class _Page:
    """One sheet being written."""

    def __init__(
        self, sheet: TemplateSheet, page: Worksheet, formats: Formats, lists: Lists, language: Language
    ) -> None:
        self.sheet = sheet
        self.page = page
        self.formats = formats
        self.lists = lists
        self.language = language
        self.columns = [column for column in sheet.columns if column.written]

    def write(self, rows: list[TypedRow]) -> None:
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

    def column(self, at: int, column: TemplateColumn) -> None:
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

    def cell(self, row: int, at: int, column: TemplateColumn, value: object) -> None:
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


class Formats:
    """Formats of cells; `open` ones may be edited."""

    def __init__(self, book: Workbook) -> None:
        self.heading = book.add_format({"bold": True, "font_color": "white", "bg_color": DARK, **WRAP})
        self.help = book.add_format({"italic": True, "font_color": MUTED, "bg_color": PALE, **WRAP})
        self.example = book.add_format({"font_color": MUTED, "bg_color": PALE, **WRAP})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.bold = book.add_format({"bold": True})
        self.wrapped = book.add_format(WRAP)
        self.open = book.add_format({"locked": False, "valign": "top"})
        self._texts = book.add_format({"locked": False, "num_format": "@", **WRAP})
        self._shown = book.add_format({"locked": False, "font_color": MUTED, **WRAP})
        self._numbers = {
            kind: book.add_format({"locked": False, "valign": "top", "num_format": shape})
            for kind, shape in NUMBERS.items()
        }

    def of(self, column: TemplateColumn) -> Format:
        """Format of a column's own cells: text stays text, so that Excel makes no dates of «6-15»."""
        if column.kind == "shown":
            return self._shown
        if column.kind in {"year", "period", "position"}:
            return self.open
        return self._numbers.get(column.kind, self._texts)


class Lists:
    """The hidden sheet that drop-down lists take their choices from."""

    def __init__(self, book: Workbook, stored: Stored, language: Language) -> None:
        self.stored = stored
        self.language = language
        self.page = book.add_worksheet(say("lists", language))
        self.page.hide()
        self.page.protect()
        self.ranges: dict[str, str] = {}

    def range_of(self, column: TemplateColumn) -> str | None:
        """Range where a column's choices stand; None for a column that has none."""
        if column.kind == "reference":
            sheet = BY_TABLE[column.codes]
            letters = xl_col_to_name(1)
            return f"='{sheet.names[self.language]}'!${letters}$4:${letters}${LAST}"
        if column.kind not in {"code", "municipality"}:
            return None
        name = column.codes or column.kind
        if name not in self.ranges:
            self.ranges[name] = self._write(name)
        return self.ranges[name]

    def label(self, column: TemplateColumn, value: object) -> str:
        """Write a code as its label."""
        return self.stored.lists[column.codes].label(str(value), self.language)

    def place(self, number: str) -> str:
        """Write a municipality's number with its name."""
        return template_name(number, self.language)

    def _write(self, name: str) -> str:
        if name == "municipality":
            choices = template_names(self.language)
        else:
            choices = self.stored.lists[name].written(self.language)
        at = len(self.ranges)
        self.page.write_string(0, at, name)
        for row, choice in enumerate(choices, 1):
            self.page.write_string(row, at, choice)
        return f"='{say('lists', self.language)}'!{xl_range_abs(1, at, max(len(choices), 1), at)}"


def write_readme(book: Workbook, formats: Formats, language: Language, project: str | None) -> None:
    """Write the first sheet: what to do, and what each sheet is for."""
    page = book.add_worksheet(say("readme", language))
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 100)
    page.hide_gridlines(2)
    page.write_string(0, 0, say("readme_title", language), formats.title)
    row = 1
    if project:
        page.write_string(row, 0, say("readme_project", language, project=project))
        row += 1
    for number in range(1, README_LINES + 1):
        page.write_string(row + number, 0, say(f"readme_{number}", language))
    row += README_LINES + 2
    page.write_string(row, 0, say("readme_sheet", language), formats.bold)
    page.write_string(row, 1, say("readme_about", language), formats.bold)
    for sheet in SHEETS:
        row += 1
        page.write_url(row, 0, f"internal:'{sheet.names[language]}'!A1", string=sheet.names[language])
        page.write_string(row, 1, sheet.help[language], formats.wrapped)
    page.protect()


def add_template_command(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command to the command line."""
    purpose = "lag en arbeidsbok å fylle ut, tom eller med det som er lagret for et prosjekt"
    writer = commands.add_parser("template", help=purpose, description=purpose)
    writer.add_argument("--project", metavar="NØKKEL", help="fyll ut med det som er lagret for prosjektet")
    writer.add_argument("--lang", choices=LANGUAGES, help="bokmål eller nynorsk; ellers prosjektets målform")
    writer.add_argument("--out", metavar="FIL", type=Path, help="filen å skrive; ellers etter prosjektet")


def write_template(chosen: Namespace, board: Engine) -> int:
    """Write the workbook: 0 written, 1 refused with the reason; a file that is there is left as it is.

    Raises:
        SourceUnavailable: The database is locked, missing or not readable.
    """
    stored = stored_in(loaders(board))
    project = stored.by_key["project"].get((chosen.project,))
    if chosen.project and project is None:
        return _refuse(f"Prosjektet «{chosen.project}» finnes ikke.")
    language: Language = chosen.lang or ("nn" if project and project["language"] == "nn" else "nb")
    path: Path = chosen.out or Path(f"{chosen.project or 'bolysttavla-mal'}.xlsx")
    try:
        with path.open("xb") as file:
            file.write(template(stored, project=chosen.project, language=language))
    except FileExistsError:
        return _refuse(f"«{path}» finnes allerede. Velg et annet navn med --out.")
    except OSError:
        return _refuse(f"Kan ikke skrive «{path}»: finnes mappen, og har du tilgang til den?")
    sys.stdout.write(f"{path}\n")
    return DONE


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return REFUSED
