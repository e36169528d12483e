"""Transfer: projects elsewhere that reached a group one misses, the most similar places first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from dashboard.coverage.group_reach import GroupReach

REASONS = {
    (True, True): "size_and_centrality",
    (True, False): "size",
    (False, True): "centrality",
    (False, False): "nearest",
}
"""What is alike, by whether size and centrality are."""


@dataclass(frozen=True)
class Place:
    """A municipality of today where a project works, and how like one's own it is.

    `like` is the label of the own municipality that comes nearest, `distance` how far apart the two are
    (see `metrics.peers`; 0 within a KOSTRA group), `reason` what is alike: size_and_centrality, size,
    centrality or nearest. None where there is no own municipality. `residents` is None without a figure.
    """

    municipality: str
    label: str
    residents: float | None
    centrality: float | None
    like: str | None = None
    reason: str | None = None
    distance: float = inf


@dataclass(frozen=True)
class Match:
    """A project that reached a group, with its places, the most similar first."""

    reach: GroupReach
    places: tuple[Place, ...]

    @property
    def distance(self) -> float:
        """Distance of the most similar place."""
        return min((place.distance for place in self.places), default=inf)


def likeness(municipalities: pd.DataFrame, similar: Mapping[str, pd.DataFrame]) -> Mapping[str, Place]:
    """Every municipality with how like the own ones it is.

    Reads `municipality`, `label`, `population` and `centrality`, one row per municipality of 2024;
    `similar` holds the rows of `peers` by the label of each own municipality.
    """
    found = {
        number: Place(number, label, _known(population), _known(centrality))
        for number, label, population, centrality in municipalities[
            ["municipality", "label", "population", "centrality"]
        ].itertuples(index=False, name=None)
    }
    columns = ["municipality", "distance", "alike_population", "alike_centrality"]
    for own, rows in similar.items():
        for number, apart, size, centrality in rows[columns].itertuples(index=False, name=None):
            distance, place = _known(apart) or 0.0, found[number]
            if distance < place.distance:
                reason = REASONS[bool(size), bool(centrality)]
                found[number] = replace(place, like=own, reason=reason, distance=distance)
    return found


def matches(
    reached: Iterable[GroupReach], groups: Iterable[str], areas: pd.DataFrame, places: Mapping[str, Place]
) -> dict[str, tuple[Match, ...]]:
    """Projects that reached each group wholly or partly.

    Those that reached it come before those that partly did, what is told before what is invented, and
    similar places before others. `areas` is the frame project_municipality.
    """
    working: dict[str, list[str]] = {}
    for project, area in areas[["project", "area"]].itertuples(index=False, name=None):
        working.setdefault(project, []).extend(number for number in area.split("+") if number in places)
    found: dict[str, list[Match]] = {group: [] for group in groups}
    for one in reached:
        if one.group in found and one.outcome in {"reached", "partly"}:
            here = sorted((places[number] for number in working.get(one.project, ())), key=_nearest)
            found[one.group].append(Match(one, tuple(here)))
    return {group: tuple(sorted(each, key=_best)) for group, each in found.items()}


def _known(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124  # NaN is not equal to itself


def _nearest(place: Place) -> float:
    return place.distance


def _best(match: Match) -> tuple[bool, bool, float]:
    return match.reach.outcome != "reached", match.reach.evidence == "example", match.distance
