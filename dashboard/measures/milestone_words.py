"""Milestones in words: state, dates and days, and the list that tells why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import html

from dashboard.content.parts import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component

    from dashboard.content.parts import State
    from dashboard.content.shown_projects import Shown
    from terms.words import Speaker

STATES: Mapping[str, tuple[State, str]] = {
    "in_time": ("good", "steering.milestone_in_time"),
    "late": ("partly", "steering.milestone_late"),
    "overdue": ("warning", "label.overdue"),
    "not_due": ("neutral", "steering.milestone_not_due"),
}
"""Mark of each state of a milestone."""


def anchor(milestone: str) -> str:
    """Id of a milestone's line in the list."""
    return f"milestone-{milestone}"


def milestone_words(row: Mapping[Any, Any], say: Speaker) -> str:
    """«Fem bedrifter har norskgruppe: nådd 12. juni 2014, 73 dagar etter fristen.»."""
    return f"{row['name']}: {dates(row, say)}"


def dates(row: Mapping[Any, Any], say: Speaker) -> str:
    """When it was due and reached, and by how many days it is late."""
    due, reached, days = say.date(row["due"]), say.date(row["reached"]), int(row["days"])
    if row["state"] == "in_time":
        return say("steering.reached_in_time", reached=reached, due=due)
    if row["state"] == "late":
        return say.count("steering.reached_late", days, reached=reached)
    if row["state"] == "overdue":
        return say.count("steering.overdue", days, due=due)
    return say("steering.not_due", due=due)


def milestone_list(milestones: pd.DataFrame, here: Shown, say: Speaker) -> list[Component]:
    """Overdue milestones with their reasons, the oldest first; the others behind a fold."""
    rows = milestones.sort_values(["days", "due"], ascending=[False, True]).to_dict("records")
    overdue = [row for row in rows if row["state"] == "overdue"]
    others = sorted((row for row in rows if row["state"] != "overdue"), key=lambda row: row["due"])
    found: list[Component] = []
    if overdue:
        lines = html.Ul([_line(row, here, say) for row in overdue], className="milestones")
        found += [html.H3(say("label.overdue")), lines]
    if others:
        found.append(
            html.Details(
                [
                    html.Summary(say.count("steering.milestones_others", len(others))),
                    html.Ul([_line(row, here, say) for row in others], className="milestones"),
                ],
                className="plain",
            )
        )
    return found


def _line(row: Mapping[Any, Any], here: Shown, say: Speaker) -> Component:
    state, word = STATES[row["state"]]
    project = row["project"]
    reason = (
        [html.Span(say("steering.reason")), " ", here.words(row["reason"], project)]
        if not pd.isna(row["reason"])
        else [say("steering.no_reason")]
        if row["state"] == "overdue"
        else []
    )
    return html.Li(
        [
            mark(state, say(word)),
            html.Div(
                [
                    html.P(
                        [
                            here.words(row["name"], project),
                            html.Span([" · ", here.link(project)], className="soft"),
                        ]
                    ),
                    html.P([dates(row, say), *([". "] if reason else []), *reason], className="under"),
                ]
            ),
        ],
        id=anchor(row["milestone"]),
    )
