"""Budget and accounts of one project."""

from __future__ import annotations

import pandas as pd

from dashboard.money.project_numbers import amounts, by_year

NONE = float("nan")


def lines(*rows):
    return pd.DataFrame(rows, columns=["year", "post", "budget", "accounts"])


def test_a_budget_without_accounts_is_not_money_left():
    whole = amounts(lines((2013, "a", 100.0, 80.0), (2013, "b", 900.0, NONE)))
    assert (whole.budget, whole.accounts) == (1000, 80)
    assert whole.used == 0.8
    assert (whole.posts, whole.delivered) == (2, 1)


def test_accounts_without_a_budget_are_not_set_against_another_posts():
    whole = amounts(lines((2013, "a", 100.0, 80.0), (2013, "b", NONE, 40.0)))
    assert whole.used == 0.8
    assert whole.accounts == 120


def test_nothing_delivered_is_no_share():
    assert amounts(lines((2013, "a", 100.0, NONE))).used is None
    assert amounts(lines()).used is None
    assert amounts(lines((2013, "a", 0.0, 0.0))).used is None


def test_more_than_planned_is_more_than_all():
    assert amounts(lines((2013, "a", 100.0, 150.0))).used == 1.5


def test_years_come_in_order_with_the_largest_budget_first():
    years = by_year(lines((2014, "a", 1.0, 1.0), (2013, "b", 5.0, 1.0), (2013, "c", 9.0, 1.0)))
    assert [year for year, _ in years] == [2013, 2014]
    assert list(years[0][1]["post"]) == ["c", "b"]
