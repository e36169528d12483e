"""Panel «Erfaringar og overføringsverdi»: how it was done, what was learned, and what others can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import ProjectSheet
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import EVIDENCE_KEYS, Content, Table
from dashboard.project.sheet import LEADER, Sheet, invented, of_project

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND_KEYS = {
    "method": "codes.text_kind_method",
    "lesson": "codes.text_kind_lesson",
    "transfer_value": "codes.text_kind_transfer_value",
    "attachment": "codes.text_kind_attachment",
}
"""Kinds of text shown here, in reading order; the others stand with what they are about."""
GAP_KEYS = {
    "method": "project.gap_method",
    "lesson": "project.gap_lesson",
    "transfer_value": "project.gap_transfer_value",
}


def layout(say: Speaker) -> Component:
    """Place for the lessons."""
    return drawing.panel(ProjectSheet.LESSONS, say, say("project.lessons"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the query."""
    drawing.register(app, store, ProjectSheet.LESSONS, of_project(draw, "project.lessons"))


def draw(sheet: Sheet) -> Content:
    """What the panel says of one project."""
    say, texts = sheet.say, sheet.rows("project_text", "position")
    texts = texts[texts["kind"].isin(KIND_KEYS)]
    found = {kind: texts[texts["kind"] == kind] for kind in KIND_KEYS}
    counts = [
        say("project.lessons_part", kind=say(KIND_KEYS[kind]).lower(), n=say.number(len(rows)))
        for kind, rows in found.items()
        if len(rows)
    ]
    table_rows = [
        (say(KIND_KEYS[kind]), text, say(EVIDENCE_KEYS[evidence]))
        for kind, rows in found.items()
        for text, evidence in rows[["text", "evidence"]].itertuples(index=False)
    ]
    heads = (say("project.column_kind"), say("label.content"), say("label.evidence"))
    return Content(
        title=say("project.lessons"),
        sentence=say("project.lessons_sentence", parts=say.listing(counts))
        if counts
        else say("project.lessons_none"),
        chart=[
            *(sheet.founded(texts) if counts else []),
            html.Div(
                [
                    html.Div(
                        [html.H3(say(KIND_KEYS[kind]), className="sheet-head"), sheet.points(rows["text"])]
                    )
                    for kind, rows in found.items()
                    if len(rows)
                ],
                className="sheet-columns",
            ),
            *sheet.gaps([(key, LEADER) for kind, key in GAP_KEYS.items() if found[kind].empty]),
        ],
        tables=(Table(say("project.lessons"), heads, table_rows),) if counts else (),
        sources=sheet.sources(texts),
        example=invented(texts),
        method="prosjektark",
        downloads=downloads(sheet.selection, say, tables=("erfaringar",)),
    )
