"""What stands first in a workbook and beside CSV files: what the tables are, where from, and how made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.content.data_tables import About
from dashboard.content.document import shown_id
from dashboard.coverage.reach import rounding_base
from dashboard.papers.about_section import filters_in_words
from dashboard.status.marks import official_lines, source_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from dashboard.content.data_tables import DataTable
    from dashboard.overview.ground import Ground


def about(ground: Ground, tables: Sequence[DataTable], address: str, snapshot: str = "") -> About:
    """What a reader must know of some tables; `address` is where on the board they stand."""
    say = ground.say
    example = any(table.example for table in tables)
    base = say.number(rounding_base(ground.store["protection_error"]))
    sources = [
        *source_lines(say, _texts(tables, "source") | _texts(tables, "observed_source")),
        *official_lines(say, _retrieved(tables)),
    ]
    return About(
        title=say("exports.title", place=ground.place),
        example=say("papers.method_example") if example else "",
        subjects=(
            (say("exports.about_what"), (say("exports.what"),)),
            (say("label.selection"), (filters_in_words(ground),)),
            (say("exports.about_address"), (address,)),
            (say("papers.about_day"), (ground.data_date,)),
            (say("papers.about_version"), (say.number(ground.store.version),)),
            *(((say("exports.about_snapshot"), (shown_id(snapshot),)),) if snapshot else ()),
            (say("label.sources"), tuple(sources) or (say("exports.no_sources"),)),
            (
                say("label.method"),
                (
                    say("papers.method_goals"),
                    say("papers.method_coverage"),
                    say("papers.method_effect"),
                    say("papers.method_contribution"),
                    say("exports.method_page", address=f"/metode?sprak={say.language}"),
                ),
            ),
            (
                say("exports.about_protection"),
                (say("coverage.rounded", base=base), say("exports.protection")),
            ),
            (say("exports.about_missing"), (say("exports.missing"),)),
        ),
    )


def _texts(tables: Sequence[DataTable], column: str) -> set[str]:
    """Different values of a column of text, over the tables that have it."""
    return {
        str(value)
        for table in tables
        if column in table.rows
        for value in table.rows[column].dropna().unique()
    } - {""}


def _retrieved(tables: Sequence[DataTable]) -> dict[str, dt.date]:
    """Latest day each official table was fetched."""
    found: dict[str, dt.date] = {}
    for table in tables:
        if {"source_table", "retrieved"} <= set(table.rows.columns):
            rows = table.rows.dropna(subset=["source_table", "retrieved"])
            for name, day in pd.to_datetime(rows["retrieved"]).groupby(rows["source_table"]).max().items():
                for part in str(name).split("; ") if name else ():
                    found[part] = max(found.get(part, day.date()), day.date())
    return found
