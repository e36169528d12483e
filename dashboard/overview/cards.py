"""KPI cards: six figures a leader looks for first, as words and HTML, before any chart is loaded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Cards, Effect, Goals, Money, TargetGroups, Timeline
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, bullet, example_mark, source_lines
from dashboard.coverage.small_numbers import rounding_line
from dashboard.overview.numbers import KeyFigures, key_figures
from dashboard.overview.panel import interval, share_interval
from dashboard.places.words import denominator_source, group_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

GOALS, COVERAGE = ("/", Goals.PANEL), ("/", TargetGroups.PANEL)


@dataclass(frozen=True)
class Card:
    """One figure: what it is, its value in words, what it means, a share to draw, the panel behind it."""

    label: str
    value: str
    words: str
    share: float | None = None
    example: bool = False
    place: tuple[str, str] = ("", "")


def layout(say: Speaker) -> Component:
    """Place for the cards."""
    return drawing.panel(Cards.PANEL, say, say("label.key_figures"), "panel cards-panel")


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Cards.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Six cards for a selection."""
    figures = key_figures(store, selection, today=dt.datetime.now(dt.UTC).date())
    cards = (
        _attainment(figures, say),
        _targets(figures, say),
        _plan(figures, say),
        _participants(figures, group_names(store, say), say),
        _municipalities(figures, say),
        _grant(figures, say),
    )
    return Content(
        title=say("label.key_figures"),
        sentence=say("cards.sentence"),
        chart=[
            html.Ul(
                [html.Li(_drawn(card, selection, say), className="card-item") for card in cards],
                className="cards",
            ),
            *([rounding_line(store, say)] if figures.coverage.counted else []),
        ],
        tables=[
            Table(
                say("label.key_figures"),
                (say("cards.figure"), say("label.value"), say("cards.meaning")),
                [(card.label, card.value, card.words) for card in cards],
            )
        ],
        sources=source_lines(
            say,
            figures.scope.rows(store["project"])["source"],
            **denominator_source(store, figures.coverage.denominator_group),
        ),
        example=any(card.example for card in cards),
        method="nokkeltal",
    )


def _attainment(figures: KeyFigures, say: Speaker) -> Card:
    goals = figures.goals
    value = (
        say("label.part_of_whole", part=say.number(goals.in_course), whole=say.number(goals.measurable))
        if goals.measurable
        else "–"
    )
    words = say("cards.attainment_words") if goals.measurable else say("cards.attainment_none")
    return Card(say("cards.attainment"), value, words, goals.attainment, bool(goals.example), GOALS)


def _targets(figures: KeyFigures, say: Speaker) -> Card:
    goals = figures.goals
    return Card(
        say("cards.targets"),
        say("label.part_of_whole", part=say.number(goals.measurable), whole=say.number(goals.total)),
        say.count("cards.targets_words", goals.not_measurable),
        goals.measurable / goals.total if goals.total else None,
        bool(goals.example),
        GOALS,
    )


def _plan(figures: KeyFigures, say: Speaker) -> Card:
    plan = figures.plan
    value = (
        say("label.part_of_whole", part=say.number(plan.on_plan), whole=say.number(plan.assessed))
        if plan.assessed
        else "–"
    )
    return Card(
        say("cards.plan"),
        value,
        say.count("cards.plan_words", plan.not_assessed),
        plan.share,
        bool(figures.milestones.example),
        ("/styringsgruppe", Timeline.PANEL),
    )


def _participants(figures: KeyFigures, names: Mapping[str, str], say: Speaker) -> Card:
    found = figures.coverage
    label = say("label.unique_participants")
    if found.persons_high is None or found.denominator_group is None:
        return Card(label, "–", say("cards.participants_none"), place=COVERAGE)
    group = names[found.denominator_group].lower()
    words = say("cards.participants_words", group=group, year=found.year)
    if found.share:
        share, residents = (
            share_interval(say, *found.share),
            say.count("count.residents", found.denominator or 0),
        )
        words = say(
            "cards.participants_share", share=share, residents=residents, group=group, year=found.year
        )
    return Card(
        label,
        interval(say, found.persons_low, found.persons_high),
        words,
        found.share[0] if found.share else None,
        found.example,
        COVERAGE,
    )


def _municipalities(figures: KeyFigures, say: Speaker) -> Card:
    return Card(
        say("cards.municipalities"),
        say("label.part_of_whole", part=say.number(figures.active), whole=say.number(figures.places)),
        say("cards.municipalities_words"),
        figures.active / figures.places if figures.places else None,
        figures.coverage.example,
        ("/", Effect.PANEL),
    )


def _grant(figures: KeyFigures, say: Speaker) -> Card:
    grants = figures.grants
    return Card(
        say("cards.grant"),
        say.money(grants.ceiling) if grants.stated else "–",
        say(
            "cards.grant_words",
            stated=say.number(grants.stated),
            projects=say.count("shell.count_projects", grants.projects),
        ),
        place=("/", Money.PANEL),
    )


def _drawn(card: Card, selection: Selection, say: Speaker) -> Component:
    """Card whose heading leads to the panel behind it; the style sheet lets all of the card lead there."""
    path, anchor = card.place
    return html.Article(
        [
            html.H3(html.A(card.label, href=f"{path}?{selection.query()}#{anchor}"), className="card-label"),
            html.Div(
                [
                    html.P(card.value, className="card-value"),
                    *([example_mark(say)] if card.example else []),
                ],
                className="card-top",
            ),
            *([bullet(card.share, words="")] if card.share is not None else []),
            html.P(card.words, className="card-words"),
        ],
        className="kpi-card",
    )
