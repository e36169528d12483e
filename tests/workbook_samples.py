"""Small workbooks for tests, and what is stored when they are read."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import xlsxwriter

from data_sources.catalogue import loaders
from data_sources.database import engine
from data_sources.intake.parsed import PLACE
from data_sources.intake.workbooks.files import read_csv, read_workbook
from data_sources.intake.workbooks.sheets import BY_TABLE
from data_sources.intake.workbooks.stored import stored_in
from data_sources.intake.workbooks.whole_file import FileContext

HARAM = "haram-integrering"
MEASURE = "haram-arbeidsretta-sprak"
COUNTS = ("Tiltak", "Kommune", "År", "Målgruppe", "Kjønn", "Alder", "Unike deltakere", "Oppmøter", "Fullført")
CELL = (
    MEASURE,
    "1534 Haram",
    2014,
    "Flyktninger og deres familieinnvandrede",
    "Kvinne",
    "30–54 år",
    14,
    96,
    11,
)
IDENTITY_NUMBER = "01811900172"
"""Passes both checks and belongs to nobody: the month is given 80 more, as in made-up test persons."""


class Formula(str):
    """A cell that is a formula, with a result worked out by somebody else."""

    __slots__ = ()


class Percent(float):
    """A number in a cell that shows it as a percentage."""

    __slots__ = ()


def stored_of(databases):
    """What is stored in a pair of databases."""
    board = engine(databases.board_url)
    try:
        return stored_in(loaders(board))
    finally:
        board.dispose()


def workbook(sheets):
    """A workbook with rows of cells by sheet name."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        shapes = [book.add_format({"num_format": shape}) for shape in ("dd.mm.yyyy", "0 %")]
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for at, cell in enumerate(row):
                    put(page, (number, at), cell, shapes)
    return written.getvalue()


def put(page, place, cell, shapes):
    day, percent = shapes
    if isinstance(cell, Formula):
        page.write_formula(*place, cell, None, 14)
    elif isinstance(cell, Percent):
        page.write_number(*place, cell, percent)
    elif isinstance(cell, bool):
        page.write_boolean(*place, cell)
    elif isinstance(cell, int | float):
        page.write_number(*place, cell)
    elif isinstance(cell, date):
        page.write_datetime(*place, cell, day)
    elif cell is not None:
        page.write_string(*place, cell)


def changed(cell_row, **cells):
    """A row of participation with some cells put in place of others, by heading."""
    named = dict(zip(COUNTS, cell_row, strict=True)) | {
        name.replace("_", " "): cell for name, cell in cells.items()
    }
    return tuple(named[name] for name in COUNTS)


def counts_of(stored, *rows, headings=COUNTS, **asked):
    """Read a workbook with participation alone."""
    return read_workbook(
        workbook({"Deltakelse": [headings, *rows]}), FileContext("tall.xlsx", stored, **asked)
    )


def read_sheet(stored, name, *rows, project=HARAM, **others):
    """Read a workbook with one sheet, for a project."""
    return read_workbook(workbook({name: rows, **others}), FileContext("bok.xlsx", stored, project))


def read_text(stored, text, code="utf-8", name="tall.csv", **asked):
    """Read a CSV file."""
    return read_csv(text.encode(code), FileContext(name, stored, **asked))


def headings_of(table, language="nb"):
    """A sheet's headings."""
    return tuple(BY_TABLE[table].listed(language))


def bare(rows):
    """Rows without the place they stand in."""
    return [{name: value for name, value in row.items() if name != PLACE} for row in rows]


def places(parsed):
    """Row and column of each rejected cell."""
    return [(one.row, one.column) for one in parsed.rejected]
