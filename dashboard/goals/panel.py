"""Panel «Mål»: the tree of goals, and how many goals are on track or cannot be measured."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Goals
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, attributes, mark, notice, source_lines
from dashboard.goals.goal_tree import GoalTree, ProjectGoals, goal_tree
from dashboard.goals.numbers import STATUSES, GoalSummary, goal_summary
from dashboard.goals.wording import STATES, STATUS_KEYS, sentence
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words
from dashboard.status.activity import last_years, status_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

OPEN_AT_MOST = 3
"""With more projects than this, only the first with a measurable goal stands open."""
NUMERIC = frozenset(range(2, 7))
"""Columns of the table twin that hold numbers."""


def layout(say: Speaker) -> Component:
    """Place for the goals."""
    return drawing.panel(Goals.PANEL, say, say("label.goals"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Goals.PANEL, _draw)


def _draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    scope = scope_of(store, selection)
    day = status_day(
        scope.projects,
        store.per_version(last_years),
        chosen=selection.last_year,
        today=dt.datetime.now(dt.UTC).date(),
    )
    tree = store.per_version(goal_tree)
    summary = goal_summary(scope.rows(tree.progress(day)))
    projects = [
        tree.project(project, scope.focus, day, say.language, selection.peers) for project in scope.projects
    ]
    title = say("goals.title", place=place_words(store, selection, say), date=say.date(day))
    return Content(
        title=title,
        sentence=sentence(summary, scope, say),
        chart=[*_status_strip(summary, say), *_programmes(tree, projects, say)]
        if summary.total
        else [notice(say("goals.none"))],
        notes=(say("goals.caution"),) if any(one.tables for one in projects) else (),
        tables=(_table(title, projects, say),) if summary.total else (),
        sources=source_lines(
            say,
            {source for one in projects for source in one.sources},
            tables={table for one in projects for table in one.tables},
            retrieved=tree.retrieved,
        ),
        example=any(one.example for one in projects),
        method="maal",
        downloads=downloads(
            selection,
            say,
            tables=("maal", "maalingar"),
            pictures=("maal",) if summary.measurable > summary.not_reported else (),
        ),
    )


def _status_strip(summary: GoalSummary, say: Speaker) -> list[Component]:
    """All goals as one bar, a piece per status, with the counts in words below."""
    counts = {status: getattr(summary, status) for status in STATUSES}
    shown = {status: count for status, count in counts.items() if count}
    return [
        html.Div(
            [
                html.Span(className=f"strip-{status}", style={"width": f"{count / summary.total * 100:.2f}%"})
                for status, count in shown.items()
            ],
            className="goal-strip",
            **attributes(aria_hidden="true"),
        ),
        html.Ul(
            [
                html.Li(mark(STATES[status], f"{say.number(count)} {say(STATUS_KEYS[status]).lower()}"))
                for status, count in shown.items()
            ],
            className="goal-legend",
        ),
    ]


def _programmes(tree: GoalTree, projects: Sequence[ProjectGoals], say: Speaker) -> list[Component]:
    """One box per programme, in the order of the programmes."""
    with_goals = [one for one in projects if one.summary.total]
    if len(with_goals) <= OPEN_AT_MOST:
        opened = {one.project.project for one in with_goals}
    else:
        opened = {next((one for one in with_goals if one.summary.measurable), with_goals[0]).project.project}
    return [
        _programme(name, here, opened, say)
        for programme, name in tree.programmes.items()
        if (here := [one for one in projects if one.project.programme == programme])
    ]


def _programme(name: str, projects: Sequence[ProjectGoals], opened: set[str], say: Speaker) -> Component:
    """Programme with its projects; those without goals are named in one line."""
    silent = [one.project.name for one in projects if not one.summary.total]
    goals = sum(one.summary.total for one in projects)
    measurable = sum(one.summary.measurable for one in projects)
    return html.Details(
        [
            html.Summary(
                [
                    html.H3(name),
                    html.Span(
                        " · ".join(
                            [
                                say.count("shell.count_projects", len(projects)),
                                say.count("goals.count_goals", goals),
                                say.count("goals.count_measurable", measurable),
                            ]
                        ),
                        className="tree-counts",
                    ),
                ]
            ),
            *(
                html.Details(
                    [one.heading, *one.body], open=one.project.project in opened, className="tree-project"
                )
                for one in projects
                if one.summary.total
            ),
            *(
                [html.P(say("goals.without_goals", projects=" · ".join(silent)), className="tree-silent")]
                if silent
                else []
            ),
        ],
        open=bool(goals),
        className="tree-programme",
    )


def _table(caption: str, projects: Sequence[ProjectGoals], say: Speaker) -> Table:
    return Table(
        caption,
        (
            say("goals.column_goal"),
            say("label.project"),
            say("goals.column_baseline"),
            say("goals.column_target"),
            say("label.now"),
            say("label.progress"),
            say("goals.column_expected"),
            say("label.status"),
            say("goals.column_owner"),
            say("label.evidence"),
        ),
        [row for one in projects for row in one.rows],
        NUMERIC,
    )
