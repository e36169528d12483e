"""What an address asks for, read against the data: selection, language, and what could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.address.selection import Misread, Selection, language_of, read_query
from dashboard.places.choices import at_home, frames_of_choices, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.store.store import FrameStore
    from terms.languages import Language

LAST = 9999
"""Year of an end that is not stated."""


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the selection it means, and what in it could not be used."""

    selection: Selection
    misread: tuple[Misread, ...]


def asked(query: str, store: FrameStore, home: str, project: str = "") -> Asked:
    """Read an address's query against the data; with no place in it, the home region's.

    On the sheet of a project the project is the choice, and the rest of the query narrows it.
    Without `sprak` the language is the målform of the place: nynorsk where most of its municipalities
    have chosen it, else bokmål; of a sheet, the project's own.
    """
    selection, form, has_place = read_query(query)
    frames = frames_of_choices(store)
    placed = selection if has_place or project or "fylke=" in query else at_home(selection, home)
    settled, content = resolve(placed, frames)
    if project:
        settled, foreign = of_project(settled, project, frames)
        content = [*content, *foreign]
    if language_of(query) is None:
        settled = settled.within(language=_language_form(settled, store))
    return Asked(settled, (*form, *content))


def of_project(
    selection: Selection, project: str, frames: Mapping[str, pd.DataFrame]
) -> tuple[Selection, list[Misread]]:
    """Selection of one existing project, and what would have changed its figures but is none of its own.

    Places, programme and other projects are the way the reader came and fall away without a word where
    they are outside the project. A period or a group outside it is told, for it was meant to narrow.
    """
    projects = frames["project"]
    row = projects[projects["project"] == project].iloc[0]
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


def _language_form(selection: Selection, store: FrameStore) -> Language:
    today = store["municipality"]
    today = today[today["valid_to"].isna()]
    if selection.municipalities:
        today = today[today["municipality"].isin(selection.municipalities)]
    elif selection.county:
        today = today[today["county"] == selection.county]
    elif selection.projects:
        return _project_language(selection.projects[0], store)
    forms = today["language_form"].value_counts()
    return "nn" if forms.get("nynorsk", 0) > forms.get("bokmål", 0) else "nb"


def _project_language(project: str, store: FrameStore) -> Language:
    return "nn" if store["project"].set_index("project")["language"][project] == "nn" else "nb"


def _years(row: pd.Series) -> tuple[int, int]:
    """First and last year, both open where the source states none."""
    first, last = row["start_year"], row["end_year"]
    return (0 if pd.isna(first) else int(first)), (LAST if pd.isna(last) else int(last))
