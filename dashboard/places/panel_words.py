"""Names of places and groups, from `wording`, for the panels."""

from __future__ import annotations

from dashboard.places.words import NAMED, OfficialSource, denominator_source, group_names, place_words

__all__ = [
    "NAMED",
    "OfficialSource",
    "denominator_source",
    "group_names",
    "place_words",
]
