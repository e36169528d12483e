"""Gaps of a portfolio: target groups that nobody reaches, and municipalities without a project."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.content.blocks import Bullets, Figure, Heading, Note, Sentence
from dashboard.content.maps import Map, MapTile
from dashboard.content.pictures import drawn
from dashboard.content.tables import Table, word_table
from dashboard.coverage.gap_wording import STATE_KEYS, places_sentence, sentence
from dashboard.coverage.gaps import GAPS
from dashboard.coverage.group_reach import group_reach
from dashboard.coverage.uncovered import gaps_of, known_figures, uncovered
from dashboard.overview.ground import Section
from dashboard.places.words import denominator_source, group_names
from dashboard.status.marks import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.blocks import Figure
    from dashboard.coverage.gaps import Gap
    from dashboard.coverage.uncovered import Uncovered
    from dashboard.overview.ground import Ground

TALLEST = 520.0
"""Height a map may have on the page, in units of a picture; a taller one is drawn smaller."""
NAMED = 60
"""Municipalities without a project that are named at most; more are told by county."""


def gap_section(ground: Ground) -> Section:
    """Groups and municipalities left out; residents are official figures of the whole region."""
    say, store, scope = ground.say, ground.store, ground.figures.scope
    reached = group_reach(store, scope, ground.selection)
    found = gaps_of(store, ground.selection, reached, scope)
    empty = uncovered(store, scope, store.per_version(known_figures))
    wanting = [gap for gap in found if gap.state in GAPS]
    official = [denominator_source(store, gap.group) for gap in wanting if gap.residents]
    sources = frozenset(one.aim.source for one in reached if one.aim)
    blocks = (
        Heading(say("region.gaps")),
        Sentence(sentence(found, empty, say)),
        *((_groups(wanting, ground),) if wanting else ()),
        Heading(say("gaps.places_title"), 2),
        _picture(empty, ground),
        *_places(empty, ground),
        Note(say("gaps.note_residents")),
    )
    return Section(
        blocks,
        sources,
        frozenset(table for one in official for table in one["tables"]),
        max((one["retrieved"] for one in official if one["retrieved"]), default=None),
        example=any(gap.example for gap in found),
    )


def _groups(wanting: Sequence[Gap], ground: Ground) -> Table:
    say = ground.say
    names = group_names(ground.store, say)
    return word_table(
        say("gaps.group_table"),
        (
            say("label.target_group"),
            say("label.status"),
            say("gaps.column_planned"),
            say("gaps.column_residents"),
            say("label.year"),
        ),
        tuple(
            (
                names[gap.group],
                f"{SHAPES[STATE_KEYS[gap.state][0]]} {say(STATE_KEYS[gap.state][1])}",
                say.number(len(gap.projects)),
                say.number(gap.residents.value) if gap.residents else "–",
                str(gap.residents.year) if gap.residents else "–",
            )
            for gap in wanting
        ),
        numeric=(2, 3, 4),
        widths=(34, 32, 12, 13, 9),
    )


def _picture(empty: Uncovered, ground: Ground) -> Figure:
    """Municipalities of the region as tiles: with a project, or without."""
    say = ground.say
    without = frozenset(empty.rows["municipality"])
    columns = ["municipality", "name", "tile_column", "tile_row"]
    known = empty.all_places.dropna(subset=["tile_column", "tile_row"])[columns]
    tiles = [
        MapTile(name, int(column), int(row), "none" if number in without else "claimed_only")
        for number, name, column, row in known.itertuples(index=False, name=None)
    ]
    title = say("region.tiles", place=ground.place)
    told = places_sentence(empty, say)
    words = (("claimed_only", say("region.with_project")), ("none", say("region.without_project")))
    chart = Map(tuple(tiles), words)
    made = ground.drawn(
        chart,
        title=title,
        sentence=f"{told} {say('gaps.picture')}",
        sources=frozenset(ground.figures.scope.rows(ground.store["project_municipality"])["source"]),
        alt=f"{title}. {told}",
    )
    return replace(made, share=min(1.0, TALLEST / drawn(chart).height))


def _places(empty: Uncovered, ground: Ground) -> tuple[Bullets, ...]:
    """Municipalities without a project by county; only how many where they are many."""
    say = ground.say
    towns = empty.all_places["county"].value_counts().to_dict()
    name_them = len(empty.rows) <= NAMED
    items = []
    for county, rows in empty.rows.sort_values("name").groupby("county_name"):
        of = say.number(towns[rows["county"].iloc[0]])
        head = say("gaps.of_county", county=county, n=say.number(len(rows)), of=of)
        items.append(f"{head} {', '.join(rows['name'])}" if name_them else head.rstrip(":"))
    return (Bullets(tuple(items), small=True),) if items else ()
