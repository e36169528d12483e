"""Files of a view: every table behind it as a workbook or as CSV, with what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content import csv, xlsx
from dashboard.delivery.about_tables import about
from dashboard.delivery.tables import keys_of, tables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.data_tables import About, DataTable
    from dashboard.overview.ground import Ground


def workbook(ground: Ground, view: str, keys: Sequence[str] = (), snapshot: str = "") -> bytes:
    """Workbook of a view for a selection, or of some tables (`keys`)."""
    told, tables = _tables(ground, view, keys, snapshot)
    return xlsx.workbook(told, tables, ground.say, ground.figures.day)


def csv_zip(ground: Ground, view: str, keys: Sequence[str] = (), snapshot: str = "") -> bytes:
    """Return the same tables as CSV in one zip, with a text that explains them."""
    told, tables = _tables(ground, view, keys, snapshot)
    return csv.csv_zip(told, tables, ground.say, ground.figures.day)


def _tables(ground: Ground, view: str, keys: Sequence[str], snapshot: str) -> tuple[About, list[DataTable]]:
    tables = tables_of(ground, keys or keys_of(view))
    address = f"{view}?{ground.selection.within(language=ground.say.language).query()}"
    return about(ground, tables, address, snapshot), tables
