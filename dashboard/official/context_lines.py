"""Lines of one municipality or county: an index, counts divided by counts, or a ratio as published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dashboard.official.context_ground import FIRST_YEAR, county_figures, own_figures
from dashboard.official.context_measures import SCALE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.official.context_ground import Figure, Ground
    from dashboard.official.context_measures import Measure


class Point(NamedTuple):
    """Value of a year.

    `joint`: of a larger area; `converted`: of summed or older numbers; `begins`: never draw a line to it.
    `places`: municipalities behind it. `low`, `high`: their middle half, of a ratio.
    """

    year: int
    value: float
    joint: bool = False
    converted: bool = False
    begins: bool = False
    places: int = 1
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Line:
    """Points by year, and the tables they are from."""

    points: tuple[Point, ...] = ()
    tables: frozenset[str] = frozenset()

    def at(self, year: int) -> Point | None:
        """Point of a year."""
        return next((point for point in self.points if point.year == year), None)


def own_line(ground: Ground, measure: Measure, number: str, base_year: int | None = None) -> Line:
    """Line of a municipality alone; an index needs the year that is 100."""
    counted = own_figures(ground, measure.indicator, number)
    if measure.kind == "index":
        return _index(counted, base_year) if base_year else Line()
    if measure.kind == "ratio":
        return _line(counted)
    return _rate(counted, own_figures(ground, measure.base, number), measure)


def county_line(ground: Ground, measure: Measure, county: str, base_year: int | None = None) -> Line:
    """Line of a county: its municipalities summed before dividing; none of a ratio."""
    if measure.kind == "ratio":
        return Line()
    counted = county_figures(ground, measure.indicator, county)
    if measure.kind == "index":
        return _index(counted, base_year) if base_year else Line()
    return _rate(counted, county_figures(ground, measure.base, county), measure)


def index_year(ground: Ground, measure: Measure, number: str, start: int | None) -> int | None:
    """Year that is 100: the first from `start` on with a figure of the municipality's own territory."""
    own = own_figures(ground, measure.indicator, number)
    years = [row.year for row in own if not row.joint and row.year >= FIRST_YEAR]
    return next((year for year in years if year >= (start or FIRST_YEAR)), next(iter(years), None))


def _line(rows: Iterable[Figure], scale: float = 1.0) -> Line:
    listed = list(rows)
    points = (Point(row.year, scale * row.value, row.joint, row.converted, row.begins) for row in listed)
    return Line(tuple(points), frozenset(table for row in listed for table in row.tables.split("; ")))


def _index(rows: Iterable[Figure], base_year: int) -> Line:
    """Line of the own territory with one year as 100; a year of a joint area cannot be set beside it."""
    own = [row._replace(begins=False) for row in rows if not row.joint]
    first = next((row.value for row in own if row.year == base_year), 0)
    return _line(own, 100 / first) if first > 0 else Line()


def _rate(counted: Iterable[Figure], residents: Iterable[Figure], measure: Measure) -> Line:
    """Counts divided by those of the same year and area."""
    base = {(row.year, row.area): row for row in residents if row.value > 0}
    return _line(
        (
            row._replace(value=row.value / below.value, tables=f"{row.tables}; {below.tables}")
            for row in counted
            if (below := base.get((row.year, row.area)))
        ),
        SCALE[measure.kind],
    )
