"""Municipalities without a project: how many in each county, which, and where most immigrants live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dash import html

from dashboard.metrics.effect import records
from dashboard.metrics.gaps import described, latest_year, official_figures, without_project
from dashboard.panels.parts import Table
from dashboard.panels.tile_picture import tile_picture

if TYPE_CHECKING:
    import pandas as pd
    from dash.development.base_component import Component

    from dashboard.metrics.gaps import Figures
    from dashboard.metrics.scope import Scope
    from dashboard.selection import Selection
    from dashboard.store import FrameStore
    from dashboard.text import Speaker

POPULATION, IMMIGRANTS = "population", "immigrants_total"
FIRST = 5
"""Municipalities named before the list is opened."""


@dataclass(frozen=True)
class Uncovered:
    """Municipalities in view (`all_places`) and those of them without a project (`rows`).

    `rows` has the last known `population` and `immigrants_total`, and `county_name`; most immigrants first.
    """

    all_places: pd.DataFrame
    rows: pd.DataFrame
    years: dict[str, int | None]


def uncovered(store: FrameStore, scope: Scope, figures: Figures) -> Uncovered:
    """Municipalities in scope on whose territory no project in scope works."""
    towns = store.per_version(_towns)
    empty = without_project(towns, scope.rows(store["project_municipality"]), scope.municipalities)
    return Uncovered(
        towns[towns["municipality"].isin(scope.municipalities)],
        empty,
        {name: latest_year(figures, name) for name in (POPULATION, IMMIGRANTS)},
    )


def known_figures(store: FrameStore) -> Figures:
    """Official figures by indicator and year; give it to `store.per_version`."""
    return official_figures(store["statistic"])


def _towns(store: FrameStore) -> pd.DataFrame:
    """Municipalities of today with their county's name and last known figures, most immigrants first."""
    today = store["municipality"]
    rows = described(
        today[today["valid_to"].isna()], store.per_version(known_figures), (POPULATION, IMMIGRANTS)
    )
    counties = store["county"].set_index("county")["name"]
    return rows.assign(county_name=rows["county"].map(counties)).sort_values(
        [IMMIGRANTS, "municipality"], ascending=[False, True]
    )


def places_sentence(empty: Uncovered, say: Speaker) -> str:
    """Municipalities without a project, of all, in a sentence."""
    if empty.rows.empty:
        return say("gaps.places_none")
    return say.count("gaps.sentence_places", len(empty.all_places), empty=say.number(len(empty.rows)))


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
    heads = ("gaps.county", "gaps.without", "gaps.in_all")
    return Table(say("gaps.place_table"), [say(head) for head in heads], rows, frozenset({1, 2}))


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
        say("gaps.place_table"),
        [
            say("gaps.municipality"),
            say("gaps.county"),
            say("gaps.immigrants", year=empty.years[IMMIGRANTS] or "–"),
            say("gaps.population", year=empty.years[POPULATION] or "–"),
            say("gaps.centrality"),
        ],
        rows,
        frozenset({2, 3, 4}),
    )
