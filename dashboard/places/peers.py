"""Who a municipality is set beside: the nearest by four weights, or its KOSTRA group, and why these."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.places.profile import PARTS, distances
from terms.errors import UnknownMunicipality
from terms.municipality_lists import LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.places.profile import Profiles

Weights = tuple[int, int, int, int]
DEFAULT: Weights = (3, 2, 2, 1)
"""Size counts most; the mix least, since its figures are the oldest and the most often hidden."""
KOSTRA = "kostra"
NEAREST = 20
"""How many are near enough."""
ALIKE: Mapping[str, float] = {"population": 0.33, "centrality": 0.0, "share": 0.02, "mix": 0.10}
"""At most this far apart is called alike: a quarter more people (0.33 doublings), the same class, two
percentage points, one immigrant of ten with another reason."""


@dataclass(frozen=True)
class Choice:
    """How similar ones are picked; weights in the order of PARTS, 0-9, never all 0."""

    kostra: bool = False
    weights: Weights = DEFAULT

    @property
    def text(self) -> str:
        """As the address has it."""
        return KOSTRA if self.kostra else "-".join(map(str, self.weights))


@dataclass(frozen=True)
class Peers:
    """Similar municipalities, nearest first (of a KOSTRA group: by name), never the own.

    `rows` has the columns of the profiles, `distance` (1 = as far as two municipalities are typically
    apart; missing in a KOSTRA group) and `alike_…` for each of PARTS. `ignored`: parts with a weight that
    the own municipality lacks figures for. `left_out`: labels of those that lack a figure with weight, by
    part. `group`: the KOSTRA group, None where it is not known or not asked for.
    """

    own: pd.Series
    rows: pd.DataFrame
    choice: Choice
    ignored: tuple[str, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] | None = None
    group: str | None = None


def choice(text: str | None) -> Choice:
    """Read what the address asks for; four zeros weigh nothing, and stand for the default."""
    if text == KOSTRA:
        return Choice(kostra=True)
    first, second, third, fourth = (int(part) for part in text.split("-")) if text else DEFAULT
    weights = (first, second, third, fourth)
    return Choice(weights=weights if any(weights) else DEFAULT)


@lru_cache(maxsize=512)
def peers(profiles: Profiles, number: str, chosen: Choice, *, count: int = NEAREST) -> Peers:
    """Municipalities similar to one, as chosen; remembered, so its frames are lent and not to be changed.

    Raises:
        UnknownMunicipality: The profiles have no row with the number.
    """
    found = profiles.rows[profiles.rows["municipality"] == number]
    if found.empty:
        raise UnknownMunicipality(number, LAST_YEAR)
    own = found.iloc[0]
    apart = pd.DataFrame({part: distances(profiles.rows, part, own) for part in PARTS})
    alike = {f"alike_{part}": apart[part] <= ALIKE[part] for part in PARTS}
    rows = profiles.rows.assign(**alike)[profiles.rows["municipality"] != number]
    if chosen.kostra:
        return _of_group(own, rows, chosen)
    lacking = apart[profiles.rows["municipality"] == number].iloc[0].isna()
    weights = {
        part: weight
        for part, weight in zip(PARTS, chosen.weights, strict=True)
        if weight and not lacking[part]
    }
    ignored = tuple(
        part for part, weight in zip(PARTS, chosen.weights, strict=True) if weight and lacking[part]
    )
    weighed = [weight * apart[part] / profiles.typical[part] for part, weight in weights.items()]
    total = sum(weights.values())
    # A missing distance on one part makes the sum missing: such a municipality is named, not guessed at.
    distance = sum(weighed[1:], weighed[0]) / total if weighed else pd.Series(float("nan"), apart.index)
    left_out = {
        part: tuple(rows.loc[apart.loc[rows.index, part].isna(), "label"].sort_values()) for part in weights
    }
    nearest = (
        rows.assign(distance=distance)
        .dropna(subset=["distance"])
        .sort_values(["distance", "municipality"])
        .head(count)
        .reset_index(drop=True)
    )
    return Peers(own, nearest, chosen, ignored, {part: names for part, names in left_out.items() if names})


def _of_group(own: pd.Series, rows: pd.DataFrame, chosen: Choice) -> Peers:
    group = own["kostra_group"]
    known = isinstance(group, str)
    same = rows[rows["kostra_group"] == group] if known else rows[:0]
    listed = same.assign(distance=float("nan")).sort_values(["label", "municipality"], ignore_index=True)
    return Peers(own, listed, chosen, group=group if known else None)
