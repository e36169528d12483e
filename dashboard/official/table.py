"""Tables of official figures: as they were published, and as series through every change of municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.official.published import Published, published
from dashboard.official.series import SERIES, series
from dashboard.overview.table_rows import chosen, converted, placed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.overview.ground import Ground
    from dashboard.store.store import FrameStore

MOST = 12
"""Municipalities that series are worked out for; for more, only what was published is taken along."""
PUBLISHED = """
    municipality area indicator indicator_name unit year value symbol source_table retrieved
"""
OWN = "municipality indicator indicator_name unit"
RENAMED = {"state": "figure_state"}


def figures(ground: Ground) -> pd.DataFrame:
    """Figures as published, with symbols, of municipalities where the projects work or that are chosen."""
    rows = ground.store["statistic"]
    inside = set(ground.figures.scope.focus)
    here = {area for area in rows["area"].unique() if not inside.isdisjoint(area.split("+"))}
    rows = rows[rows["area"].isin(here)]
    rows = _named(rows, ground).sort_values(["indicator", "area", "municipality", "year"])
    return converted(placed(chosen(rows, PUBLISHED)))


def lines(ground: Ground) -> pd.DataFrame:
    """Series of municipalities of 2024: counts summed before dividing, nothing divided without a source."""
    known = ground.store.per_version(_published)
    focus = ground.figures.scope.focus
    parts = [
        series(known, indicator, number).assign(municipality=number, indicator=indicator)
        for number in (focus if len(focus) <= MOST else ())
        for indicator in known.figures
    ]
    columns = f"{OWN} {' '.join(SERIES)}".replace(" state ", " figure_state ")
    kept = [part for part in parts if len(part)]
    rows = (
        pd.concat(kept, ignore_index=True)
        if kept
        else pd.DataFrame(columns=["municipality", "indicator", *SERIES])
    )
    return placed(chosen(_named(rows, ground), columns, RENAMED))


def _named(rows: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    named = ground.store["indicator"].set_index("indicator")
    return rows.assign(
        indicator_name=rows["indicator"].map(_texts(named[f"name_{ground.say.language}"])),
        unit=rows["indicator"].map(_texts(named["unit"])),
    )


def _texts(values: pd.Series) -> Mapping[str, str]:
    return {str(key): str(value) for key, value in values.items()}


def _published(store: FrameStore) -> Published:
    """Figures as published, once per data version."""
    return published(store["statistic"], store["indicator"], store["indicator_share"])
