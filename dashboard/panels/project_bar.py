"""On a project's sheet, in the filter bar's place: the query of the panels, and a choice of year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

from dashboard.ids import Filters
from dashboard.metrics.one_project import row_of
from dashboard.panels.filters import latest_year
from dashboard.panels.parts import attributes

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.selection import Selection
    from dashboard.store import FrameStore
    from dashboard.text import Speaker


def layout(say: Speaker, selection: Selection, store: FrameStore) -> Component:
    """Query of the one project; the form writes its year into it (`choose.js`)."""
    return html.Div(
        [
            dcc.Store(id=Filters.QUERY, data=selection.query()),
            *_year_choice(say, selection, store),
        ],
        className="project-bar",
    )


def _year_choice(say: Speaker, selection: Selection, store: FrameStore) -> list[Component]:
    """Whole period or one of the project's years; none where the source states no first year."""
    row = row_of(store["project"], selection.projects[0])
    if row["start_year"] is None:
        return []
    first = int(row["start_year"])
    last = int(row["end_year"] or latest_year(store))
    years = [(year, year) for year in range(last, first - 1, -1)]
    chosen = selection.years
    if chosen and chosen not in years:
        years.insert(0, chosen)
    whole = html.Option(say("project.whole_period"), value="", selected=chosen is None)
    return [
        html.Form(
            [
                html.Label(say("project.figures_for"), htmlFor="project-year"),
                html.Select(
                    [
                        whole,
                        *(
                            html.Option(
                                say.years(year),
                                value="-".join(dict.fromkeys(map(str, year))),
                                selected=year == chosen,
                            )
                            for year in years
                        ),
                    ],
                    id="project-year",
                    name="aar",
                    className="form-select form-select-sm",
                ),
                html.Button(say("project.show"), type="submit", className="project-show"),
            ],
            className="project-year",
            **attributes(data_choose="year"),
        )
    ]
