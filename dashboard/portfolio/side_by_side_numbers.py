"""Side by side: shares of a few projects or municipalities as intervals, and whether they differ clearly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.official.comparison import wilson
from dashboard.places.peers import peers
from dashboard.places.profile import Profiles, profiles
from dashboard.portfolio.numbers import FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.overview.numbers import KeyFigures
    from dashboard.places.peers import Choice
    from dashboard.store.store import FrameStore

FEWEST, MOST = 2, 6
"""How many can stand beside each other."""


@dataclass(frozen=True)
class Share:
    """A share: its parts, and between `low` and `high` (0-1) where chance alone would let it fall.

    `upper` differs from `part` where the count itself is an interval. `of`: what makes shares comparable,
    such as group and year; shares of different things never are.
    """

    part: float
    whole: float
    low: float
    high: float
    upper: float
    of: tuple[object, ...] = ()


@dataclass(frozen=True)
class Difference:
    """Two that differ clearly, by their places in the row: the highest has no value the lowest may have."""

    higher: int
    lower: int


def share(
    part: float, whole: float, *, upper: float | None = None, of: tuple[object, ...] = ()
) -> Share | None:
    """Share with its Wilson interval (95 %); None with nothing to share, or with more parts than whole."""
    most = part if upper is None else upper
    if not whole or most > whole:
        return None
    return Share(part, whole, wilson(part, whole)[0], wilson(most, whole)[1], most, of)


def shares(figures: KeyFigures) -> dict[str, Share | None]:
    """Shares of one column by row; counts are summed over its projects first, then divided."""
    goals, milestones, plan, found = figures.goals, figures.milestones, figures.plan, figures.coverage
    covered = None
    if found.share and found.persons_low is not None and found.denominator:
        covered = share(
            found.persons_low,
            found.denominator,
            upper=found.persons_high,
            of=(found.denominator_group, found.year),
        )
    return {
        "goals": share(goals.in_course, goals.measurable),
        "milestones": share(milestones.reached, milestones.due),
        "plan": share(plan.on_plan, plan.assessed),
        "coverage": covered,
        # none active is what silence looks like too, so it is not told apart from it
        "active": share(figures.active, figures.places) if figures.active else None,
    }


def comparable(known: Sequence[Share | None]) -> bool:
    """Whether there are two shares or more, all of the same thing."""
    stated = [each for each in known if each]
    return len(stated) >= FEWEST and len({each.of for each in stated}) == 1


def difference(known: Sequence[Share | None]) -> Difference | None:
    """The two furthest apart, where their intervals do not overlap; None where every difference is unclear.

    Ask `comparable` first.
    """
    stated = [(place, each) for place, each in enumerate(known) if each]
    higher, top = max(stated, key=lambda pair: pair[1].low)
    lower, bottom = min(stated, key=lambda pair: pair[1].high)
    return Difference(higher, lower) if top.low > bottom.high else None


def similar_pair(
    rows: pd.DataFrame, aimed: pd.DataFrame, *, one: str | None = None
) -> tuple[str, str] | None:
    """The two projects that are most alike (with `one` of them given); None where there are not two.

    Alike: most fields that both have reported, then the largest share of common target groups, then the
    same programme; equals as they stand. `rows` is what `matrix` gives, `aimed` project_target_group.
    """
    if len(rows) < FEWEST:
        return None
    projects = list(rows["project"])
    reported = rows[[*FIELDS.values()]].notna().to_numpy().astype("int64")
    inside = aimed[aimed["project"].isin(projects)]
    groups = pd.crosstab(inside["project"], inside["target_group"]).reindex(projects, fill_value=0).to_numpy()
    both = groups @ groups.T
    size = groups.sum(axis=1)
    either = size[:, None] + size[None, :] - both
    programme = rows["programme"].to_numpy()
    first, second = np.triu_indices(len(projects), 1)
    if one in projects:
        place = projects.index(one)
        kept = (first == place) | (second == place)
        first, second = first[kept], second[kept]
    order = np.lexsort(
        (
            -(programme[first] == programme[second]).astype("int64"),
            -(both / np.maximum(either, 1))[first, second],
            -(reported @ reported.T)[first, second],
        )
    )
    return projects[first[order[0]]], projects[second[order[0]]]


def described(store: FrameStore) -> Profiles:
    """What municipalities are alike by; give it to `store.per_version`."""
    return profiles(store["statistic"], store["municipality"], store["kostra_group"])


def similar_municipalities(
    known: Profiles, numbers: Sequence[str], chosen: Choice, *, one: str | None = None
) -> tuple[str, str] | None:
    """The two municipalities nearest each other (with `one` of them given), as `peers` measures it.

    None where no distance is known, as in a KOSTRA group, or where there are not two.
    """
    near: list[tuple[float, str, str]] = []
    for own in [one] if one else numbers:
        rows = peers(known, own, chosen, count=len(known.rows)).rows
        rows = rows[rows["municipality"].isin(set(numbers) - {own})].dropna(subset=["distance"])
        near += [
            (distance, own, other)
            for distance, other in zip(rows["distance"], rows["municipality"], strict=True)
        ]
    if not near:
        return None
    _, own, other = min(near)
    return min(own, other), max(own, other)
