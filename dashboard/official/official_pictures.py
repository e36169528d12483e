"""Pictures of official figures: one municipality beside similar ones and its county, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.address.view_tables import OFFICIAL_PICTURES
from dashboard.content.blocks import Figure
from dashboard.content.trends import Series, trend
from dashboard.official.context import Beside, beside
from dashboard.official.context_ground import Ground as Figures
from dashboard.official.context_ground import county_of, measures
from dashboard.official.context_measures import POPULATION
from dashboard.official.published import published
from dashboard.places.peers import choice
from dashboard.places.profile import profiles
from dashboard.status.marks import official_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from dashboard.official.context_lines import Line
    from dashboard.overview.ground import Ground
    from dashboard.store.store import FrameStore

THOUSANDS = 1000


def official_picture(ground: Ground, name: str) -> tuple[Figure, bool] | None:
    """Lines of one measure; None for several municipalities, and where nothing is published."""
    number = _only(ground)
    figures = ground.store.per_version(_figures)
    measure = next((one for one in measures(figures) if one.indicator == OFFICIAL_PICTURES[name]), None)
    if number is None or measure is None:
        return None
    first, last = _period(ground)
    one = beside(figures, measure, number, choice(ground.selection.peers), first)
    if not one.own.points:
        return None
    say, written = ground.say, _writer(one, ground)
    title = f"{_title(one, ground)}: {ground.place}"
    lines = [(label, line) for label, line in _lines(one, number, ground) if line.points]
    values = ", ".join(
        say(
            "context.value_in",
            label=label,
            value=written(_drawn(one, line)[-1][1]),
            year=line.points[-1].year,
        )
        for label, line in lines
    )
    made = trend(
        [Series(label, _drawn(one, line)) for label, line in lines],
        say,
        written=written,
        period=(first, last) if first and last else None,
        breaks=[(point.year, say("coverage.break")) for point in one.own.points if point.begins],
    )
    tables = {table for _, line in lines for table in line.tables}
    drawn = Figure(
        made,
        title=title,
        sentence=f"{values}. {say('papers.method_contribution')}",
        source=" ".join(official_lines(say, _fetched(ground, tables))),
        date="",
        alt=f"{title}. {values}.",
    )
    return drawn, False


def _only(ground: Ground) -> str | None:
    """The one municipality the selection is about."""
    scope = ground.figures.scope
    found = scope.focus or tuple(scope.municipalities)
    return found[0] if len(found) == 1 else None


def _lines(one: Beside, number: str, ground: Ground) -> list[tuple[str, Line]]:
    counties = ground.store["county"].set_index("county")["name"]
    county = str(counties.get(county_of(ground.store.per_version(_figures), number), ""))
    return [
        (ground.place, one.own),
        (ground.say("label.similar_municipalities"), one.peers),
        (county, one.county),
    ]


def _drawn(one: Beside, line: Line) -> tuple[tuple[int, float], ...]:
    """Points with values; an index is drawn as the change from its first year."""
    base = 100.0 if one.measure.kind == "index" else 0.0
    return tuple((point.year, point.value - base) for point in line.points)


def _title(one: Beside, ground: Ground) -> str:
    """Name of the measure with its unit."""
    say, measure = ground.say, one.measure
    row = ground.store["indicator"].set_index("indicator").loc[measure.indicator]
    name = str(row[f"name_{say.language}"])
    if measure.kind == "index":
        return say("exports.change_since", name=name, year=one.base_year)
    if measure.kind == "percent":
        key = "context.kind_percent" if measure.base == POPULATION else "context.kind_percent_16"
        return say(key, name=name)
    if measure.kind == "per_thousand":
        return say("context.kind_per_thousand", name=name)
    return say("context.kind_ratio", name=name, unit=row["unit"])


def _writer(one: Beside, ground: Ground) -> Callable[[float], str]:
    """How values stand on the axis and in the sentence."""
    say = ground.say
    if one.measure.kind in {"index", "percent"}:
        return lambda value: say.percent(value / 100, 1)
    return lambda value: say.number(value, 0 if abs(value) >= THOUSANDS else 1)


def _period(ground: Ground) -> tuple[int | None, int | None]:
    """First and last year of the projects in scope; the year of the grant where no start is stated."""
    rows = ground.figures.scope.rows(ground.store["project"])
    starts = rows["start_year"].fillna(rows["grant_year"]).dropna()
    ends = rows["end_year"].dropna()
    return (
        None if starts.empty else int(starts.min()),
        None if ends.empty else int(ends.max()),
    )


def _fetched(ground: Ground, tables: set[str]) -> dict[str, dt.date]:
    """Day each table was fetched."""
    wanted = {part for table in tables for part in table.split("; ")}
    rows = ground.store["statistic"]
    days = rows[rows["source_table"].isin(wanted)].groupby("source_table")["retrieved"].max().dropna()
    return {str(table): day.date() for table, day in days.items()}


def _figures(store: FrameStore) -> Figures:
    """Ground of the lines, once per data version."""
    statistic, municipality = store["statistic"], store["municipality"]
    return Figures(
        published(statistic, store["indicator"], store["indicator_share"]),
        statistic,
        municipality,
        profiles(statistic, municipality, store["kostra_group"]),
    )
