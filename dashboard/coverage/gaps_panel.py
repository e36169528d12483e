"""Panel «Hol å tette»: target groups nobody reaches and municipalities without a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Gaps as Ids
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, notice, source_lines
from dashboard.coverage.gap_groups import county_table, group_list, group_table
from dashboard.coverage.gap_places import county_counts, place_list, place_table
from dashboard.coverage.gap_wording import sentence
from dashboard.coverage.group_reach import group_reach
from dashboard.coverage.small_numbers import rounding_line
from dashboard.coverage.targeting import targeting
from dashboard.coverage.uncovered import IMMIGRANTS, POPULATION, gaps_of, known_figures, uncovered
from dashboard.places.scope import scope_of
from dashboard.places.words import group_names, place_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.coverage.gaps import Gap
    from dashboard.coverage.group_reach import GroupReach
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the two lists."""
    return drawing.panel(Ids.PANEL, say, say("gaps.label"))


def register(app: Dash, store: FrameStore) -> None:
    """Draw the panel on every choice."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Both lists of a selection, most pressing first."""
    scope, figures = scope_of(store, selection), store.per_version(known_figures)
    reached = group_reach(store, scope, selection)
    found = gaps_of(store, selection, reached, scope)
    names = group_names(store, say)
    empty = uncovered(store, scope, figures)
    wide = not (selection.county or selection.municipalities)
    return Content(
        title=say("gaps.title", place=place_words(store, selection, say)),
        sentence=sentence(found, empty, say),
        chart=[
            *([] if scope.projects else [notice(say("gaps.no_projects"))]),
            html.Div(
                [group_list(found, store, names, say), place_list(empty, selection, say)],
                className="two-lists",
            ),
            *([rounding_line(store, say)] if any(gap.persons for gap in found) else []),
        ],
        tables=[
            group_table(found, names, say),
            *([county_table(store, reached, names, say)] if wide else []),
            county_counts(empty, say) if wide else place_table(empty, say),
        ],
        sources=_sources(store, reached, found, say),
        example=any(gap.example for gap in found),
        method="hol",
        downloads=downloads(selection, say, tables=("hol", "kommunar-utan-prosjekt")),
        notes=[say("gaps.note_residents"), say("gaps.note_overlap")],
    )


def _sources(
    store: FrameStore, reached: Sequence[GroupReach], found: Sequence[Gap], say: Speaker
) -> list[str]:
    groups, official = store.per_version(targeting).groups, store.per_version(_official)
    used = {groups[gap.group].denominator for gap in found if gap.residents} | {POPULATION, IMMIGRANTS}
    tables = [official[indicator] for indicator in used if indicator in official]
    return source_lines(
        say,
        {one.aim.source for one in reached if one.aim}
        | ({"seeds/"} if any(gap.example for gap in found) else set()),
        tables={table for names, _ in tables for table in names},
        retrieved=max((retrieved for _, retrieved in tables), default=None),
    )


def _official(store: FrameStore) -> dict[str | None, tuple[tuple[str, ...], dt.date]]:
    """Tables of each indicator and the day they were last fetched."""
    return {
        str(indicator): (tuple(rows["source_table"].unique()), rows["retrieved"].max())
        for indicator, rows in store["statistic"].groupby("indicator")
    }
