"""The matrix target group × municipality as an HTML table, its key, and its twin with every number."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from dash import html

from dashboard.address.ids import MeasureRegister, TargetGroups
from dashboard.content.parts import Table, attributes
from dashboard.coverage.coverage_words import (
    OVER_KEYS,
    STATE_KEYS,
    WORDS_KEYS,
    count_words,
    missing_words,
    no_denominator,
    share_words,
    total_words,
)
from dashboard.coverage.figure import sparkline
from terms import municipalities as history

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.coverage.coverage_cell import Cell, State
    from dashboard.coverage.coverage_matrix import Coverage
    from dashboard.coverage.coverage_total import Total
    from dashboard.coverage.targeting import TargetGroup, Targeting
    from terms.municipalities import ReportingArea
    from terms.words import Speaker

CLASSES: dict[State, str] = {state: f"cov-{state.replace('_', '-')}" for state in STATE_KEYS}
FEW_COLUMNS = 2
"""So many municipalities need no full width."""
NUMBERS = frozenset(range(2, 9))


def matrix_table(matrix: Coverage, aimed: Targeting, selection: Selection, say: Speaker) -> Component:
    """Groups down, municipalities across; a column for all of them, or for the years of the only one.

    A cell leads to the measures behind it with the same choice narrowed to it; the years, to the trend.
    """
    several = len(matrix.areas) > 1
    head = [
        html.Th(say("label.target_group"), scope="col", className="cov-group"),
        html.Th(say("coverage.all_places" if several else "label.trend"), scope="col", className="cov-total"),
        *(_column(area, say) for area in matrix.areas),
    ]
    body = [_row(matrix, aimed.groups[group], selection, say, several=several) for group in matrix.groups]
    caption = say("coverage.caption", year=matrix.year)
    return html.Div(
        html.Table(
            [
                html.Caption(caption, className="visually-hidden"),
                html.Thead(html.Tr(head)),
                html.Tbody(body),
            ],
            className="cov-table" if len(matrix.areas) > FEW_COLUMNS else "cov-table cov-few",
        ),
        className="table-scroll cov-scroll",
        tabIndex="0",
        role="region",
        **attributes(aria_label=caption),
    )


def key(say: Speaker) -> Component:
    """What the marks mean."""
    return html.Ul(
        [html.Li(say(word), className=f"cov-state {CLASSES[state]}") for state, word in STATE_KEYS.items()],
        className="cov-key",
        **attributes(aria_label=say("coverage.key")),
    )


def twin(matrix: Coverage, aimed: Targeting, say: Speaker) -> Table:
    """Every number of the matrix; cells where the group is not targeted have none."""
    rows = [
        _numbers(cell, aimed.groups[group], say)
        for group in matrix.groups
        for cell in matrix.row(group)
        if cell.state != "not_target" or group in matrix.reference
    ]
    columns = (
        say("coverage.column_cell"),
        say("coverage.column_state"),
        say("coverage.column_low"),
        say("coverage.column_high"),
        say("coverage.column_residents"),
        say("label.coverage"),
        say("label.target_value"),
        say("coverage.column_attendances"),
        say("coverage.column_completed"),
        say("coverage.column_source"),
    )
    return Table(say("coverage.twin", year=matrix.year), columns, rows, NUMBERS)


def _column(area: ReportingArea, say: Speaker) -> Component:
    """Name of the number in the year; the municipality of today below it, where it is another."""
    label = history.label(area.number)
    today = [history.label(place) for place in area.municipalities_2024 if history.name(place) != area.name]
    if not today:
        return html.Th(label, scope="col")
    word = "coverage.with_today" if area.joint else "coverage.now"
    return html.Th([label, html.Small(say(word, municipality=say.listing(today)))], scope="col")


def _row(
    matrix: Coverage, group: TargetGroup, selection: Selection, say: Speaker, *, several: bool
) -> Component:
    reason = no_denominator(say, group)
    name = group.name(say.language)
    head = html.Th([name, html.Small(reason)] if reason else name, scope="row", className="cov-group")
    reference = group.key in matrix.reference
    cells: list[Component] = []
    for blank, run in groupby(matrix.row(group.key), key=lambda c: c.state == "not_target" and not reference):
        together = list(run)
        cells += [_blank(len(together), say)] if blank else [_cell(cell, selection, say) for cell in together]
    return html.Tr([head, _total(matrix, group.key, say, in_words=several), *cells])


def _blank(columns: int, say: Speaker) -> Component:
    """Neighbouring municipalities where no project aims at the group."""
    word = html.Span(say(STATE_KEYS["not_target"]), className="cov-state")
    return html.Td(word, colSpan=columns, className=CLASSES["not_target"])


def _cell(cell: Cell, selection: Selection, say: Speaker) -> Component:
    narrowed = selection.within(municipalities=tuple(cell.area.municipalities_2024), groups=(cell.group,))
    measures = f"/styringsgruppe?{narrowed.query()}#{MeasureRegister.PANEL}"
    state = html.A(say(STATE_KEYS[cell.state]), href=measures)
    lines: list[Component] = [html.B(state, className="cov-state")]
    residents = cell.denominator.value
    if cell.persons is not None:
        lines.append(html.Span(count_words(say, cell.persons, residents)))
    elif residents is not None:
        lines.append(html.Span(say("coverage.in_group", residents=say.number(residents))))
    if cell.share:
        lines.append(html.Span(share_words(say, cell.share)))
    if cell.denominator.state == "hidden" or (cell.denominator.symbol and residents is None):
        lines.append(html.Small(missing_words(say, cell.denominator)))
    if cell.over:
        lines.append(html.Small(say(OVER_KEYS[cell.over]), className="cov-over"))
    if cell.disagrees and cell.words:
        lines.append(html.Small(say("coverage.report_says", word=say(WORDS_KEYS[cell.words]))))
    return html.Td(lines, className=CLASSES[cell.state], style=_bar(cell.share))


def _bar(share: tuple[float, float] | None) -> dict[str, str] | None:
    """Ends of the coverage bar that the stylesheet draws under the words."""
    return {"--low": f"{share[0]:.1%}", "--high": f"{share[1]:.1%}"} if share else None


def _total(matrix: Coverage, group: str, say: Speaker, *, in_words: bool) -> Component:
    """Group in all the municipalities together, with its years as a small picture."""
    total, years = matrix.total(group), matrix.totals.get(group, ())
    picture = [_years(group, years, say)] if len(years) > 1 else []
    if total is None or not in_words:
        return html.Td(picture or "–", className="cov-total")
    words = [html.Span(count_words(say, total.persons, total.residents))]
    if total.share:
        words.append(html.Span(share_words(say, total.share)))
    return html.Td([*words, *picture], className="cov-total", style=_bar(total.share))


def _years(group: str, years: tuple[Total, ...], say: Speaker) -> Component:
    """Small picture of the years; it opens the trend of the group (`trend.js`)."""
    alt = "; ".join(f"{total.year}: {total_words(say, total)}" for total in years)
    shares = [total.share for total in years]
    points = (
        cast("list[tuple[float, float]]", shares)
        if all(shares)
        else [(total.persons.low, total.persons.high) for total in years]
    )
    span = f"{years[0].year}–{years[-1].year}"
    picture = f"data:image/svg+xml;utf8,{quote(sparkline(points))}"
    return html.A(
        [html.Img(src=picture, alt=alt, title=alt), html.Small(span)],
        href=f"#{TargetGroups.TREND}",
        className="cov-years",
        **attributes(data_trend=group),
    )


def _numbers(cell: Cell, group: TargetGroup, say: Speaker) -> tuple[str, ...]:
    persons, figure = cell.persons, cell.denominator
    if figure.value is not None or group.no_denominator:
        residents = say.number(figure.value)
    else:
        residents = missing_words(say, figure)
    share = say("coverage.not_computable") if figure.value is None else "–"
    return (
        f"{group.name(say.language)}, {history.label(cell.area.number)}",
        say(STATE_KEYS[cell.state]),
        say.number(persons.low if persons else None),
        say.number(persons.high if persons else None),
        residents,
        share_words(say, cell.share) if cell.share else share,
        say.number(cell.target),
        say.number(persons.attendances if persons else None),
        say.number(persons.completed if persons else None),
        figure.table or "–",
    )
