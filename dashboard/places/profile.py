"""What is compared when municipalities are: residents, centrality, immigrants and why they came."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from terms.municipalities import map_counts
from terms.municipality_lists import LAST_YEAR

POPULATION, IMMIGRANTS = "population", "immigrants_total"
COUNTED = {
    "labour_count": "immigrants_labour",
    "family_count": "immigrants_family",
    "refugees_count": "immigrants_refugees_and_family",
}
"""Reasons for immigration that are counted one by one; the rest is «other»."""
MIX = ("labour", "family", "refugees", "other")
"""Why immigrants came, as shares of them all."""
PARTS = ("population", "centrality", "share", "mix")
"""The four sides of a municipality that a comparison weighs, in the order of the address."""
FACTS = [
    *("municipality", "label", "county", "kostra_group", "centrality"),
    *("population", "population_year", "immigrants", "residents", "share_year"),
    *("total", *COUNTED, "mix_year"),
]
"""Columns of the facts: persons, and the year they were counted in.

`residents` are those of `share_year`, `total` the immigrants of `mix_year`. Missing where no year has the
figures for the municipality's own territory: those of a joint area are not its own.
"""


@dataclass(frozen=True, eq=False)
class Profiles:
    """Facts of every municipality in use (FACTS, `share` 0-1, MIX as shares of its immigrants).

    `typical` is, for each of PARTS, the root mean square of the distance between all pairs of them: what a
    distance is divided by, so that a weight means the same for each.
    """

    rows: pd.DataFrame
    typical: dict[str, float]


def profiles(statistic: pd.DataFrame, municipality: pd.DataFrame, kostra_group: pd.DataFrame) -> Profiles:
    """Describe the municipalities in use by the latest figures of each; reads the tables of these names.

    «Other» is what is left of all immigrants: education and other reasons, and those without a stated one.
    """
    today = municipality[municipality["valid_to"].isna()].set_index("municipality", drop=False)
    wanted = [POPULATION, IMMIGRANTS, *COUNTED.values()]
    counts = statistic[statistic["indicator"].isin(wanted)]
    carried = map_counts(
        counts[["indicator", "municipality", "year", "value"]], target_year=LAST_YEAR, by=("indicator",)
    )
    by_year = (
        carried[~carried["joint"]]
        .pivot_table(index=["municipality", "year"], columns="indicator", values="value")
        .reindex(columns=wanted)
    )
    size = _latest(by_year, {"population": POPULATION}, "population_year")
    share = _latest(by_year, {"immigrants": IMMIGRANTS, "residents": POPULATION}, "share_year")
    mix = _latest(by_year, {"total": IMMIGRANTS, **COUNTED}, "mix_year")
    groups = kostra_group.set_index("municipality")["kostra_group"]
    rows = (
        today[["municipality", "label", "county", "centrality"]]
        .join([size, share, mix])
        .assign(kostra_group=today["municipality"].map(groups))
    )
    described = describe(rows[FACTS].reset_index(drop=True))
    return Profiles(described, {part: _typical(described, part) for part in PARTS})


def describe(rows: pd.DataFrame) -> pd.DataFrame:
    """Add `share` and the MIX to facts; a part that is hidden, or a sum that does not add up, gives none."""
    total = rows["total"].astype("float64")
    counts = rows[[*COUNTED]].astype("float64")
    other = total - counts.sum(axis=1, min_count=len(COUNTED))
    sound = (total > 0) & (other >= 0)
    shares = {name: (counts[f"{name}_count"] / total).where(sound) for name in MIX[:-1]}
    residents = rows["residents"].where(rows["residents"] > 0)
    return rows.assign(
        share=(rows["immigrants"] / residents).astype("float64"), **shares, other=(other / total).where(sound)
    )


@lru_cache(maxsize=64)
def as_one(known: Profiles, area: str) -> Profiles:
    """Profiles with those of a joint area («1508+1580») as one: counts summed before dividing.

    Centrality, county and KOSTRA group are those of the largest part; years are the earliest.
    """
    rows = known.rows
    inside = rows["municipality"].isin(area.split("+"))
    parts = rows[inside].sort_values("population", ascending=False, kind="stable")
    counts = {
        column: parts[column].sum(min_count=len(parts))
        for column in ("population", "immigrants", "residents", "total", *COUNTED)
    }
    years = {column: parts[column].min() for column in ("population_year", "share_year", "mix_year")}
    joint = parts.head(1)[FACTS].assign(municipality=area, label="–".join(parts["label"]), **counts, **years)
    return Profiles(pd.concat([rows[~inside], describe(joint)], ignore_index=True), known.typical)


def distances(rows: pd.DataFrame, part: str, own: pd.Series) -> pd.Series[float]:
    """Distance of each row from one of them on one of PARTS; missing where either lacks the figure.

    Population in doublings, centrality in classes, share in shares of 1, mix as the share of immigrants who
    would have to have come for another reason to make the two alike.
    """
    if part == "mix":
        mix = rows[[*MIX]].astype("float64")
        return mix.sub([float(own[name]) for name in MIX], axis="columns").abs().sum(axis=1, skipna=False) / 2
    values = measured(rows, part)
    return (values - measured(own.to_frame().T, part).iloc[0]).abs()


def measured(rows: pd.DataFrame, part: str) -> pd.Series[float]:
    """What is set beside each other on one of PARTS (but mix); population as its base-2 logarithm."""
    values = rows[part].astype("float64")
    if part == "population":
        return pd.Series(np.log2(values.where(values > 0).to_numpy()), values.index)
    return values


def _latest(by_year: pd.DataFrame, columns: dict[str, str], year: str) -> pd.DataFrame:
    """Figures of the last year in which a municipality has all of them."""
    whole = by_year[list(columns.values())].dropna().reset_index(level="year")
    whole.columns = [year, *columns]
    return whole[~whole.index.duplicated(keep="last")]


def _typical(rows: pd.DataFrame, part: str) -> float:
    """Root mean square distance between all pairs; 1 where no two differ, since then nothing is divided."""
    columns = rows[[*MIX]].to_numpy("float64") if part == "mix" else measured(rows, part).to_numpy()[:, None]
    known = columns[~np.isnan(columns).any(axis=1)]
    apart = np.abs(known[:, None, :] - known[None, :, :]).sum(axis=2)
    pairs = apart[np.triu_indices(len(known), 1)] / (2 if part == "mix" else 1)
    typical = float(np.sqrt(np.mean(pairs**2))) if len(pairs) else 0.0
    return typical or 1.0
