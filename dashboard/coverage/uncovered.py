"""What a selection leaves uncovered: gaps among target groups, and municipalities without a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.coverage.gaps import Gap, described, gaps, latest_year, official_figures, without_project
from dashboard.coverage.targeting import targeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.address.selection import Selection
    from dashboard.coverage.gaps import Figures
    from dashboard.coverage.group_reach import GroupReach
    from dashboard.places.scope import Scope
    from dashboard.store.store import FrameStore

POPULATION, IMMIGRANTS = "population", "immigrants_total"


@dataclass(frozen=True)
class Uncovered:
    """Municipalities in view (`all_places`) and those of them without a project (`rows`).

    `rows` has the last known `population` and `immigrants_total`, and `county_name`; most immigrants first.
    """

    all_places: pd.DataFrame
    rows: pd.DataFrame
    years: dict[str, int | None]


def uncovered(store: FrameStore, scope: Scope, figures: Figures) -> Uncovered:
    """Municipalities in scope on whose territory no project in scope works."""
    towns = store.per_version(_towns)
    empty = without_project(towns, scope.rows(store["project_municipality"]), scope.municipalities)
    return Uncovered(
        towns[towns["municipality"].isin(scope.municipalities)],
        empty,
        {name: latest_year(figures, name) for name in (POPULATION, IMMIGRANTS)},
    )


def known_figures(store: FrameStore) -> Figures:
    """Official figures by indicator and year; give it to `store.per_version`."""
    return official_figures(store["statistic"])


def _towns(store: FrameStore) -> pd.DataFrame:
    """Municipalities of today with their county's name and last known figures, most immigrants first."""
    today = store["municipality"]
    rows = described(
        today[today["valid_to"].isna()], store.per_version(known_figures), (POPULATION, IMMIGRANTS)
    )
    counties = store["county"].set_index("county")["name"]
    return rows.assign(county_name=rows["county"].map(counties)).sort_values(
        [IMMIGRANTS, "municipality"], ascending=[False, True]
    )


def gaps_of(
    store: FrameStore, selection: Selection, reached: Sequence[GroupReach], scope: Scope
) -> tuple[Gap, ...]:
    """Gaps of a selection: of the chosen groups, else of all."""
    groups = store.per_version(targeting).groups
    wanted = {
        key: group.denominator
        for key, group in groups.items()
        if not selection.groups or key in selection.groups
    }
    return gaps(reached, wanted, store.per_version(known_figures), scope.municipalities)
