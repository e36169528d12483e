"""The reminder of reporting: who is written to, in which målform, and the text to copy."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import dash_bootstrap_components as dbc
from dash import dcc, html
from flask import request

from dashboard.address.ids import Reporting as Ids
from dashboard.address.selection import read_query
from dashboard.content.parts import attributes, notice
from dashboard.reporting.numbers import reporting
from dashboard.reporting.reporting_words import Addressee, letters
from terms.errors import DashboardError
from terms.words import speaker

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker

ROWS = 16
TEMPLATE = "/mal/{project}.xlsx"


def choice(names: tuple[tuple[str, str], ...], say: Speaker) -> Component:
    """Control that chooses whom to remind; `names` are project and name."""
    return html.Div(
        [
            html.Label(say("label.choose_a_project"), htmlFor=Ids.REMIND),
            dbc.Select(
                id=Ids.REMIND,
                options=[{"label": name, "value": project} for project, name in names],
                placeholder=say("reporting.remind"),
                size="sm",
            ),
        ],
        className="reporting-choice",
    )


def reminder(store: FrameStore, query: str, project: str | None, *, has_templates: bool) -> list[Component]:
    """Letters to a project for a query; nothing where none is chosen, a sentence where none can be made."""
    if not project:
        return []
    selection, _, _ = read_query(query)
    say = speaker(selection.language)
    try:
        found = reporting(store, selection, today=dt.datetime.now(dt.UTC).date())
        to = store.per_version(_everyone)[project]
    except (DashboardError, OSError, KeyError, TypeError):
        return [notice(say("shell.panel_failed"), state="warning")]
    own = found.duties[found.duties["project"] == project]
    link = request.host_url.rstrip("/") + TEMPLATE.format(project=project) if has_templates else None
    written = letters(to, own, day=found.day, link=link)
    return [
        html.P(say("reporting.remind_help"), className="panel-note"),
        *(piece for form, text in written for piece in _letter(to, form, text, say)),
    ]


def _letter(to: Addressee, form: Language, text: str, say: Speaker) -> list[Component]:
    area = f"{Ids.REMINDER}-{form}"
    return [
        html.Label(f"{say('reporting.remind_text', organisation=to.organisation)} ({form})", htmlFor=area),
        html.Div(
            dcc.Textarea(id=area, value=text, readOnly=True, rows=ROWS, className="form-control"), lang=form
        ),
        html.Button(
            say("reporting.copy"),
            className="btn btn-primary btn-sm",
            type="button",
            **attributes(data_copy=area, data_copied=say("reporting.copied")),
        ),
        html.Span(className="reporting-copied", role="status"),
    ]


def addressees(store: FrameStore, projects: tuple[str, ...]) -> dict[str, Addressee]:
    """How each project is named and in which målforms its municipalities are written to."""
    known = store.per_version(_everyone)
    return {project: known[project] for project in projects}


def _everyone(store: FrameStore) -> dict[str, Addressee]:
    places, forms = store["project_municipality"], store["municipality"].set_index("municipality")
    chosen: dict[str, set[str]] = {}
    for project, area in places[["project", "area"]].itertuples(index=False):
        numbers = [number for number in area.split("+") if number in forms.index]
        chosen.setdefault(project, set()).update(forms.loc[numbers, "language_form"].dropna())
    columns = store["project"][["project", "name", "lead_organisation", "language"]]
    return {
        project: Addressee(project, name, organisation, language, _forms(chosen.get(project, set())))
        for project, name, organisation, language in columns.itertuples(index=False)
    }


def _forms(chosen: set[str]) -> tuple[Language, ...]:
    """Nynorsk where a municipality has decided it, bokmål for the others; a county follows both."""
    if "nynorsk" not in chosen:
        return ("nb",)
    return ("nn", "nb") if "bokmål" in chosen else ("nn",)
