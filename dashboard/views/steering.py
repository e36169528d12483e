"""Styringsgruppe: what a steering group goes through in a meeting, from status to who sits at the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.ids import (
    Changes,
    MeasureRegister,
    Participation,
    Progress,
    SteeringGroup,
    TargetGroups,
    Timeline,
)
from dashboard.panels import (
    changes,
    measure_register,
    participation,
    progress,
    status,
    steering_group,
    target_groups,
    timeline,
)
from dashboard.panels.parts import attributes

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store import FrameStore
    from dashboard.text import Speaker


def layout(say: Speaker, _store: FrameStore) -> list[Component]:
    """Panels in the order of a meeting."""
    return [
        html.H1(say("steering.view"), className="visually-hidden"),
        _contents(say),
        status.layout(say),
        changes.layout(say),
        measure_register.layout(say),
        timeline.layout(say),
        progress.layout(say),
        participation.layout(say),
        target_groups.layout(say),
        steering_group.layout(say),
    ]


def _contents(say: Speaker) -> Component:
    """Ways to the panels further down."""
    places = (
        (Changes.PANEL, say("steering.changes_label")),
        (MeasureRegister.PANEL, say("steering.register_label")),
        (Timeline.PANEL, say("steering.timeline_label")),
        (Progress.PANEL, say("steering.progress_label")),
        (Participation.PANEL, say("steering.participation_label")),
        (TargetGroups.PANEL, say("coverage.label")),
        (SteeringGroup.PANEL, say("steering.bodies_label")),
    )
    return html.Nav(
        html.Ul([html.Li(html.A(words, href=f"#{panel.value}")) for panel, words in places]),
        className="on-page",
        **attributes(aria_label=say("steering.on_page")),
    )
