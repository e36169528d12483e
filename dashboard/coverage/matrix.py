"""The matrix target group × municipality in blocks, its key, and its twin with every number."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from dashboard.address.ids import MeasureRegister, TargetGroups
from dashboard.content.blocks import Figure, Item, Link, Listing, Phrase
from dashboard.content.small_pictures import Columns
from dashboard.content.tables import Cell, Column, Matrix, Table
from dashboard.coverage.wording import (
    OVER_KEYS,
    STATE_KEYS,
    WORDS_KEYS,
    count_words,
    missing_words,
    no_denominator,
    share_words,
    total_words,
)
from terms import municipalities as history

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.content.blocks import Words
    from dashboard.coverage.coverage_cell import Cell as Counted
    from dashboard.coverage.coverage_cell import State
    from dashboard.coverage.coverage_total import Total
    from dashboard.coverage.facts import CoverageFacts
    from dashboard.coverage.targeting import TargetGroup
    from terms.municipalities import ReportingArea
    from terms.words import Speaker

LOOKS: dict[State, str] = {state: f"cov-{state.replace('_', '-')}" for state in STATE_KEYS}
FEW_COLUMNS = 2
"""So many municipalities need no full width."""


def matrix(facts: CoverageFacts, say: Speaker) -> Matrix:
    """Groups down, municipalities across; a column for all of them, or for the years of the only one.

    A cell leads to the measures behind it with the same choice narrowed to it; the years, to the trend.
    """
    areas = facts.matrix.areas
    several = len(areas) > 1
    columns = (
        Column(say("label.target_group")),
        Column(say("coverage.all_places" if several else "label.trend")),
        *(_column(area, say) for area in areas),
    )
    rows = tuple(
        _row(facts, facts.aimed.groups[group], say, several=several) for group in facts.matrix.groups
    )
    caption = say("coverage.caption", year=facts.matrix.year)
    return Matrix(caption, columns, rows, narrow=len(areas) <= FEW_COLUMNS)


def key(say: Speaker) -> Listing:
    """What the marks mean."""
    items = (Item(look=f"cov-state {LOOKS[state]}", words=say(word)) for state, word in STATE_KEYS.items())
    return Listing(tuple(items), "cov-key", label=say("coverage.key"))


def twin(facts: CoverageFacts, say: Speaker) -> Table:
    """Every number of the matrix; cells where the group is not targeted have none."""
    found = facts.matrix
    rows = tuple(
        _numbers(cell, facts.aimed.groups[group], say)
        for group in found.groups
        for cell in found.row(group)
        if cell.state != "not_target" or group in found.reference
    )
    columns = (
        Column(say("coverage.column_cell")),
        Column(say("coverage.column_state"), "word"),
        Column(say("coverage.column_low"), "persons"),
        Column(say("coverage.column_high"), "persons"),
        Column(say("coverage.column_residents"), "persons"),
        Column(say("label.coverage"), "share"),
        Column(say("label.target_value"), "persons"),
        Column(say("coverage.column_attendances"), "count"),
        Column(say("coverage.column_completed"), "count"),
        Column(say("coverage.column_source")),
    )
    return Table(say("coverage.twin", year=found.year), columns, rows)


def _column(area: ReportingArea, say: Speaker) -> Column:
    """Name of the number in the year; the municipality of today below it, where it is another."""
    label = history.label(area.number)
    today = [history.label(place) for place in area.municipalities_2024 if history.name(place) != area.name]
    word = "coverage.with_today" if area.joint else "coverage.now"
    return Column(label, small=say(word, municipality=say.listing(today)) if today else "")


def _row(facts: CoverageFacts, group: TargetGroup, say: Speaker, *, several: bool) -> tuple[Cell, ...]:
    found = facts.matrix
    reason = no_denominator(say, group)
    reference = group.key in found.reference
    cells: list[Cell] = []
    for blank, run in groupby(found.row(group.key), key=lambda c: c.state == "not_target" and not reference):
        together = list(run)
        if blank:
            cells.append(Cell(say(STATE_KEYS["not_target"]), state=LOOKS["not_target"], span=len(together)))
        else:
            cells += [_cell(cell, facts.selection, say) for cell in together]
    name = Cell(group.name(say.language), small=(reason,) if reason else ())
    return (name, _total(facts, group.key, say, in_words=several), *cells)


def _cell(cell: Counted, selection: Selection, say: Speaker) -> Cell:
    narrowed = selection.within(municipalities=tuple(cell.area.municipalities_2024), groups=(cell.group,))
    measures = f"/styringsgruppe?{narrowed.query()}#{MeasureRegister.PANEL}"
    lines: list[Words] = []
    small: list[Words] = []
    residents = cell.denominator.value
    if cell.persons is not None:
        lines.append(count_words(say, cell.persons, residents))
    elif residents is not None:
        lines.append(say("coverage.in_group", residents=say.number(residents)))
    if cell.share:
        lines.append(share_words(say, cell.share))
    if cell.denominator.state == "hidden" or (cell.denominator.symbol and residents is None):
        small.append(missing_words(say, cell.denominator))
    if cell.over:
        small.append(Phrase(say(OVER_KEYS[cell.over]), look="cov-over"))
    if cell.disagrees and cell.words:
        small.append(say("coverage.report_says", word=say(WORDS_KEYS[cell.words])))
    return Cell(
        Link(say(STATE_KEYS[cell.state]), measures),
        value=cell.state,
        state=LOOKS[cell.state],
        share=cell.share,
        lines=tuple(lines),
        small=tuple(small),
    )


def _total(facts: CoverageFacts, group: str, say: Speaker, *, in_words: bool) -> Cell:
    """Group in all the municipalities together, with its years as a small picture."""
    total, years = facts.matrix.total(group), facts.matrix.totals.get(group, ())
    lines: tuple[str, ...] = ()
    if total is not None and in_words:
        share = (share_words(say, total.share),) if total.share else ()
        lines = (count_words(say, total.persons, total.residents), *share)
    bar = total.share if total is not None and in_words else None
    if len(years) < 2:  # noqa: PLR2004 - one year is no trend
        return Cell("" if lines else "–", share=bar, lines=lines)
    way = Link(f"{years[0].year}–{years[-1].year}", f"#{TargetGroups.TREND}", data=(("trend", group),))
    return Cell("", share=bar, lines=lines, picture=_years(years, say), link=way)


def _years(years: tuple[Total, ...], say: Speaker) -> Figure:
    """Small picture of the years; it opens the trend of the group (`trend.js`)."""
    alt = "; ".join(f"{total.year}: {total_words(say, total)}" for total in years)
    shares = [total.share for total in years]
    points = (
        cast("list[tuple[float, float]]", shares)
        if all(shares)
        else [(float(total.persons.low), float(total.persons.high)) for total in years]
    )
    return Figure.bare(Columns(tuple(points)), alt)


def _numbers(cell: Counted, group: TargetGroup, say: Speaker) -> tuple[Words | Cell, ...]:
    persons, figure = cell.persons, cell.denominator
    if figure.value is not None or group.no_denominator:
        residents = say.number(figure.value)
    else:
        residents = missing_words(say, figure)
    share = say("coverage.not_computable") if figure.value is None else "–"

    def number(value: float | None) -> Cell:
        return Cell(say.number(value), value)

    return (
        f"{group.name(say.language)}, {history.label(cell.area.number)}",
        Cell(say(STATE_KEYS[cell.state]), cell.state),
        number(persons.low if persons else None),
        number(persons.high if persons else None),
        Cell(residents, figure.value),
        Cell(share_words(say, cell.share) if cell.share else share, cell.share[0] if cell.share else None),
        number(cell.target),
        number(persons.attendances if persons else None),
        number(persons.completed if persons else None),
        figure.table or "–",
    )
