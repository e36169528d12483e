from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.address.selection import Selection
from dashboard.official.comparison import wilson
from dashboard.overview.numbers import key_figures
from dashboard.places.peers import Choice
from dashboard.portfolio.numbers import matrix
from dashboard.portfolio.side_by_side_numbers import (
    Difference,
    comparable,
    described,
    difference,
    share,
    shares,
    similar_municipalities,
    similar_pair,
)
from tests.coverage_frames import SOURCED
from tests.portfolio_frames import board, project

TODAY = dt.date(2026, 1, 1)


def test_a_share_has_the_interval_of_its_own_numbers():
    found = share(2, 3)
    assert (found.low, found.high) == wilson(2, 3)


def test_a_count_that_is_an_interval_widens_the_interval():
    found = share(40, 500, upper=60)
    assert found.low == wilson(40, 500)[0]
    assert found.high == wilson(60, 500)[1]


@pytest.mark.parametrize(("part", "whole", "upper"), [(0, 0, None), (3, 2, None), (1, 4, 5)])
def test_nothing_to_share_or_more_parts_than_whole_is_no_share(part, whole, upper):
    assert share(part, whole, upper=upper) is None


def test_overlapping_intervals_are_an_unclear_difference():
    assert difference([share(2, 3), share(1, 3)]) is None


def test_intervals_apart_are_a_clear_difference_between_the_two_furthest():
    assert difference([share(50, 100), None, share(1, 100), share(90, 100)]) == Difference(higher=3, lower=2)


def test_shares_of_different_things_are_not_comparable():
    old, new = share(40, 500, of=("immigrants", 2014)), share(40, 500, of=("immigrants", 2015))
    assert not comparable([old, new])
    assert comparable([old, None, old])
    assert not comparable([old, None])


def test_a_columns_counts_are_summed_before_they_are_divided():
    figures = key_figures(board(), Selection(projects=("haram",)), today=TODAY)
    found = shares(figures)
    assert (found["goals"].part, found["goals"].whole) == (1, 2)
    assert (found["coverage"].part, found["coverage"].upper, found["coverage"].whole) == (40, 60, 500)
    assert found["coverage"].of == ("immigrants", 2015)


def test_few_persons_have_no_coverage_to_compare():
    small = board(statistic=[])
    assert shares(key_figures(small, Selection(projects=("haram",)), today=TODAY))["coverage"] is None


def alike(**more):
    return board(
        project=[
            project("haram", "Haram"),
            project("vestnes", "Vestnes", programme="integrering"),
            project("dalen", "Dalen"),
        ],
        **more,
    )


def rows(store):
    return matrix(store, Selection(), today=TODAY)


def test_the_most_alike_have_reported_the_same_fields():
    store = alike(team_meeting=[{"project": p, "date": "2015-02-01", **SOURCED} for p in ("haram", "dalen")])
    assert similar_pair(rows(store), store["project_target_group"]) == ("haram", "dalen")


def test_equals_are_told_apart_by_common_target_groups():
    aims = [("haram", "immigrants"), ("haram", "business"), ("vestnes", "immigrants")]
    store = alike(
        project_target_group=[
            {"project": p, "target_group": g, "priority": "main", "reached": "unknown", **SOURCED}
            for p, g in aims
        ]
    )
    assert similar_pair(rows(store), store["project_target_group"]) == ("haram", "vestnes")
    assert "dalen" in similar_pair(rows(store), store["project_target_group"], one="dalen")


def test_one_project_has_no_pair():
    store = board(project=[project("haram", "Haram")])
    assert similar_pair(rows(store), store["project_target_group"]) is None


def test_the_two_nearest_municipalities_are_near_both_ways(store):
    known = store.per_version(described)
    numbers = ("1508", "1535", "1580", "0301")
    pair = similar_municipalities(known, numbers, Choice())
    assert pair == similar_municipalities(known, tuple(reversed(numbers)), Choice())
    assert set(pair) <= set(numbers)
    assert "0301" in similar_municipalities(known, numbers, Choice(), one="0301")
    assert similar_municipalities(known, ("1508",), Choice()) is None


def test_the_suggestion_never_names_what_is_outside_the_rows(store):
    few = rows(store).head(5)
    pair = similar_pair(few, store["project_target_group"])
    assert set(pair) <= set(few["project"])
    assert len(set(pair)) == 2
    assert isinstance(few, pd.DataFrame)
