from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from sqlalchemy import Date, DateTime, Float, Integer

from dashboard.store.frames import LENT, SPECS, SUMS, conform
from data_sources import schema
from data_sources.catalogue import LOADERS
from terms.errors import FrameMismatch

NOT_LENT = {"source"}
"""Reference lists keep where a row came from in the database; no panel shows it."""
REFERENCE = {"county", "municipality", "target_group", "target_group_overlap"}
EMPTY = {
    "batch", "batch_change", "refresh_attempt",
    "report_field", "module_item_status", "programme_reach", "success_factor_assessment",
}  # fmt: skip
"""No document counts persons across measures, so the seeds do not either; nobody imported or refreshed."""
PROMISES = {**SPECS, **SUMS}
TABLES = sorted(PROMISES)


def county(**columns):
    return pd.DataFrame({"county": ["15", "46"], "name": ["Møre og Romsdal", "Vestland"], **columns})


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_promises_the_columns_of_its_table(name):
    columns = set(schema.board.tables[name].columns.keys())
    assert columns - PROMISES[name].columns <= (NOT_LENT if name in REFERENCE else set())
    assert PROMISES[name].columns <= columns


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_has_the_key_of_its_table(name):
    assert set(PROMISES[name].key) == set(schema.board.tables[name].primary_key.columns.keys())


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_has_the_types_of_its_table(name):
    columns = schema.board.tables[name].columns
    spec = PROMISES[name]
    for column in spec.number:
        assert isinstance(columns[column].type, Integer | Float), column
    for column in spec.date:
        assert isinstance(columns[column].type, Date | DateTime), column
    for column in spec.text:
        assert not isinstance(columns[column].type, Integer | Float | Date | DateTime), column


def test_every_frame_has_a_loader():
    assert set(LENT) <= {load.__name__.removeprefix("load_") for load in LOADERS}


def test_the_seeds_keep_every_promise(store):
    for name in LENT:
        frame = store[name]
        assert PROMISES[name].columns <= set(frame.columns), name
        assert not frame.empty or name in EMPTY, name


def test_types_are_given_and_what_was_not_promised_is_left_out():
    raw = pd.DataFrame(
        {
            "milestone": ["m1", "m2"],
            "project": "p",
            "measure": None,
            "name": "x",
            "reason": None,
            "evidence": "example",
            "source": "x",
            "due": [dt.date(2014, 4, 24), None],
            "reached": None,
            "surprise": 1,
        }
    )
    frame = conform("milestone", raw)
    assert "surprise" not in frame
    assert frame["due"].dt.year.tolist()[0] == 2014
    assert frame["reached"].isna().all()
    assert frame["reached"].dtype.kind == "M"


def test_a_missing_number_stays_missing_and_is_never_zero():
    raw = pd.DataFrame(
        {"project": "p", "year": [2013, 2014], "post": "x", "evidence": "e", "source": "s"}
    ).assign(budget=[None, 10], accounts=None)
    frame = conform("account_line", raw)
    assert frame["budget"].isna().tolist() == [True, False]
    assert frame["accounts"].isna().all()
    assert frame["accounts"].dtype == "float64"


def test_the_raw_frame_is_left_as_it_was():
    raw = county()
    typed = conform("county", raw)
    typed.loc[0, "name"] = "x"
    assert raw["name"].tolist() == ["Møre og Romsdal", "Vestland"]


@pytest.mark.parametrize(
    ("raw", "detail"),
    [
        (county().drop(columns="name"), "missing columns name"),
        (county().assign(county="15"), "the key county repeats"),
        (county().assign(county=["15", None]), "empty value in the key county"),
    ],
)
def test_a_broken_promise_names_the_frame_and_what_is_wrong(raw, detail):
    with pytest.raises(FrameMismatch, match=f"county: {detail}"):
        conform("county", raw)


@pytest.mark.parametrize(("column", "value"), [("budget", "mye"), ("accounts", "1 900 000")])
def test_a_text_where_a_number_is_promised_is_a_broken_promise(column, value):
    raw = pd.DataFrame(
        [
            {
                "project": "p",
                "year": 2013,
                "post": "x",
                "evidence": "e",
                "source": "s",
                "budget": 1,
                "accounts": 1,
            }
        ]
    ).astype("object")
    raw[column] = value
    with pytest.raises(FrameMismatch, match=f"account_line: {column}"):
        conform("account_line", raw)


def test_a_text_where_a_date_is_promised_is_a_broken_promise():
    raw = pd.DataFrame([{"goal": "g", "date": "i vår", "value": 1, "evidence": "e", "source": "s"}])
    assert "date" in SPECS["goal_observation"].key
    milestone = pd.DataFrame(
        [dict.fromkeys(SPECS["milestone"].columns, None) | {"milestone": "m", "due": "i vår"}]
    )
    with pytest.raises(FrameMismatch, match="milestone: due"):
        conform("milestone", milestone)
    with pytest.raises(FrameMismatch, match="goal_observation: date"):
        conform("goal_observation", raw)
