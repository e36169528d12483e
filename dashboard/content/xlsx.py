"""Tables → workbook of raw numbers: what they are, a sheet for each, and what columns and codes mean."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

import pandas as pd
import xlsxwriter

from dashboard.content.characters import LONGEST_CELL, is_formula, printable, sheet_names
from dashboard.content.data_tables import explained
from dashboard.content.tokens import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from dashboard.content.data_tables import About, DataTable
    from dashboard.content.tables import Column, Kind
    from terms.words import Speaker

NUMBER_FORMATS: dict[Kind, str] = {
    "persons": "#,##0",
    "count": "#,##0",
    "kroner": "#,##0",
    "days": "#,##0",
    "number": "#,##0.####",
    "share": "0.0 %",
    "year": "0",
    "date": "dd.mm.yyyy",
}
WIDTHS: dict[Kind, float] = {
    "flag": 11,
    "year": 9,
    "date": 12,
    "share": 11,
    "persons": 12,
    "count": 11,
    "days": 9,
}
NARROW, WIDE, SAMPLE = 10.0, 48.0, 200
TEXT_WIDTH, LINE = 90, 15.0
LARGE = 20_000
"""Rows from which a workbook is written row by row, with the finished ones on disk."""
HEAD = 2
"""Rows of a table's head: names in the user's language, then names in code."""


def workbook(told: About, tables: Sequence[DataTable], say: Speaker, day: dt.date) -> bytes:
    """Workbook of some tables as of a day; the same data give the same bytes."""
    first, last = say("exports.sheet_about"), say("exports.sheet_fields")
    names = sheet_names([first, last, *(table.name for table in tables)])
    out = BytesIO()
    with xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "constant_memory": sum(len(table.rows) for table in tables) > LARGE,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd.mm.yyyy",
        },
    ) as book:
        book.set_properties(
            {
                "title": told.title,
                "company": "Bolysttavla",
                "created": dt.datetime.combine(day, dt.time(), dt.UTC),
                "comments": told.example,
            }
        )
        formats = Formats(book)
        named = list(zip(names[2:], tables, strict=True))
        _about(book.add_worksheet(names[0]), told, named, formats, say)
        for name, table in named:
            _table(book.add_worksheet(name), table, formats)
        _explained(book.add_worksheet(names[1]), tables, formats, say)
    return out.getvalue()


class Formats:
    """Looks of cells, made once for a book."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.example = book.add_format(
            {"bold": True, "text_wrap": True, "bg_color": LIGHT["warning-soft"], "border": 1}
        )
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": LIGHT["accent-soft"], "bottom": 1}
        )
        self.code = book.add_format(
            {"italic": True, "font_size": 8, "font_color": LIGHT["ink-soft"], "bottom": 1}
        )
        self.text = book.add_format({"valign": "top"})
        self.shield = book.add_format({"valign": "top", "quote_prefix": True})
        self.link = book.add_format({"underline": 1, "font_color": LIGHT["accent"], "valign": "top"})
        self.number: dict[Kind, Format] = {
            kind: book.add_format({"num_format": form, "valign": "top"})
            for kind, form in NUMBER_FORMATS.items()
        }


def _about(
    sheet: Worksheet, told: About, tables: Sequence[tuple[str, DataTable]], formats: Formats, say: Speaker
) -> None:
    """First sheet: what this is, and a list of the sheets with links to them."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, TEXT_WIDTH)
    sheet.set_column(2, 2, 10)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, printable(told.title), formats.title)
    row = 2
    if told.example:
        sheet.write_string(row, 0, say("shell.example"), formats.label)
        sheet.write_string(row, 1, told.example, formats.example)
        row += 1
    for label, paragraphs in told.subjects:
        sheet.write_string(row, 0, label, formats.label)
        for words in paragraphs:
            sheet.set_row(row, _height(words))
            sheet.write_string(row, 1, *_kept(words, formats.words, formats))
            row += 1
    row += 1
    for column, head in enumerate(("label.sheet", "exports.column_row", "exports.column_rows")):
        sheet.write_string(row, column, say(head), formats.head)
    for name, table in tables:
        row += 1
        target = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{target}'!A1", formats.link, name)
        words = table.row + (f" {say('shell.example')}." if table.example else "")
        sheet.set_row(row, _height(words))
        sheet.write_string(row, 1, words, formats.words)
        sheet.write_number(row, 2, len(table.rows), formats.number["count"])
    _print(sheet, landscape=False)


def _table(sheet: Worksheet, table: DataTable, formats: Formats) -> None:
    """Raw values of a table; dates are dates, codes are words, and a missing value is an empty cell."""
    rows = table.rows
    columns = [(column, column.kind, _values(rows[column.field], column)) for column in table.columns]
    sheet.set_row(0, 48)
    for place, (column, kind, values) in enumerate(columns):
        sheet.set_column(place, place, _width(kind, values))
        sheet.write_string(0, place, column.label, formats.head)
    for place, column in enumerate(table.columns):
        sheet.write_string(1, place, column.field, formats.code)
    writers = [_writer(sheet, place, kind, formats) for place, (_, kind, _) in enumerate(columns)]
    for row, cells in enumerate(zip(*(values for _, _, values in columns), strict=True), start=HEAD):
        for write, value in zip(writers, cells, strict=True):
            if value is not None:
                write(row, value)
    named = len(columns) > 1 and table.columns[1].field.endswith("_name")
    sheet.freeze_panes(HEAD, 2 if named else 1)
    sheet.autofilter(1, 0, len(rows) + 1, len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)
    sheet.set_print_scale(70)
    _print(sheet, landscape=True)


def _explained(sheet: Worksheet, tables: Sequence[DataTable], formats: Formats, say: Speaker) -> None:
    """Last sheet: every column with its unit, and every code with its word."""
    for column, (head, width) in enumerate(
        (
            ("label.sheet", 24),
            ("label.column", 30),
            ("exports.column_field", 22),
            ("exports.column_unit", 22),
            ("exports.column_codes", TEXT_WIDTH),
        )
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, say(head), formats.head)
    for row, one in enumerate(explained(tables), start=1):
        codes = "; ".join(f"{code} = {word}" for code, word in one.codes)
        sheet.set_row(row, _height(codes))
        for column, words in enumerate((one.table, one.name, one.field, one.unit, codes)):
            if words:
                sheet.write_string(row, column, words, formats.words)
    sheet.freeze_panes(1, 0)
    _print(sheet, landscape=True)


def _values(values: pd.Series, column: Column) -> list[Any]:
    """Plain values of a column, None where missing; codes as words."""
    if column.codes:
        words = dict(column.codes)
        values = values.map({one: words.get(str(one), str(one)) for one in values.dropna().unique()})
    missing = values.isna().to_numpy()
    plain = values.astype("object").to_numpy()
    return [None if gone else value for value, gone in zip(plain, missing, strict=True)]


def _writer(sheet: Worksheet, column: int, kind: Kind, formats: Formats) -> Callable[[int, Any], None]:
    """How a value of a kind is written."""
    form = formats.number.get(kind)
    known: dict[object, tuple[str, Format]] = {}

    def text(row: int, value: Any) -> None:  # noqa: ANN401 - what stands in a column of text
        if value not in known:
            known[value] = _kept(str(value), formats.text, formats)
        sheet.write_string(row, column, *known[value])

    def number(row: int, value: Any) -> None:  # noqa: ANN401 - numbers of any type
        sheet.write_number(row, column, float(value), form)

    def date(row: int, value: Any) -> None:  # noqa: ANN401 - a timestamp
        sheet.write_datetime(row, column, pd.Timestamp(value).to_pydatetime(), form)

    def flag(row: int, value: Any) -> None:  # noqa: ANN401 - a truth value
        sheet.write_boolean(row, column, bool(value))

    if kind in {"text", "code", "word"}:
        return text
    return {"date": date, "flag": flag}.get(kind, number)


def _kept(text: str, form: Format, formats: Formats) -> tuple[str, Format]:
    """Text that stays text, also when its cell is opened and closed, and the look it needs."""
    shown = printable(text)[:LONGEST_CELL]
    return shown, formats.shield if is_formula(shown) else form


def _width(kind: Kind, values: Sequence[Any]) -> float:
    """Column wide enough for most of its first values."""
    if kind in WIDTHS:
        return WIDTHS[kind]
    longest = max((len(str(value)) for value in values[:SAMPLE] if value is not None), default=0)
    return min(max(NARROW, longest * 1.05 + 2), WIDE)


def _height(words: str) -> float:
    """Points that a wrapped text takes in a column `TEXT_WIDTH` wide; spreadsheets do not all fit rows."""
    return LINE * max(1, ceil(len(words) * 1.08 / TEXT_WIDTH))


def _print(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
