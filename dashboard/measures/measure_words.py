"""Words of a measure: phase, state, theme, service type, and what it says of sessions and participants."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import html

from dashboard.content.parts import attributes
from dashboard.content.shown_projects import short_date
from terms.code_lists import keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component

    from dashboard.content.parts import State
    from dashboard.measures.register_numbers import GroupResult, MeasureResult
    from terms.words import Speaker

FEW = 10
"""Under so many persons a share says nothing and is not shown."""
STATES: Mapping[str, tuple[State, str]] = {
    "past_end": ("warning", "steering.state_past_end"),
    "off_plan": ("warning", "status.critical"),
    "on_plan": ("good", "status.good"),
    "not_assessed": ("missing", "label.not_assessed"),
    "closed": ("good", "steering.state_closed"),
    "merged": ("neutral", "label.merged"),
    "cancelled": ("neutral", "label.cancelled"),
}
"""Mark of each state of a measure."""
THEME_KEYS = {**keys("theme"), "": "steering.theme_none"}
"""Themes of the workshop model; the empty one is of measures nobody has placed."""
SERVICE_KEYS = keys("service_type")


def period(start: Any, end: Any, say: Speaker, *, ongoing: bool = False) -> str:  # noqa: ANN401 - NaT is no date
    """«1.9.2013–15.6.2015»; open ends are said in words, nothing is said of two missing days."""
    if pd.isna(start) and pd.isna(end):
        return ""
    first = "" if pd.isna(start) else short_date(start, say)
    if pd.isna(end):
        return say("steering.period_ongoing" if ongoing else "steering.period_from", start=first)
    last = short_date(end, say)
    if not first:
        return say("steering.period_to", end=last)
    return first if first == last else f"{first}–{last}"


def sessions(planned: float, held: float, say: Speaker) -> Component | str:
    """«38 av 60» with a bar; one number where the other is not stated."""
    if math.isnan(held):
        return "–" if math.isnan(planned) else say.count("steering.sessions_planned", planned)
    if math.isnan(planned) or not planned:
        return say.count("steering.sessions_held", held)
    width = f"{min(held / planned, 1) * 100:.0f}%"
    return html.Div(
        [
            say("label.part_of_whole", part=say.number(held), whole=say.number(planned)),
            html.Div(
                html.Span(style={"width": width}), className="mini-bar", **attributes(aria_hidden="true")
            ),
        ]
    )


def persons(result: MeasureResult | None, say: Speaker) -> str:
    """«35–60 (2015)»: the groups may overlap, so several groups give an interval."""
    if result is None:
        return say("status.missing")
    span = (
        say.number(result.high)
        if result.low == result.high
        else f"{say.number(result.low)}–{say.number(result.high)}"
    )
    return f"{span} ({result.year})"


def against(part: float, whole: float, say: Speaker) -> str:
    """«24 av 40 (60 %)»; no share of fewer than ten."""
    words = say("label.part_of_whole", part=say.number(part), whole=say.number(whole))
    return words if min(whole, part) < FEW else f"{words} ({say.percent(part / whole)})"


def completed(group: GroupResult, say: Speaker) -> str:
    """Completed of those who took part; a dash where it is not stated."""
    if group.completed is None:
        return "–"
    return against(group.completed, group.persons, say) if group.persons else say.number(group.completed)
