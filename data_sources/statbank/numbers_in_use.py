"""Which municipality number was in use in a year, for figures that come with numbers of other years too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST, LAST = 2012, 2024
"""Years the reference list of numbers tells apart; none has changed since."""
POPULATION = "population"


@dataclass(frozen=True)
class NumbersInUse:
    """Numbers by year; `settled_since` is the first year before 2012 in which anyone lived under a number.

    Before 2012 a number is taken to be as in 2012, unless the population says that it came later. A
    number without population then is not known to be missing.
    """

    spans: Mapping[str, tuple[int, int]]
    territory: Mapping[str, frozenset[str]]
    settled_since: Mapping[str, int]

    def known(self, number: str) -> bool:
        """Whether it was in use some time 2012-2024."""
        return number in self.spans

    def in_use(self, number: str, year: int) -> bool:
        """Whether figures of 1 January may stand at the number that year."""
        first, last = self.spans.get(number, (LAST + 1, FIRST))
        listed = first <= min(max(year, FIRST), LAST) <= last
        return listed and (year >= FIRST or year >= self.settled_since.get(number, year))

    def then(self, number: str, year: int) -> str | None:
        """Number in use that year for exactly the territory of another; None where divided or joined."""
        if self.in_use(number, year):
            return number
        territory = self.territory.get(number)
        found = [
            other
            for other, ground in self.territory.items()
            if territory and ground & territory and self.in_use(other, year)
        ]
        return found[0] if len(found) == 1 and self.territory[found[0]] == territory else None

    def joint(self, number: str, year: int) -> str | None:
        """Number in use that year for an area that the territory of another is only a part of."""
        ground = self.territory.get(number, frozenset())
        found = [
            other for other, whole in self.territory.items() if ground < whole and self.in_use(other, year)
        ]
        return found[0] if len(found) == 1 else None


def numbers_in_use(
    municipality: pd.DataFrame, successor: pd.DataFrame, statistic: pd.DataFrame
) -> NumbersInUse:
    """Put the reference lists together with the population before 2012, as far as it is known."""
    ends = municipality["valid_to"].fillna(LAST).astype(int)
    spans = {
        number: (int(first), int(last))
        for number, first, last in zip(
            municipality["municipality"], municipality["valid_from"], ends, strict=True
        )
    }
    territory = {
        str(number): frozenset(places)
        for number, places in successor.groupby("municipality")["municipality_2024"]
    }
    return NumbersInUse(spans, territory, settled_since(statistic))


def settled_since(statistic: pd.DataFrame) -> dict[str, int]:
    """First year before 2012 with persons under each number that has any then."""
    rows = statistic[(statistic["indicator"] == POPULATION) & (statistic["year"] < FIRST)]
    rows = rows[pd.to_numeric(rows["value"]) > 0]
    return {str(number): int(year) for number, year in rows.groupby("municipality")["year"].min().items()}
