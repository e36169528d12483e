from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_sources import schema
from data_sources.database import data_version
from data_sources.intake.batches.batches import apply, preview
from data_sources.intake.parsed import PLACE
from data_sources.intake.refusals import RowsRejected
from tests.intake_board import cell, close, everything, file, goal, meeting, open_board, parsed, stored

SOUND = {
    "goal": [goal(), goal("g3", parent="g2")],
    "goal_observation": [{"goal": "g2", "date": date(2014, 5, 1), "value": 3.5}],
    "measure": [{"measure": "ny", "name": "Ny", "type": "course", "phase": "start_up"}],
    "measure_goal": [{"measure": "ny", "goal": "g3"}],
    "team_meeting": [meeting()],
    "intake_participation": [cell(2, attendances=5), cell(8, age="67+", completed=3)],
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**4290, 10**4310),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["\ud800", "\x00", "g1", "b1", "2014", " ", "'; DROP TABLE goal; --", "9" * 30]),
    st.dates(),
    st.sampled_from(
        [
            pd.Timestamp("2014-01-01 12:00"),
            pd.NaT,
            pd.NA,
            np.int64(3),
            np.float64("nan"),
            b"x",
            [],
            {},
            ("a", 1),
        ]
    ),
)
TABLES = st.sampled_from([*SOUND, "participation", "county", "batch", "data_version", "x", ""])


@st.composite
def damaged(draw):
    """A sound file in which some cells, columns, rows and tables are something else."""
    tables = {name: [dict(row) for row in rows] for name, rows in SOUND.items()}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(TABLES)
        rows = tables.setdefault(name, [])
        kind = draw(st.sampled_from(["cell", "column", "key", "row", "twice", "place", "table"]))
        row = draw(st.sampled_from([one for one in rows if isinstance(one, dict)] or [{}]))
        if kind == "cell" and row:
            row[draw(st.sampled_from(sorted(row)))] = draw(ODD)
        elif kind == "column" and row:
            row.pop(draw(st.sampled_from(sorted(row))))
        elif kind == "key":
            row[draw(st.text(max_size=5))] = draw(ODD)
        elif kind == "row":
            rows.append(draw(ODD))
        elif kind == "twice":
            rows.append(dict(row))
        elif kind == "place":
            row[PLACE] = draw(ODD)
        else:
            tables.pop(name)
    return tables


@pytest.fixture(scope="module")
def databases(tmp_path_factory):
    made = open_board(tmp_path_factory.mktemp("damage"))
    yield made
    close(made)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables=damaged())
def test_a_damaged_file_is_shown_as_it_is_taken_and_never_ends_in_an_error(databases, tables):
    seen = preview(parsed(**tables), file(str(len(tables))), databases)
    assert all(isinstance(change.table, str) for change in seen.changes)
    for one in seen.rejected:
        assert one.advice
        assert f"{one.sheet}{one.row}{one.column}{one.value}".encode()


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables=damaged())
def test_a_damaged_file_is_stored_whole_or_not_at_all(tmp_path_factory, tables):
    databases = open_board(tmp_path_factory.mktemp("damaged"))
    before = everything(databases)
    try:
        applied = apply(parsed(**tables), file("x"), databases)
    except RowsRejected:
        assert everything(databases) == before
        assert data_version(databases.board) == 0
    else:
        rows = [row for name, rows in tables.items() for row in rows if name in SOUND]
        assert len(applied.changes) == len(rows)
        assert len(stored(databases.board, schema.batch)) == bool(rows)
    close(databases)


ENDLESS = 10**5_000
"""More digits than Python writes as text."""


@pytest.mark.parametrize("column", ["goal", "text", "parent", "position"])
def test_a_number_of_thousands_of_digits_is_advised_on_and_no_error(databases, column):
    """Python writes no whole number of more than 4300 digits: str() raised where keys were compared."""
    rows = [goal(), goal("g3", **{column: ENDLESS}) if column != "goal" else goal(ENDLESS)]
    seen = preview(parsed(goal=rows), file(column), databases)
    [wrong] = [one for one in seen.rejected if one.column == column]
    assert wrong.row == 3
    assert "siffer" in wrong.advice or "for stort" in wrong.advice
    assert seen.changes == ()


def test_a_long_number_is_stored_as_it_was_written(databases):
    """It was cut off at 79 digits when it was text."""
    seen = preview(parsed(goal=[goal(text=10**99)]), file("long"), databases)
    assert [change.after["text"] for change in seen.changes] == [str(10**99)]


def test_a_row_with_a_place_beyond_every_sheet_is_numbered_by_its_order(databases):
    seen = preview(parsed(goal=[goal(level="x") | {PLACE: ENDLESS}]), file("place"), databases)
    assert [(one.sheet, one.row) for one in seen.rejected] == [("goal", 2)]
