"""The seed files of projects and programmes against the tables they fill."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Date, Float, Integer, create_engine, insert

from data_sources import schema

SEEDS = Path(__file__).parents[1] / "seeds"
DOCUMENTS = {
    "000_c571b0cefe30c793.txt",
    "001_53ea93677e2763da.txt",
    "002_d381840ac3f8ce8b.txt",
    "003_43816d8ea55cca29.txt",
    "004_7e317225d6d87f11.txt",
}
EXAMPLE = "seeds/README.md: eksempeldata"
DEFINITIONS = "seeds/README.md: definisjoner"
WITHOUT_EVIDENCE = {"target_group", "target_group_overlap"}
FACTS = [
    name
    for name, table in schema.board.tables.items()
    if "evidence" in table.columns or name in WITHOUT_EVIDENCE
    if (SEEDS / f"{name}.csv").exists()
]


def rows(table, **equal):
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in equal.items())]


def test_every_table_of_facts_has_a_seed_file():
    assert len(FACTS) >= 32


@pytest.mark.parametrize("table", FACTS)
def test_header_is_the_columns_of_the_table(table):
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == [column.name for column in schema.board.tables[table].columns]


@pytest.mark.parametrize("table", FACTS)
def test_every_row_has_a_source_and_an_evidence_status(table):
    for row in rows(table):
        assert row["source"] in {*DOCUMENTS, EXAMPLE, DEFINITIONS} or row["source"].startswith("http"), row
        assert table in WITHOUT_EVIDENCE or row["evidence"] in schema.EVIDENCE, row


def test_rows_keep_the_codes_and_keys_of_their_tables():
    engine = create_engine("sqlite://")
    schema.board.create_all(engine)
    with engine.begin() as connection:
        for name in FACTS:
            table = schema.board.tables[name]
            connection.execute(
                insert(table), [{c.name: _value(row[c.name], c) for c in table.columns} for row in rows(name)]
            )
    engine.dispose()


def _value(text, column):
    if not text:
        return None
    kinds = {Integer: int, Float: float, Date: date.fromisoformat}
    return next((to for kind, to in kinds.items() if type(column.type) is kind), str)(text)


@pytest.mark.parametrize("table", FACTS)
def test_references_point_at_rows_that_are_there(table):
    for column in schema.board.tables[table].columns:
        for key in column.foreign_keys:
            there = {row[key.column.name] for row in rows(key.column.table.name)}
            assert {row[column.name] for row in rows(table)} - {""} <= there, column


def test_municipality_numbers_are_valid_in_their_year():
    valid = {row["municipality"]: row for row in rows("municipality")}
    for table in ("project_municipality", "measure_municipality", "effect_municipality"):
        for row in rows(table):
            place = valid[row["municipality"]]
            assert int(place["valid_from"]) <= int(row["year"]) <= int(place["valid_to"] or 9999), row


def test_persons_have_a_denominator_or_a_reason_for_having_none():
    for row in rows("target_group"):
        assert bool(row["denominator"]) != bool(row["no_denominator"]), row
        assert (row["kind"] == "organisation") == (row["no_denominator"] == "organisation"), row


def test_a_group_overlaps_its_parent_and_each_pair_stands_once():
    pairs = [frozenset((row["target_group"], row["overlaps"])) for row in rows("target_group_overlap")]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 for pair in pairs)
    for row in rows("target_group", kind="person"):
        assert not row["parent"] or frozenset((row["target_group"], row["parent"])) in pairs
