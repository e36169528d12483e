"""A small board with an intake, and files for it: what the tests of imports build on."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from sqlalchemy import select

from data_sources import schema
from data_sources.database import engine, upgrade, writing
from data_sources.intake.batches.batches import File
from data_sources.intake.batches.journal import Databases
from data_sources.intake.parsed import Parsed

MARKED = {"evidence": "application", "source": "S0"}
FROM = {"source": "S0"}
PLACES = [("1534", "Haram", 2012, 2019), ("1507", "Ålesund", 2020, None), ("1504", "Ålesund", 2012, 2019)]
PROJECT = {"programme": "bolyst", "lead_organisation": "Haram kommune", "language": "nn", **MARKED}
NAMES = {"name_nb": "n", "name_nn": "n", "name_en": "n", **FROM}
GROUPS = [
    ("immigrants", "person", None),
    ("refugees", "person", "immigrants"),
    ("clubs", "organisation", None),
]
ROWS = {
    "county": [{"county": "15", "name": "Møre og Romsdal", **FROM}],
    "municipality": [
        {"municipality": number, "name": name, "label": name, "valid_from": first, "valid_to": last, **FROM}
        for number, name, first, last in PLACES
    ],
    "target_group": [
        {"target_group": group, "kind": kind, "parent": parent, "position": 1, **NAMES}
        for group, kind, parent in GROUPS
    ],
    "programme": [
        {"programme": "bolyst", "name": "Bolyst", "owner": "KRD", "aim": "a", "language": "nb", **MARKED}
    ],
    "project": [
        {"project": "haram", "name": "Haram", **PROJECT},
        {"project": "bykle", "name": "Bykle", **PROJECT},
    ],
    "goal": [
        {"goal": "g1", "project": "haram", "level": "main_goal", "position": 1, "text": "Delta", **MARKED},
        {"goal": "b1", "project": "bykle", "level": "main_goal", "position": 1, "text": "Bu", **MARKED},
    ],
    "measure": [
        {"measure": name, "project": project, "name": name, "type": "course", "phase": "execution", **MARKED}
        for name, project in (("cafe", "haram"), ("course", "haram"), ("meeting", "bykle"))
    ],
}  # fmt: skip


def open_board(folder):
    """Two databases with one programme, two projects, two goals and three measures; no participation."""
    return fill_board({name: f"sqlite:///{folder / name}.db" for name in ("board", "intake")})


def fill_board(urls):
    """The same in two databases that are there already, or are files to be made."""
    for name, url in urls.items():
        upgrade(url, name)
    made = Databases(*(engine(url) for url in urls.values()))
    with writing(made.board) as connection:
        for name, rows in ROWS.items():
            connection.execute(schema.board.tables[name].insert(), rows)
    return made


def close(databases):
    """Let go of both files."""
    databases.board.dispose()
    databases.intake.dispose()


def cell(persons, *, measure="cafe", age="20-29", group="immigrants", year="2014", **more):
    """One row of the participation sheet."""
    return {
        "measure_id": measure, "municipality": "1534", "period": year, "target_group": group,
        "gender": "female", "age_group": age, "unique_participants": persons,
    } | more  # fmt: skip


def goal(key="g2", **more):
    """One row of the goals' sheet."""
    return {"goal": key, "level": "sub_goal", "position": 2, "text": "Norsk", "parent": "g1"} | more


def meeting(day=1, **more):
    """One row of the team meetings' sheet."""
    return {"date": date(2014, 3, day), "sectors": "NAV; helse"} | more


def parsed(whose="haram", /, **tables):
    """What a reader gives for a workbook."""
    return Parsed("workbook", tables, (), whose)


def file(name="bok.xlsx", content=None, **more):
    """A file; one with another name has other content, unless it is given."""
    return File(name, sha256((content or name).encode()).hexdigest(), **more)


def contents(engine, metadata):
    """Every row of every table but the logs and the data version, to compare before and after."""
    logs = {"batch", "batch_change", "intake_batch", "intake_batch_change", "data_version"}
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name not in logs
        }


def everything(databases):
    """The contents of both databases."""
    return contents(databases.board, schema.board), contents(databases.intake, schema.intake)


def stored(engine, table):
    """Every row of one table, in key order."""
    with engine.connect() as connection:
        rows = connection.execute(select(table).order_by(*table.primary_key)).mappings()
        return [{str(name): value for name, value in row.items()} for row in rows]
