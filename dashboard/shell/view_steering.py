"""Styringsgruppe: what a steering group goes through in a meeting, from status to who sits at the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.anchoring import steering_group
from dashboard.coverage import panel as target_groups
from dashboard.coverage import participation
from dashboard.measures import panel as measure_register
from dashboard.measures import progress, timeline
from dashboard.overview import panel as status
from dashboard.reporting import changes

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker, _store: FrameStore) -> list[Component]:
    """Panels in the order of a meeting."""
    return [
        html.H1(say("label.steering_group"), className="visually-hidden"),
        status.layout(say),
        changes.layout(say),
        measure_register.layout(say),
        timeline.layout(say),
        progress.layout(say),
        participation.layout(say),
        target_groups.layout(say),
        steering_group.layout(say),
    ]
