"""Addresses of what can be taken along: papers, forms, and a view's or panel's tables and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.address.view_tables import PICTURE_KEYS, SHEETS, VIEW_TABLES, kind_of_view
from dashboard.content.blocks import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.address.selection import Selection
    from terms.words import Speaker

PAPERS, FORMS, EXPORTS = "/papir", "/skjema", "/eksport"
"""What the addresses of papers, of filled-in forms, and of tables and pictures begin with."""
ORDERS = f"{PAPERS}/ordre"
"""Orders of several papers at once."""
VIEW_NAMES = {
    "/": "oversikt",
    "/styringsgruppe": "styringsgruppe",
    "/fylke": "fylke",
    "/prosjekt": "prosjekt",
    "/data": "data",
}
"""What a view is called in the address of its workbook; a project's sheet is `prosjekt/<project>`."""


def export_links(path: str, selection: Selection, say: Speaker) -> tuple[Link, ...]:
    """Workbook and CSV files of the view at an address; none where it has no tables.

    The view is in the path, so that links that follow the filters (`data-keep`) may carry the query.
    """
    if kind_of_view(path) not in VIEW_TABLES:
        return ()
    name = VIEW_NAMES.get(path) or f"prosjekt/{path.removeprefix(SHEETS)}"
    query = selection.within(language=say.language).query()
    return (
        Link(
            say("exports.workbook"), f"{EXPORTS}/arbeidsbok/{name}.xlsx?{query}", say("exports.workbook_help")
        ),
        Link(say("exports.csv_all"), f"{EXPORTS}/tabellar/{name}.zip?{query}", say("exports.csv_all_help")),
    )


def downloads(
    selection: Selection, say: Speaker, *, tables: Sequence[str] = (), pictures: Sequence[str] = ()
) -> tuple[Link, ...]:
    """Excel and CSV of a panel's tables, and its pictures as PNG and SVG; names as in `view_tables`.

    Where there are several pictures, their links begin with what they show.
    """
    query = selection.within(language=say.language).query()
    found: list[Link] = []
    if tables:
        names = ",".join(tables)
        csv = f"{tables[0]}.csv?{query}" if len(tables) == 1 else f"tabellar.zip?{query}&tabell={names}"
        found += [
            Link("Excel", f"{EXPORTS}/arbeidsbok.xlsx?{query}&tabell={names}", say("exports.excel_help")),
            Link("CSV", f"{EXPORTS}/{csv}", say("exports.csv_help")),
        ]
    for name in pictures:
        lead = f"{say(PICTURE_KEYS[name])} " if len(pictures) > 1 else ""
        found += [
            Link(f"{lead}PNG", f"{EXPORTS}/{name}.png?{query}", say("exports.png_help")),
            Link(f"{lead}SVG", f"{EXPORTS}/{name}.svg?{query}", say("exports.svg_help")),
        ]
    return tuple(found)


def form_link(project: str, year: int) -> str:
    """Address of a project's filled-in form as Word, in the project's own language."""
    return f"{FORMS}/{project}.docx?aar={year}"
