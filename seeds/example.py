"""Example participation: invented counts, the same every time, plausible beside the official figures.

No source document states a count of participants. These rows show what the board does with such counts;
every row is marked `example`. They are made when a database is filled and never stored as a file, since
seeds hold no count of 1–4 persons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from seeds.numbers import Numbers
from seeds.spread import Cells, draw, spread, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seeds.rows import Row

SOURCE = "seeds/example.py"
CELL_KEY = ["measure_id", "municipality", "period", "target_group", "gender", "age_group"]
COUNTS = ["unique_participants", "attendances", "completed"]

YEARS = {"003": (2016, 2016), "004": (2017, 2019)}
"""Years of projects whose document states none, by the start of its file name; the rest are `BOLYST`."""
BOLYST = (2013, 2015)
NOBODY_COMES = {
    "anchoring_meeting", "course_coordination", "mapping", "media", "method_model", "outreach",
    "programme_development", "publication", "research",
}  # fmt: skip
"""Types of measure without participants of their own."""
OPEN_DOORS = {"conference", "information", "language_cafe", "leisure", "meeting_place", "theme_evening"}
"""Types of measure where nobody registers who comes: some have neither gender nor age."""
SESSIONS = {"language_cafe": 20, "language_training": 24, "meeting_place": 9, "mentoring": 10}
COMPLETES = {"language_training", "mentoring", "parent_course", "volunteer_training"}
"""Types of measure that one can complete; for others `completed` is missing."""
NEAR = 5
"""Years a denominator may lie from the year it is used for, when counts are invented."""

Residents = dict[tuple[str, str, int], float | None]


def example_participation(tables: Mapping[str, list[Row]]) -> pd.DataFrame:
    """Make every cell of each measure, municipality, year and group; zero where nobody came."""
    numbers = Numbers(tables)
    residents = {(r["indicator"], r["municipality"], r["year"]): r["value"] for r in tables["statistic"]}
    groups = {r["target_group"]: r for r in tables["target_group"] if r["kind"] == "person"}
    projects = {r["project"]: r for r in tables["project"]}
    rows: list[Row] = []
    for measure in tables["measure"]:
        aimed = _aimed_at(tables, measure, groups)
        registered = measure["type"] not in OPEN_DOORS
        for year in _years(measure, projects[measure["project"]]):
            held = {numbers.valid_in(year, r["municipality"]) for r in _places(tables, measure)}
            for municipality in sorted(number for number in held if number):
                reached: dict[str, Cells] = {}
                for group in sorted(aimed, key=lambda group: (-len(_around(group, groups)), group)):
                    where = (measure["measure"], municipality, year, group)
                    people = _nearest(residents, groups[group]["denominator"], municipality, year)
                    inside = _inside(group, reached, groups)
                    count = max(total(where, people, *aimed[group]), sum(inside.values()))
                    reached[group] = spread(where, count, inside, registered=registered)
                rows += _rows(measure, municipality, year, reached)
    cells = pd.DataFrame(rows, columns=[*CELL_KEY, *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))
    return cells.assign(evidence="example", source=SOURCE)


def _around(group: str, groups: Mapping[str, Row]) -> list[str]:
    """Groups that this one lies inside, nearest first."""
    parent = groups[group]["parent"]
    return [parent, *_around(parent, groups)] if parent in groups else []


def _aimed_at(
    tables: Mapping[str, list[Row]], measure: Row, groups: Mapping[str, Row]
) -> dict[str, tuple[str, int | None]]:
    """Person groups of a measure: how far each was reached, and its target where one is set.

    They are those the measure names, and those its project names that lie inside one of them; a measure
    that names none has its project's.
    """
    aims = [r for r in tables["measure_target_group"] if r["measure"] == measure["measure"]]
    answers = [r for r in tables["project_target_group"] if r["project"] == measure["project"]]
    reached = {r["target_group"]: r["reached"] for r in answers if r["target_group"] in groups}
    named = {r["target_group"]: r["target"] for r in aims if r["target_group"] in groups}
    if not aims:
        named = dict.fromkeys(reached)
    inner = {group: None for group in reached if set(_around(group, groups)) & named.keys()}
    return {group: (reached.get(group, "unknown"), target) for group, target in {**inner, **named}.items()}


def _places(tables: Mapping[str, list[Row]], measure: Row) -> list[Row]:
    """Where the measure was held; where no place is named, its project's municipalities."""
    if measure["type"] in NOBODY_COMES or measure["phase"] == "cancelled":
        return []
    named = [r for r in tables["measure_municipality"] if r["measure"] == measure["measure"]]
    if named:
        return [r for r in named if r["status"] in {"held", "unknown"}]
    return [r for r in tables["project_municipality"] if r["project"] == measure["project"]]


def _years(measure: Row, project: Row) -> Iterable[int]:
    """Years of the measure within the project's period; a period that is not stated is filled in."""
    first, last = YEARS.get(project["source"][:3], BOLYST)
    if start := project["start_year"] or project["grant_year"]:
        first, last = start, start + (last - first)
    last = project["end_year"] or last
    begun = measure["actual_start"] or measure["planned_start"]
    ended = measure["actual_end"] or measure["planned_end"]
    return range(max(first, begun.year) if begun else first, (min(last, ended.year) if ended else last) + 1)


def _inside(group: str, reached: Mapping[str, Cells], groups: Mapping[str, Row]) -> Cells:
    """Count those who must be in the group because they are in a group inside it."""
    inside: Cells = {}
    for inner in reached:
        if group in _around(inner, groups):
            for cell, count in reached[inner].items():
                inside[cell] = max(inside.get(cell, 0), count)
    return inside


def _nearest(residents: Residents, indicator: str | None, number: str, year: int) -> float | None:
    """Residents of the group that year, else the nearest year's; None where none is published."""
    if indicator is None:
        return None
    for distance in range(NEAR + 1):
        for near in (year - distance, year + distance):
            if (found := residents.get((indicator, number, near))) is not None:
                return found
    return None


def _rows(measure: Row, municipality: str, year: int, reached: Mapping[str, Cells]) -> list[Row]:
    where = (measure["measure"], municipality, year)
    sessions = measure["held_sessions"] or measure["planned_sessions"] or SESSIONS.get(measure["type"], 1)
    comes = 0.5 + 0.4 * draw("comes", *where)
    finishes = 0.55 + 0.4 * draw("finishes", *where)
    return [
        {
            "measure_id": measure["measure"],
            "municipality": municipality,
            "period": str(year),
            "target_group": group,
            "gender": gender,
            "age_group": age,
            "unique_participants": count,
            "attendances": count + round(count * (sessions - 1) * comes),
            "completed": round(count * finishes) if measure["type"] in COMPLETES else None,
        }
        for group, cells in reached.items()
        for (gender, age), count in cells.items()
    ]
