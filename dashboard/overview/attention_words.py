"""Which place on the board shows each thing to follow up, and the language of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import html

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection

ASK_KEYS = {
    "leadership": "attention.ask_leadership",
    "meetings": "attention.ask_meetings",
    "stale": "attention.ask_stale",
    "silent": "attention.ask_silent",
}
"""What is asked for, by kind, with the number of projects."""
SHEET = "/prosjekt/{project}"
PLACES = {
    "overdue": ("/styringsgruppe", "timeline", "attention.see_milestones"),
    "far_behind": ("/", "goals", "attention.see_goals"),
    "report": ("/data", "reporting", "attention.see_reporting"),
    "behind": ("/", "goals", "attention.see_goals"),
    "group": ("/", "target-groups", "attention.see_groups"),
    "budget": (SHEET, "", "attention.see_project"),
    "seats": (SHEET, "", "attention.see_project"),
    "leadership": ("/data", "reporting", "attention.see_reporting"),
    "meetings": ("/data", "reporting", "attention.see_reporting"),
    "stale": ("/", "goals", "attention.see_goals"),
    "silent": (SHEET, "", "attention.see_project"),
}
"""Address, anchor and name of the place that shows each kind."""


def place(item: Any, selection: Selection) -> str:  # noqa: ANN401 - a row of `attention`, typed as any
    """Address of what an item is about: the same filters, narrowed to its project."""
    path, anchor, _ = PLACES[item.kind]
    query = selection.within(projects=(item.project,)).query()
    return f"{path.format(project=item.project)}?{query}{f'#{anchor}' if anchor else ''}"


def sheet(project: str, selection: Selection) -> str:
    """Address of a project's own sheet, with the same filters."""
    return f"{SHEET.format(project=project)}?{selection.query()}"


def marked(sentence: str, item: Any, language: str) -> list[Component | str]:  # noqa: ANN401 - as above
    """Sentence with the project's own words in the project's own language."""
    if item.kind == "report" or pd.isna(item.subject) or item.subject not in sentence:
        return [sentence]
    before, after = sentence.split(item.subject, 1)
    return [before, html.Span(item.subject, lang=language), after]
