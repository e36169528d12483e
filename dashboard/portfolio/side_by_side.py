"""Side by side: two to six projects or municipalities on common fields, and whether they differ clearly."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard.address.ids import SideBySide as Ids
from dashboard.address.selection import Selection
from dashboard.content import drawing
from dashboard.content.markup import Markup
from dashboard.content.parts import Content, source_lines
from dashboard.coverage.small_numbers import rounding_line
from dashboard.overview.numbers import key_figures
from dashboard.overview.status_wording import is_example
from dashboard.places.words import group_names
from dashboard.portfolio.side_by_side_choice import chooser
from dashboard.portfolio.side_by_side_numbers import FEWEST, MOST
from dashboard.portfolio.side_by_side_rows import Cell, Columns, Row, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.content.markup import Node
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the comparison."""
    return drawing.panel(Ids.PANEL, say, say("side_by_side.label"), "panel side-by-side")


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Comparison of the projects chosen, else of the municipalities chosen; else how to choose."""
    today = dt.datetime.now(dt.UTC).date()
    chosen = len(selection.projects) if len(selection.projects) >= FEWEST else len(selection.municipalities)
    choice = Markup([["div", {"className": "side-chooser"}, *chooser(store, selection, say, today=today)]])
    if chosen < FEWEST:
        return Content(
            title=say("side_by_side.label"),
            sentence=say("side_by_side.choose"),
            chart=[choice],
            method="side-om-side",
        )
    selections = _columns(selection)
    columns = _named(store, selections, say, today=today)
    found = rows(columns, say)
    heads = [_head(name, each) for name, each in zip(columns.names, selections, strict=True)]
    back: Node = ["a", {"href": f"/fylke?{_all(selection)}"}, say("side_by_side.back")]
    scopes = [figures.scope for figures in columns.figures]
    return Content(
        title=say("side_by_side.title", names=say.listing(columns.names)),
        sentence=_sentence(found, say),
        chart=[
            Markup([_table(found, heads, columns.names, say), ["p", {"className": "side-back"}, back]]),
            rounding_line(store, say),
            choice,
        ],
        sources=source_lines(
            say, {source for scope in scopes for source in scope.rows(store["project"])["source"]}
        ),
        example=any(is_example(figures) for figures in columns.figures),
        notes=[
            say("side_by_side.note"),
            *([say("side_by_side.only_first", n=say.number(chosen))] if chosen > MOST else []),
        ],
        method="side-om-side",
    )


def _columns(selection: Selection) -> list[Selection]:
    """One selection for each column, in the years chosen; at most MOST of them."""
    plain = Selection(language=selection.language, years=selection.years)
    if len(selection.projects) >= FEWEST:
        return [plain.within(projects=(project,)) for project in selection.projects[:MOST]]
    return [
        plain.within(municipalities=(number,), programme=selection.programme)
        for number in selection.municipalities[:MOST]
    ]


def _all(selection: Selection) -> str:
    return selection.within(projects=(), municipalities=()).query()


def _named(store: FrameStore, selections: Sequence[Selection], say: Speaker, *, today: dt.date) -> Columns:
    names = dict(zip(store["project"]["project"], store["project"]["name"], strict=True))
    names |= dict(zip(store["municipality"]["municipality"], store["municipality"]["label"], strict=True))
    figures = [key_figures(store, each, today=today) for each in selections]
    seats = store["steering_seat"]
    return Columns(
        names=[names[(*each.projects, *each.municipalities)[0]] for each in selections],
        figures=figures,
        seats=[len(each.scope.rows(seats)) for each in figures],
        groups=group_names(store, say),
    )


def _sentence(found: Sequence[Row], say: Speaker) -> str:
    clear = [row.name.lower() for row in found if row.clear]
    if clear:
        return say.count("side_by_side.clear_some", len(clear), rows=say.listing(clear))
    judged = any(row.verdict == say("side_by_side.unclear") for row in found)
    return say("side_by_side.unclear_all") if judged else say("side_by_side.nothing_common")


def _head(name: str, selection: Selection) -> Node:
    """Name of a column, with the way to its own page."""
    path = f"/prosjekt/{selection.projects[0]}" if selection.projects else "/"
    return ["th", {"scope": "col"}, ["a", {"href": f"{path}?{selection.query()}"}, name]]


def _table(found: Sequence[Row], heads: Sequence[Node], names: Sequence[str], say: Speaker) -> Node:
    body: list[Node] = [
        [
            "tr",
            {},
            ["th", {"scope": "row"}, row.name],
            *(_cell(cell, name, say) for cell, name in zip(row.cells, names, strict=True)),
            ["td", {"className": "side-verdict", "data-label": say("side_by_side.verdict")}, row.verdict],
        ]
        for row in found
    ]
    head: Node = [
        "tr",
        {},
        ["th", {"scope": "col"}, say("label.field")],
        *heads,
        ["th", {"scope": "col"}, say("side_by_side.verdict")],
    ]
    label = say("side_by_side.caption")
    return [
        "div",
        {"className": "table-scroll", "tabIndex": "0", "role": "group", "aria-label": label},
        [
            "table",
            {"className": "table side-table"},
            ["caption", {"className": "visually-hidden"}, label],
            ["thead", {}, head],
            ["tbody", {}, *body],
        ],
    ]


def _cell(cell: Cell, name: str, say: Speaker) -> Node:
    if not cell.value:
        return ["td", {"className": "side-missing", "data-label": name}, say("word.not_reported")]
    words: list[Node] = [["span", {"className": "side-more"}, cell.words]] if cell.words else []
    return ["td", {"data-label": name}, cell.value, *words]
