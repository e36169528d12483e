"""Choices: what each filter offers once the others are set, and what an address may not ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.address.selection import Misread, Selection
from dashboard.places.scope import apply
from terms import municipalities as history

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from dashboard.store.store import FrameStore

ALPHABET = str.maketrans("æøåäöÆØÅÄÖ", "{|}{|{|}{|")
"""Norwegian order: æ, ø and å stand last."""
COUNTY_DIGITS = 2
FRAMES = (
    "project",
    "project_municipality",
    "project_target_group",
    "municipality",
    "programme",
    "county",
    "target_group",
)
"""Frames the choices are made from."""


@dataclass(frozen=True)
class Option:
    """One thing to choose: value in the address, name on screen, number of projects behind it."""

    value: str
    name: str
    projects: int = 0


@dataclass(frozen=True)
class Choices:
    """Options of every filter, each narrowed by the others, in Norwegian alphabetical order."""

    programmes: tuple[Option, ...]
    counties: tuple[Option, ...]
    municipalities: tuple[Option, ...]
    projects: tuple[Option, ...]
    groups: tuple[Option, ...]
    years: tuple[int, ...]


def frames_of_choices(store: FrameStore) -> dict[str, pd.DataFrame]:
    """Lend the frames the choices are made from."""
    return {name: store[name] for name in FRAMES}


def latest_year(store: FrameStore) -> int:
    """Last year any official figure is about."""
    return store.per_version(_latest_year)


def at_home(selection: Selection, home: str) -> Selection:
    """Selection with the home region, for an address that names no place."""
    if len(home) == COUNTY_DIGITS:
        return selection.within(county=home)
    return selection.within(municipalities=(home,))


def resolve(selection: Selection, frames: Mapping[str, pd.DataFrame]) -> tuple[Selection, list[Misread]]:
    """Selection of what exists, with municipality numbers of 2024 and the county they lie in."""
    misread: list[Misread] = []

    def known(parameter: str, values: Iterable[str], frame: str, key: str) -> tuple[str, ...]:
        existing = set(frames[frame][key])
        misread.extend(
            Misread(parameter, value[:40], "unknown_value") for value in values if value not in existing
        )
        return tuple(value for value in values if value in existing)

    municipalities: dict[str, None] = {}
    for number in known("kommune", selection.municipalities, "municipality", "municipality"):
        today = history.successors(number)
        if today != {number}:
            misread.append(Misread("kommune", number, "old_number"))
        municipalities.update(dict.fromkeys(sorted(today)))
    programme = known(
        "program", (selection.programme,) if selection.programme else (), "programme", "programme"
    )
    county = known("fylke", (selection.county,) if selection.county else (), "county", "county")
    settled = selection.within(
        programme=next(iter(programme), None),
        county=next(iter(county), None),
        municipalities=tuple(sorted(municipalities)),
        projects=known("prosjekt", selection.projects, "project", "project"),
        groups=known("gruppe", selection.groups, "target_group", "target_group"),
    )
    return _in_one_county(settled, frames["municipality"]), misread


def narrow(selection: Selection, frames: Mapping[str, pd.DataFrame]) -> Selection:
    """Selection without what its place, programme and projects no longer offer, as after a change of county.

    The period drops nothing: that a project was not running in a year is told, not hidden.
    """
    counties = set(frames["county"]["county"])
    kept = selection.within(county=selection.county if selection.county in counties else None)
    in_county = _municipalities(kept, frames)
    kept = kept.within(municipalities=tuple(n for n in kept.municipalities if n in in_county))
    here = kept.within(programme=None, projects=(), groups=(), years=None)
    programmes = set(_matching(here, frames)["programme"])
    kept = kept.within(programme=kept.programme if kept.programme in programmes else None)
    here = here.within(programme=kept.programme)
    projects = set(_matching(here, frames)["project"])
    kept = kept.within(projects=tuple(p for p in kept.projects if p in projects))
    groups = set(_aimed(_matching(here.within(projects=kept.projects), frames), frames))
    return kept.within(groups=tuple(group for group in kept.groups if group in groups))


def choices(selection: Selection, frames: Mapping[str, pd.DataFrame], *, latest: int) -> Choices:
    """What each filter offers. Years run from the first project to `latest`, and include the chosen."""
    known = [*frames["project"]["start_year"].dropna(), *frames["project_municipality"]["year"]]
    chosen = selection.years or (latest, latest)
    first, last = int(min(*known, *chosen, latest)), max(*chosen, latest)
    return Choices(
        programmes=_programmes(selection, frames),
        counties=_counties(selection, frames),
        municipalities=tuple(
            sorted(_municipalities(selection, frames).values(), key=lambda option: alphabetical(option.name))
        ),
        projects=_projects(selection, frames),
        groups=_groups(selection, frames),
        years=tuple(range(first, last + 1)),
    )


def alphabetical(name: str) -> str:
    """Sort key of a Norwegian name."""
    return name.translate(ALPHABET).lower()


def _latest_year(store: FrameStore) -> int:
    return int(store["statistic"]["year"].max())


def _in_one_county(selection: Selection, municipalities: pd.DataFrame) -> Selection:
    """County follows from the municipalities: theirs if they share one, else none."""
    if not selection.municipalities:
        return selection
    rows = municipalities[municipalities["municipality"].isin(selection.municipalities)]
    counties = set(rows["county"])
    return selection.within(county=counties.pop() if len(counties) == 1 else None)


def _matching(selection: Selection, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Projects of a selection."""
    scope = apply(
        selection,
        projects=frames["project"],
        places=frames["project_municipality"],
        groups=frames["project_target_group"],
        municipalities=frames["municipality"],
    )
    projects = frames["project"]
    return projects[projects["project"].isin(scope.projects)]


def _programmes(selection: Selection, frames: Mapping[str, pd.DataFrame]) -> tuple[Option, ...]:
    offered = _matching(selection.within(programme=None, projects=()), frames)["programme"].value_counts()
    programmes = frames["programme"]
    return _sorted(
        Option(programme, name, int(offered.get(programme, 0)))
        for programme, name in zip(programmes["programme"], programmes["name"], strict=True)
        if programme in offered.index or programme == selection.programme
    )


def _counties(selection: Selection, frames: Mapping[str, pd.DataFrame]) -> tuple[Option, ...]:
    """Every county, with the projects it would give."""
    matching = _matching(selection.within(county=None, municipalities=(), projects=()), frames)
    places = frames["project_municipality"]
    places = places[places["project"].isin(matching["project"])]
    county = dict(zip(frames["municipality"]["municipality"], frames["municipality"]["county"], strict=True))
    found: dict[str, set[str]] = {}
    for project, area in zip(places["project"], places["area"], strict=True):
        for number in area.split("+"):
            found.setdefault(county[number], set()).add(project)
    return _sorted(
        Option(number, name, len(found.get(number, ())))
        for number, name in zip(frames["county"]["county"], frames["county"]["name"], strict=True)
    )


def _municipalities(selection: Selection, frames: Mapping[str, pd.DataFrame]) -> dict[str, Option]:
    """Municipalities of the county (or the country) by number, with the projects each would give."""
    matching = _matching(selection.within(municipalities=(), projects=()), frames)
    places = frames["project_municipality"]
    places = places[places["project"].isin(matching["project"])]
    counted: dict[str, set[str]] = {}
    for project, area in zip(places["project"], places["area"], strict=True):
        for number in area.split("+"):
            counted.setdefault(number, set()).add(project)
    today = frames["municipality"]
    today = today[today["valid_to"].isna()]
    if selection.county:
        today = today[today["county"] == selection.county]
    return {
        number: Option(number, label, len(counted.get(number, ())))
        for number, label in zip(today["municipality"], today["label"], strict=True)
    }


def _projects(selection: Selection, frames: Mapping[str, pd.DataFrame]) -> tuple[Option, ...]:
    matching = _matching(selection.within(projects=()), frames)
    chosen = frames["project"][frames["project"]["project"].isin(selection.projects)]
    names = {
        **dict(zip(matching["project"], matching["name"], strict=True)),
        **dict(zip(chosen["project"], chosen["name"], strict=True)),
    }
    return _sorted(Option(project, name) for project, name in names.items())


def _groups(selection: Selection, frames: Mapping[str, pd.DataFrame]) -> tuple[Option, ...]:
    """Groups that projects of the selection aim at, named in its language."""
    matching = _matching(selection.within(groups=()), frames)
    offered = _aimed(matching, frames).value_counts()
    groups = frames["target_group"]
    names = groups[f"name_{selection.language}"]
    return _sorted(
        Option(group, name, int(offered.get(group, 0)))
        for group, name in zip(groups["target_group"], names, strict=True)
        if group in offered.index or group in selection.groups
    )


def _aimed(projects: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Target groups that projects aim at, one for each project that does."""
    aimed = frames["project_target_group"]
    return aimed[aimed["project"].isin(projects["project"])]["target_group"]


def _sorted(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: alphabetical(option.name)))
