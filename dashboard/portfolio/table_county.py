"""Tables of a portfolio: groups nobody reaches, municipalities without a project, facts of the programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.coverage.gaps import described, gaps, official_figures, without_project
from dashboard.coverage.group_reach import group_reach
from dashboard.coverage.targeting import targeting
from dashboard.overview.table_rows import chosen

if TYPE_CHECKING:
    from dashboard.coverage.gaps import Figures
    from dashboard.overview.ground import Ground
    from dashboard.store.store import FrameStore

GAPS = """
    target_group group_name gap_state aiming reached_by persons_low persons_high year residents
    residents_year covered of reason example
"""
POPULATION, IMMIGRANTS = "population", "immigrants_total"


def group_gaps(ground: Ground) -> pd.DataFrame:
    """Every target group by whether anybody plans for it and reaches it, gaps first."""
    store, scope, selection = ground.store, ground.figures.scope, ground.selection
    groups = store.per_version(targeting).groups
    wanted = {key: group.denominator for key, group in groups.items()
              if not selection.groups or key in selection.groups}  # fmt: skip
    found = gaps(
        group_reach(store, scope, selection), wanted, store.per_version(_figures), scope.municipalities
    )
    names = ground.project_names
    rows = [
        (
            gap.group,
            groups[gap.group].names[ground.say.language],
            gap.state,
            "; ".join(names[project][0] for project in gap.projects),
            "; ".join(names[project][0] for project in gap.reached_by),
            gap.persons.low if gap.persons else None,
            gap.persons.high if gap.persons else None,
            gap.year,
            gap.residents.value if gap.residents else None,
            gap.residents.year if gap.residents else None,
            gap.residents.covered if gap.residents else None,
            gap.residents.of if gap.residents else None,
            "; ".join(f"{names[project][0]}: {reason}" for project, reason in gap.reasons),
            gap.example,
        )
        for gap in found
    ]
    return pd.DataFrame(rows, columns=GAPS.split())


def uncovered(ground: Ground) -> pd.DataFrame:
    """Municipalities of today without a project in the selection, with their last known residents."""
    store, scope = ground.store, ground.figures.scope
    empty = without_project(
        store["municipality"], scope.rows(store["project_municipality"]), scope.municipalities
    )
    rows = described(empty, store.per_version(_figures), (POPULATION, IMMIGRANTS))
    counties = store["county"].set_index("county")["name"]
    rows = rows.assign(county=rows["county"].map(counties))
    names = {"label": "municipality_name", IMMIGRANTS: "immigrants", "municipality": "area"}
    return chosen(rows, "area municipality_name county centrality population immigrants", names)


def programme_facts(ground: Ground) -> pd.DataFrame:
    """Facts of the programmes of the projects in scope, in the order they were stated."""
    rows = ground.store["programme_fact"]
    mine = ground.figures.scope.rows(ground.store["project"])["programme"]
    columns = "programme position name year value unit text evidence source"
    return chosen(rows[rows["programme"].isin(mine)], columns)


def _figures(store: FrameStore) -> Figures:
    """Official figures without a symbol, once per data version."""
    return official_figures(store["statistic"])
