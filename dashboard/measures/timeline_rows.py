"""The rows of the timeline: a fold per project, a row per measure, and in words what is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.content.shown_projects import Shown, missing, without
from dashboard.measures.measure_words import period
from dashboard.measures.milestone_words import milestone_words
from dashboard.measures.timeline_drawing import axis, track

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from dash.development.base_component import Component

    from dashboard.measures.timeline_numbers import Scale
    from terms.words import Speaker

OPEN_AT_MOST = 6
"""With more projects than this only those with something overdue stand open."""


@dataclass(frozen=True)
class Drawn:
    """What is on the line: what `bars` and `milestone_status` give, and the scale they lie on."""

    measures: pd.DataFrame
    milestones: pd.DataFrame
    scale: Scale
    here: Shown


def projects(drawn: Drawn, say: Speaker) -> list[Component]:
    """Years, then one fold per project with anything on the line, and the projects without."""
    here = drawn.here
    measures = _by_project(drawn.measures.sort_values(["planned_start", "actual_start", "name"]))
    milestones = _by_project(drawn.milestones)
    dated = {*measures, *milestones}
    overdue = {name for name, own in milestones.items() if any(row["state"] == "overdue" for row in own)}
    opened = dated if len(dated) <= OPEN_AT_MOST else overdue
    folds = [
        _project(measures.get(project, []), milestones.get(project, []), drawn, say, opened=project in opened)
        for project in here.scope.projects
        if project in dated
    ]
    silent = without(here, dated)
    return [
        html.Div([axis(drawn.scale, here.day, say), *folds], className="timeline"),
        *missing(silent, here, say.count("steering.timeline_silent", len(silent))),
    ]


def _by_project(rows: pd.DataFrame) -> dict[str, list[dict[Any, Any]]]:
    found: dict[str, list[dict[Any, Any]]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(row["project"], []).append(row)
    return found


def _project(
    measures: Sequence[Mapping[Any, Any]],
    own: Sequence[Mapping[Any, Any]],
    drawn: Drawn,
    say: Speaker,
    *,
    opened: bool,
) -> Component:
    """One project: a row of the milestones that belong to no measure, then a row per measure with dates."""
    here = drawn.here
    project = (*measures, *own)[0]["project"]
    on_measure = {row["measure"] for row in measures}
    loose = [row for row in own if row["measure"] not in on_measure]
    rows = [_row(html.Span(say("label.milestones")), {}, loose, drawn, say)] if loose else []
    for measure in measures:
        marks = [row for row in own if row["measure"] == measure["measure"]]
        rows.append(_row(here.words(measure["name"], project), measure, marks, drawn, say))
    counts = say(
        "steering.timeline_counts",
        measures=say.count("steering.count_measures", len(measures)),
        milestones=say.count("steering.count_milestones", len(own)),
    )
    return html.Details(
        [
            html.Summary(
                [
                    html.H3(here.names[project], lang=here.languages[project]),
                    html.Span(counts, className="tree-counts"),
                ]
            ),
            html.Ul(rows, className="timeline-rows"),
        ],
        open=opened,
        className="timeline-project",
    )


def _row(
    name: Component,
    measure: Mapping[Any, Any],
    marks: Sequence[Mapping[Any, Any]],
    drawn: Drawn,
    say: Speaker,
) -> Component:
    """Name, the drawing, and in words what is drawn: beside it for screen readers, under it on a phone."""
    told = [*(_spans(measure, say) if measure else []), *(milestone_words(row, say) for row in marks)]
    return html.Li(
        [
            html.Span(name, className="timeline-name"),
            track(measure, marks, drawn.scale, drawn.here.day, say),
            html.Ul([html.Li(each) for each in told], className="timeline-words"),
        ]
    )


def _spans(measure: Mapping[Any, Any], say: Speaker) -> list[str]:
    planned = period(measure["planned_start"], measure["planned_end"], say)
    actual = period(measure["actual_start"], measure["actual_end"], say, ongoing=measure["going"])
    return [
        *([say("steering.plan", period=planned)] if planned else []),
        *([say("steering.actual", period=actual)] if actual else []),
    ]
