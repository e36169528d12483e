"""Example rows in the seed files: always marked, never mixed with what a document states."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from data_sources import schema

SEEDS = Path(__file__).parents[1] / "seeds"
EXAMPLE = "seeds/README.md: eksempeldata"
EXAMPLE_TEXTS = (
    ("goal", "text"),
    ("measure", "name"),
    ("milestone", "name"),
    ("success_factor_assessment", "note"),
)
PERSONS = {"personer", "personar", "par", "innbyggere"}
MARKED = [
    name
    for name, table in schema.board.tables.items()
    if "evidence" in table.columns and (SEEDS / f"{name}.csv").exists()
]


def rows(table, **equal):
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in equal.items())]


@pytest.mark.parametrize("table", MARKED)
def test_example_rows_say_so_in_both_columns_and_no_other_row_does(table):
    for row in rows(table):
        assert (row["evidence"] == "example") == (row["source"] == EXAMPLE), row


@pytest.mark.parametrize(("table", "column"), EXAMPLE_TEXTS)
def test_example_texts_begin_with_the_word(table, column):
    for row in rows(table):
        assert (row["evidence"] == "example") == row[column].startswith("Eksempel: "), row


def test_rows_of_documents_hold_no_invented_numbers():
    invented = {
        "goal": "baseline target unit start deadline",
        "measure": "planned_start planned_end budget accounts",
    }
    for table, columns in invented.items():
        for row in rows(table):
            assert row["evidence"] == "example" or not any(row[column] for column in columns.split()), row
    for table in ("goal_observation", "milestone", "team_meeting", "account_line"):
        assert {row["evidence"] for row in rows(table)} == {"example"}
    assert not any(row["target"] for row in rows("measure_target_group") if row["evidence"] != "example")


def test_no_count_of_one_to_four_persons():
    units = {row["goal"]: row["unit"] for row in rows("goal")}
    counts = [(row["baseline"], row["unit"]) for row in rows("goal")]
    counts += [(row["target"], row["unit"]) for row in rows("goal")]
    counts += [(row["value"], units[row["goal"]]) for row in rows("goal_observation")]
    counts += [(row["value"], row["unit"]) for row in rows("programme_fact")]
    counts += [(row["target"], "personer") for row in rows("measure_target_group")]
    persons = [float(value) for value, unit in counts if value and unit in PERSONS]
    assert len(persons) > 30
    assert not [value for value in persons if 0 < value < 5]


def test_example_goals_reach_beyond_both_ends_and_one_falls():
    goals = {row["goal"]: row for row in rows("goal", evidence="example")}
    shares = {
        row["goal"]: (float(row["value"]) - low) / (float(goals[row["goal"]]["target"]) - low)
        for row in rows("goal_observation")
        if (low := float(goals[row["goal"]]["baseline"])) is not None
    }
    assert shares.keys() == goals.keys()
    assert max(shares.values()) > 1
    assert Counter(row["direction"] for row in goals.values()) == {"up": 9, "down": 1}


def test_milestones_are_in_time_late_and_overdue():
    milestones = rows("milestone")
    late = [row for row in milestones if row["reached"] > row["due"]]
    assert sum(bool(row["reached"]) for row in milestones) - len(late) >= 10
    assert len(late) >= 5
    assert all(row["reason"] for row in late)
    assert sum(not row["reached"] for row in milestones) >= 5
