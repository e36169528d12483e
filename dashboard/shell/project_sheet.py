"""The sheet of one project: choice of year, contents, and parts, from facts to what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

from dashboard.address.ids import (
    Effect,
    Filters,
    Goals,
    MeasureRegister,
    ProjectSheet,
    Status,
    TargetGroups,
    Timeline,
)
from dashboard.content.parts import attributes
from dashboard.coverage import panel as coverage_panel
from dashboard.effect import panel as effect_panel
from dashboard.goals import panel as goals_panel
from dashboard.measures import panel as measures_panel
from dashboard.measures import timeline
from dashboard.money import project_panel as project_money
from dashboard.overview import panel as overview_panel
from dashboard.project import afterwards, chain, facts, history, lessons, organisation, reports
from dashboard.project.one_project import row_of, told_years

if TYPE_CHECKING:
    from enum import StrEnum

    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.shell.views import Panel
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


PARTS: tuple[tuple[StrEnum, str, Panel], ...] = (
    (ProjectSheet.FACTS, "project.facts", facts),
    (Status.PANEL, "label.status", overview_panel),
    (ProjectSheet.ORGANISATION, "project.organisation", organisation),
    (ProjectSheet.CHAIN, "goals.chain", chain),
    (Goals.PANEL, "label.goals", goals_panel),
    (MeasureRegister.PANEL, "label.measures", measures_panel),
    (Timeline.PANEL, "label.timeline", timeline),
    (TargetGroups.PANEL, "label.participation_and_coverage", coverage_panel),
    (Effect.PANEL, "label.effect", effect_panel),
    (ProjectSheet.MONEY, "label.money", project_money),
    (ProjectSheet.REPORTS, "project.reports", reports),
    (ProjectSheet.LESSONS, "project.lessons", lessons),
    (ProjectSheet.AFTERWARDS, "project.afterwards", afterwards),
    (ProjectSheet.HISTORY, "project.history", history),
)
"""Id, name in the contents, and panel of each part, in reading order."""
FEWEST_YEARS = 2
"""With fewer there is nothing to choose between."""


def bar(say: Speaker, selection: Selection, store: FrameStore) -> Component:
    """In the filter bar's place: query of the project, and a form for its year (`choose.js`)."""
    return html.Div(
        [
            dcc.Store(id=Filters.QUERY, data=selection.query()),
            *_year_choice(say, selection, store),
        ],
        className="project-bar",
    )


def layout(say: Speaker, store: FrameStore, *, project: str) -> list[Component]:
    """Name, contents, then the parts; they read the project from the query."""
    row = row_of(store["project"], project)
    return [
        html.H1(row["name"], className="page-title sheet-title", lang=row["language"]),
        html.Div(
            [
                _contents(say),
                html.Div([panel.layout(say) for _, _, panel in PARTS], className="sheet-parts"),
            ],
            className="sheet",
        ),
    ]


def panels() -> list[Panel]:
    """Panels of the sheet."""
    return [panel for _, _, panel in PARTS]


def _year_choice(say: Speaker, selection: Selection, store: FrameStore) -> list[Component]:
    """Whole period or a year the project has reported on; none where there is nothing to choose between."""
    reported = store.per_version(told_years).get(selection.projects[0], ())
    if len(reported) < FEWEST_YEARS and selection.years is None:
        return []
    years = [(year, year) for year in reversed(reported)]
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


def _contents(say: Speaker) -> Component:
    """Links to the parts: beside them on a wide screen, folded above them on a phone (`fold.js`)."""
    links = html.Ul([html.Li(html.A(say(name), href=f"#{part.value}")) for part, name, _ in PARTS])
    return html.Nav(
        html.Details(
            [html.Summary(say("project.contents")), links], open=True, className="sheet-contents-fold"
        ),
        className="sheet-contents",
        **attributes(aria_label=say("project.contents")),
    )
