"""Unique persons across the measures of a project, made safe to show beside the protected cube.

The raw number lies between the largest measure and the sum of them, both of raw counts. Shown as it is, it
would narrow the small cells behind them: a project with one measure would show their exact sum. So it is
moved inside what is certain whatever the small cells are; where nothing is certain, it is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data_sources.protection.cells import PERSONS, check_base, check_columns, counts
from data_sources.protection.gate import protect

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

REACH = ["project", "municipality", "period", "target_group"]


def protect_reach(
    reach: pd.DataFrame,
    protected: pd.DataFrame,
    projects: Mapping[str, str],
    *,
    base: int = 3,
    published: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the rows of `reach` that can be shown, with unique persons moved to what tells nothing more.

    `protected` is the cube that is shown, `projects` the project of each measure in it. A row without cells
    behind it is rounded as a cell; `published` is what this function gave for the earlier version. Raises
    `ProtectionError` on counts that are none, or two rows of the same project, place, period and group.
    """
    check_base(base)
    check_columns(reach, (*REACH, PERSONS), name="Programtala")
    persons = counts(reach, PERSONS, required=True, name="Programtala")
    limits = reach[REACH].astype("str").merge(_limits(protected, projects, base=base), how="left", on=REACH)
    low, high = limits["low"].to_numpy(dtype=np.float64), limits["high"].to_numpy(dtype=np.float64)
    alone = np.isnan(low)
    certain = alone | (low <= high)

    shown = np.clip(persons, np.where(alone, 0, low), np.where(alone, np.inf, high))
    shown[alone] = _as_cells(reach[alone], base=base, published=published)
    moved: pd.DataFrame = reach.assign(**{PERSONS: shown})[certain].astype({PERSONS: "int64"})
    return moved


def _limits(protected: pd.DataFrame, projects: Mapping[str, str], *, base: int) -> pd.DataFrame:
    """Between what the unique persons of each project surely are, and may be without telling a small cell.

    `low` is the largest measure when every cell is as large as it may be, never under `base`; `high` the
    sum of the measures when every cell is as small as it may be.
    """
    persons = protected[PERSONS].astype("int64")
    cells = protected[["measure_id", *REACH[1:]]].astype("str")
    cells["project"] = cells["measure_id"].map(dict(projects))
    cells["most"] = persons + (persons == 0) * (base - 1)
    cells["least"] = persons - (persons == base) * (base - 1)
    measures = cells.groupby([*REACH, "measure_id"], sort=False)[["most", "least"]].sum()
    whole = measures.groupby(level=REACH, sort=False).agg(low=("most", "max"), high=("least", "sum"))
    return whole.assign(low=whole["low"].clip(lower=base)).reset_index()


def _as_cells(alone: pd.DataFrame, *, base: int, published: pd.DataFrame | None) -> np.ndarray:
    """Round rows with no cells behind them as cells of a cube."""
    earlier = None if published is None else _cube(published)
    return protect(_cube(alone), base=base, published=earlier)[PERSONS].to_numpy(dtype=np.float64)


def _cube(rows: pd.DataFrame) -> pd.DataFrame:
    cells = rows[["project", *REACH[1:], PERSONS]].rename(columns={"project": "measure_id"})
    return cells.assign(gender="all", age_group="all", attendances=np.nan, completed=np.nan)
