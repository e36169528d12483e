"""What has changed since a day: facts that came to pass, plans that were moved, files that were read in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.address.ids import Changes
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, mark, notice, source_lines
from dashboard.content.shown_projects import Shown, shown
from dashboard.reporting.change_wording import MARKS, day_of, happened
from dashboard.reporting.change_words import PLACES, import_words, plan_words, spans
from dashboard.reporting.changes_numbers import (
    changes,
    dated_facts,
    last_meeting,
    undated_events,
    year_before,
)
from dashboard.reporting.imports_since import Import, PlanChange, imports_since, plan_changes
from dashboard.reporting.since_choice import since_choice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

OPEN_AT_MOST = 8
"""Lines shown at once; the earlier ones are folded."""
SHOWN_AT_MOST = 150
"""Lines drawn at all; a longer list is no list, and the choice of day or project is narrower."""


def layout(say: Speaker) -> Component:
    """Place for the changes."""
    return drawing.panel(Changes.PANEL, say, say("steering.changes_label"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Changes.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Draw the changes of a selection since the day of its address, else since the last meeting."""
    here = shown(store, selection)
    meeting = last_meeting(store["team_meeting"], here.scope.projects, here.day)
    since = selection.since or meeting or year_before(here.day)
    rows = changes(store.per_version(dated_facts), here.scope.projects, since=since, until=here.day)
    imports = imports_since(store["batch"], here.scope.projects, since=since)
    moved = plan_changes(store["batch_change"], imports, here.scope.projects)
    undated = undated_events(store["communication_event"], here.scope.projects)
    return Content(
        title=say("label.changed_since_date", date=say.date(since)),
        sentence=_sentence(rows, imports, here, since, say),
        chart=[
            since_choice(since, meeting, here.day, say),
            *(_lines(rows, here, say) if len(rows) else [notice(_nothing(here, since, say))]),
            *_moved(moved, here, say),
            *_imports(imports, here, say),
        ],
        tables=[_table(rows, here, say)] if len(rows) else [],
        sources=source_lines(say, rows["source"].unique()),
        example=bool((rows["evidence"] == "example").any()),
        method="endringar",
        downloads=downloads(selection, say, tables=("endringar",)),
        notes=[
            *([] if meeting or selection.since or not len(rows) else [say("steering.changes_no_meeting")]),
            *([say.count("steering.changes_undated", undated)] if undated else []),
        ],
    )


def _sentence(rows: pd.DataFrame, imports: list[Import], here: Shown, since: dt.date, say: Speaker) -> str:
    """How much is new and what of it wants attention."""
    if not len(rows):
        return say("steering.changes_none", since=say.date(since), until=say.date(here.day))
    kinds = rows["kind"].value_counts()
    overdue = int(kinds.get("milestone_overdue", 0)) + int(kinds.get("report_missed", 0))
    reached = int(kinds.get("milestone_reached", 0))
    parts = [say.count("steering.changes_sentence", len(rows), until=say.date(here.day))]
    if reached:
        parts.append(say.count("steering.changes_reached", reached))
    if overdue:
        parts.append(say.count("steering.changes_overdue", overdue))
    if imports:
        parts.append(say.count("steering.changes_imports", len(imports)))
    return " ".join(parts)


def _nothing(here: Shown, since: dt.date, say: Speaker) -> str:
    if not here.scope.projects:
        return say("steering.no_projects")
    if since > here.day:
        return say("steering.changes_after", day=say.date(here.day))
    return say("steering.changes_ask")


def _lines(rows: pd.DataFrame, here: Shown, say: Speaker) -> list[Component]:
    """What wants attention first, then the rest by day; the earlier part of a long list is folded."""
    records = rows.to_dict("records")[:SHOWN_AT_MOST]
    warned = [row for row in records if MARKS[row["kind"]][0] == "warning"]
    others = [row for row in records if MARKS[row["kind"]][0] != "warning"]
    ordered = [*warned, *others]
    first, rest = ordered[:OPEN_AT_MOST], ordered[OPEN_AT_MOST:]
    lines: list[Component] = [html.Ul([_line(row, here, say) for row in first], className="changes")]
    if rest:
        lines.append(
            html.Details(
                [
                    html.Summary(say.count("label.show_more", len(rest))),
                    html.Ul([_line(row, here, say) for row in rest], className="changes"),
                ],
                className="plain",
            )
        )
    if len(rows) > SHOWN_AT_MOST:
        lines.append(
            html.P(say("steering.changes_cut", shown=say.number(SHOWN_AT_MOST)), className="panel-note")
        )
    return lines


def _line(row: Mapping[Any, Any], here: Shown, say: Speaker) -> Component:
    """Day, kind, what, project; the kind leads to where it is shown in full."""
    project, kind = str(row["project"]), str(row["kind"])
    state, key = MARKS[kind]
    return html.Li(
        [
            html.Span(day_of(row, say), className="change-day"),
            html.A(
                mark(state, say(key)), href=PLACES[kind].format(query=here.query), className="change-kind"
            ),
            html.Span(spans(happened(row, here.languages[project], say)), className="change-what"),
            html.Span(here.link(project), className="change-project"),
        ]
    )


def _moved(moved: list[PlanChange], here: Shown, say: Speaker) -> list[Component]:
    """Plans that files have moved: old and new value."""
    if not moved:
        return []
    lines = [
        html.Li(
            [
                html.Span(say.date(one.date), className="change-day"),
                html.Span(plan_words(one, here.languages[one.project], say), className="change-what"),
                html.Span(here.link(one.project), className="change-project"),
            ]
        )
        for one in moved[:SHOWN_AT_MOST]
    ]
    return [html.H3(say("steering.moved_title")), html.Ul(lines, className="changes changes-plan")]


def _imports(imports: list[Import], here: Shown, say: Speaker) -> list[Component]:
    """Files read in and taken back, with the rows they touched by table."""
    if not imports:
        return []
    lines = [
        html.Li(
            [
                html.Span(say.date(one.date), className="change-day"),
                html.A(
                    say("steering.import_link", batch=str(one.batch)),
                    href=f"/data?{here.query}#uploads",
                    className="change-kind",
                ),
                html.Span(import_words(one, say), className="change-what"),
                html.Span(
                    here.link(one.project) if one.project else say("steering.import_several"),
                    className="change-project",
                ),
            ]
        )
        for one in imports[:SHOWN_AT_MOST]
    ]
    summary = html.Summary(say.count("steering.imports_title", len(imports)))
    return [html.Details([summary, html.Ul(lines, className="changes")], className="plain")]


def _table(rows: pd.DataFrame, here: Shown, say: Speaker) -> Table:
    heads = (
        say("label.date"),
        say("steering.column_kind"),
        say("label.what"),
        say("label.project"),
    )
    cells = [
        (
            day_of(row, say),
            say(MARKS[row["kind"]][1]),
            html.Span(spans(happened(row, here.languages[row["project"]], say))),
            here.words(here.names[row["project"]], row["project"]),
        )
        for row in rows.to_dict("records")[:SHOWN_AT_MOST]
    ]
    return Table(say("steering.changes_label"), heads, cells)
