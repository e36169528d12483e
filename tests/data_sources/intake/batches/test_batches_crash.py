from __future__ import annotations

import os
import shutil
import signal
import sqlite3

import pytest
from sqlalchemy import event

from data_sources import schema
from data_sources.database import engine
from data_sources.intake.batches.batches import apply
from data_sources.intake.batches.journal import Databases, recover
from data_sources.intake.batches.undo import undo
from tests.intake_board import cell, close, contents, everything, file, goal, open_board, parsed, stored

pytestmark = pytest.mark.slow

FIRST = parsed(goal=[goal()], intake_participation=[cell(2), cell(9, age="67+")])
SECOND = parsed(goal=[goal(text="Tale"), goal("g3")], intake_participation=[cell(8), cell(1, age="30-54")])


def import_second(databases):
    apply(SECOND, file("b"), databases, overwrite=True)


def undo_first(databases):
    undo(1, databases)


def opened(folder):
    return Databases(*(engine(f"sqlite:///{folder / name}.db") for name in ("board", "intake")))


def in_child(folder, action, last_step=None):
    """Do the action in a process of its own that kills itself at a step: before a statement or a commit.

    Gives the number of steps where it was allowed to finish.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        steps = 0
        databases = opened(folder)

        def step(*_):
            nonlocal steps
            steps += 1
            if steps == last_step:
                os.kill(os.getpid(), signal.SIGKILL)

        for made in (databases.board, databases.intake):
            event.listen(made, "before_cursor_execute", step)
            event.listen(made, "commit", step)
        try:
            action(databases)
            os.write(writing, str(steps).encode())
        finally:
            os._exit(0)
    os.close(writing)
    said = os.read(reading, 20)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) == (last_step is not None)
    return int(said) if said else None


@pytest.fixture
def first(tmp_path):
    """A folder of databases that hold one batch, with nobody at them."""
    folder = tmp_path / "first"
    folder.mkdir()
    databases = open_board(folder)
    apply(FIRST, file("a"), databases)
    close(databases)
    return folder


@pytest.mark.parametrize("action", [import_second, undo_first])
def test_a_process_that_is_killed_at_any_step_leaves_what_was_before_or_what_was_to_be(
    first, tmp_path, action
):
    done = tmp_path / "done"
    shutil.copytree(first, done)
    steps = in_child(done, action)
    assert steps > 30
    outcomes = {}
    for name, folder in (("before", first), ("after", done)):
        databases = opened(folder)
        outcomes[name] = everything(databases)
        close(databases)
    assert outcomes["before"] != outcomes["after"]

    ended = []
    for step in range(1, steps + 1):
        folder = tmp_path / f"step{step}"
        shutil.copytree(first, folder)
        in_child(folder, action, step)
        databases = opened(folder)
        seen = contents(databases.board, schema.board)
        assert seen in (outcomes["before"][0], outcomes["after"][0]), (
            f"the board is in between at step {step}"
        )
        recover(databases)
        (name,) = [name for name, outcome in outcomes.items() if everything(databases) == outcome]
        assert outcomes[name][0] == seen, f"what the board showed was taken away at step {step}"
        assert len(stored(databases.board, schema.batch)) == (1 if name == "before" else 2)
        assert {row["state"] for row in stored(databases.intake, schema.intake_batch)} == {"done"}
        ended.append(name)
        close(databases)
        shutil.rmtree(folder)
    assert ended == sorted(ended, reverse=True), "once done, always done"
    assert set(ended) == {"before", "after"}


def test_what_a_killed_import_left_is_settled_by_the_next_one(first, tmp_path):
    steps = in_child(shutil.copytree(first, tmp_path / "count"), import_second)
    settled = 0
    for step in range(steps // 2, steps + 1):
        folder = tmp_path / f"step{step}"
        shutil.copytree(first, folder)
        in_child(folder, import_second, step)
        databases = opened(folder)
        settled += any(row["state"] == "prepared" for row in stored(databases.intake, schema.intake_batch))
        import_second(databases)
        assert [row["batch"] for row in stored(databases.board, schema.batch)] == [1, 2]
        raw = {
            row["age_group"]: row["unique_participants"]
            for row in stored(databases.intake, schema.intake_participation)
        }
        assert raw == {"20-29": 8, "30-54": 1, "67+": 9}
        close(databases)
        shutil.rmtree(folder)
    assert settled


def test_there_is_nothing_to_settle_after_an_orderly_import(first):
    databases = opened(first)
    assert recover(databases) is False
    close(databases)
    for name in ("board", "intake"):
        with sqlite3.connect(first / f"{name}.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
