from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from data_sources import schema
from data_sources.database import data_version, writing
from data_sources.intake.batches.batches import apply
from data_sources.intake.batches.undo import undo
from data_sources.intake.refusals import CannotUndo, ImportStopped
from tests.intake_board import cell, close, everything, file, goal, meeting, open_board, parsed, stored

AGES = ("16-19", "20-29", "30-54", "55-66", "67+")


@pytest.fixture
def databases(tmp_path):
    made = open_board(tmp_path)
    yield made
    close(made)


def bring(databases, content, name):
    return apply(content, file(name), databases, overwrite=True).batch


def states(databases):
    return {row["batch"]: row["status"] for row in stored(databases.board, schema.batch)}


def refusal(databases, batch):
    before = everything(databases)
    version = data_version(databases.board)
    with pytest.raises(CannotUndo) as refused:
        undo(batch, databases)
    assert everything(databases) == before
    assert data_version(databases.board) == version
    return str(refused.value)


def test_an_undo_puts_everything_back_and_is_a_batch_itself(databases):
    first = parsed(
        goal=[goal(target=40.0)], intake_participation=[cell(2, attendances=7), cell(9, age="67+")]
    )
    bring(databases, first, "a")
    before = everything(databases)
    second = parsed(
        goal=[goal(target=50.0, parent=None), goal("g3")], team_meeting=[meeting()],
        intake_participation=[cell(9, attendances=30), cell(1, age="67+"), cell(4, age="30-54")],
    )  # fmt: skip
    bring(databases, second, "b")
    undone = undo(2, databases, role="editor")
    assert everything(databases) == before
    assert (undone.batch, undone.version) == (3, 3)
    assert states(databases) == {1: "applied", 2: "undone", 3: "applied"}
    log = stored(databases.board, schema.batch)[-1]
    assert (log["kind"], log["undoes"], log["role"], log["file_name"]) == ("undo", 2, "editor", "b")


def test_an_undone_file_can_be_imported_again(databases):
    content = parsed(goal=[goal()])
    bring(databases, content, "a")
    undo(1, databases)
    assert bring(databases, content, "a") == 3
    assert states(databases) == {1: "undone", 2: "applied", 3: "applied"}


def test_an_undo_can_be_undone(databases):
    bring(databases, parsed(goal=[goal()], intake_participation=[cell(2)]), "a")
    after = everything(databases)
    undo(1, databases)
    undo(2, databases)
    assert everything(databases) == after
    assert states(databases) == {1: "applied", 2: "undone", 3: "applied"}
    assert apply(parsed(goal=[goal()]), file("a"), databases).batch == 1
    undo(1, databases)
    assert states(databases)[1] == "undone"


def test_batches_can_be_undone_in_turn_from_the_last(databases):
    start = everything(databases)
    for number, persons in enumerate((2, 11, 1), start=1):
        bring(
            databases, parsed(goal=[goal(target=persons)], intake_participation=[cell(persons)]), f"f{number}"
        )
    for number in (3, 2, 1):
        undo(number, databases)
    (board, intake), base = (
        everything(databases),
        {row["base"] for row in stored(databases.board, schema.protection_error)},
    )
    assert (board | {"protection_error": []}, intake) == start
    assert base == {3}, "what small counts have been rounded to is not forgotten"


def test_a_batch_whose_rows_a_later_one_changed_waits_for_that_one(databases):
    bring(databases, parsed(goal=[goal(target=40.0)]), "a")
    bring(databases, parsed(goal=[goal(target=50.0)]), "b")
    assert "Innlesing 2" in refusal(databases, 1)
    undo(2, databases)
    assert undo(1, databases).batch == 4


def test_counts_that_a_later_batch_changed_wait_for_that_one(databases):
    bring(databases, parsed(intake_participation=[cell(5)]), "a")
    bring(databases, parsed(intake_participation=[cell(6)]), "b")
    assert "Innlesing 2" in refusal(databases, 1)


def test_a_batch_that_others_build_on_waits_for_them(databases):
    measure = {"measure": "ny", "name": "Ny", "type": "course", "phase": "start_up"}
    bring(databases, parsed(goal=[goal()], measure=[measure]), "a")
    bring(databases, parsed(goal=[goal("g3", parent="g2")]), "b")
    bring(databases, parsed(intake_participation=[cell(4, measure="ny")]), "c")
    said = refusal(databases, 1)
    assert "innlesing 2" in said
    assert "innlesing 3" in said
    undo(3, databases)
    undo(2, databases)
    assert undo(1, databases).batch == 6


def test_a_row_that_came_to_refer_to_an_added_one_in_the_same_batch_is_no_hindrance(databases):
    before = everything(databases)
    bring(databases, parsed(goal=[goal(), goal("g1", parent="g2", level="main_goal")][:1]), "a")
    bring(databases, parsed(goal=[goal("g3", parent="g2"), goal("g2", parent=None)]), "b")
    undo(2, databases)
    undo(1, databases)
    assert everything(databases) == before


def test_rows_changed_outside_of_imports_are_not_overwritten(databases):
    bring(databases, parsed(goal=[goal()], intake_participation=[cell(5)]), "a")
    with writing(databases.board) as connection:
        connection.execute(update(schema.goal).where(schema.goal.c.goal == "g2").values(text="For hånd"))
    assert "utenom innlesing" in refusal(databases, 1)


def test_rows_that_come_back_need_what_they_refer_to(databases):
    bring(databases, parsed(goal=[goal()]), "a")
    bring(databases, parsed(team_meeting=[meeting()], goal=[goal("g2", parent=None)]), "b")
    with writing(databases.board) as connection:
        connection.execute(delete(schema.goal).where(schema.goal.c.goal == "g1"))
    assert "g1, som ikke lenger finnes" in refusal(databases, 2)


@pytest.mark.parametrize("number", [0, 7, -1])
def test_a_batch_that_is_not_there_cannot_be_undone(databases, number):
    assert "Det finnes ingen innlesing" in refusal(databases, number)


def test_a_batch_is_undone_once(databases):
    bring(databases, parsed(goal=[goal()]), "a")
    undo(1, databases)
    assert "alt angret, av innlesing 2" in refusal(databases, 1)


def test_only_a_role_undoes(databases):
    bring(databases, parsed(goal=[goal()]), "a")
    with pytest.raises(ImportStopped, match="ingen rolle"):
        undo(1, databases, role="Kari")


def test_a_small_count_gets_back_what_it_was_shown_as(databases):
    small = [cell(1 + number % 2, age=age, measure=name, attendances=number + 2)
             for name in ("cafe", "course") for number, age in enumerate(AGES)]  # fmt: skip
    bring(databases, parsed(intake_participation=small), "a")
    before = stored(databases.board, schema.participation)
    large = [row | {"unique_participants": 40, "attendances": 80} for row in small]
    bring(databases, parsed(intake_participation=large), "b")
    undo(2, databases)
    assert stored(databases.board, schema.participation) == before


cells = st.dictionaries(
    st.tuples(st.sampled_from(("cafe", "course")), st.sampled_from(AGES)),
    st.tuples(st.integers(0, 12), st.integers(0, 20), st.one_of(st.none(), st.floats(0, 1))),
    max_size=10,
)


def rows_of(drawn):
    return [
        cell(
            persons, measure=measure, age=age, attendances=persons + more,
            completed=None if share is None else round(persons * share),
        )
        for (measure, age), (persons, more, share) in drawn.items()
    ]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=cells, second=cells, third=cells)
def test_whatever_the_counts_an_undo_gives_back_the_published_cube(tmp_path_factory, first, second, third):
    databases = open_board(tmp_path_factory.mktemp("undo"))
    bring(databases, parsed(intake_participation=rows_of(first)), "a")
    between = everything(databases)
    changed = bring(databases, parsed(intake_participation=rows_of(second)), "b")
    last = bring(databases, parsed(intake_participation=rows_of(third)), "c")
    for batch in (last, changed):
        if batch is not None:
            undo(batch, databases)
    board, intake = everything(databases)
    assert intake == between[1]
    assert board["participation"] == between[0]["participation"]
    close(databases)
