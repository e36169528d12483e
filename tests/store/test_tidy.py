from __future__ import annotations

import pandas as pd
import pytest

from dashboard.store.tidy import Problem, tidy
from terms.errors import FrameMismatch


def places(*municipalities):
    return pd.DataFrame(
        {
            "project": [f"p{position}" for position in range(len(municipalities))],
            "municipality": pd.Series(municipalities, dtype="object"),
            "role": "owner",
            "continued": None,
            "evidence": "application",
            "source": "x",
            "year": 2013,
        }
    )


@pytest.mark.parametrize(
    ("number", "area"),
    [
        ("1580", "1580"),
        ("1534", "1580"),
        ("1507", "1508+1580"),
        ("0301", "0301"),
        ("1515", "1515"),
    ],
)
def test_a_number_of_any_year_gets_the_territory_it_covers_today(number, area):
    frame, problems = tidy("project_municipality", places(number))
    assert frame["area"].tolist() == [area]
    assert frame["municipality"].tolist() == [number]
    assert problems == []


def test_a_number_that_never_was_is_left_out_and_named():
    frame, problems = tidy("project_municipality", places("1580", "9999", "1535"))
    assert frame["municipality"].tolist() == ["1580", "1535"]
    assert frame["area"].tolist() == ["1580", "1535"]
    assert problems == [Problem("project_municipality", 1, "municipality", "9999")]


def test_a_missing_number_is_left_out_and_named_like_any_other_that_is_wrong():
    frame, problems = tidy("project_municipality", places("1580", None))
    assert frame["municipality"].tolist() == ["1580"]
    assert [(each.row, each.column) for each in problems] == [(1, "municipality")]


def test_a_frame_without_rows_has_all_its_columns():
    frame, problems = tidy("project_municipality", places())
    assert frame.empty
    assert {"project", "municipality", "area"} <= set(frame.columns)
    assert problems == []


def test_a_frame_without_places_is_only_given_its_types():
    frame, problems = tidy("county", pd.DataFrame({"county": ["15"], "name": ["Møre og Romsdal"]}))
    assert list(frame.columns) == ["county", "name"]
    assert problems == []


def test_the_list_of_municipalities_itself_gets_no_territory(store):
    assert "area" not in store["municipality"]


def test_a_raw_frame_without_the_column_is_a_broken_promise():
    with pytest.raises(FrameMismatch, match="missing columns municipality"):
        tidy("project_municipality", places("1580").drop(columns="municipality"))


def test_no_row_of_the_seeds_is_left_out(store):
    for name in ("project_municipality", "measure_municipality", "statistic", "reach_sum"):
        assert len(store[name]) > 0
    assert store.problems() == []
