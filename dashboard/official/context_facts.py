"""What the context panel knows of a data version: figures, names, project periods, days of fetching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.goals.official import described
from dashboard.official.context_ground import Ground
from dashboard.official.published import published
from dashboard.places.profile import COUNTED, IMMIGRANTS, POPULATION

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from dashboard.store.store import FrameStore


@dataclass(frozen=True)
class Period:
    """When a project ran, as far as its sources say; `granted`: the first year is that of its grant."""

    project: str
    name: str
    language: str
    first: int | None
    last: int | None
    granted: bool


@dataclass(frozen=True)
class Facts:
    """Ground of the lines and what is written around them; `provisional` are indicators not yet final.

    `peer_tables` are what municipalities are compared by;
    `kostra` is where the KOSTRA groups are from and when they were fetched; None where there are none.
    """

    ground: Ground
    labels: Mapping[str, str]
    counties: Mapping[str, str]
    names: Mapping[tuple[str, str], str]
    units: Mapping[str, str]
    periods: Mapping[str, tuple[Period, ...]]
    retrieved: Mapping[str, dt.date]
    provisional: frozenset[str]
    kostra: tuple[str, dt.date] | None
    peer_tables: frozenset[str]

    def periods_of(self, number: str, projects: Collection[str]) -> tuple[Period, ...]:
        """Periods of those of the projects that work in a municipality."""
        return tuple(period for period in self.periods.get(number, ()) if period.project in projects)


def facts(store: FrameStore) -> Facts:
    """Gather the facts; to be read through `store.per_version`."""
    statistic, municipality, indicator = store["statistic"], store["municipality"], store["indicator"]
    county, retrieval, groups = store["county"], store["retrieval"], store["kostra_group"]
    figures = published(statistic, indicator, store["indicator_share"])
    compared = statistic["indicator"].isin([POPULATION, IMMIGRANTS, *COUNTED.values()])
    fetched = statistic.groupby("source_table")["retrieved"].max()
    return Facts(
        ground=Ground(figures, statistic, municipality, store.per_version(described)),
        labels=dict(zip(municipality["municipality"], municipality["label"], strict=True)),
        counties=dict(zip(county["county"], county["name"], strict=True)),
        names={
            (code, language): name
            for language in ("nb", "nn", "en")
            for code, name in zip(indicator["indicator"], indicator[f"name_{language}"], strict=True)
        },
        units=dict(zip(indicator["indicator"], indicator["unit"], strict=True)),
        periods=_periods(store),
        retrieved={str(table): day.date() for table, day in fetched.items() if not pd.isna(day)},
        provisional=frozenset(retrieval.loc[retrieval["provisional"] == 1, "indicator"]),
        kostra=None if groups.empty else (str(groups["source"].iloc[0]), groups["retrieved"].max().date()),
        peer_tables=frozenset(statistic["source_table"][compared]),
    )


def _periods(store: FrameStore) -> dict[str, tuple[Period, ...]]:
    """Periods by municipality of 2024, the dated ones first."""
    projects = store["project"][["project", "name", "language", "start_year", "end_year", "grant_year"]]
    known: dict[str, Period] = {}
    for key, name, language, *years in projects.itertuples(index=False, name=None):
        start, end, grant = (None if pd.isna(year) else int(year) for year in years)
        known[key] = Period(
            key, name, language, start or grant, end, granted=start is None and grant is not None
        )
    found: dict[str, dict[str, Period]] = {}
    places = store["project_municipality"]
    for project, area in zip(places["project"], places["area"], strict=True):
        for number in area.split("+"):
            found.setdefault(number, {})[project] = known[project]
    return {
        number: tuple(sorted(here.values(), key=lambda one: (one.first or one.last or 9999, one.name)))
        for number, here in found.items()
    }
