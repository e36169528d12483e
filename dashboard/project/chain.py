"""Panel «Resultatkjede»: from input factors to societal effects, as a picture of five steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.address.ids import ProjectSheet
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.html import html
from dashboard.content.page import Html
from dashboard.content.parts import EVIDENCE_KEYS, Content, Table
from dashboard.goals.card import CHAIN_KEYS, chain_steps
from dashboard.project.sheet import LEADER, Sheet, invented, of_project

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

GAP_KEYS = {
    "input_factor": "project.gap_input_factor",
    "activity": "project.gap_activity",
    "output": "project.gap_output",
    "user_effect": "project.gap_user_effect",
    "societal_effect": "project.gap_societal_effect",
}


def layout(say: Speaker) -> Component:
    """Place for the chain."""
    return drawing.panel(ProjectSheet.CHAIN, say, say("goals.chain"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the query."""
    drawing.register(app, store, ProjectSheet.CHAIN, of_project(draw, "goals.chain"))


def draw(sheet: Sheet) -> Content:
    """What the panel says of one project."""
    say, items = sheet.say, sheet.rows("results_chain_item", "position")
    filled = [level for level in CHAIN_KEYS if level in set(items["level"])]
    rows = [
        (say(CHAIN_KEYS[level]), text, say(EVIDENCE_KEYS[evidence]))
        for level in filled
        for text, evidence in items[items["level"] == level][["text", "evidence"]].itertuples(index=False)
    ]
    heads = (say("project.column_step"), say("label.content"), say("label.evidence"))
    gaps = [(GAP_KEYS[level], LEADER) for level in CHAIN_KEYS if level not in filled]
    return Content(
        title=say("goals.chain"),
        sentence=say(
            "project.chain_sentence",
            steps=say.count("project.chain_steps", len(filled)),
            points=say.count("project.chain_points", len(items)),
        )
        if rows
        else say("project.chain_none"),
        chart=[
            *(
                [*sheet.founded(items), Html(html((chain_steps(items, say, sheet.language),), say))]
                if rows
                else []
            ),
            *sheet.gaps(gaps if rows else [("project.gap_chain", LEADER)]),
        ],
        tables=(Table(say("goals.chain"), heads, rows),) if rows else (),
        sources=sheet.sources(items),
        example=invented(items),
        method="prosjektark",
        downloads=downloads(sheet.selection, say, tables=("resultatkjede",)),
    )
