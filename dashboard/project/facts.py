"""Panel «Kort om prosjektet»: who leads it, when, with what money and where, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import ProjectSheet
from dashboard.content import drawing
from dashboard.content.parts import EVIDENCE_KEYS, Content, Table, source_lines, tag
from dashboard.project.sheet import COUNTY, LEADER, Sheet, definitions, invented, of_project
from terms.code_lists import keys

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

ROLE_KEYS = keys("municipality_role")


def layout(say: Speaker) -> Component:
    """Place for the facts."""
    return drawing.panel(ProjectSheet.FACTS, say, say("project.facts"), "panel sheet-facts")


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the query."""
    drawing.register(app, store, ProjectSheet.FACTS, of_project(draw, "project.facts"))


def draw(sheet: Sheet) -> Content:
    """What the panel says of one project."""
    say, fact = sheet.say, sheet.fact
    places = sheet.rows("project_municipality", "municipality")
    background = sheet.rows("project_text", "position")
    background = background[background["kind"] == "background"]
    row = sheet.store["project"]
    row = row[row["project"] == sheet.project]
    values = _values(sheet)
    missing = [
        (key, who)
        for column, key, who in (
            ("aim", "project.gap_aim", LEADER),
            ("start_year", "project.gap_period", LEADER),
            ("funder", "project.gap_funder", COUNTY),
            ("grant_ceiling", "project.gap_grant", COUNTY),
            ("total_budget", "project.gap_budget", LEADER),
            ("subject_area", "project.gap_subject", COUNTY),
        )
        if fact[column] is None
    ]
    if places.empty:
        missing.append(("project.gap_places", LEADER))
    facts = [(name, sheet.own(value) if own and value else value) for name, value, own in values]
    evidence = say(EVIDENCE_KEYS[fact["evidence"]])
    named = [*((name, value or say("label.not_stated")) for name, value, _ in values)]
    return Content(
        title=say("project.facts"),
        sentence=_sentence(sheet),
        chart=[
            html.P(tag(evidence, fact["evidence"]), className="founded"),
            *([html.P(fact["aim"], lang=sheet.language, className="sheet-aim")] if fact["aim"] else []),
            definitions(
                [*facts, (say("label.municipalities"), _places(sheet))],
                say("label.not_stated"),
            ),
            *(
                [
                    html.Details(
                        [html.Summary(say("label.background")), sheet.points(background["text"])],
                        className="plain",
                    )
                ]
                if len(background)
                else []
            ),
            *sheet.gaps(missing),
        ],
        tables=(
            Table(
                say("project.facts_caption"),
                (say("label.fact"), say("label.value"), say("label.evidence")),
                [
                    *((name, value, evidence) for name, value in named),
                    *(
                        (say("label.municipality"), f"{label} ({role})", say(EVIDENCE_KEYS[status]))
                        for label, role, status in _roles(sheet)
                    ),
                ],
            ),
        ),
        sources=source_lines(say, {*row["source"], *places["source"], *background["source"]}),
        example=invented(row, places, background),
        method="prosjektark",
    )


def _values(sheet: Sheet) -> list[tuple[str, str | None, bool]]:
    """Name and value of each fact, and whether the value is the project's own words."""
    say, fact = sheet.say, sheet.fact
    programmes = sheet.store["programme"].set_index("programme")["name"]
    return [
        (say("project.fact_lead"), fact["lead_organisation"], True),
        (say("label.programme"), str(programmes[fact["programme"]]), True),
        (say("label.period"), _period(sheet), False),
        (say("project.fact_funder"), fact["funder"], True),
        (say("project.fact_grant"), _grant(sheet), False),
        (
            say("project.fact_budget"),
            None if fact["total_budget"] is None else say.money(fact["total_budget"]),
            False,
        ),
        (say("project.fact_subject"), fact["subject_area"], True),
    ]


def _period(sheet: Sheet) -> str | None:
    """«2017–2019», «frå 2017», «til 2014»; None where no year is stated."""
    first, last = sheet.fact["start_year"], sheet.fact["end_year"]
    if first and last:
        return sheet.say.years((int(first), int(last)))
    if first:
        return sheet.say("project.from_year", year=f"{first:.0f}")
    return sheet.say("project.to_year", year=f"{last:.0f}") if last else None


def _grant(sheet: Sheet) -> str | None:
    """«Inntil 1 900 000 kr (2013)»: a grant is a ceiling, not what was spent."""
    ceiling, year = sheet.fact["grant_ceiling"], sheet.fact["grant_year"]
    if ceiling is None:
        return None
    most = sheet.say("project.up_to", money=sheet.say.money(ceiling))
    return f"{most} ({year:.0f})" if year else most


def _roles(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Municipality as it was called then, role, and how well it is founded."""
    names = sheet.store["municipality"].set_index("municipality")["label"]
    rows = sheet.rows("project_municipality", "municipality")
    return [
        (str(names[number]), sheet.say(ROLE_KEYS[role]), evidence)
        for number, role, evidence in rows[["municipality", "role", "evidence"]].itertuples(index=False)
    ]


def _places(sheet: Sheet) -> Component | None:
    """Municipalities with their roles; None where the project is not tied to any."""
    roles = _roles(sheet)
    if not roles:
        return None
    return html.Ul(
        [html.Li([label, " ", html.Span(role, className="fact-role")]) for label, role, _ in roles],
        className="fact-places",
    )


def _sentence(sheet: Sheet) -> str:
    """Who leads it, where, and when; what the source does not state is said."""
    say = sheet.say
    labels = [label for label, _, _ in _roles(sheet)]
    count = len(labels)
    where = say.listing(labels) if 0 < count <= 5 else say.count("shell.count_municipalities", count)  # noqa: PLR2004
    lead = sheet.fact["lead_organisation"]
    parts = [
        say("project.led_in", lead=lead, places=where) if labels else say("project.led_nowhere", lead=lead)
    ]
    period = _period(sheet)
    parts.append(say("project.lasted", period=period) if period else say("project.no_period"))
    return " ".join(parts)
