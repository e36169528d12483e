"""A board with many made-up projects: `python bench/many_projects.py [FOLDER] --projects 500 --cells 100000`.

Each copy is one of the seeds' projects under a new id, moved to other municipalities, and where more cells
are asked for, with made-up counts that look as if they had passed the gate. Writes FOLDER/board.db.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data_sources import schema
from data_sources.database import bump_version, engine, upgrade, writing
from data_sources.facts.reach import sum_reach
from seeds.load import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

OWN = {"project", "measure", "measure_id", "goal", "milestone", "report"}
"""Columns that name something of one project, so that a copy has its own."""
COPIED = {"measure", "goal", "milestone", "report", "project", "participation"}
GENDERS = ("female", "male")
AGES = ("0-5", "6-15", "16-19", "20-29", "30-54", "55-66", "67+")
YEARS = range(2013, 2025)
AT_A_TIME = 20_000


def own_columns(table: Table) -> set[str]:
    """Columns of a table whose values get a copy's number; `parent` of a goal is one too."""
    named = {str(column.name) for column in table.columns} & OWN
    return named | ({"parent"} if table.name == "goal" else set())


def copied(
    rows: list[dict[str, Any]], own: set[str], number: int, towns: dict[str, str]
) -> list[dict[str, Any]]:
    """Rows of one copy: its own keys, in other municipalities."""
    return [
        row
        | {name: f"{row[name]}-{number}" for name in own if row[name] is not None}
        | ({"municipality": towns[row["municipality"]]} if "municipality" in row else {})
        for row in rows
    ]


def copies(connection: Connection, projects: int) -> None:
    """Copy every project of the seeds again and again, until there are so many."""
    tables = [
        table
        for table in schema.board.sorted_tables
        if own_columns(table) and not table.name.startswith("batch") and not table.name.endswith("_sum")
    ]
    rows = {
        table.name: [dict(row) for row in connection.execute(select(table)).mappings()] for table in tables
    }
    ids = [row["project"] for row in rows["project"]]
    of = {row["measure"]: row["project"] for row in rows["measure"]}
    goals = {row["goal"]: row["project"] for row in rows["goal"]}
    town = schema.municipality.c
    today = sorted(connection.scalars(select(town.municipality).where(town.valid_to.is_(None))))
    used = sorted({row["municipality"] for some in rows.values() for row in some if "municipality" in row})

    def owner(row: dict[str, Any]) -> str:
        if "project" in row:
            return str(row["project"])
        if "goal" in row and "measure" not in row:
            return goals[row["goal"]]
        return of[row["measure"] if "measure" in row else row["measure_id"]] if "report" not in row else ""

    made = len(ids)
    for number in itertools.count(1):
        if made >= projects:
            return
        chosen = set(ids[: projects - made])
        towns = {place: today[(index * 3 + number * 7) % len(today)] for index, place in enumerate(used)}
        for table in tables:
            if table.name == "report_field":
                continue
            mine = [row for row in rows[table.name] if owner(row) in chosen]
            if mine:
                connection.execute(insert(table), copied(mine, own_columns(table), number, towns))
        made += len(chosen)


def more_cells(connection: Connection, wanted: int) -> None:
    """Fill in counts of measures that have places, until the table holds so many cells."""
    table = schema.participation
    known = {tuple(row) for row in connection.execute(select(*table.primary_key.columns))}
    lack = wanted - len(known)
    places = connection.execute(
        select(schema.measure_municipality.c.measure, schema.measure_municipality.c.municipality)
    ).all()
    groups = ("immigrants", "refugees", "labour_migrants", "young_people", "women", "all_inhabitants")
    existing = set(connection.scalars(select(schema.target_group.c.target_group)))
    used = [group for group in groups if group in existing]
    draw = random.Random(1580)  # noqa: S311 - made-up counts, the same every time

    def cells() -> Iterator[dict[str, Any]]:
        for year, group in itertools.product(YEARS, used):
            for measure, place in places:
                for gender, age in itertools.product(GENDERS, AGES):
                    key = (measure, place, str(year), group, gender, age)
                    if key not in known:
                        persons = draw.choice((0, 0, 3, 3, 4, 5, 7, 9, 12))
                        yield dict(zip(table.primary_key.columns.keys(), key, strict=True)) | {
                            "unique_participants": persons,
                            "attendances": persons * 5,
                            "completed": None,
                            "evidence": "example",
                            "source": "bench/many_projects.py",
                        }

    source = itertools.islice(cells(), max(lack, 0))
    while some := list(itertools.islice(source, AT_A_TIME)):
        connection.execute(insert(table), some)


def build(folder: Path, projects: int, cells: int) -> str:
    """Make the board; give the address of its database."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("board.db", "intake.db"):
        (folder / name).unlink(missing_ok=True)
    urls = [f"sqlite:///{folder / name}.db" for name in ("board", "intake")]
    for url, name in zip(urls, ("board", "intake"), strict=True):
        upgrade(url, name)  # type: ignore[arg-type]  # the two names it takes
    board, intake = engine(urls[0]), engine(urls[1])
    fill(board, intake)
    with writing(board) as connection:
        copies(connection, projects)
        more_cells(connection, cells)
        sum_reach(connection)
        bump_version(connection)
    board.dispose()
    intake.dispose()
    return urls[0]


def main() -> None:
    """Make a board and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("var/bench"))
    parser.add_argument("--projects", type=int, default=500)
    parser.add_argument("--cells", type=int, default=0)
    asked = parser.parse_args()
    started = time.perf_counter()
    print(build(asked.folder, asked.projects, asked.cells), f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
