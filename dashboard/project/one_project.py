"""One project: its facts by name, and the years it has told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.store.store import FrameStore

OWN = "project"


def row_of(projects: pd.DataFrame, project: str) -> dict[str, Any]:
    """Facts of one project by name; None where the source states nothing."""
    found = projects[projects["project"] == project].to_dict("records")[0]
    return {str(name): None if value != value else value for name, value in found.items()}  # noqa: PLR0124  # NaN


def told_years(store: FrameStore) -> dict[str, tuple[int, ...]]:
    """Years each project has told anything of, in order: participation, accounts, reports, milestones.

    To be read through `store.per_version`: it looks at every year of every project.
    """
    counted = store["project_reach_sum"][[OWN, "period"]].drop_duplicates()
    found: dict[str, set[int]] = {}
    for projects, years in (
        (counted[OWN], counted["period"].str[:4].astype("float64")),
        (store["account_line"][OWN], store["account_line"]["year"]),
        (store["report"][OWN], store["report"]["year"]),
        (store["milestone"][OWN], store["milestone"]["due"].dt.year),
    ):
        for project, year in zip(projects, years, strict=True):
            if year == year and isinstance(project, str):  # noqa: PLR0124  # NaN
                found.setdefault(project, set()).add(int(year))
    return {project: tuple(sorted(years)) for project, years in found.items()}
