"""Progress as the annual form asks for it: a, b or c, with reasons and history per project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import html

from dashboard.address.ids import Progress
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.code_words import CODE_KEYS
from dashboard.content.parts import EVIDENCE_KEYS, Content, State, Table, mark, notice, source_lines, tag
from dashboard.content.shown_projects import Shown, missing, shown, without
from dashboard.places.words import place_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

STATES: Mapping[str, State] = {"a": "good", "b": "warning", "c": "partly"}
"""Mark of each of the form's codes."""
COUNT_KEYS = {"a": "steering.progress_a", "b": "steering.progress_b", "c": "steering.progress_c"}
"""Message that says how many projects chose each code."""


def layout(say: Speaker) -> Component:
    """Place for the assessments."""
    return drawing.panel(Progress.PANEL, say, say("label.progress"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Progress.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Draw the assessments of a selection, the latest of each project open."""
    here = shown(store, selection)
    rows = here.rows(store["progress_assessment"])
    rows = rows[rows["date"] <= pd.Timestamp(here.day)].sort_values(["date", "code"], ascending=[False, True])
    own = {str(project): found.to_dict("records") for project, found in rows.groupby("project", sort=False)}
    stated = [project for project in here.scope.projects if project in own]
    silent = without(here, stated)
    chart: list[Component | str] = [_project(own[project], here, say) for project in stated]
    if not stated:
        chart.append(notice(say("steering.progress_ask")))
    return Content(
        title=say("steering.progress_title", place=place_words(store, selection, say)),
        sentence=_sentence([own[project] for project in stated], here, say),
        chart=[*chart, *missing(silent, here, say.count("steering.progress_silent", len(silent)))],
        tables=[_table(rows, here, say)] if len(rows) else [],
        sources=source_lines(say, rows["source"].unique()),
        example=bool((rows["evidence"] == "example").any()),
        method="tiltak",
        downloads=downloads(selection, say, tables=("framdrift",)),
    )


def _sentence(projects: Sequence[list[dict[Any, Any]]], here: Shown, say: Speaker) -> str:
    """How many follow the plan, are delayed, have adjusted; a project may be more than one of them."""
    if not here.scope.projects:
        return say("steering.no_projects")
    if not projects:
        return say("steering.progress_none")
    latest = [{row["code"] for row in _latest(rows)} for rows in projects]
    every = say.count("shell.count_projects", len(here.scope.projects))
    return say(
        "steering.progress_sentence",
        assessed=say.count("steering.progress_assessed", len(projects), projects=every),
        **{code: say.count(key, sum(code in codes for codes in latest)) for code, key in COUNT_KEYS.items()},
    )


def _latest(rows: Sequence[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """Crosses of the latest day."""
    return [row for row in rows if row["date"] == rows[0]["date"]]


def _project(rows: list[dict[Any, Any]], here: Shown, say: Speaker) -> Component:
    latest = _latest(rows)
    earlier = rows[len(latest) :]
    project = rows[0]["project"]
    return html.Section(
        [
            html.H3([here.link(project), html.Span(say.date(rows[0]["date"]), className="h-count")]),
            html.Ul([_line(row, here, say) for row in latest], className="progress-codes"),
            html.P(tag(say(EVIDENCE_KEYS[rows[0]["evidence"]]), rows[0]["evidence"])),
            *(
                [
                    html.Details(
                        [
                            html.Summary(say.count("steering.progress_earlier", len(earlier))),
                            html.Ul(
                                [_line(row, here, say, dated=True) for row in earlier],
                                className="progress-codes",
                            ),
                        ],
                        className="plain",
                    )
                ]
                if earlier
                else []
            ),
        ]
    )


def _line(row: Mapping[Any, Any], here: Shown, say: Speaker, *, dated: bool = False) -> Component:
    return html.Li(
        [
            *([html.Span(say.date(row["date"]), className="change-day")] if dated else []),
            mark(STATES[row["code"]], say(CODE_KEYS[row["code"]])),
            html.Span(row["text"], lang=here.languages[row["project"]]),
        ]
    )


def _table(rows: pd.DataFrame, here: Shown, say: Speaker) -> Table:
    heads = (
        say("label.project"),
        say("label.date"),
        say("label.assessment"),
        say("steering.column_reason"),
    )
    cells = [
        (
            here.words(here.names[row["project"]], row["project"]),
            say.date(row["date"]),
            say(CODE_KEYS[row["code"]]),
            here.words(row["text"], row["project"]),
        )
        for row in rows.to_dict("records")
    ]
    return Table(say("label.progress"), heads, cells)
