"""Steering group, partners and team: seats by sector, and team meetings against two a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from dash import html

from dashboard.address.ids import SteeringGroup
from dashboard.address.links import downloads
from dashboard.anchoring.numbers import MEETINGS_A_YEAR
from dashboard.anchoring.steering_numbers import Seats, Team, by_sector, seats_of, teams_of
from dashboard.content import drawing
from dashboard.content.code_words import SECTOR_KEYS, TEAM_SECTOR_KEYS
from dashboard.content.parts import Content, Table, mark, notice, source_lines, table
from dashboard.content.shown_projects import Shown, missing, short_date, shown, without
from dashboard.places.words import place_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the bodies."""
    return drawing.panel(SteeringGroup.PANEL, say, say("steering.bodies_label"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, SteeringGroup.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Draw seats, meetings and partners of a selection."""
    here = shown(store, selection)
    projects = here.scope.projects
    seats = seats_of(store["steering_seat"], projects)
    teams = teams_of(store["team_meeting"], projects, day=here.day)
    partners = by_sector(store["partner"], projects)
    rule = store["rule"].set_index("rule")[f"text_{say.language}"].get("R1")
    told = pd.concat(
        [
            here.rows(store[name])[["source", "evidence"]]
            for name in ("steering_seat", "team_meeting", "partner")
        ]
    )
    return Content(
        title=say("steering.bodies_title", place=place_words(store, selection, say)),
        sentence=_sentence(seats, teams, here, say) if projects else say("steering.no_projects"),
        chart=[
            html.H3(say("label.team_meetings")),
            *([html.P(say("steering.rule", rule=rule), className="panel-note")] if rule else []),
            *_teams(teams, here, say),
            html.H3(say("steering.seats_title")),
            *_seats(seats, here, say),
            html.H3(say("label.partners")),
            *_partners(partners, here, say),
        ]
        if projects
        else [],
        tables=[_meeting_table(teams, here, say)] if teams else [],
        sources=source_lines(say, told["source"].unique()),
        example=bool((told["evidence"] == "example").any()),
        method="samansetjing",
        downloads=downloads(selection, say, tables=("styringsgruppe", "team-moete", "partnarar")),
    )


def _sentence(seats: list[Seats], teams: list[Team], here: Shown, say: Speaker) -> str:
    enough = sum(team.often_enough for team in teams)
    parts = [
        say(
            "steering.teams_sentence",
            enough=say.number(enough),
            projects=say.count("shell.count_projects", len(here.scope.projects)),
            date=say.date(here.day),
        )
    ]
    empty, leaderless = sum(one.empty for one in seats), sum(one.leader is False for one in seats)
    if empty:
        parts.append(say.count("steering.seats_empty", empty))
    if leaderless:
        parts.append(say.count("steering.no_leader", leaderless))
    return " ".join(parts)


def _teams(teams: list[Team], here: Shown, say: Speaker) -> list[Component]:
    """Meetings of the last twelve months against the rule, and the sectors that were in none of them."""
    silent = without(here, {team.project for team in teams})
    heads = (
        say("label.project"),
        say("steering.column_meetings"),
        say("steering.column_dates"),
        say("steering.column_missing_sectors"),
    )
    rows = [
        (
            here.link(team.project),
            mark(
                "good" if team.often_enough else "warning",
                say(
                    "label.part_of_whole",
                    part=say.number(len(team.recent)),
                    whole=say.number(MEETINGS_A_YEAR),
                ),
            ),
            ", ".join(short_date(day, say) for day in team.recent)
            or say("steering.last_met", date=say.date(team.last)),
            _missing_sectors(team, say),
        )
        for team in teams
    ]
    drawn = (
        [table(Table(say("steering.teams_caption", date=say.date(here.day)), heads, rows))] if teams else []
    )
    return [*drawn, *missing(silent, here, say.count("steering.teams_silent", len(silent)))]


def _missing_sectors(team: Team, say: Speaker) -> str:
    if not team.recent:
        return "–"
    if team.missing:
        return say.listing([say(TEAM_SECTOR_KEYS[sector]) for sector in team.missing])
    return (
        say("steering.sectors_unstated") if team.unstated == len(team.recent) else say("steering.sectors_all")
    )


def _meeting_table(teams: list[Team], here: Shown, say: Speaker) -> Table:
    """Every meeting counted by year."""
    years = sorted({year for team in teams for year in team.by_year})
    rows: list[tuple[Component | str, ...]] = [
        (
            here.words(here.names[team.project], team.project),
            *(say.number(team.by_year.get(year, 0)) for year in years),
        )
        for team in teams
    ]
    heads = (say("label.project"), *(str(year) for year in years))
    return Table(say("steering.meetings_by_year"), heads, rows, frozenset(range(1, len(years) + 1)))


def _seats(seats: list[Seats], here: Shown, say: Speaker) -> list[Component]:
    silent = without(here, {one.project for one in seats})
    sectors = [sector for sector in SECTOR_KEYS if any(sector in one.filled for one in seats)]
    heads = (
        say("label.project"),
        say("steering.column_leader"),
        *(say(SECTOR_KEYS[sector]) for sector in sectors),
        say("steering.column_empty"),
        say("steering.column_not_there"),
    )
    rows = [
        (
            here.link(one.project),
            _leader(one, say),
            *(say.number(one.filled.get(sector, 0)) for sector in sectors),
            mark("warning", say.number(one.empty)) if one.empty else say.number(0),
            say.listing([say(SECTOR_KEYS[sector]).lower() for sector in one.missing]) or "–",
        )
        for one in seats
    ]
    numeric = frozenset(range(2, 3 + len(sectors)))
    drawn = [table(Table(say("steering.seats_caption"), heads, rows, numeric))] if seats else []
    return [*drawn, *missing(silent, here, say.count("steering.seats_silent", len(silent)))]


def _leader(one: Seats, say: Speaker) -> Component:
    if one.leader is None:
        return mark("missing", say("label.not_stated"))
    return (
        mark("good", say("steering.leader_filled"))
        if one.leader
        else mark("warning", say("label.not_appointed"))
    )


def _partners(partners: Mapping[str, Mapping[str, list[str]]], here: Shown, say: Speaker) -> list[Component]:
    """Partners by sector, with names; sectors in the order of the code list."""
    if not partners:
        return [notice(say("steering.partners_ask"))]
    found = []
    for project, own in partners.items():
        lines = [
            html.Div(
                [
                    html.Dt(f"{say(SECTOR_KEYS[sector])} ({say.number(len(own[sector]))})"),
                    html.Dd(", ".join(own[sector]), lang=here.languages[project]),
                ]
            )
            for sector in SECTOR_KEYS
            if sector in own
        ]
        count = sum(len(names) for names in own.values())
        found.append(
            html.Details(
                [
                    html.Summary(
                        [
                            here.words(here.names[project], project),
                            ": ",
                            say.count("steering.count_partners", count),
                        ]
                    ),
                    html.Dl(lines, className="measure-facts"),
                ],
                className="plain",
            )
        )
    silent = without(here, partners)
    return [*found, *missing(silent, here, say.count("steering.partners_silent", len(silent)))]
