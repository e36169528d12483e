"""The parts a template is put together from: cell formats, the hidden sheet of lists, and «Les meg»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from data_sources.intake.wording import Language, say
from data_sources.intake.workbooks.sheets import BY_TABLE, SHEETS, Column

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from data_sources.intake.workbooks.stored import Stored

DARK, PALE, MUTED = "#1F3A4D", "#EEF3F6", "#5B6770"
WRAP = {"text_wrap": True, "valign": "top"}
NUMBERS = {"date": "dd.mm.yyyy", "money": "#,##0", "count": "#,##0", "number": "0.##########"}
LAST = 100_000
README_LINES = 7


class Formats:
    """The looks of cells; `open` ones may be edited."""

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

    def of(self, column: Column) -> Format:
        """Give the look of a column's own cells: text stays text, so that Excel makes no dates of «6-15»."""
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

    def range_of(self, column: Column) -> str | None:
        """Give where a column's choices stand; None for a column that has none."""
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

    def label(self, column: Column, value: object) -> str:
        """Write a code as its label."""
        return self.stored.lists[column.codes].label(str(value), self.language)

    def place(self, number: str) -> str:
        """Write a municipality's number with its name."""
        one = self.stored.municipalities.numbers.get(number)
        return one.written(self.language) if one else number

    def _write(self, name: str) -> str:
        if name == "municipality":
            choices = self.stored.municipalities.written(self.language)
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
