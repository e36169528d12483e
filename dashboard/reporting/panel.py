"""Reporting panel: what is due, late and missing, the list for the county, and the reminder in one click."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from dash import Dash, Input, Output, State, html

from dashboard.address.ids import Filters
from dashboard.address.ids import Reporting as Ids
from dashboard.address.links import downloads
from dashboard.anchoring.numbers import next_deadline
from dashboard.content import drawing
from dashboard.content.parts import Content, attributes, source_lines
from dashboard.places.words import place_words
from dashboard.reporting.numbers import reporting
from dashboard.reporting.reporting_lines import status_lines
from dashboard.reporting.reporting_list import missing_list, most_missing_first, project_table, twins
from dashboard.reporting.reporting_reminder import addressees, choice, reminder

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.reporting.numbers import Reporting
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the list; the reminder's control is there from the start, hidden until the list is drawn."""
    panel = drawing.panel(Ids.PANEL, say, say("label.reporting"), "panel reporting")
    waiting = html.Div([choice((), say), html.Div(id=Ids.REMINDER)], hidden=True)
    panel.children = [panel.children, waiting]
    return panel


def register(app: Dash, store: FrameStore) -> None:
    """Wire the list to the filters, and the reminder to its own control."""
    has_templates = app.server.config.get("BOLYST_INTAKE") is not None
    drawing.register(app, store, Ids.PANEL, draw)
    remind = partial(reminder, store, has_templates=has_templates)

    @app.callback(
        Output(Ids.REMINDER, "children"),
        Input(Ids.REMIND, "value"),
        State(Filters.QUERY, "data"),
        prevent_initial_call=True,
    )
    def write_reminder(project: str | None, query: str) -> list[Component]:
        return remind(query, project)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Lines, list and reminder of a selection."""
    found = reporting(store, selection, today=dt.datetime.now(dt.UTC).date())
    named = addressees(store, found.scope.projects)
    owing = [project for project in most_missing_first(found) if project in set(_to_remind(found))]
    undated = [named[project].name for project in found.undated]
    return Content(
        title=say("reporting.title", place=place_words(store, selection, say)),
        sentence=_sentence(found, say),
        chart=[
            status_lines(found, say),
            *([project_table(found, named, say)] if len(found.duties) else []),
            *missing_list(found, named, say),
            *_reminder_part([(project, named[project].name) for project in owing], say),
        ],
        tables=twins(found, named, say) if len(found.duties) else (),
        sources=source_lines(say, _sources(store, found)),
        example=bool(found.duties["example"].any()),
        notes=[say.count("reporting.undated", len(undated), names=", ".join(undated))] if undated else [],
        method="rapportering",
        downloads=downloads(selection, say, tables=("rapportering",)),
    )


def _sentence(found: Reporting, say: Speaker) -> str:
    if not found.scope.projects:
        return say("label.no_projects")
    missing, day = found.missing, say.date(found.day)
    first = (
        say.count(
            "reporting.sentence_missing",
            len(missing),
            day=day,
            projects=say.count("shell.count_projects", missing["project"].nunique()),
        )
        if len(missing)
        else say("reporting.sentence_all_done", day=day)
    )
    return f"{first} {say('reporting.sentence_deadline', date=say.date(next_deadline(found.day)))}"


def _sources(store: FrameStore, found: Reporting) -> set[str]:
    """Sources of what is registered, and of the rules themselves."""
    rules = store["rule"].set_index("rule")["source"].reindex(["R1", "R2", "R10"]).dropna()
    rows = [found.scope.rows(store[name])["source"] for name in ("report", "team_meeting", "milestone")]
    return set(rules).union(*rows)


def _to_remind(found: Reporting) -> list[str]:
    return list(found.duties[found.duties["state"].isin(("missing", "due"))]["project"])


def _reminder_part(names: list[tuple[str, str]], say: Speaker) -> list[Component]:
    """Control and place of the reminder, where there is anyone to remind."""
    if not names:
        return []
    place = html.Div(id=Ids.REMINDER, className="reporting-reminder", **attributes(aria_live="polite"))
    return [html.H3(say("reporting.remind")), choice(tuple(names), say), place]
