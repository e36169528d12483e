"""Panel «Rapport, forankring og vedtak»: last report, next deadline, the leaders, plans and decisions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Decisions
from dashboard.anchoring.anchoring_lines import anchoring, decided, of, state
from dashboard.anchoring.decision_numbers import Anchored, anchored_of_all
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, mark, source_lines
from dashboard.content.project_link import project_link, project_names
from dashboard.overview.numbers import key_figures
from dashboard.overview.own_day import on_own_day
from dashboard.places.words import place_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.anchoring.numbers import AnchoringSummary
    from dashboard.content.parts import State
    from dashboard.content.project_link import ProjectName
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

FRAMES = ("steering_seat", "anchoring", "report")
SEATS: Mapping[str, tuple[State, str]] = {
    "yes": ("good", "decisions.director_yes"),
    "no": ("warning", "decisions.director_no"),
    "unknown": ("missing", "label.not_stated"),
}


def layout(say: Speaker) -> Component:
    """Place for the lines."""
    return drawing.panel(Decisions.PANEL, say, say("decisions.label"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Decisions.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Five lines for a selection: in full for one project, in numbers for several."""
    today = dt.datetime.now(dt.UTC).date()
    figures = key_figures(store, selection, today=today)
    projects, judged = figures.scope.projects, on_own_day(store, selection.years, today=today)
    every = anchored_of_all(store, selection.years, today=today)
    rows = {name: figures.scope.rows(store[name]) for name in FRAMES}
    rows["milestone"] = figures.scope.rows(judged.milestones)
    found = [every[project] for project in projects]
    names = store.per_version(project_names)
    sources = {str(source) for frame in rows.values() for source in frame["source"]}
    return Content(
        title=say("decisions.title", place=place_words(store, selection, say)),
        sentence=_sentence(found, figures.anchoring, say),
        chart=[
            html.Dl(
                [
                    _line(say("label.last_report"), _reports(found, figures.anchoring, say)),
                    _line(say("decisions.leadership"), _leadership(found, say)),
                    _line(say("decisions.director"), _director(found, say)),
                    _line(say("label.anchoring"), anchoring(found, names, say)),
                    _line(say("decisions.decided"), decided(found, names, say)),
                ],
                className="decisions",
            )
        ]
        if projects
        else [],
        tables=[_table(found, names, say)] if projects else (),
        sources=source_lines(say, sources),
        example=any(one.example for one in found),
        method="forankring",
    )


def _sentence(found: Sequence[Anchored], summary: AnchoringSummary, say: Speaker) -> str:
    if not found:
        return say("label.no_projects")
    last = (
        say("decisions.last", date=say.date(summary.last_report))
        if summary.last_report
        else say("label.no_report")
    )
    return f"{last} {say('decisions.next', date=say.date(summary.next_deadline))}"


def _line(name: str, parts: Sequence[Component | str]) -> Component:
    return html.Div([html.Dt(name), html.Dd(list(parts))])


def _reports(found: Sequence[Anchored], summary: AnchoringSummary, say: Speaker) -> list[Component | str]:
    told = len(found) - summary.without_report
    if len(found) == 1:
        words = say("label.delivered") if told else say("label.not_delivered")
        return [mark("good" if told else "missing", words), html.Span(say.date(summary.last_report))]
    return [
        mark(state(told, len(found)), of(told, len(found), say)),
        html.Span(say("decisions.have_reported")),
    ]


def _leadership(found: Sequence[Anchored], say: Speaker) -> list[Component | str]:
    """Report to the municipal leadership in the twelve months before each project's day (rule R2)."""
    lately = sum(one.led_lately for one in found)
    if len(found) > 1:
        words = say("decisions.leadership_lately")
        return [mark(state(lately, len(found)), of(lately, len(found), say)), html.Span(words)]
    last = found[0].led
    if last is None:
        return [mark("missing", say("label.not_delivered"))]
    fresh: State = "good" if lately else "warning"
    return [mark(fresh, say("label.delivered")), html.Span(say.date(last))]


def _director(found: Sequence[Anchored], say: Speaker) -> list[Component | str]:
    if len(found) == 1:
        shape, word = SEATS[found[0].director]
        return [mark(shape, say(word))]
    counts = {seat: sum(one.director == seat for one in found) for seat in SEATS}
    return [
        mark(SEATS[seat][0], say("decisions.counted", word=say(SEATS[seat][1]), n=say.number(count)))
        for seat, count in counts.items()
        if count
    ]


def _table(found: Sequence[Anchored], names: Mapping[str, ProjectName], say: Speaker) -> Table:
    rows = [
        (
            project_link(one.project, names, say),
            say.date(one.last_report),
            say.date(one.led),
            say(SEATS[one.director][1]),
            ", ".join(one.crosses) or "–",
            html.Span("; ".join(one.plans) or "–", lang=names[one.project].language),
            say(
                "decisions.reached",
                n=say.number((one.decisions["state"].isin(("in_time", "late"))).sum()),
                of=say.number(len(one.decisions)),
            )
            if len(one.decisions)
            else "–",
        )
        for one in found
    ]
    heads = (
        say("label.project"),
        say("label.last_report"),
        say("decisions.leadership"),
        say("decisions.director"),
        say("decisions.column_crosses"),
        say("decisions.plan"),
        say("decisions.decided"),
    )
    return Table(say("decisions.label"), heads, rows)
