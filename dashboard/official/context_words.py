"""Words around the lines of the context: titles, values, verdicts, marks, project periods and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.official.context_chart import Shade
from dashboard.official.context_measures import POPULATION, THEMES
from dashboard.status.marks import official_lines
from terms import municipalities as history

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dash.development.base_component import Component

    from dashboard.official.context import Verdict
    from dashboard.official.context_facts import Facts, Period
    from dashboard.official.context_lines import Point
    from dashboard.official.context_measures import Measure
    from terms.words import Speaker

THEME_KEYS = {
    "people": "context.theme_people",
    "immigrants": "context.theme_immigrants",
    "settlement": "context.theme_settlement",
    "work": "context.theme_work",
    "education": "context.theme_education",
    "low_income": "context.theme_low_income",
    "economy": "context.theme_economy",
}
AGAINST_KEYS = {
    "above": "context.against_above",
    "below": "context.against_below",
    "unclear": "context.against_unclear",
}
PERIOD_KEYS = {
    (True, True, False): "context.period_both",
    (True, True, True): "context.period_grant_end",
    (True, False, True): "context.period_grant",
    (True, False, False): "context.period_first",
    (False, True, False): "context.period_last",
    (False, False, False): "context.period_none",
}
"""By whether the first year is known, the last is, and the first is that of the grant."""
SHADE_KEYS = {
    (True, True, False): "context.shade_both",
    (True, True, True): "context.shade_both",
    (True, False, True): "context.shade_grant",
    (True, False, False): "context.shade_first",
    (False, True, False): "context.shade_last",
}
REPORT = (
    "https://www.distriktssenteret.no/litteratur/"
    "bolyst-innsats-okt-stedstilhorighet-gjennom-prosjektbasert-lokal-samfunnsutvikling/"
)
NOTE = (
    "https://distriktssenteret.no/artikkel/"
    "tilflyttings-og-rekrutteringsarbeid-i-distriktene-en-oppsummering-av-kunnskap"
)
"""Where Distriktssenteret's findings stand."""


def caution(say: Speaker) -> Component:
    """Box that stands above every figure of the context, with the finding it rests on and its sources."""
    before, between, after = say("context.caution_sources", report="\0", note="\0").split("\0")
    links = (
        html.A(say("context.caution_report"), href=REPORT),
        html.A(say("context.caution_note"), href=NOTE),
    )
    return html.Aside(
        [
            html.P([html.Strong(f"{say('context.caution_title')}. "), say("context.caution")]),
            html.P([before, links[0], between, links[1], after], className="context-small"),
        ],
        className="context-caution",
    )


def title_of(measure: Measure, facts: Facts, say: Speaker, base_year: int | None) -> str:
    """«Innvandrarar, prosent av innbyggjarane»."""
    name = facts.names.get((measure.indicator, say.language), measure.indicator)
    if measure.kind == "index":
        return say("context.kind_index", name=name, year=base_year)
    if measure.kind == "percent":
        key = "context.kind_percent" if measure.base == POPULATION else "context.kind_percent_16"
        return say(key, name=name)
    if measure.kind == "per_thousand":
        return say("context.kind_per_thousand", name=name)
    return say("context.kind_ratio", name=name, unit=facts.units.get(measure.indicator, ""))


def value_of(measure: Measure, value: float, say: Speaker) -> str:
    """Value with the decimals its size bears, and the sign of per cent."""
    number = say.number(value, 0 if abs(value) >= 1000 else 1)  # noqa: PLR2004  # kroner, not shares
    return say.percent(value / 100, 1) if measure.kind == "percent" else number


def verdict_words(measure: Measure, verdict: Verdict, say: Speaker) -> str:
    """Places or spread that a verdict rests on."""
    bounds = {"low": value_of(measure, verdict.low, say), "high": value_of(measure, verdict.high, say)}
    if verdict.best is None:
        return say("context.middle", year=verdict.year, **bounds)
    if verdict.best == verdict.worst:
        return say("context.position_clear", best=verdict.best, of=verdict.of, year=verdict.year, **bounds)
    places = {"best": verdict.best, "worst": verdict.worst, "of": verdict.of}
    return say("context.position", year=verdict.year, **places, **bounds)


def spans(years: Iterable[int]) -> str:
    """«2012–2015, 2020»."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def joint_name(number: str, years: Iterable[int], facts: Facts, say: Speaker) -> str:
    """«Haram og Ålesund»: the municipalities that had one number in some of the years."""
    names: set[str] = set()
    for year in years:
        for area in history.areas(number, year=history.LAST_YEAR, target_year=min(year, history.LAST_YEAR)):
            names |= {facts.labels[part] for part in history.successors(area)}
    return say.listing(sorted(names))


def joint_years(points: Sequence[Point]) -> list[int]:
    """Years of a larger area."""
    return [point.year for point in points if point.joint]


def period_words(periods: Sequence[Period], say: Speaker) -> list[Component | str]:
    """Projects with their times, each name in its own language."""
    pieces: list[Component | str] = []
    for period in periods:
        key = PERIOD_KEYS[period.first is not None, period.last is not None, period.granted]
        before, after = say(key, name="\0", first=period.first, last=period.last).split("\0")
        pieces += ["; " if pieces else "", before, html.Span(period.name, lang=period.language), after]
    return [piece for piece in pieces if piece != ""]


def shades(periods: Sequence[Period], say: Speaker) -> list[Shade]:
    """Project times that can be drawn, one of each."""
    found = {}
    for period in periods:
        key = SHADE_KEYS.get((period.first is not None, period.last is not None, period.granted))
        if key:
            words = say(key, first=period.first, last=period.last)
            found[words] = Shade(period.first, period.last, words)
    return list(found.values())


def source_lines(tables: Iterable[str], facts: Facts, say: Speaker) -> list[str]:
    """One line per publisher of the tables that have been fetched."""
    return official_lines(
        say, {table: facts.retrieved[table] for table in tables if table in facts.retrieved}
    )


def missing_themes(shown: Iterable[Measure], say: Speaker) -> list[Component]:
    """One line that names the themes nobody has fetched; nothing where all are here."""
    here = {measure.theme for measure in shown}
    themes = [say(THEME_KEYS[theme]) for theme in THEMES if theme not in here]
    line = say("context.missing", themes=say.listing(themes))
    return [html.P(line, className="context-small")] if themes else []
