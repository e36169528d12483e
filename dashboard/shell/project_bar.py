"""On a project's sheet, in the filter bar's place: the query of the panels, and a choice of year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

from dashboard.address.ids import Filters
from dashboard.content.parts import attributes
from dashboard.project.one_project import told_years

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


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
    """Whole period or a year the project has told of; none where there is nothing to choose between."""
    told = store.per_version(told_years).get(selection.projects[0], ())
    if len(told) < 2 and selection.years is None:  # noqa: PLR2004  # one year is no choice
        return []
    years = [(year, year) for year in reversed(told)]
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
                html.Button(say("label.show"), type="submit", className="project-show"),
            ],
            className="project-year",
            **attributes(data_choose="year"),
        )
    ]
