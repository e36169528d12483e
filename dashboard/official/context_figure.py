"""One measure of a municipality drawn: verdict, lines beside each other, and the small print."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dash import html

from dashboard.content.parts import mark
from dashboard.official.context_chart import LARGE, Drawn, large, scale_of
from dashboard.official.context_ground import county_of, is_county, own_figures
from dashboard.official.context_measures import SCALE
from dashboard.official.context_words import (
    AGAINST_KEYS,
    joint_name,
    joint_years,
    shades,
    source_lines,
    spans,
    title_of,
    value_of,
    verdict_words,
)
from dashboard.places.peers import choice, peers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboard.official.context import Beside
    from dashboard.official.context_facts import Facts, Period
    from dashboard.places.peers import Peers
    from terms.words import Speaker

LONGEST_LABEL = 10
"""Signs of a name at the end of a line, so that the value has room."""


class Here(NamedTuple):
    """One municipality with what is drawn around it; `asked` is whom the address sets it beside."""

    number: str
    periods: Sequence[Period]
    asked: str | None
    facts: Facts
    say: Speaker

    @property
    def place(self) -> str:
        """Name of the municipality."""
        return self.facts.labels[self.number]

    @property
    def county(self) -> str:
        """Name of its county."""
        return self.facts.counties.get(county_of(self.facts.ground, self.number), "")

    @property
    def start(self) -> int | None:
        """First year of its projects."""
        return min((period.first for period in self.periods if period.first is not None), default=None)

    @property
    def similar(self) -> Peers:
        """Whom it is set beside."""
        return peers(self.facts.ground.profiles, self.number, choice(self.asked))

    def title(self, one: Beside) -> str:
        """What a measure shows and in which unit."""
        return title_of(one.measure, self.facts, self.say, one.base_year)


def figure(one: Beside, here: Here) -> Component:
    """Title, verdict, chart and the small print of one measure."""
    say, measure = here.say, one.measure
    title = here.title(one)
    verdict = say(AGAINST_KEYS[one.verdict.against]) if one.verdict else say("context.against_none")
    lines = _lines(one, here)
    scale = scale_of([line.points for line in lines], LARGE, from_zero=measure.kind in SCALE)
    values = ", ".join(
        say(
            "context.value_in",
            label=name,
            value=value_of(measure, line.points[-1].value, say),
            year=line.points[-1].year,
        )
        for name, line in zip(_names(one, here), lines, strict=True)
    )
    return html.Figure(
        [
            html.H3(title),
            html.P(
                [
                    mark("neutral" if one.verdict else "missing", verdict),
                    *([f" {verdict_words(measure, one.verdict, say)}"] if one.verdict else []),
                    *([f" {joint}"] if (joint := _joint_verdict(one, here)) else []),
                ],
                className="context-verdict",
            ),
            html.Img(
                src=large(lines, shades(here.periods, say), scale, lambda value: _short(value, say)),
                alt=say("context.alt", title=title, values=values, verdict=verdict),
                width=LARGE.width,
                height=LARGE.height,
            ),
            html.Figcaption([html.P(words) for words in [*_marks(one, here), *_sources(one, here)]]),
        ],
        className="context-chart",
    )


def _lines(one: Beside, here: Here) -> list[Drawn]:
    """Lines that have points, with a short name and the last value at their ends."""
    own = here.place if len(here.place) <= LONGEST_LABEL else f"{here.place[: LONGEST_LABEL - 1]}…"
    similar = here.say("context.similar_kostra" if here.similar.choice.kostra else "context.similar")
    named = (
        Drawn("county", here.say("context.county_short"), one.county.points),
        Drawn("peers", similar, one.peers.points),
        Drawn("own", own, one.own.points),
    )
    return [
        line._replace(label=f"{line.label} {value_of(one.measure, line.points[-1].value, here.say)}")
        for line in named
        if line.points
    ]


def _names(one: Beside, here: Here) -> list[str]:
    """Full names of the lines, in the order of `_lines`."""
    named = (
        (here.county, one.county),
        (here.say("label.similar_municipalities"), one.peers),
        (here.place, one.own),
    )
    return [name for name, line in named if line.points]


def _joint_verdict(one: Beside, here: Here) -> str:
    """Say that a verdict is on a larger area; empty where it is on the municipality itself."""
    point = one.own.at(one.verdict.year) if one.verdict else None
    if point is None or not point.joint:
        return ""
    return here.say("context.verdict_joint", area=joint_name(here.number, [point.year], here.facts, here.say))


def _marks(one: Beside, here: Here) -> list[str]:
    """What a reader must know of the figures: joint areas, conversion, few or provisional ones."""
    say, words = here.say, []
    joint = joint_years(one.own.points)
    if joint:
        area = joint_name(here.number, joint, here.facts, say)
        words.append(say("context.mark_joint", years=spans(joint), area=area))
    left_out: list[int] = []
    if one.base_year is not None:
        figures = own_figures(here.facts.ground, one.measure.indicator, here.number)
        left_out = [figure.year for figure in figures if figure.joint]
        if left_out:
            area = joint_name(here.number, left_out, here.facts, say)
            words.append(say("context.mark_joint_left_out", years=spans(left_out), area=area))
    said = {*(point.year for point in one.own.points), *left_out}
    if said and (gaps := [year for year in range(min(said), max(said)) if year not in said]):
        words.append(say("context.mark_no_figure", years=spans(gaps)))
    converted = [point.year for point in one.own.points if point.converted and not point.joint]
    if converted:
        words.append(say("context.mark_converted", years=spans(converted)))
    behind = [point.places for point in one.peers.points]
    every = len(here.similar.rows)
    if behind and min(behind) < every:
        told = {
            "few": say.number(min(behind)),
            "municipalities": say.count("shell.count_municipalities", every),
        }
        if min(behind) == max(behind):
            words.append(say("context.mark_fewer_steady", **told))
        else:
            words.append(say("context.mark_fewer", most=say.number(max(behind)), **told))
    lone = is_county(here.facts.ground, here.number)
    if not one.county.points and one.measure.kind != "ratio" and not lone:
        words.append(say("context.mark_no_county"))
    if one.measure.indicator in here.facts.provisional:
        words.append(say("context.mark_provisional"))
    return words


def _sources(one: Beside, here: Here) -> list[str]:
    return source_lines(one.own.tables | one.county.tables, here.facts, here.say)


def _short(value: float, say: Speaker) -> str:
    """Value on an axis, without decimals where it is whole."""
    return say.number(value, 0 if float(value).is_integer() else 1)
