"""Municipalities without a project: how many in each county, which, and where most immigrants live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import Table
from dashboard.content.tile_picture import tile_picture
from dashboard.coverage.gap_wording import places_sentence
from dashboard.coverage.uncovered import IMMIGRANTS, POPULATION
from dashboard.effect.numbers import records

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.coverage.uncovered import Uncovered
    from terms.words import Speaker

FIRST = 5
"""Municipalities named before the list is opened."""


def place_list(empty: Uncovered, selection: Selection, say: Speaker) -> Component:
    """Picture, the ones with most immigrants, and the whole list by county on demand."""
    rows = records(empty.rows)
    pieces: list[Component] = [html.H3(say("gaps.places_title"))]
    if not rows:
        return html.Div([*pieces, html.P(say("gaps.places_none"))])
    known = [row for row in rows if row[IMMIGRANTS] == row[IMMIGRANTS]][:FIRST]  # not NaN
    if known:
        named = [
            say(
                "gaps.place_with_immigrants",
                place=row["label"] if not selection.county else row["name"],
                n=say.number(row[IMMIGRANTS]),
            )
            for row in known
        ]
        pieces.append(
            html.P(say("gaps.priority_places", places=say.listing(named), year=empty.years[IMMIGRANTS]))
        )
    picture = tile_picture(
        empty.all_places, frozenset(empty.rows["municipality"]), places_sentence(empty, say)
    )
    return html.Div(
        [
            *pieces,
            html.Figure(
                [picture, html.Figcaption(say("gaps.picture"))],
                className="tile-figure",
            ),
            html.Details(
                [html.Summary(say.count("gaps.places_all", len(rows))), *_by_county(empty, say)],
                className="plain",
            ),
        ]
    )


def _by_county(empty: Uncovered, say: Speaker) -> list[Component]:
    towns = empty.all_places["county"].value_counts().to_dict()
    pieces: list[Component] = []
    for county, rows in empty.rows.sort_values("name").groupby("county_name"):
        number = towns[rows["county"].iloc[0]]
        pieces.append(
            html.P(
                [
                    html.Strong(
                        say("gaps.of_county", county=county, n=say.number(len(rows)), of=say.number(number))
                    ),
                    " ",
                    ", ".join(rows["name"]),
                ]
            )
        )
    return pieces


def county_counts(empty: Uncovered, say: Speaker) -> Table:
    """Municipalities without a project, of all, by county."""
    towns = empty.all_places["county"].value_counts().to_dict()
    rows = [
        (str(name), say.number(len(found)), say.number(towns[found["county"].iloc[0]]))
        for name, found in empty.rows.groupby("county_name")
    ]
    heads = ("label.county", "gaps.without", "gaps.in_all")
    return Table(say("gaps.places_title"), [say(head) for head in heads], rows, frozenset({1, 2}))


def place_table(empty: Uncovered, say: Speaker) -> Table:
    """Municipalities without a project, with what an announcement would want to know of them."""
    rows = [
        (
            row["name"],
            row["county_name"],
            say.number(row[IMMIGRANTS]),
            say.number(row[POPULATION]),
            say.number(row["centrality"]),
        )
        for row in records(empty.rows)
    ]
    return Table(
        say("gaps.places_title"),
        [
            say("label.municipality"),
            say("label.county"),
            say("gaps.immigrants", year=empty.years[IMMIGRANTS] or "–"),
            say("gaps.population", year=empty.years[POPULATION] or "–"),
            say("label.centrality"),
        ],
        rows,
        frozenset({2, 3, 4}),
    )
