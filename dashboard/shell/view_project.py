"""Prosjekt: the whole sheet of one project, from its facts to what has been changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Effect, Goals, MeasureRegister, ProjectSheet, Status, TargetGroups, Timeline
from dashboard.content.parts import attributes
from dashboard.coverage import panel as target_groups
from dashboard.effect import panel as effect
from dashboard.goals import panel as goals
from dashboard.measures import panel as measure_register
from dashboard.measures import timeline
from dashboard.money import project_panel as project_money
from dashboard.overview import panel as status
from dashboard.project import afterwards as project_afterwards
from dashboard.project import chain as project_chain
from dashboard.project import facts as project_facts
from dashboard.project import history as project_history
from dashboard.project import lessons as project_lessons
from dashboard.project import organisation as project_organisation
from dashboard.project import reports as project_reports
from dashboard.project.one_project import row_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

SHEET = (
    project_facts,
    project_organisation,
    project_chain,
    project_money,
    project_reports,
    project_lessons,
    project_afterwards,
    project_history,
)
"""Panels that no other view has."""
PARTS: tuple[tuple[StrEnum, str, Callable[[Speaker], Component]], ...] = (
    (ProjectSheet.FACTS, "project.facts", project_facts.layout),
    (Status.PANEL, "label.status", status.layout),
    (ProjectSheet.ORGANISATION, "project.organisation", project_organisation.layout),
    (ProjectSheet.CHAIN, "goals.chain", project_chain.layout),
    (Goals.PANEL, "label.goals", goals.layout),
    (MeasureRegister.PANEL, "label.measures", measure_register.layout),
    (Timeline.PANEL, "label.timeline", timeline.layout),
    (TargetGroups.PANEL, "label.participation_and_coverage", target_groups.layout),
    (Effect.PANEL, "label.effect", effect.layout),
    (ProjectSheet.MONEY, "label.money", project_money.layout),
    (ProjectSheet.REPORTS, "project.reports", project_reports.layout),
    (ProjectSheet.LESSONS, "project.lessons", project_lessons.layout),
    (ProjectSheet.AFTERWARDS, "project.afterwards", project_afterwards.layout),
    (ProjectSheet.HISTORY, "project.history", project_history.layout),
)
"""Id, name in the contents, and panel of each part, in reading order."""


def layout(say: Speaker, store: FrameStore, *, project: str) -> list[Component]:
    """Name, contents, then the parts; they read the project from the query."""
    row = row_of(store["project"], project)
    return [
        html.H1(row["name"], className="page-title sheet-title", lang=row["language"]),
        html.Div(
            [
                _contents(say),
                html.Div([part(say) for _, _, part in PARTS], className="sheet-parts"),
            ],
            className="sheet",
        ),
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
