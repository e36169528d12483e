"""Which number a municipality had in a given year, by the legal changes of the reference lists."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seeds.rows import Row

STILL = 9999
"""Last year of a number that is in use."""


class Numbers:
    """Follows numbers through changes, both ways, as long as the way is not shared with others."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        listed = tables["municipality"]
        self._valid = {r["municipality"]: (r["valid_from"], r["valid_to"] or STILL) for r in listed}
        self._after: dict[str, set[str]] = defaultdict(set)
        self._before: dict[str, set[str]] = defaultdict(set)
        for change in tables["municipality_change"]:
            if change["from_number"] != change["to_number"]:
                self._after[change["from_number"]].add(change["to_number"])
                self._before[change["to_number"]].add(change["from_number"])

    def valid_in(self, year: int, number: str) -> str | None:
        """Return the number in that year; None where it was split, merged before, or is unknown."""
        if number not in self._valid:
            return None
        first, last = self._valid[number]
        if first <= year <= last:
            return number
        ways = self._after[number] if year > last else self._before[number]
        return self.valid_in(year, next(iter(ways))) if len(ways) == 1 else None
