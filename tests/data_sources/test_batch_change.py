from __future__ import annotations

import json

import pytest

from data_sources.batches import load_batch_change
from data_sources.intake.batches.batches import apply
from data_sources.intake.batches.undo import undo
from tests.intake_board import cell, close, file, goal, meeting, open_board, parsed


@pytest.fixture
def databases(tmp_path):
    made = open_board(tmp_path)
    yield made
    close(made)


def bring(databases, name, **rows):
    apply(parsed(**rows), file(name), databases, overwrite=True)


def targets(databases):
    rows = load_batch_change(databases.board)
    return [
        (row["batch"], json.loads(row["before"])["target"], json.loads(row["after"])["target"])
        for row in rows.to_dict("records")
    ]


def test_the_board_reads_a_moved_target_before_and_after_and_its_undo(databases):
    bring(databases, "a", goal=[goal("g9", target=40.0)])
    bring(databases, "b", goal=[goal("g9", target=50.0)])
    undo(2, databases, role="editor")
    assert targets(databases) == [(2, 40.0, 50.0), (3, 50.0, 40.0)]


def test_added_rows_other_tables_and_counts_of_persons_are_not_read(databases):
    bring(databases, "a", goal=[goal("g9")], team_meeting=[meeting()], intake_participation=[cell(9)])
    bring(databases, "b", intake_participation=[cell(30)])
    assert load_batch_change(databases.board).empty
