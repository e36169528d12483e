"""Participation and completion against plan, measure by measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Participation
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, attributes, notice, source_lines
from dashboard.content.shown_projects import Shown, missing, shown, without
from dashboard.coverage.reach import participation_sources
from dashboard.coverage.small_numbers import rounding_line
from dashboard.measures.measure_words import FEW, against, completed
from dashboard.measures.panel import measure_rows
from dashboard.places.words import place_words

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.content.parts import State
    from dashboard.measures.measure_row import Row
    from dashboard.measures.register_numbers import GroupResult, MeasureResult
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

FULL = 1.5
"""Bars end at 150 % of the plan; the words say what lies beyond."""


def layout(say: Speaker) -> Component:
    """Place for the participation."""
    return drawing.panel(Participation.PANEL, say, say("steering.participation_label"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Participation.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Draw who took part in the measures of a selection, in the last year each was counted."""
    here = shown(store, selection)
    counted = [
        (row, row.result) for row in measure_rows(store, selection, here, say) if row.result is not None
    ]
    groups = [(row, result, group) for row, result in counted for group in result.groups]
    title = say("steering.participation_title", place=place_words(store, selection, say))
    if not counted:
        return Content(
            title=title,
            sentence=say("steering.participation_none"),
            chart=[notice(say("steering.participation_ask"))],
            method="tiltak",
        )
    sources = store.per_version(participation_sources)
    silent = without(here, {row.measure["project"] for row, _ in counted})
    with_target = sorted((each for each in groups if each[2].target), key=lambda each: _share(each[2]))
    without_target = [each for each in groups if not each[2].target]
    return Content(
        title=title,
        sentence=_sentence([group for _, _, group in groups], say),
        chart=[
            html.Ul(
                [_line(row, result, group, here, say) for row, result, group in with_target],
                className="against-plan",
            ),
            *_unplanned(without_target, here, say),
            rounding_line(store, say),
            *missing(silent, here, say.count("steering.participation_silent", len(silent))),
        ],
        tables=[_table(groups, here, say)],
        sources=source_lines(
            say, frozenset().union(*(sources.get(row.measure["project"], ()) for row, _ in counted))
        ),
        example=any(result.example for _, result in counted),
        method="tiltak",
        downloads=downloads(selection, say, tables=("deltaking",)),
        notes=[
            say("steering.note_persons"),
            *([say("steering.note_partial")] if any(group.partial for _, _, group in groups) else []),
        ],
    )


def _sentence(groups: list[GroupResult], say: Speaker) -> str:
    """How many groups reached their plan, and how many finished where that is counted."""
    planned = [group for group in groups if group.target]
    if not planned:
        words = say.count("steering.participation_unplanned", len(groups))
    else:
        met = sum(group.persons >= (group.target or 0) for group in planned)
        words = say.count(
            "steering.participation_sentence",
            met,
            groups=say.count("steering.participation_groups", len(planned)),
        )
    counted = sum(group.completed is not None for group in groups)
    return f"{words} {say.count('steering.participation_completed', counted)}" if counted else words


def _share(group: GroupResult) -> float:
    return group.persons / (group.target or 1)


def _line(row: Row, result: MeasureResult, group: GroupResult, here: Shown, say: Speaker) -> Component:
    """Persons against the planned number, with a bar where the plan is ten or more."""
    target = group.target or 0
    share = group.persons / target if target >= FEW and group.persons >= FEW else None
    state: State = "good" if group.persons >= target else "neutral"
    reached = say.count(
        "steering.of_planned", target, persons=against(group.persons, target, say), year=result.year
    )
    finished = (
        say("steering.completed", completed=completed(group, say)) if group.completed is not None else ""
    )
    words = " · ".join(part for part in (reached, finished) if part)
    return html.Li(
        [
            html.Span(
                [
                    here.words(row.measure["name"], row.measure["project"]),
                    html.Span(row.group_names[group.target_group], className="under"),
                ]
            ),
            html.Div([*([_bar(share, state)] if share is not None else []), html.P(words)]),
        ]
    )


def _bar(share: float, state: State) -> Component:
    """Share of the planned number, every bar on the same scale, with a line at the plan."""
    return html.Div(
        [
            html.Span(className=f"bullet-bar bullet-{state}", style={"width": f"{min(share / FULL, 1):.1%}"}),
            html.Span(className="bullet-target", style={"left": f"{1 / FULL:.1%}"}),
        ],
        className="bullet-track",
        **attributes(aria_hidden="true"),
    )


def _unplanned(
    groups: list[tuple[Row, MeasureResult, GroupResult]], here: Shown, say: Speaker
) -> list[Component]:
    """Groups without a planned number, behind a fold: there is nothing to hold them against."""
    if not groups:
        return []
    lines = [
        html.Li(
            [
                here.words(row.measure["name"], row.measure["project"]),
                html.Span(
                    f"{row.group_names[group.target_group]}: {say.number(group.persons)} ({result.year})",
                    className="under",
                ),
            ]
        )
        for row, result, group in groups
    ]
    summary = html.Summary(say.count("steering.participation_without", len(groups)))
    return [html.Details([summary, html.Ul(lines, className="only-named")], className="plain")]


def _table(groups: list[tuple[Row, MeasureResult, GroupResult]], here: Shown, say: Speaker) -> Table:
    heads = (
        say("label.measure"),
        say("label.target_group"),
        say("label.year"),
        say("label.planned"),
        say("label.unique_participants"),
        say("steering.column_completed"),
        say("steering.column_attendances"),
    )
    cells = [
        (
            here.words(row.measure["name"], row.measure["project"]),
            row.group_names[group.target_group],
            str(result.year),
            say.number(group.target),
            say.number(group.persons),
            completed(group, say),
            say.number(group.attendances),
        )
        for row, result, group in groups
    ]
    return Table(say("steering.participation_label"), heads, cells, frozenset({3, 4, 5, 6}))
