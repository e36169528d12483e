"""Geographic effect: the form's letters a-f, planned and achieved, and where it is claimed and documented."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from dashboard.store.store import FrameStore

Record = dict[str, Any]
"""One row by column name; missing text is NaN."""

LETTERS = tuple("abcdef")
"""The form's order. d and e overlap, so letters are counted and never averaged or subtracted."""
NOT_KNOWN = "f"
"""«Vet ikke/ikke relevant»: an answer, but kept out of every summary of how far effect reaches."""
STATES = ("documented", "claimed_only", "works_only", "none")
"""What is known of a municipality, best founded first."""
COUNTS = ("works_in", "claims", "documented")
MARKS = ("joint", "example")


@dataclass(frozen=True)
class Effect:
    """Geographic effect of some projects; every frame has `project`."""

    ladder: pd.DataFrame
    claims: pd.DataFrame
    activity: pd.DataFrame
    sources: pd.DataFrame

    def of(self, projects: Collection[str]) -> Effect:
        """Effect of fewer projects."""
        return Effect(*(rows[rows["project"].isin(projects)] for rows in vars(self).values()))


@dataclass(frozen=True)
class Statements:
    """What is stated about projects: letters, where they claim effect, work, and have held measures."""

    projects: pd.DataFrame
    assessments: pd.DataFrame
    effect_municipalities: pd.DataFrame
    places: pd.DataFrame
    measure_places: pd.DataFrame

    def effect(self, last_year: int | None = None) -> Effect:
        """Effect as stated up to and including a year; where a project works is not limited by it."""
        stated, claimed = until(self.assessments, last_year), until(self.effect_municipalities, last_year)
        held = until(self.measure_places, last_year)
        every = (stated, claimed, self.places, held)
        reach = claimed_and_documented(claimed, self.places, held)
        steps = ladder(stated, self.projects).merge(reach, on="project", how="left")
        return Effect(
            ladder=steps.fillna(dict.fromkeys(("works_in", "claimed", "documented"), 0)),
            claims=claims(claimed, held),
            activity=activity(claimed, self.places, held),
            sources=pd.concat([rows[["project", "source", "evidence"]] for rows in every]).drop_duplicates(),
        )


def effect_until(store: FrameStore) -> Callable[[int | None], Effect]:
    """Effect of all projects by last year, each year worked out once per data version."""
    statements = Statements(
        projects=store["project"],
        assessments=store["effect_assessment"],
        effect_municipalities=store["effect_municipality"],
        places=store["project_municipality"],
        measure_places=held_places(store["measure_municipality"], store["measure"]),
    )
    return cache(statements.effect)


def until(rows: pd.DataFrame, last_year: int | None) -> pd.DataFrame:
    """Rows stated no later than a year; every row where no year is chosen."""
    return rows if last_year is None else rows[rows["year"] <= last_year]


def held_places(measure_municipalities: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Municipalities where a measure was held, with its project; invented rows document nothing."""
    held = measure_municipalities[
        (measure_municipalities["status"] == "held") & (measure_municipalities["evidence"] != "example")
    ]
    return held.merge(measures[["measure", "project"]], on="measure")


def ladder(assessments: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """One row per project, in the order given: the last letter stated as planned and as achieved.

    A missing letter means «ikke oppgitt». `answered` is false where neither is stated; f is an answer.
    """
    latest = (
        assessments.sort_values(["project", "year"])
        .groupby("project", as_index=False)[["planned", "achieved", "year", "evidence"]]
        .last()
    )
    steps = projects[["project", "name", "language"]].merge(latest, on="project", how="left")
    return steps.assign(answered=steps["planned"].notna() | steps["achieved"].notna())


def rungs(steps: pd.DataFrame) -> pd.DataFrame:
    """Projects per letter: `planned` and `achieved`; every letter is there, in the form's order."""
    counted = {kind: Counter(steps[kind]) for kind in ("planned", "achieved")}
    return pd.DataFrame(
        {kind: [found[letter] for letter in LETTERS] for kind, found in counted.items()},
        index=pd.Index(LETTERS, name="letter"),
    )


def claims(effect_municipalities: pd.DataFrame, measure_places: pd.DataFrame) -> pd.DataFrame:
    """Municipalities where projects claim effect, each `documented` or not.

    Documented is where the source names an activity there, or where a measure of the same project was
    held on the same territory.
    """
    claimed = effect_municipalities[effect_municipalities["claimed"] == 1]
    held = set(_by_territory(measure_places)[["project", "municipality"]].itertuples(index=False, name=None))
    on_site = [
        any((project, number) in held for number in area.split("+"))
        for project, area in zip(claimed["project"], claimed["area"], strict=True)
    ]
    return claimed.assign(documented=(claimed["documented"] == 1) | np.array(on_site, dtype=bool))


def documented_of(claimed: pd.DataFrame) -> tuple[int, int]:
    """Different municipalities documented by some project, and claimed by some, as numbered at the time."""
    areas = list(zip(claimed["area"], claimed["documented"], strict=True))
    return len({area for area, documented in areas if documented}), len({area for area, _ in areas})


def claimed_and_documented(
    effect_municipalities: pd.DataFrame, places: pd.DataFrame, measure_places: pd.DataFrame
) -> pd.DataFrame:
    """Municipalities per project: `works_in`, `claimed`, and of those claimed, `documented`.

    Counted as numbered at the time: Ålesund 2020-2023 is one. A step of the ladder is documented only
    where such municipalities are listed.
    """
    claimed = claims(effect_municipalities, measure_places)
    return (
        pd.DataFrame(
            {
                "works_in": places.groupby("project")["area"].nunique(),
                "claimed": claimed.groupby("project")["area"].nunique(),
                "documented": claimed[claimed["documented"]].groupby("project")["area"].nunique(),
            }
        )
        .fillna(0)
        .astype("int64")
        .rename_axis("project")
        .reset_index()
    )


def activity(
    effect_municipalities: pd.DataFrame, places: pd.DataFrame, measure_places: pd.DataFrame
) -> pd.DataFrame:
    """One row per project and municipality of 2024: whether it `works_in`, `claims` and has `documented`.

    A number that covered several of today's municipalities counts in each, marked `joint`; `example`
    marks where something of it is invented.
    """
    claimed = claims(effect_municipalities, measure_places)
    here = [places, measure_places, effect_municipalities[effect_municipalities["documented"] == 1]]
    parts = [
        _by_territory(rows).assign(**{count: count in known for count in COUNTS})
        for rows, known in (
            *((rows, {"works_in"}) for rows in here),
            (claimed[~claimed["documented"]], {"claims"}),
            (claimed[claimed["documented"]], {"claims", "documented"}),
        )
    ]
    return (
        pd.concat(parts)
        .groupby(["project", "municipality"], as_index=False)[[*COUNTS, *MARKS]]
        .any()
        .astype(dict.fromkeys((*COUNTS, *MARKS), "bool"))
    )


def municipality_effect(rows: pd.DataFrame, municipalities: pd.DataFrame) -> pd.DataFrame:
    """Per municipality of 2024, in the order given: number of projects that work, claim and have documented.

    `state` is the best founded of them; `joint` and `example` mark what some of it is.
    """
    counted: dict[str, Counter[str]] = {name: Counter() for name in (*COUNTS, *MARKS)}
    for name, found in counted.items():
        found.update(rows.loc[rows[name], "municipality"])
    numbers = municipalities["municipality"]
    counts = {name: numbers.map(counted[name]).to_numpy() for name in COUNTS}
    founded = [counts["documented"] > 0, counts["claims"] > 0, counts["works_in"] > 0]
    marks = {name: numbers.isin(counted[name]).to_numpy() for name in MARKS}
    return municipalities.assign(**counts, **marks, state=np.select(founded, STATES[:-1], STATES[-1]))


def records(rows: pd.DataFrame) -> list[Record]:
    """Rows as plain dicts; three times as fast as pandas' own way on tables this small."""
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.to_numpy(dtype=object).tolist()]


def _by_territory(rows: pd.DataFrame) -> pd.DataFrame:
    """Project × municipality of 2024; `joint` where the number covered several, `example` if invented."""
    parts = [area.split("+") for area in rows["area"]]
    territories = {
        "project": rows["project"].to_list(),
        "municipality": parts,
        "joint": [len(numbers) > 1 for numbers in parts],
        "example": (rows["evidence"] == "example").to_list(),
    }
    return (
        pd.DataFrame(territories)
        .explode("municipality", ignore_index=True)
        .astype({"project": "str", "municipality": "str", "joint": "bool", "example": "bool"})
    )
