"""The tertial report (tertialrapport): one page of what is not as planned, with status and money to date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from dashboard.content.blocks import Heading, Note, Sentence
from dashboard.content.document import Document
from dashboard.content.form import Blank
from dashboard.money.money_years import money_years
from dashboard.overview.ground import Ground, Section
from dashboard.papers.about_section import about_in_short, filters_in_words
from dashboard.papers.one_page import longest_that_fits
from dashboard.papers.open_matters import matter_table, open_matters
from dashboard.papers.status_section import status_section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.address.selection import Selection
    from dashboard.content.blocks import Block
    from dashboard.papers.open_matters import Matter
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND = "tertial"
Tertial = Literal[1, 2]
ENDS: dict[Tertial, tuple[int, int]] = {1: (4, 30), 2: (8, 31)}
"""Month and day each tertial ends; the third ends with the year, and the annual report tells of it."""
MOST = 12
"""Deviations listed at most."""


class Period(NamedTuple):
    """What the paper is about: a tertial of a year and its last day; None = the status of the selection."""

    tertial: Tertial | None
    day: dt.date


def period_of(selection: Selection, today: dt.date, asked: Tertial | None = None) -> Period:
    """Period of a selection: the tertial asked for, else the last that has ended, of its one year.

    Where no year or several are chosen, or the tertial has not ended, it is the status on the selection's
    own day, which is never after today.
    """
    years = selection.years
    if years is None or years[0] != years[1]:
        return Period(None, today)
    ended: list[tuple[Tertial, dt.date]] = [
        (tertial, day) for tertial, end in ENDS.items() if (day := dt.date(years[0], *end)) <= today
    ]
    wanted = [one for one in ended if asked in (None, one[0])]
    return Period(*wanted[-1]) if wanted else Period(None, today)


def tertial_paper(
    store: FrameStore,
    selection: Selection,
    say: Speaker,
    *,
    tertial: Tertial | None = None,
    today: dt.date | None = None,
) -> Document:
    """Tertial report of a selection: status lines, what is red or yellow and what is done about it, money."""
    period = period_of(selection, today or dt.datetime.now(dt.UTC).date(), tertial)
    ground = Ground(store, selection, say, period.day)
    status, matters = status_section(ground), open_matters(ground)
    money = money_years(ground)
    found = Section((), frozenset(one.source for one in matters), example=any(one.example for one in matters))
    sections = (status, found, money)
    name = _name(period, ground)

    def blocks(rows: int) -> tuple[Block, ...]:
        return (
            Sentence(say("tertial.lead", period=name, place=ground.place), lead=True),
            *status.blocks,
            *_deviations(matters, rows, ground),
            *money.blocks,
            *((Note(say("tertial.whole_years", year=period.day.year)),) if period.tertial else ()),
            *about_in_short(ground, sections, say("papers.method_contribution")),
        )

    return Document(
        kind=KIND,
        genre=say("tertial.genre"),
        title=say("tertial.title", place=ground.subject, period=name),
        language=say.language,
        blocks=longest_that_fits(range(MOST, -1, -1), blocks),
        filters=filters_in_words(ground),
        query=selection.within(language=say.language).query(),
        data_date=ground.data_date,
        example=any(section.example for section in sections),
        close_set=True,
    )


def _name(period: Period, ground: Ground) -> str:
    """«2. tertial 2014», or «status per 31. desember 2014» where no tertial can be told."""
    say = ground.say
    if period.tertial:
        return say(PERIOD_KEYS[period.tertial], year=period.day.year)
    return say("tertial.status_on", date=ground.data_date)


def _deviations(matters: Sequence[Matter], rows: int, ground: Ground) -> tuple[Block, ...]:
    say = ground.say
    heading = Heading(say("tertial.deviations_heading"))
    if not matters:
        return (heading, Sentence(say("tertial.nothing")))
    caption = say("papers.deviations_table", date=ground.data_date)
    shown = matters[:rows]
    left = len(matters) - len(shown)
    table = matter_table(shown, ground, caption=caption, to_write=say("tertial.to_write"))
    return (
        heading,
        *((table,) if shown else ()),
        *((Note(say.count("matters.more", left)),) if left else ()),
        *((Blank(say("tertial.blank"), 2),) if any(one.why is None for one in shown) else ()),
    )


PERIOD_KEYS: dict[Tertial, str] = {1: "tertial.first", 2: "tertial.second"}
