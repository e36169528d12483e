from __future__ import annotations

import pandas as pd
import pytest
from sqlalchemy import delete, insert, update

from data_sources import schema
from data_sources.database import writing
from data_sources.intake.batches.batches import apply
from data_sources.intake.batches.journal import Databases
from data_sources.intake.refusals import ImportStopped
from data_sources.protection.gate import protect
from data_sources.protection.publish import publish, through_gate
from tests.intake_board import cell, close, file, open_board, parsed, stored

AGES = ("16-19", "20-29", "30-54", "55-66", "67+")
MARKED = {"attendances": None, "completed": None, "evidence": "self_reported", "source": "x"}


@pytest.fixture
def databases(tmp_path):
    made = open_board(tmp_path)
    yield made
    close(made)


def put(databases, *cells):
    with writing(databases.intake) as connection:
        connection.execute(insert(schema.intake_participation), [MARKED | one for one in cells])


def counted(rows):
    return pd.DataFrame(rows).astype({"attendances": "Int64", "completed": "Int64"})


def published(databases, **more):
    with writing(databases.board) as board, writing(databases.intake) as intake:
        return publish(board, intake, **more)


def shown(databases):
    rows = stored(databases.board, schema.participation)
    return {(row["measure_id"], row["age_group"]): row["unique_participants"] for row in rows}


def test_the_board_shows_what_the_gate_gives_and_how_exact_it_is(databases):
    raw = [
        cell(number % 4, measure=name, age=age)
        for name in ("cafe", "course")
        for number, age in enumerate(AGES)
    ]
    put(databases, *raw)
    changes = published(databases)
    expected = protect(counted([MARKED | one for one in raw]))
    assert shown(databases) == {
        (row.measure_id, row.age_group): row.unique_participants for row in expected.itertuples()
    }
    assert {change.kind for change in changes} == {"added"}
    assert {row["base"] for row in stored(databases.board, schema.protection_error)} == {3}


def test_only_what_changed_is_written_and_small_cells_stay_as_they_were(databases):
    put(databases, *(cell(1 + number % 2, age=age) for number, age in enumerate(AGES)))
    published(databases)
    before = shown(databases)
    put(databases, *(cell(2, age=age, measure=name) for name in ("course", "meeting") for age in AGES))
    with writing(databases.intake) as connection:
        raw = schema.intake_participation
        connection.execute(update(raw).where(raw.c.age_group == "67+").values(unique_participants=8))
    anew = through_gate(counted(stored(databases.intake, raw)), base=3)[0]
    afresh = {row["age_group"]: row["unique_participants"] for row in anew if row["measure_id"] == "cafe"}
    assert any(afresh[age] != shown_as for (_, age), shown_as in before.items() if age != "67+"), (
        "else no proof"
    )
    changes = published(databases)
    after = shown(databases)
    assert {key: after[key] for key in before} == before | {("cafe", "67+"): 8}
    assert {change.key[0] for change in changes if change.kind == "added"} == {"course", "meeting"}
    assert [change.key[5] for change in changes if change.kind == "changed"] == ["67+"]
    assert published(databases) == []


def test_the_base_of_the_board_is_kept_whatever_the_settings_say_later(databases):
    put(databases, cell(4), cell(3, age="67+"))
    published(databases, base=5)
    assert set(shown(databases).values()) <= {0, 5}
    put(databases, cell(4, age="30-54"))
    published(databases, base=3)
    assert set(shown(databases).values()) <= {0, 5}


def test_an_import_uses_the_base_it_is_given_on_a_board_without_counts(databases):
    with_five = Databases(databases.board, databases.intake, base=5)
    apply(parsed(intake_participation=[cell(4), cell(4, age="67+")]), file(), with_five)
    assert set(shown(databases).values()) <= {0, 5}


def test_cells_whose_raw_counts_are_lost_are_not_taken_off_the_board(databases):
    put(databases, cell(9), cell(8, age="67+"))
    published(databases)
    with writing(databases.intake) as connection:
        connection.execute(delete(schema.intake_participation))
    with pytest.raises(ImportStopped, match="2 celler"):
        published(databases)
    assert len(shown(databases)) == 2


def test_cells_taken_away_on_purpose_leave_the_board(databases):
    put(databases, cell(9), cell(8, age="67+"))
    published(databases)
    with writing(databases.intake) as connection:
        connection.execute(delete(schema.intake_participation))
    gone = {("cafe", "1534", "2014", "immigrants", "female", age) for age in ("20-29", "67+")}
    assert [change.kind for change in published(databases, removed=gone)] == ["removed", "removed"]
    assert shown(databases) == {}
    assert {row["base"] for row in stored(databases.board, schema.protection_error)} == {3}


def test_an_empty_intake_publishes_nothing(databases):
    assert published(databases) == []
    assert through_gate(pd.DataFrame(columns=list(schema.participation.columns.keys())), base=3) == ([], [])
