"""The context of one municipality: a chart per measure, with who it is set beside and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import Content, Table
from dashboard.official.context import Beside, beside
from dashboard.official.context_figure import Here, figure
from dashboard.official.context_ground import measures
from dashboard.official.context_words import caution, missing_themes, period_words, source_lines, value_of
from dashboard.official.peers_choice import peers_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component


def one_municipality(here: Here) -> Content:
    """Panel of one municipality."""
    facts, say, similar = here.facts, here.say, here.similar
    known = measures(facts.ground)
    drawn = [beside(facts.ground, one, here.number, similar.choice, here.start) for one in known]
    shown = [one for one in drawn if one.own.points]
    first = [one for one in shown if one.measure.main]
    more = [one for one in shown if not one.measure.main]
    return Content(
        title=say("context.title_one", place=here.place),
        sentence=_sentence(first, here),
        chart=[
            caution(say),
            _periods(here),
            html.Div([figure(one, here) for one in first], className="context-charts"),
            *(_more(more, here) if more else []),
            *missing_themes(known, say),
            peers_choice(similar, here.asked, _origin(here), say),
        ],
        tables=[_table(one, here) for one in shown],
        method="samanlikning",
    )


def _sentence(shown: Sequence[Beside], here: Here) -> str:
    """«Over liknande kommunar: innvandrarar (2021). Under: busette flyktningar (2024). Uklar …»."""
    say = here.say
    found: dict[str, list[str]] = {"above": [], "below": [], "unclear": []}
    for one in shown:
        if one.verdict:
            name = here.facts.names[one.measure.indicator, say.language].lower()
            words = (
                say("context.named_year", name=name, year=one.verdict.year)
                if one.base_year is None
                else say("context.named_change", name=name, first=one.base_year, year=one.verdict.year)
            )
            found[one.verdict.against].append(words)
    pieces = [
        *([say("context.sentence_above", names=say.listing(found["above"]))] if found["above"] else []),
        *([say("context.sentence_below", names=say.listing(found["below"]))] if found["below"] else []),
        *([say("context.sentence_unclear", names=say.listing(found["unclear"]))] if found["unclear"] else []),
    ]
    return " ".join(pieces) or say("context.sentence_nothing", place=here.place)


def _origin(here: Here) -> list[str]:
    """Where the facts of the similar ones are from."""
    facts, say = here.facts, here.say
    groups = (
        [say("peers.kostra_source", source=facts.kostra[0], date=say.date(facts.kostra[1]))]
        if facts.kostra
        else []
    )
    return [*source_lines(facts.peer_tables, facts, say), *groups]


def _periods(here: Here) -> Component:
    """Names and times of the projects that the charts show."""
    if not here.periods:
        return html.P(here.say("context.periods_none", place=here.place), className="context-small")
    before, after = here.say("context.periods", periods="\0").split("\0")
    return html.P([before, *period_words(here.periods, here.say), after], className="context-small")


def _more(more: Sequence[Beside], here: Here) -> list[Component]:
    return [
        html.Details(
            [
                html.Summary(f"{here.say('context.more')} ({here.say.number(len(more))})"),
                html.Div([figure(one, here) for one in more], className="context-charts"),
            ],
            className="plain",
        )
    ]


def _table(one: Beside, here: Here) -> Table:
    """Every number of a chart, by year."""
    say = here.say
    title = here.title(one)
    years = sorted({point.year for line in (one.own, one.peers, one.county) for point in line.points})
    rows = []
    for year in years:
        own, theirs, all_of_it = (line.at(year) for line in (one.own, one.peers, one.county))
        note = "context.note_joint" if own and own.joint else "context.note_converted"
        rows.append(
            (
                str(year),
                *(
                    value_of(one.measure, point.value, say) if point else "–"
                    for point in (own, theirs, all_of_it)
                ),
                say.number(theirs.places) if theirs else "–",
                say(note) if own and (own.joint or own.converted) else "",
            )
        )
    columns = (
        say("label.year"),
        here.place,
        say("label.similar_municipalities"),
        here.county,
        say("context.column_behind"),
        say("label.note"),
    )
    return Table(title, columns, rows, frozenset(range(1, 5)))
