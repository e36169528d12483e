"""Picture of coverage year by year: the lowest and highest possible share of the group that speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.trends import Series, trend
from dashboard.coverage import coverage
from dashboard.coverage.coverage import headline
from dashboard.coverage.coverage_matrix import coverage_matrix
from dashboard.coverage.reach import participation_sources
from dashboard.coverage.wording import total_words
from dashboard.places.words import group_names

if TYPE_CHECKING:
    from dashboard.content.blocks import Figure
    from dashboard.overview.ground import Ground


def trend_picture(ground: Ground) -> tuple[Figure, bool] | None:
    """Years of one group with at least two of them; shares where every year has one, else persons."""
    say, store = ground.say, ground.store
    matrix = coverage_matrix(store, ground.selection)
    head = headline(matrix)
    if head is None or len(matrix.totals.get(head.group, ())) < 2:  # noqa: PLR2004 - one year is no trend
        return None
    rows = coverage.trend(matrix, head.group)
    shares = bool(rows["share_low"].notna().all())
    low, high = ("share_low", "share_high") if shares else ("low", "high")
    years = [int(year) for year in rows["year"]]
    group = group_names(store, say)[head.group]
    counted = store.per_version(participation_sources)
    title = f"{say('coverage.trend_table', group=group)}: {ground.place}"
    told = [f"{one.year}: {total_words(say, one)}" for one in matrix.totals[head.group]]
    most = tuple(zip(years, rows[high].astype(float), strict=True))
    least = tuple(zip(years, rows[low].astype(float), strict=True))
    both = [Series(say("papers.key_at_most"), most), Series(say("papers.key_at_least"), least)]
    made = trend(
        both if most != least else [Series(group, most)],
        say,
        written=say.percent if shares else say.number,
        breaks=[
            (year, say("coverage.break"))
            for year, cut in zip(years, rows["break_before"], strict=True)
            if cut
        ],
    )
    drawn = ground.drawn(
        made,
        title=title,
        sentence=f"{say('coverage.axis_share' if shares else 'coverage.axis_persons')}. {told[-1]}.",
        sources=frozenset[str]().union(*(counted.get(one, frozenset()) for one in matrix.scope.projects)),
        alt=f"{title}. {'; '.join(told)}.",
    )
    return drawn, any(one.persons.example for one in matrix.totals[head.group])
