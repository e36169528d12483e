"""The workbook: every table behind a view as raw numbers, with what they are on the first sheet."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from dashboard.content.raw_text import sheet_names
from dashboard.delivery.about_tables import about, explained
from dashboard.delivery.sheet import Formats, write_about, write_explained, write_table
from dashboard.delivery.tables import keys_of, tables_of
from dashboard.overview.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

LARGE = 20_000
"""Rows from which a workbook is written row by row, with the finished ones on disk."""


def workbook(  # noqa: PLR0913 - the last three by name
    store: FrameStore,
    selection: Selection,
    say: Speaker,
    view: str,
    *,
    keys: Sequence[str] = (),
    snapshot: str = "",
    today: dt.date,
) -> bytes:
    """Workbook of a view for a selection, or of some tables (`keys`); the same data give the same bytes."""
    ground = Ground(store, selection, say, today)
    tables = tables_of(ground, keys or keys_of(view))
    first, last = say("exports.sheet_about"), say("exports.sheet_fields")
    names = sheet_names([first, last, *(say(table.kind.name) for table in tables)])
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
        told = about(ground, tables, f"{view}?{selection.within(language=say.language).query()}", snapshot)
        book.set_properties(
            {
                "title": told.title,
                "company": "Bolysttavla",
                "created": dt.datetime.combine(ground.figures.day, dt.time(), dt.UTC),
                "comments": told.example,
            }
        )
        formats = Formats(book)
        named = list(zip(names[2:], tables, strict=True))
        write_about(book.add_worksheet(names[0]), told, named, formats, say)
        for name, table in named:
            write_table(book.add_worksheet(name), table, formats, say)
        write_explained(book.add_worksheet(names[1]), explained(tables, ground), formats, say)
    return out.getvalue()
