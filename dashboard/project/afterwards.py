"""Panel «Formidling og vidareføring»: where the project has told of itself, and what goes on without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from babel.dates import format_date
from dash import html

from dashboard.address.ids import ProjectSheet
from dashboard.address.links import downloads
from dashboard.anchoring.wording import CONTINUED_STATES
from dashboard.content import drawing
from dashboard.content.parts import EVIDENCE_KEYS, Content, Table, mark
from dashboard.project.sheet import LEADER, Sheet, invented, of_project, stated
from terms.languages import LOCALES

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.content.parts import State
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

EVENT_STATES: dict[str, tuple[State, str]] = {
    "held": ("good", "codes.event_status_held"),
    "planned": ("neutral", "codes.event_status_planned"),
    "prevented": ("missing", "codes.event_status_prevented"),
}
YEAR, MONTH = 4, 7
"""Letters of a date known to the year, and to the month."""


def layout(say: Speaker) -> Component:
    """Place for communication and continuation."""
    return drawing.panel(ProjectSheet.AFTERWARDS, say, say("project.afterwards"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the query."""
    drawing.register(app, store, ProjectSheet.AFTERWARDS, of_project(draw, "project.afterwards"))


def draw(sheet: Sheet) -> Content:
    """What the panel says of one project."""
    say = sheet.say
    events = sheet.rows("communication_event", "date", "position")
    texts = sheet.rows("project_text", "position")
    texts = texts[texts["kind"] == "continuation"]
    places = sheet.rows("project_municipality", "municipality")
    decided = places[places["continued"] != "unknown"]
    missing = []
    if events.empty:
        missing.append(("project.gap_events", LEADER))
    if texts.empty and decided.empty:
        missing.append(("project.gap_continuation", LEADER))
    elif len(decided) < len(places):
        missing.append(("project.gap_continued", LEADER))
    chart: list[Component] = [
        *(sheet.founded(events, texts, decided) if len(events) or len(texts) or len(decided) else []),
        *(_continuation(sheet, texts, places) if len(texts) or len(decided) else []),
        *(_events(sheet, events) if len(events) else []),
        *sheet.gaps(missing),
    ]
    return Content(
        title=say("project.afterwards"),
        sentence=_sentence(events, texts, places, say),
        chart=chart,
        tables=_tables(sheet, events, places),
        sources=sheet.sources(events, texts, decided),
        example=invented(events, texts, decided),
        method="prosjektark",
        downloads=downloads(sheet.selection, say, tables=("vidareforing", "formidling")),
    )


def _sentence(events: pd.DataFrame, texts: pd.DataFrame, places: pd.DataFrame, say: Speaker) -> str:
    goes_on = int(places["continued"].isin(("yes", "partly")).sum())
    decided = int((places["continued"] != "unknown").sum())
    if decided:
        first = say(
            "project.continued_in",
            n=say.number(goes_on),
            municipalities=say.count("shell.count_municipalities", len(places)),
        )
    else:
        first = say("project.continuation_told") if len(texts) else say("project.continuation_none")
    held = int((events["status"] == "held").sum())
    second = say.count("project.events_held", held) if len(events) else say("project.events_none")
    return f"{first} {second}"


def _continuation(sheet: Sheet, texts: pd.DataFrame, places: pd.DataFrame) -> list[Component]:
    labels = sheet.store["municipality"].set_index("municipality")["label"]
    marks = [
        html.Li([html.Strong(str(labels[number])), " ", _mark(CONTINUED_STATES[state], sheet.say)])
        for number, state in places[["municipality", "continued"]].itertuples(index=False)
    ]
    return [
        html.H3(sheet.say("project.continuation"), className="sheet-head"),
        *([sheet.points(texts["text"])] if len(texts) else []),
        html.Ul(marks, className="sheet-marks"),
    ]


def _events(sheet: Sheet, events: pd.DataFrame) -> list[Component]:
    say = sheet.say
    lines = [
        html.Li(
            [
                html.Span(_date(row["date"], say), className="event-date"),
                html.Div(
                    [
                        sheet.own(row["title"]),
                        *([f" · {row['arranger']}"] if stated(row["arranger"]) else []),
                        " ",
                        *([_mark(EVENT_STATES[row["status"]], say)] if row["status"] != "held" else []),
                        *([html.P(row["text"], lang=sheet.language)] if stated(row["text"]) else []),
                    ]
                ),
            ]
        )
        for row in events.to_dict("records")
    ]
    return [
        html.H3(say("label.communication"), className="sheet-head"),
        html.Ol(lines, className="event-list"),
    ]


def _mark(state: tuple[State, str], say: Speaker) -> Component:
    return mark(state[0], say(state[1]))


def _date(text: object, say: Speaker) -> str:
    """Date as precisely as the source has it: a year, a month, a day."""
    if not isinstance(text, str) or not text:
        return say("project.no_date")
    if len(text) == YEAR:
        return text
    day = pd.Timestamp(text).date()
    return format_date(day, "MMMM y", locale=LOCALES[say.language]) if len(text) == MONTH else say.date(day)


def _tables(sheet: Sheet, events: pd.DataFrame, places: pd.DataFrame) -> list[Table]:
    say, tables = sheet.say, []
    if len(events):
        rows = [
            (
                row["title"],
                row["arranger"] if stated(row["arranger"]) else "–",
                _date(row["date"], say),
                say(EVENT_STATES[row["status"]][1]),
                say(EVIDENCE_KEYS[row["evidence"]]),
            )
            for row in events.to_dict("records")
        ]
        heads = (
            say("label.what"),
            say("project.column_arranger"),
            say("label.date"),
            say("label.status"),
            say("label.evidence"),
        )
        tables.append(Table(say("label.communication"), heads, rows))
    if (places["continued"] != "unknown").any():
        labels = sheet.store["municipality"].set_index("municipality")["label"]
        continued = [
            (str(labels[number]), say(CONTINUED_STATES[state][1]))
            for number, state in places[["municipality", "continued"]].itertuples(index=False)
        ]
        columns = (say("label.municipality"), say("label.status"))
        tables.append(Table(say("project.continuation"), columns, continued))
    return tables
