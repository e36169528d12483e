"""One project's own sheet: what of a wider choice still has a meaning there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.address.selection import Misread, Selection

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from dashboard.store.store import FrameStore

LAST = 9999
OWN = "project"


def of_project(
    selection: Selection, project: str, frames: Mapping[str, pd.DataFrame]
) -> tuple[Selection, list[Misread]]:
    """Selection of one existing project, and what would have changed its figures but is none of its own.

    Places, programme and other projects are the way the reader came and fall away without a word where
    they are outside the project. A period or a group outside it is told, for it was meant to narrow.
    """
    row = row_of(frames["project"], project)
    places = frames["project_municipality"]
    areas = places[places["project"] == project]["area"]
    own = {number for area in areas for number in area.split("+")}
    towns = frames["municipality"]
    municipalities = tuple(number for number in selection.municipalities if number in own)
    counties = set(towns[towns["municipality"].isin(municipalities or own)]["county"])
    county = next(iter(counties)) if municipalities and len(counties) == 1 else selection.county
    aimed = frames["project_target_group"]
    groups = set(aimed[aimed["project"] == project]["target_group"])
    foreign = [
        Misread("gruppe", group, "not_in_project") for group in selection.groups if group not in groups
    ]
    years = selection.years
    first, last = _years(row)
    if years and (years[0] > last or years[1] < first):
        text = str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"
        foreign.append(Misread("aar", text, "not_in_project"))
        years = None
    return (
        selection.within(
            programme=selection.programme if selection.programme == row["programme"] else None,
            county=county if county in counties else None,
            municipalities=municipalities,
            projects=(project,),
            groups=tuple(group for group in selection.groups if group in groups),
            years=years,
        ),
        foreign,
    )


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


def _years(row: Mapping[str, Any]) -> tuple[int, int]:
    """First and last year, both open where the source states none."""
    return int(row["start_year"] or 0), int(row["end_year"] or LAST)
