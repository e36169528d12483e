"""Target-group coverage: who is reached of those who live here, per group and municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, html

from dashboard.address.ids import Filters, TargetGroups
from dashboard.address.links import downloads
from dashboard.address.selection import read_query
from dashboard.content import drawing
from dashboard.content.parts import Content, attributes, notice, source_lines
from dashboard.coverage.coverage import headline
from dashboard.coverage.coverage_matrix import Coverage, coverage_matrix
from dashboard.coverage.coverage_reasons import reasons
from dashboard.coverage.coverage_trend import trend_of
from dashboard.coverage.coverage_words import joint_notes, sentence, title
from dashboard.coverage.matrix_table import key, matrix_table, twin
from dashboard.coverage.reach import participation_sources
from dashboard.coverage.small_numbers import rounding_line
from dashboard.coverage.targeting import Aim, Targeting, targeting
from terms.errors import DashboardError
from terms.words import speaker

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the matrix; the trend's control is there from the start, hidden until the matrix is drawn."""
    panel = drawing.panel(TargetGroups.PANEL, say, say("label.target_group_coverage"), "panel coverage")
    waiting = html.Div([_trend_choice((), say), html.Div(id=TargetGroups.TREND)], hidden=True)
    panel.children = [panel.children, waiting]
    return panel


def register(app: Dash, store: FrameStore) -> None:
    """Wire the matrix to the filters, and the trend to its own control."""
    drawing.register(app, store, TargetGroups.PANEL, draw)

    @app.callback(
        Output(TargetGroups.TREND, "children"),
        Input(TargetGroups.TREND_GROUP, "value"),
        State(Filters.QUERY, "data"),
        prevent_initial_call=True,
    )
    def draw_trend(group: str | None, query: str) -> list[Component]:
        return _trend(store, query, group)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Matrix of one year for a selection."""
    matrix = coverage_matrix(store, selection)
    aimed = store.per_version(targeting)
    if not matrix.areas:
        chart: list[Component | str] = [notice(say("coverage.no_municipality"))]
        return Content(
            title=title(store, selection, matrix, say),
            sentence=say("coverage.no_projects"),
            chart=chart,
            method="dekning",
        )
    aims = _aims(matrix, aimed)
    figures = [cell.denominator for cell in matrix.cells.values() if cell.denominator.table]
    counted = store.per_version(participation_sources)
    return Content(
        title=title(store, selection, matrix, say),
        sentence=sentence(matrix, aimed, say),
        chart=[
            key(say),
            matrix_table(matrix, aimed, selection, say),
            *([rounding_line(store, say)] if any(matrix.totals.values()) else []),
            _rules(say),
            *reasons(aims, aimed, say),
            *_trend_part(matrix, aimed, say),
        ],
        tables=[twin(matrix, aimed, say)],
        sources=source_lines(
            say,
            {aim.source for aim in aims}.union(*(counted.get(aim.project, frozenset()) for aim in aims)),
            tables={figure.table for figure in figures if figure.table},
            retrieved=max((figure.retrieved for figure in figures if figure.retrieved), default=None),
        ),
        example=any(total.persons.example for g in matrix.groups for total in matrix.totals.get(g, ())),
        method="dekning",
        downloads=downloads(selection, say, tables=("dekning", "dekning-aar"), pictures=_pictures(matrix)),
        notes=_notes(matrix, selection, say),
    )


def _pictures(matrix: Coverage) -> tuple[str, ...]:
    """Pictures there is anything to draw in: the year's, and the years' where there are several."""
    head = headline(matrix)
    if head is None:
        return ()
    return ("dekning", "dekningsutvikling") if len(matrix.totals[head.group]) > 1 else ("dekning",)


def _aims(matrix: Coverage, aimed: Targeting) -> list[Aim]:
    """Aims behind the rows, of projects that work in a municipality shown."""
    numbers = {area.number for area in matrix.areas}
    inside = set(matrix.scope.projects)
    return [
        aim
        for group in matrix.groups
        for aim in aimed.aims.get(group, ())
        if aim.project in inside and not numbers.isdisjoint(aimed.works_in(aim.project, matrix.year))
    ]


def _notes(matrix: Coverage, selection: Selection, say: Speaker) -> list[str]:
    cells = [cell for cell in matrix.cells.values() if cell.persons]
    notes = joint_notes(matrix, say) if len(matrix.areas) > 1 else []
    if selection.years != (matrix.year, matrix.year):
        notes.append(say("coverage.note_year", year=matrix.year))
    if any(cell.persons and cell.persons.low < cell.persons.high for cell in cells):
        notes.append(say("coverage.note_interval"))
    if any(cell.persons and cell.persons.outside for cell in cells):
        notes.append(say("coverage.note_outside"))
    if any(cell.persons and cell.persons.rounding for cell in cells):
        notes.append(say("coverage.note_rounding"))
    if any(cell.group == "newly_settled_refugees" and cell.denominator.value for cell in cells):
        notes.append(say("coverage.note_settled"))
    return [*notes, say("coverage.note_overlap")]


def _rules(say: Speaker) -> Component:
    """How to read the states and the shares."""
    return html.Details(
        [
            html.Summary(say("coverage.rules")),
            html.P(say("coverage.rule_state")),
            html.P(say("coverage.rule_share")),
        ],
        className="plain cov-rules",
    )


def _trend_part(matrix: Coverage, aimed: Targeting, say: Speaker) -> list[Component]:
    """Control and place of the trend, where any group has been counted."""
    counted = [group for group in matrix.groups if matrix.totals.get(group)]
    if not counted:
        return []
    names = tuple((group, aimed.groups[group].name(say.language)) for group in counted)
    place = html.Div(id=TargetGroups.TREND, className="cov-trend", **attributes(aria_live="polite"))
    return [_trend_choice(names, say), place]


def _trend_choice(names: tuple[tuple[str, str], ...], say: Speaker) -> Component:
    return html.Div(
        [
            html.Label(say("coverage.show_trend"), htmlFor=TargetGroups.TREND_GROUP),
            dbc.Select(
                id=TargetGroups.TREND_GROUP,
                options=[{"label": name, "value": group} for group, name in names],
                placeholder=say("coverage.choose_group"),
                size="sm",
            ),
        ],
        className="cov-choice",
    )


def _trend(store: FrameStore, query: str, group: str | None) -> list[Component]:
    """Trend of a group for a query; nothing where none is chosen, a sentence where it cannot be drawn."""
    if not group:
        return []
    selection, _, _ = read_query(query)
    say = speaker(selection.language)
    try:
        return trend_of(store, selection, group, say)
    except (DashboardError, OSError):
        return [notice(say("shell.panel_failed"), state="warning")]
