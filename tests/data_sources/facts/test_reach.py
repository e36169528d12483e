from __future__ import annotations

import pandas as pd
import pytest
from sqlalchemy import delete, event, insert, update

from data_sources import schema
from data_sources.catalogue import loaders
from data_sources.database import engine, read, upgrade, writing
from data_sources.facts.reach import AT_ONCE, sum_changed, sum_reach
from data_sources.intake.batches.batches import apply
from data_sources.intake.batches.undo import undo
from tests.intake_board import cell, close, file, open_board, parsed
from tests.reach_sums import sums_of

TABLES = ("reach_sum", "project_reach_sum", "participation_source_sum")


def shown(cells, **more):
    """Rows of the protected table."""
    unsaid = {"attendances": None, "completed": None, "evidence": "self_reported", "source": "S0"}
    return [{**unsaid, **each, **more} for each in cells]


@pytest.fixture
def databases(tmp_path):
    made = open_board(tmp_path)
    yield made
    close(made)


def fill(board, rows):
    with writing(board) as connection:
        connection.execute(insert(schema.participation), rows)
        sum_reach(connection)


def as_lists(frame):
    """Rows in the order of their keys; missing as None."""
    ordered = frame.sort_values(list(frame.columns[:4])).reset_index(drop=True)
    numbers = ordered.select_dtypes("number").columns
    ordered = ordered.astype(dict.fromkeys(numbers, "float64")).astype("object")
    return ordered.where(ordered.notna(), None).to_dict("records")


def assert_sums_are_those_of_the_cells(board):
    expected = sums_of(read(board, schema.participation), read(board, schema.measure), base=base_of(board))
    for name in TABLES:
        stored = read(board, schema.board.tables[name])
        assert list(stored.columns) == list(expected[name].columns)
        assert as_lists(stored) == as_lists(expected[name]), name


def base_of(board):
    base = read(board, schema.protection_error)["base"].max()
    return 3 if pd.isna(base) else int(base)


def test_the_seeds_sums_are_those_of_their_cells(filled):
    board = engine(filled.board_url)
    assert len(read(board, schema.reach_sum)) > 100
    assert_sums_are_those_of_the_cells(board)
    board.dispose()


def test_gender_and_age_are_added_and_measures_bound_a_project(databases):
    rows = shown(
        [
            cell(9, age="20-29"),
            cell(3, age="30-54"),
            cell(0, age="67+"),
            cell(5, measure="course"),
            cell(4, measure="meeting"),
            cell(7, year="2015"),
        ]
    )
    fill(databases.board, rows)
    by_measure = read(databases.board, schema.reach_sum).set_index(["measure_id", "period"])
    cafe = by_measure.loc[("cafe", "2014")]
    assert (cafe["unique_participants"], cafe["below"], cafe["above"]) == (12, 2, 2)
    assert pd.isna(cafe["attendances"])
    haram = (
        read(databases.board, schema.project_reach_sum)
        .set_index(["project", "period"])
        .loc[("haram", "2014")]
    )
    assert (haram["low"], haram["high"], haram["least"], haram["most"], haram["measures"]) == (
        12,
        17,
        10,
        19,
        2,
    )
    assert_sums_are_those_of_the_cells(databases.board)


def test_attendances_some_cells_state_are_summed_and_one_invented_cell_marks_the_sum(databases):
    rows = (
        shown([cell(9)], attendances=4)
        + shown([cell(9, age="0-5")])
        + shown([cell(9, age="67+")], evidence="example", source="seeds/example.py")
    )
    fill(databases.board, rows)
    (row,) = as_lists(read(databases.board, schema.reach_sum))
    assert (row["attendances"], row["completed"], row["example"]) == (4, None, 1)
    sources = read(databases.board, schema.participation_source_sum)
    assert list(zip(sources["source"], sources["cells"], strict=True)) == [("S0", 2), ("seeds/example.py", 1)]


def test_the_slack_is_that_of_the_base_the_board_was_rounded_to(databases):
    with writing(databases.board) as connection:
        connection.execute(
            insert(schema.protection_error),
            [{"filters": 1, "views": 1, "mean_error": None, "worst_error": None, "base": 5}],
        )
    fill(databases.board, shown([cell(5), cell(3, age="0-5"), cell(0, age="67+")]))
    (row,) = as_lists(read(databases.board, schema.reach_sum))
    assert (row["below"], row["above"]) == (4, 4)


def test_an_import_and_its_undo_keep_the_sums_in_step(databases):
    apply(parsed(intake_participation=[cell(9), cell(30, measure="course")]), file(), databases)
    first = [as_lists(read(databases.board, schema.board.tables[name])) for name in TABLES]
    assert first[0]
    assert_sums_are_those_of_the_cells(databases.board)
    second = apply(parsed(intake_participation=[cell(14, year="2015")]), file("ny.xlsx"), databases)
    assert_sums_are_those_of_the_cells(databases.board)
    undo(second.batch, databases)
    assert [as_lists(read(databases.board, schema.board.tables[name])) for name in TABLES] == first


def test_a_measure_that_changes_project_takes_its_persons_along(databases):
    fill(databases.board, shown([cell(9), cell(5, measure="course")]))
    with writing(databases.board) as connection:
        connection.execute(
            update(schema.measure).where(schema.measure.c.measure == "cafe").values(project="bykle")
        )
        sum_changed(connection, {"cafe"}, {"haram", "bykle"})
    assert_sums_are_those_of_the_cells(databases.board)
    assert set(read(databases.board, schema.project_reach_sum)["project"]) == {"haram", "bykle"}


def test_only_what_changed_is_summed_anew(databases):
    fill(databases.board, shown([cell(9), cell(5, measure="meeting")]))
    with writing(databases.board) as connection:
        connection.execute(update(schema.reach_sum).values(below=77))
        sum_changed(connection, {"cafe"}, set())
        sum_changed(connection, set(), set())
    below = read(databases.board, schema.reach_sum).set_index("measure_id")["below"]
    assert below.to_dict() == {"cafe": 0, "meeting": 77}
    with writing(databases.board) as connection:
        sum_changed(connection, {f"m{number}" for number in range(AT_ONCE + 1)}, set())
    assert_sums_are_those_of_the_cells(databases.board)


def test_a_board_from_before_the_sums_gets_them_when_it_is_brought_up_to_date(seeded):
    board = engine(seeded.board_url)
    before = [as_lists(read(board, schema.board.tables[name])) for name in TABLES]
    with writing(board) as connection:
        for name in TABLES:
            connection.execute(delete(schema.board.tables[name]))
    upgrade(seeded.board_url, "board")
    assert [as_lists(read(board, schema.board.tables[name])) for name in TABLES] == before
    board.dispose()


def test_no_loader_reads_cells(seeded):
    board = engine(seeded.board_url)
    asked = []
    event.listen(board, "before_cursor_execute", lambda *parts: asked.append(parts[2]))
    for load in loaders(board).values():
        load()
    assert any("FROM reach_sum" in statement for statement in asked)
    assert not [statement for statement in asked if "FROM participation " in f"{statement} "]
    board.dispose()
