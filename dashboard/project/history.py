"""Panel «Endringshistorikk»: where what is shown came from, and the imports that have touched it since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import ProjectSheet
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, source_lines, table
from dashboard.project.sheet import Sheet, of_project
from dashboard.reporting.change_words import import_words, plan_words
from dashboard.reporting.imports_since import imports_since, plan_changes

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.reporting.imports_since import Import, PlanChange
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

ROLE_KEYS = {
    "administrator": "uploads.role_administrator",
    "editor": "uploads.role_editor",
    "county": "uploads.role_county",
    "steering_group": "word.steering_group",
    "municipality": "uploads.role_municipality",
}


def layout(say: Speaker) -> Component:
    """Place for the history."""
    return drawing.panel(ProjectSheet.HISTORY, say, say("project.history"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the query."""
    drawing.register(app, store, ProjectSheet.HISTORY, of_project(draw, "project.history"))


def draw(sheet: Sheet) -> Content:
    """What the panel says of one project."""
    say = sheet.say
    imports, moved = _concerning(sheet)
    first = say("project.first_load", source=_first_source(sheet))
    if imports:
        last = say.date(imports[0].date)
        sentence = f"{say.count('project.changed_since', len(imports), date=last)} {first}"
    else:
        sentence = f"{first} {say('project.unchanged_since')}"
    return Content(
        title=say("project.history"),
        sentence=sentence,
        chart=[*([_table(imports, say)] if imports else []), *(_moved(sheet, moved) if moved else [])],
        sources=source_lines(say, {sheet.fact["source"]}),
        example=sheet.fact["evidence"] == "example",
        method="prosjektark",
    )


def _concerning(sheet: Sheet) -> tuple[list[Import], list[PlanChange]]:
    """Imports of the project's own files and those that moved a plan of its; the plans that stand moved."""
    found = imports_since(sheet.store["batch"], (sheet.project,), since=dt.date.min)
    moved = plan_changes(sheet.store["batch_change"], found, (sheet.project,))
    touched = {change.batch for change in moved}
    return [one for one in found if one.project == sheet.project or one.batch in touched], moved


def _first_source(sheet: Sheet) -> str:
    """Name of the source the project was first read from, without the word before it."""
    return source_lines(sheet.say, {sheet.fact["source"]})[0].split(": ", 1)[1]


def _table(imports: list[Import], say: Speaker) -> Component:
    rows = [
        (
            say.date(one.date),
            say(ROLE_KEYS[one.role]) if one.role in ROLE_KEYS else one.role,
            import_words(one, say),
        )
        for one in imports
    ]
    heads = (say("label.date"), say("project.column_by"), say("label.changed"))
    return table(Table(say("project.history_caption"), heads, rows))


def _moved(sheet: Sheet, moved: list[PlanChange]) -> list[Component]:
    lines = [
        html.Li([*plan_words(change, sheet.language, sheet.say), f" ({sheet.say.date(change.date)})"])
        for change in moved
    ]
    return [
        html.H3(sheet.say("project.plans_moved"), className="sheet-head"),
        html.Ul(lines, className="sheet-list"),
    ]
