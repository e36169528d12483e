"""Years of one target group in blocks: what its live figure says in words, and its numbers in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Block, Example, Live, Note, Notice
from dashboard.content.tables import Cell, Column, Table
from dashboard.coverage.coverage import trend
from dashboard.coverage.figure import coverage_band
from dashboard.coverage.wording import between, lowered, share_words
from dashboard.status.marks import official_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.content.plotly_theme import Figure
    from dashboard.coverage.coverage_total import Total
    from dashboard.coverage.facts import CoverageFacts
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

GRAPH = "graph"
"""Name of the live figure among the blocks."""


def trend_blocks(
    store: FrameStore, facts: CoverageFacts, group: str, say: Speaker
) -> tuple[tuple[Block, ...], tuple[Figure, str] | None]:
    """Blocks of a group's years, and the live figure with its caption; no figure without persons."""
    found, totals = facts.aimed.groups.get(group), facts.matrix.totals.get(group)
    if found is None or not totals:
        return (Notice(say("coverage.no_trend")),), None
    years = trend(facts.matrix, group)
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
    told = [f"{total.year}: {word}" for total, word in zip(totals, words, strict=True)]
    caption = say("coverage.trend_caption", group=lowered(name), years=say.listing(told))
    blocks = (
        *((Example.of(say),) if any(total.persons.example for total in totals) else ()),
        Live(GRAPH),
        *(Note(note) for note in _notes(say, totals, years)),
        _table(totals, name, marks, say),
        *(Note(line, "panel-source") for line in _sources(store, found.denominator, years, say)),
    )
    return blocks, (figure, caption)


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


def _table(totals: Sequence[Total], name: str, marks: Sequence[str], say: Speaker) -> Table:
    columns = (
        Column(say("label.year")),
        Column(say("coverage.column_low"), "persons"),
        Column(say("coverage.column_high"), "persons"),
        Column(say("coverage.column_residents"), "persons"),
        Column(say("label.coverage"), "share"),
        Column(say("label.municipalities"), "count"),
        Column(say("coverage.column_attendances"), "count"),
    )
    rows = tuple(
        (
            Cell(f"{total.year} ({mark})" if mark else str(total.year), total.year),
            Cell(say.number(total.persons.low), total.persons.low),
            Cell(say.number(total.persons.high), total.persons.high),
            Cell(say.number(total.residents), total.residents),
            Cell(share_words(say, total.share), total.share[0]) if total.share else "–",
            Cell(say.number(total.municipalities), total.municipalities),
            Cell(say.number(total.persons.attendances), total.persons.attendances),
        )
        for total, mark in zip(totals, marks, strict=True)
    )
    return Table(say("coverage.trend_table", group=name), columns, rows)
