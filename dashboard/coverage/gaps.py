"""Gaps in a portfolio: target groups nobody reaches, and municipalities without a project."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dashboard.coverage.coverage_matrix import EVERYONE
from dashboard.coverage.group_reach import persons

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import pandas as pd

    from dashboard.coverage.group_reach import GroupReach
    from dashboard.coverage.reach import Persons

State = Literal["missed", "silent", "unplanned", "partly", "reached"]
STATES: tuple[State, ...] = ("missed", "silent", "unplanned", "partly", "reached")
"""Planned and not reached, planned and nothing reported, planned by nobody, partly reached, reached."""
GAPS = frozenset({"missed", "silent", "unplanned"})
"""States of a group that nobody is known to reach."""
Figures = dict[tuple[str, int], list[tuple[frozenset[str], float]]]
"""Official figures by indicator and year: territory of 2024 and value."""


@dataclass(frozen=True)
class Residents:
    """Residents of a group 1 January of a year; `covered` of `of` municipalities have a figure."""

    value: float
    year: int
    covered: int
    of: int


@dataclass(frozen=True)
class Gap:
    """A target group in a portfolio. `projects` aim at it; `reached_by` are those that reached it.

    `persons` are those reached in `year`, the last with any; `example` where any count is invented.
    """

    group: str
    state: State
    projects: tuple[str, ...]
    reached_by: tuple[str, ...]
    persons: Persons | None
    year: int | None
    residents: Residents | None
    reasons: tuple[tuple[str, str], ...]
    example: bool


def official_figures(statistic: pd.DataFrame) -> Figures:
    """Figures without a symbol, by indicator and year; a hidden figure is no figure."""
    known = statistic[statistic["symbol"].isna() & statistic["value"].notna()]
    found: Figures = defaultdict(list)
    columns = ["indicator", "year", "area", "value"]
    for indicator, year, area, value in known[columns].itertuples(index=False, name=None):
        found[indicator, int(year)].append((frozenset(area.split("+")), float(value)))
    return found


def residents(
    figures: Figures, indicator: str | None, municipalities: frozenset[str], year: int | None
) -> Residents | None:
    """Residents within the municipalities in a year; where none is asked for, the last with any figure."""
    years = [year] if year else sorted({y for name, y in figures if name == indicator}, reverse=True)
    for one in years:
        inside = [
            (area, value) for area, value in figures.get((indicator or "", one), ()) if area <= municipalities
        ]
        if inside:
            covered = frozenset[str]().union(*(area for area, _ in inside))
            return Residents(sum(value for _, value in inside), one, len(covered), len(municipalities))
    return None


def gaps(
    reached: Iterable[GroupReach],
    denominators: Mapping[str, str | None],
    figures: Figures,
    municipalities: frozenset[str],
) -> tuple[Gap, ...]:
    """Each target group's state, gaps first and among them the one with most residents, everybody last.

    `denominators` are the official figure of every group, in the order of the groups.
    """
    by_group: dict[str, list[GroupReach]] = defaultdict(list)
    for one in reached:
        by_group[one.group].append(one)
    found = [
        _gap(group, by_group[group], figures, indicator, municipalities)
        for group, indicator in denominators.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda gap: (
                STATES.index(gap.state),
                gap.group == EVERYONE,
                -(gap.residents.value if gap.residents else -1),
            ),
        )
    )


def without_project(
    municipalities: pd.DataFrame, places: pd.DataFrame, inside: Collection[str]
) -> pd.DataFrame:
    """Municipalities of 2024, of those `inside`, on whose territory none of the projects works."""
    worked = {number for area in places["area"] for number in area.split("+")}
    today = municipalities[
        municipalities["valid_to"].isna() & municipalities["municipality"].isin(set(inside))
    ]
    return today[~today["municipality"].isin(worked)]


def described(rows: pd.DataFrame, figures: Figures, indicators: Collection[str]) -> pd.DataFrame:
    """Municipalities with the last known figure of each indicator as a column; missing where none is."""
    return rows.assign(**{name: rows["municipality"].map(_latest(figures, name)) for name in indicators})


def latest_year(figures: Figures, indicator: str) -> int | None:
    """Last year with a figure."""
    return max((year for name, year in figures if name == indicator), default=None)


def _latest(figures: Figures, indicator: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, year in sorted(figures):
        if name == indicator:
            found |= {next(iter(area)): value for area, value in figures[name, year] if len(area) == 1}
    return found


def _gap(
    group: str,
    rows: list[GroupReach],
    figures: Figures,
    indicator: str | None,
    municipalities: frozenset[str],
) -> Gap:
    outcomes = {row.outcome for row in rows}
    state: State = "unplanned"
    for outcome in ("reached", "partly", "missed", "silent"):
        if outcome in outcomes:
            state = outcome
            break
    year = max((row.year for row in rows if row.year), default=None)
    return Gap(
        group=group,
        state=state,
        projects=tuple(row.project for row in rows if row.aim),
        reached_by=tuple(row.project for row in rows if row.outcome in {"reached", "partly"}),
        persons=persons([each for row in rows if row.year == year for each in row.rows]),
        year=year,
        residents=residents(figures, indicator, municipalities, year)
        or residents(figures, indicator, municipalities, None),
        reasons=tuple((row.project, row.aim.reason) for row in rows if row.aim and row.aim.reason),
        example=any(each.example for row in rows for each in row.rows),
    )
