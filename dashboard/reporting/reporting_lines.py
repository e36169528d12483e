"""The status lines of reporting: one for each duty, with a word, a shape and a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import mark
from dashboard.reporting.numbers import STATES
from dashboard.reporting.reporting_words import MARKS

if TYPE_CHECKING:
    import pandas as pd
    from dash.development.base_component import Component

    from dashboard.reporting.numbers import Reporting
    from terms.words import Speaker

Line = tuple[str, str, str]
"""Name of a duty, its state, and the sentence."""


def status_lines(found: Reporting, say: Speaker) -> Component:
    """Five lines: annual reports, leadership, meetings, goals without new figures, deviations unexplained."""
    by_kind = dict(list(found.duties.groupby("kind")))
    none = found.duties.iloc[:0]
    lines = [
        (say("label.annual_report"), *_annual(by_kind.get("annual_report", none), say)),
        (
            say("reporting.leadership"),
            *_counted(by_kind.get("leadership_report", none), "reporting.leadership_line", say),
        ),
        (
            say("label.team_meetings"),
            *_counted(by_kind.get("team_meetings", none), "reporting.meetings_line", say),
        ),
        (say("reporting.figures"), *_figures(by_kind.get("goal_figures", none), say)),
        (
            say("reporting.reasons"),
            *_reasons(by_kind.get("milestone_reason", none), by_kind.get("goal_reason", none), say),
        ),
    ]
    return html.Dl([_drawn(line, say) for line in lines], className="status-lines")


def _drawn(line: Line, say: Speaker) -> Component:
    name, state, sentence = line
    shape, key = MARKS[state]
    return html.Div(
        [html.Dt(name), html.Dd([mark(shape, say(key)), html.Span(sentence)])], className="status-line"
    )


def _annual(duties: pd.DataFrame, say: Speaker) -> tuple[str, str]:
    if duties.empty:
        return "none", say("reporting.annual_none")
    found = duties["state"].value_counts()
    counts = {state: int(found.get(state, 0)) for state in STATES}
    parts = []
    if counts["missing"]:
        parts.append(say.count("reporting.annual_missing", counts["missing"]))
    if counts["late"]:
        parts.append(say.count("reporting.annual_late", counts["late"]))
    if counts["due"]:
        first = duties[duties["state"] == "due"]["deadline"].min()
        parts.append(say.count("reporting.annual_due", counts["due"], date=say.date(first)))
    if counts["done"]:
        parts.append(say.count("reporting.annual_done", counts["done"]))
    return next(state for state in STATES if counts[state]), " ".join(parts)


def _counted(duties: pd.DataFrame, key: str, say: Speaker) -> tuple[str, str]:
    if duties.empty:
        return "none", say("reporting.nothing_judged")
    met = duties["state"] != "missing"
    sentence: str = say.count(key, met.sum(), projects=say.count("shell.count_projects", len(duties)))
    return "done" if met.all() else "missing", sentence


def _figures(duties: pd.DataFrame, say: Speaker) -> tuple[str, str]:
    if duties.empty:
        return "done", say("reporting.figures_none")
    return "missing", say.count("reporting.figures_line", len(duties))


def _reasons(milestones: pd.DataFrame, goals: pd.DataFrame, say: Speaker) -> tuple[str, str]:
    if milestones.empty and goals.empty:
        return "done", say("reporting.reasons_none")
    silent = [
        *([say.count("reporting.reasons_milestones", len(milestones))] if len(milestones) else []),
        *([say.count("reporting.reasons_goals", len(goals))] if len(goals) else []),
    ]
    return "missing", say("reporting.reasons_line", deviations=say.listing(silent))
