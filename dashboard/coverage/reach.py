"""Reach: unique persons, attendances and completions, summed over gender and age once per data version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from terms import municipalities as history
from terms.errors import UnknownMunicipality
from terms.municipality_lists import LAST_YEAR, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dashboard.store.store import FrameStore

PLACE = ["project", "municipality", "area", "year", "target_group"]
COUNTS = ["unique", "attendances", "completed"]
SLACK = ["below", "above"]
USUAL_BASE = 3
MEASURE_PLACE = ["project", "measure", "municipality", "area", "year", "target_group"]


class ProjectReach(NamedTuple):
    """Persons a project reached in one municipality, year and group.

    `low` and `high` bound the unique persons; `counted` where the project counted them itself, `outside`
    where its own count breaks the bounds and is not used; `rounding` where it breaks them by no more than
    the rounding of small counts can do, and is used. Attendances and completed are missing (NaN) where no
    measure states them.
    """

    municipality: str
    area: str
    year: int
    target_group: str
    low: float
    high: float
    attendances: float
    completed: float
    measures: float
    example: bool
    counted: bool
    outside: bool
    rounding: bool


@dataclass(frozen=True)
class Persons:
    """Unique persons of a group in a year, between `low` and `high`; attendances are visits, not persons."""

    low: float
    high: float
    attendances: float | None
    completed: float | None
    example: bool
    outside: bool
    rounding: bool = False


def rounding_base(errors: pd.DataFrame) -> int:
    """Return what small counts of persons are rounded to beside 0, from the frame protection_error."""
    return int(errors["base"].max()) if len(errors) else USUAL_BASE


def reach(store: FrameStore) -> pd.DataFrame:
    """Reach per measure; give it to `store.per_version`."""
    return reach_by_measure(store["reach_sum"], store["measure"])


def reach_index(store: FrameStore) -> Mapping[str, tuple[ProjectReach, ...]]:
    """Reach by project id; give it to `store.per_version`."""
    rows = reach_by_project(store["project_reach_sum"], store["programme_reach"])
    found: dict[str, list[ProjectReach]] = {}
    columns = ["project", *ProjectReach._fields]
    for project, *values in rows[columns].itertuples(index=False, name=None):
        found.setdefault(project, []).append(ProjectReach(*values))
    return {project: tuple(each) for project, each in found.items()}


def participation_sources(store: FrameStore) -> Mapping[str, frozenset[str]]:
    """Where the counts of each project come from; give it to `store.per_version`."""
    found: dict[str, set[str]] = {}
    for project, source in store["participation_source_sum"][["project", "source"]].itertuples(
        index=False, name=None
    ):
        found.setdefault(project, set()).add(source)
    return {key: frozenset(sources) for key, sources in found.items()}


def reach_by_measure(sums: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Reach of each measure, municipality, year and group, from the frame reach_sum.

    Columns: `MEASURE_PLACE`, unique (persons), attendances and completed (missing where no cell states them),
    below and above (how far rounding may have put the true persons from unique), example (1 where any cell is
    invented). `municipality` is the number valid in the year. A period that is not a calendar year is left
    out: persons of shorter periods cannot be added to a year.
    """
    project = dict(zip(measures["measure"], measures["project"], strict=True))
    sums = sums.rename(columns={"measure_id": "measure", "unique_participants": "unique"})
    sums = sums.assign(project=sums["measure"].map(project).astype("str"))
    sums = sums.astype({**dict.fromkeys(SLACK, "int64"), "example": "int8"})
    return _valid_numbers(_calendar_years(sums))[[*MEASURE_PLACE, *COUNTS, *SLACK, "example"]]


def reach_by_project(sums: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """Bound the unique persons of each project: the largest measure ≤ persons ≤ all measures together.

    `sums` is the frame project_reach_sum, and `counted` programme_reach: its count is used where it lies
    inside the bounds, or no further outside than rounding can put it, or where no measure was counted.
    """
    grouped = _valid_numbers(_calendar_years(sums)).groupby(PLACE, sort=False)
    bounds = pd.DataFrame(
        {
            **{name: grouped[name].max() for name in ("low", "least", "example")},
            **{name: grouped[name].sum() for name in ("high", "most")},
            **{name: grouped[name].sum(min_count=1) for name in ("attendances", "completed")},
            "measures": grouped["measures"].sum().astype("int64"),
        }
    ).reset_index()
    own = _valid_numbers(_calendar_years(counted.astype({"period": "str"})))
    own = own.assign(own_example=own["evidence"].eq("example"))[
        [*PLACE, "unique_participants", "own_example"]
    ]
    rows = bounds.merge(own, on=PLACE, how="outer")
    unique = rows["unique_participants"]
    stated = unique.notna()
    inside = stated & (rows["low"].isna() | unique.between(rows["least"], rows["most"]))
    return rows.assign(
        low=unique.where(inside, rows["low"]),
        high=unique.where(inside, rows["high"]),
        counted=inside,
        outside=stated & ~inside,
        rounding=inside & ~unique.between(rows["low"], rows["high"]) & rows["low"].notna(),
        measures=rows["measures"].fillna(0),
        example=rows["example"].fillna(0).gt(0) | (inside & rows["own_example"].eq(other=True)),
    )


def together(rows: Iterable[ProjectReach]) -> Persons:
    """Persons of one municipality, year and group across projects: they may be the same persons."""
    known = tuple(rows)
    return Persons(
        low=max(row.low for row in known),
        high=sum(row.high for row in known),
        attendances=_sum(row.attendances for row in known),
        completed=_sum(row.completed for row in known),
        example=any(row.example for row in known),
        outside=any(row.outside for row in known),
        rounding=any(row.rounding for row in known),
    )


def over_municipalities(parts: Iterable[Persons]) -> Persons:
    """Persons of one group and year across municipalities: each lives in one of them."""
    known = tuple(parts)
    return Persons(
        low=sum(part.low for part in known),
        high=sum(part.high for part in known),
        attendances=_sum(part.attendances for part in known),
        completed=_sum(part.completed for part in known),
        example=any(part.example for part in known),
        outside=any(part.outside for part in known),
        rounding=any(part.rounding for part in known),
    )


@lru_cache(maxsize=4096)
def numbers_in(number: str, year: int) -> frozenset[str]:
    """Numbers of a year for the territory of a number of any year; years before 2012 count as 2012."""
    if number not in places():
        raise UnknownMunicipality(number)
    place, asked = places()[number], min(max(year, history.FIRST_YEAR), LAST_YEAR)
    own_year = min(max(asked, place.valid_from), place.valid_to)
    return history.areas(number, year=own_year, target_year=asked)


def _sum(values: Iterable[float | None]) -> float | None:
    """Sum of those that are stated; None where none is."""
    known = [value for value in values if value is not None and value == value]  # noqa: PLR0124  # NaN
    return sum(known) if known else None


def _calendar_years(rows: pd.DataFrame) -> pd.DataFrame:
    whole = rows[rows["period"].str.fullmatch(r"\d{4}")]
    return whole.assign(year=whole["period"].astype("int64"))


def _valid_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the number of the row's year where a number of another year stands for the same territory."""
    pairs = list(zip(rows["municipality"], rows["year"], strict=True))
    number = {pair: _only(numbers_in(*pair), pair[0]) for pair in set(pairs)}
    return rows.assign(municipality=pd.Series([number[pair] for pair in pairs], rows.index, dtype="str"))


def _only(numbers: frozenset[str], number: str) -> str:
    """Return the one number; the old one where its territory was divided."""
    return next(iter(numbers)) if len(numbers) == 1 else number
