"""Panel «Organisering og forankring»: seats of the steering group, partners, and where it is anchored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import ProjectSheet
from dashboard.address.links import downloads
from dashboard.anchoring.wording import ANCHORING_KEYS
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, mark
from dashboard.project.sheet import LEADER, STEERING, Sheet, invented, of_project, stated
from terms.code_lists import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

SECTOR_KEYS = keys("sector")


def layout(say: Speaker) -> Component:
    """Place for the organisation."""
    return drawing.panel(ProjectSheet.ORGANISATION, say, say("project.organisation"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the query."""
    drawing.register(app, store, ProjectSheet.ORGANISATION, of_project(draw, "project.organisation"))


def draw(sheet: Sheet) -> Content:
    """What the panel says of one project."""
    say = sheet.say
    seats, partners = sheet.rows("steering_seat", "position"), sheet.rows("partner", "sector", "name")
    anchors, texts = sheet.rows("anchoring", "position"), sheet.rows("project_text", "position")
    texts = texts[texts["kind"] == "organisation"]
    frames = (seats, partners, anchors, texts)
    if all(frame.empty for frame in frames):
        chart: list[Component] = []
    else:
        chart = [
            *sheet.founded(*frames),
            *([sheet.points(texts["text"])] if len(texts) else []),
            html.Div(
                [_seats(sheet, seats), _partners(sheet, partners), _anchoring(sheet, anchors)],
                className="sheet-columns",
            ),
        ]
    return Content(
        title=say("project.organisation"),
        sentence=_sentence(sheet, seats, partners, anchors),
        chart=[*chart, *sheet.gaps(_missing(seats, partners, anchors))],
        tables=_tables(sheet, seats, partners, anchors),
        sources=sheet.sources(*frames),
        example=invented(*frames),
        method="prosjektark",
        downloads=downloads(sheet.selection, say, tables=("styringsgruppe", "partnarar", "forankring")),
    )


def _sentence(sheet: Sheet, seats: pd.DataFrame, partners: pd.DataFrame, anchors: pd.DataFrame) -> str:
    say = sheet.say
    parts = []
    if len(seats):
        sectors = say.count("project.count_sectors", seats[seats["filled"] == 1]["sector"].nunique())
        filled = say.count("project.seats_taken", int(seats["filled"].sum()), sectors=sectors)
        parts.append(say.count("project.seats_filled", len(seats), filled=filled))
    else:
        parts.append(say("project.no_seats"))
    if len(partners):
        parts.append(say.count("project.count_partners", len(partners)))
    parts.append(say("project.is_anchored") if len(anchors) else say("project.no_anchoring"))
    return " ".join(parts)


def _missing(seats: pd.DataFrame, partners: pd.DataFrame, anchors: pd.DataFrame) -> list[tuple[str, str]]:
    found = []
    if seats.empty:
        found.append(("project.gap_seats", LEADER))
    elif not ((seats["seat"] == "leader") & (seats["filled"] == 1)).any():
        found.append(("project.gap_leader", STEERING))
    if partners.empty:
        found.append(("project.gap_partners", LEADER))
    if anchors.empty:
        found.append(("project.gap_anchoring", LEADER))
    elif not anchors["plan"].notna().any():
        found.append(("project.gap_plan", LEADER))
    return found


def _seats(sheet: Sheet, seats: pd.DataFrame) -> Component:
    say = sheet.say
    rows = [
        html.Li(
            [
                mark("good", say("project.seat_filled"))
                if filled
                else mark("warning", say("project.seat_empty")),
                " ",
                sheet.own(organisation) if filled else say("project.seat_nobody"),
                *([html.Span(say("project.seat_leader"), className="fact-role")] if seat == "leader" else []),
            ]
        )
        for organisation, seat, filled in seats[["organisation", "seat", "filled"]].itertuples(index=False)
    ]
    return _column(say("label.steering_group"), rows, say)


def _partners(sheet: Sheet, partners: pd.DataFrame) -> Component:
    rows = [
        html.Li(
            [
                html.Strong(sheet.say(SECTOR_KEYS[str(sector)])),
                ": ",
                sheet.own(", ".join(found["name"])),
            ]
        )
        for sector, found in partners.groupby("sector", sort=False)
    ]
    return _column(sheet.say("label.partners"), rows, sheet.say)


def _anchoring(sheet: Sheet, anchors: pd.DataFrame) -> Component:
    """The form's a to c in their order, then what is stated in words only; with the plan if one is named."""
    say = sheet.say
    ordered = anchors.sort_values(["code", "position"])[["code", "text", "plan"]]
    rows = [
        html.Li([*_cross(code, say), sheet.own(text), *_plan(plan, sheet)])
        for code, text, plan in ordered.itertuples(index=False)
    ]
    return _column(say("label.anchoring"), rows, say)


def _cross(code: object, say: Speaker) -> list[Component]:
    return [html.Strong(f"{code} {say(ANCHORING_KEYS[str(code)])}: ")] if stated(code) else []


def _plan(plan: object, sheet: Sheet) -> list[Component | str]:
    if not stated(plan):
        return []
    return [" ", html.Span([sheet.say("project.plan"), " ", sheet.own(plan)], className="fact-role")]


def _column(heading: str, rows: Sequence[Component], say: Speaker) -> Component:
    body = html.Ul(list(rows), className="sheet-list") if rows else html.P(say("label.not_stated"))
    return html.Div([html.H3(heading, className="sheet-head"), body])


def _tables(sheet: Sheet, seats: pd.DataFrame, partners: pd.DataFrame, anchors: pd.DataFrame) -> list[Table]:
    say = sheet.say
    tables = []
    if len(seats) or len(partners):
        members = [
            (
                organisation if filled else say("project.seat_nobody"),
                say("project.seat_leader") if seat == "leader" else say("word.member"),
                say(SECTOR_KEYS[sector]),
            )
            for organisation, seat, sector, filled in seats[
                ["organisation", "seat", "sector", "filled"]
            ].itertuples(index=False)
        ]
        others = [
            (name, say("project.partner"), say(SECTOR_KEYS[sector]))
            for name, sector in partners[["name", "sector"]].itertuples(index=False)
        ]
        heads = (say("label.organisation"), say("label.role"), say("label.sector"))
        tables.append(Table(say("project.organisation_caption"), heads, [*members, *others]))
    if len(anchors):
        rows = [
            (code if stated(code) else "–", text, plan if stated(plan) else "–")
            for code, text, plan in anchors[["code", "text", "plan"]].itertuples(index=False)
        ]
        heads = (say("project.column_cross"), say("label.anchoring"), say("project.column_plan"))
        tables.append(Table(say("project.anchoring_caption"), heads, rows))
    return tables
