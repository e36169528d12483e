"""What was published each year for the ground of some municipalities: the parts, and the area they fill."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from terms.municipalities import FIRST_YEAR, tied

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dashboard.official.published import Figure, Published, State
    from terms.municipalities import Tied

FIRST_SERIES_YEAR = 2006
"""No number has been reused for a larger territory since."""
NOT_APPLICABLE, HIDDEN = ".", ":"


class Point(NamedTuple):
    """Figure of one year and area, from the parts published for it; a part without a row is None."""

    area: frozenset[str]
    parts: Mapping[str, Figure | None]
    applicable: bool = True

    @property
    def state(self) -> State:
        """Known where all parts are; one hidden part hides the whole, for the rest could tell it."""
        states = {part.state if part else "missing" for part in self.parts.values()}
        if not self.applicable or states == {"not_applicable"}:
            return "not_applicable"
        if states == {"known"}:
            return "known"
        return "hidden" if "hidden" in states else "missing"

    @property
    def symbol(self) -> str | None:
        """What the source would write for the whole; None where it is known or has no row."""
        if self.state == "known":
            return None
        if self.state == "missing":
            written = (part.symbol for part in self.parts.values() if part and part.state == "missing")
            return next((symbol for symbol in written if symbol), None)
        return HIDDEN if self.state == "hidden" else NOT_APPLICABLE

    @property
    def total(self) -> float | None:
        """Sum of the known parts; None where none is known."""
        known = [part.value for part in self.parts.values() if part and part.value is not None]
        return sum(known) if known and self.applicable else None


def points_of(
    figures: Published, indicator: str, asked: frozenset[str], target_year: int, *, divided: bool
) -> Iterator[tuple[int, Point]]:
    """What was published each year for the area that holds the numbers asked for.

    With `divided` a joint area is divided where the source itself gives figures for all its parts.
    """
    rows = figures.of(indicator)
    last = max((year for found in rows.values() for year in found), default=0)
    for year in range(FIRST_SERIES_YEAR, last + 1):
        areas = {tied(max(year, FIRST_YEAR), target_year)[number] for number in asked}
        near = asked.union(*(area.numbers for area in areas))
        if not any(year in rows.get(number, ()) for number in near):
            continue
        found = [_area(rows, area, asked, year, divided=divided) for area in areas]
        yield (
            year,
            Point(
                frozenset[str]().union(*(point.area for point in found)),
                {number: figure for point in found for number, figure in point.parts.items()},
                all(point.applicable for point in found),
            ),
        )


def _area(
    rows: Mapping[str, Mapping[int, Figure]],
    together: Tied,
    asked: frozenset[str],
    year: int,
    *,
    divided: bool,
) -> Point:
    """Figures of one area: of the numbers of the time, or of its own number where the source gives these.

    Not applicable where the source has rows only for numbers not in use: their zeros are no figures.
    """
    area = frozenset(together.municipalities)
    then = {number: rows.get(number, {}).get(year) for number in together.numbers}
    own = {number: _carried_back(rows, number, year) for number in together.municipalities}
    given = all(figure is not None for figure in own.values()) and not own.keys() & then.keys()
    published = any(then.values())
    wanted = asked & area
    if given and (not published or (divided and len(area) > 1 and wanted != area and _adds_up(own, then))):
        return Point(wanted, {number: own[number] for number in wanted})
    to_come = any(year in rows.get(number, ()) for number in together.municipalities)
    return Point(area, then, applicable=published or not to_come)


def _carried_back(rows: Mapping[str, Mapping[int, Figure]], number: str, year: int) -> Figure | None:
    """Figure that the source itself gives a number of another time; zero and «.» are none."""
    figure = rows.get(number, {}).get(year)
    return figure if figure and figure.state == "known" and figure.value else None


def _adds_up(own: Mapping[str, Figure | None], then: Mapping[str, Figure | None]) -> bool:
    """Whether parts given by the source make up the whole it also published: then they are true parts."""
    whole, parts = Point(frozenset(), then), Point(frozenset(), own)
    return whole.state == "known" and whole.total == parts.total
