"""The context of several municipalities: a row each, a small chart per measure, one scale per column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dash import html

from dashboard.content.parts import Content, Table
from dashboard.official.context_chart import SMALL, Drawn, Scale, scale_of, small
from dashboard.official.context_ground import FIRST_YEAR, county_of, measures
from dashboard.official.context_lines import Line, county_line, own_line
from dashboard.official.context_measures import SCALE
from dashboard.official.context_words import (
    caution,
    missing_themes,
    shades,
    source_lines,
    spans,
    title_of,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.official.context_chart import Shade
    from dashboard.official.context_facts import Facts
    from dashboard.official.context_measures import Measure
    from terms.words import Speaker


class Column(NamedTuple):
    """One measure of all the municipalities, and of their counties."""

    measure: Measure
    title: str
    own: Mapping[str, Line]
    counties: Mapping[str, Line]
    scale: Scale


class Around(NamedTuple):
    """What the rows are drawn for: projects whose time is shown, and the selection that links keep."""

    projects: Sequence[str]
    selection: Selection
    facts: Facts
    say: Speaker


def many_municipalities(title: str, numbers: Sequence[str], around: Around) -> Content:
    """Panel of several municipalities, by name."""
    facts, say = around.facts, around.say
    known = measures(facts.ground)
    ordered = sorted(numbers, key=lambda number: facts.labels[number])
    columns = [
        column for measure in known if measure.main if (column := _column(measure, ordered, facts, say))
    ]
    tables = {table for column in columns for line in column.own.values() for table in line.tables}
    return Content(
        title=title,
        sentence=_sentence(columns, around),
        chart=[
            caution(say),
            html.P(say("context.many_help"), className="context-small"),
            html.Ul(
                [_row(number, columns, around) for number in ordered],
                className="context-rows",
            ),
            *missing_themes(known, say),
        ],
        tables=[_table(column, ordered, facts, say) for column in columns],
        sources=source_lines(tables, facts, say),
        method="samanlikning",
    )


def _column(measure: Measure, numbers: Sequence[str], facts: Facts, say: Speaker) -> Column | None:
    """Lines of a measure; an index begins with the first year that every municipality has."""
    base_year = FIRST_YEAR if measure.kind == "index" else None
    own = {number: own_line(facts.ground, measure, number, base_year) for number in numbers}
    counties = {
        county: county_line(facts.ground, measure, county, base_year)
        for county in {county_of(facts.ground, number) for number in numbers}
    }
    drawn = [line.points for line in (*own.values(), *counties.values()) if line.points]
    if not any(line.points for line in own.values()):
        return None
    title = title_of(measure, facts, say, base_year)
    scale = scale_of(drawn, SMALL, from_zero=measure.kind in {"percent", "per_thousand"})
    return Column(measure, title, own, counties, scale)


def _sentence(columns: Sequence[Column], around: Around) -> str:
    """Lowest and highest of each rate beside the county; never the population, which is only background."""
    say, chosen = around.say, around.selection.county or ""
    words = []
    for column in columns:
        if column.measure.kind not in SCALE:
            continue
        year = max(line.points[-1].year for line in column.own.values() if line.points)
        values = [point.value for line in column.own.values() if (point := line.at(year))]
        whole = column.counties[chosen].at(year) if chosen in column.counties else None
        told = {
            "title": column.title,
            "low": value_of(column.measure, min(values), say),
            "high": value_of(column.measure, max(values), say),
            "municipalities": say.count("shell.count_municipalities", len(values)),
            "year": year,
        }
        if whole is None:
            words.append(say("context.sentence_range_open", **told))
        else:
            value = value_of(column.measure, whole.value, say)
            words.append(
                say("context.sentence_range", county=around.facts.counties[chosen], whole=value, **told)
            )
    return " ".join(words) or say("context.no_figures")


def _row(number: str, columns: Sequence[Column], around: Around) -> Component:
    """Municipality, a link to its own panel, and its small charts."""
    facts, say = around.facts, around.say
    query = around.selection.within(municipalities=(number,)).query()
    shaded = shades(facts.periods_of(number, around.projects), say)
    return html.Li(
        [
            html.H3(html.A(facts.labels[number], href=f"?{query}#context")),
            *(_cell(number, column, facts, say, shaded=shaded) for column in columns),
        ]
    )


def _cell(number: str, column: Column, facts: Facts, say: Speaker, *, shaded: Sequence[Shade]) -> Component:
    line = column.own[number]
    if not line.points:
        return html.Div(
            [html.P(column.title, className="context-small"), html.P(say("context.many_no_figure"))]
        )
    last = line.points[-1]
    words = say("context.many_value", value=value_of(column.measure, last.value, say), year=last.year)
    if last.joint:
        words = f"{words} ({say('context.note_joint')})"
    county = column.counties[county_of(facts.ground, number)]
    first = line.points[0]
    values = ", ".join(
        f"{value_of(column.measure, point.value, say)} ({point.year})"
        for point in dict.fromkeys((first, last))
    )
    drawn = [Drawn("county", "", county.points), Drawn("own", "", line.points)]
    return html.Div(
        [
            html.P(column.title, className="context-small"),
            html.Img(
                src=small(drawn, shaded, column.scale),
                alt=say("context.many_alt", place=facts.labels[number], title=column.title, values=values),
                width=SMALL.width,
                height=SMALL.height,
            ),
            html.P(words),
        ]
    )


def _table(column: Column, numbers: Sequence[str], facts: Facts, say: Speaker) -> Table:
    """Every number of a column: a row per municipality by name, then the counties; «*» is a joint area."""
    lines = {
        **{facts.labels[number]: column.own[number] for number in numbers},
        **{facts.counties[county]: line for county, line in sorted(column.counties.items())},
    }
    years = sorted({point.year for line in lines.values() for point in line.points})
    rows = [
        (
            name,
            *(
                f"{value_of(column.measure, point.value, say)}{'*' if point.joint else ''}" if point else "–"
                for point in (line.at(year) for year in years)
            ),
        )
        for name, line in lines.items()
    ]
    joint = sorted({point.year for line in lines.values() for point in line.points if point.joint})
    caption = f"{column.title} (* {say('context.note_joint')} {spans(joint)})" if joint else column.title
    heads = (say("label.municipality"), *map(str, years))
    return Table(caption, heads, rows, frozenset(range(1, len(heads))))
