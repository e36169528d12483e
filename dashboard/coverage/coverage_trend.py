"""Trend of one target group: coverage per year as a band, with its numbers in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import TargetGroups
from dashboard.content.graph import graph
from dashboard.content.parts import Table, example_mark, notice
from dashboard.content.parts import table as table_of
from dashboard.coverage.coverage import trend
from dashboard.coverage.coverage_matrix import Coverage, coverage_matrix
from dashboard.coverage.coverage_words import between, lowered, share_words
from dashboard.coverage.figure import coverage_band
from dashboard.coverage.targeting import targeting
from dashboard.status.marks import official_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.coverage.coverage_total import Total
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

HEIGHT = 300


def trend_of(store: FrameStore, selection: Selection, group: str, say: Speaker) -> list[Component]:
    """Chart and table of a group's years; a sentence where no year has participation."""
    matrix = coverage_matrix(store, selection)
    found = store.per_version(targeting).groups.get(group)
    if found is None or not matrix.totals.get(group):
        return [notice(say("coverage.no_trend"))]
    totals = matrix.totals[group]
    years = trend(matrix, group)
    marks = [
        _mark(say, converted, broken)
        for converted, broken in zip(years["converted"], years["break_before"], strict=True)
    ]
    plain = [
        share_words(say, total.share) if total.share else between(say, total.persons) for total in totals
    ]
    words = [f"{word} ({mark})" if mark else word for word, mark in zip(plain, marks, strict=True)]
    figure = coverage_band(
        years.assign(words=words),
        language=say.language,
        axes=(say("coverage.axis_share"), say("coverage.axis_persons")),
        bounds=(say("coverage.column_low"), say("coverage.column_high")),
    )
    name = found.name(say.language)
    notes = _notes(say, totals, years)
    caption = say(
        "coverage.trend_caption",
        group=lowered(name),
        years=say.listing([f"{total.year}: {word}" for total, word in zip(totals, words, strict=True)]),
    )
    return [
        *([example_mark(say)] if any(total.persons.example for total in totals) else []),
        graph(TargetGroups.TREND_GRAPH, figure, caption=caption, language=say.language, height=HEIGHT),
        *(html.P(note, className="panel-note") for note in notes),
        table_of(_table(matrix, group, name, marks, say)),
        *(html.P(line, className="panel-source") for line in _sources(store, found.denominator, years, say)),
    ]


def _sources(store: FrameStore, indicator: str | None, years: pd.DataFrame, say: Speaker) -> list[str]:
    """Where the residents of these years are from; nothing where the group has no denominator."""
    rows = store["statistic"]
    used = rows[(rows["indicator"] == indicator) & rows["year"].isin(years["year"])]
    return official_lines(say, used.groupby("source_table")["retrieved"].max().dt.date.to_dict())


def _notes(say: Speaker, totals: Sequence[Total], years: pd.DataFrame) -> list[str]:
    """What the reader must know of the years before comparing them."""
    shifting = len({total.municipalities for total in totals}) > 1
    return [
        *([say("coverage.note_converted")] if years["converted"].any() else []),
        *([say("coverage.note_break")] if years["break_before"].any() else []),
        *([say("coverage.note_shifting")] if shifting else []),
    ]


def _mark(say: Speaker, converted: bool, broken: bool) -> str:  # noqa: FBT001  # both come from one row
    """«omregnet, nye grenser»; empty where the year is as published within the borders of the year before."""
    said = [*([say("coverage.converted")] if converted else []), *([say("coverage.break")] if broken else [])]
    return ", ".join(said)


def _table(matrix: Coverage, group: str, name: str, marks: Sequence[str], say: Speaker) -> Table:
    columns = (
        say("label.year"),
        say("coverage.column_low"),
        say("coverage.column_high"),
        say("coverage.column_residents"),
        say("label.coverage"),
        say("label.municipalities"),
        say("coverage.column_attendances"),
    )
    rows = [
        (
            f"{total.year} ({mark})" if mark else str(total.year),
            say.number(total.persons.low),
            say.number(total.persons.high),
            say.number(total.residents),
            share_words(say, total.share) if total.share else "–",
            say.number(total.municipalities),
            say.number(total.persons.attendances),
        )
        for total, mark in zip(matrix.totals[group], marks, strict=True)
    ]
    return Table(say("coverage.trend_table", group=name), columns, rows, frozenset(range(1, 7)))
