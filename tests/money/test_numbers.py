from __future__ import annotations

import pandas as pd
import pytest

from dashboard.money.numbers import by_post, by_project, delivered


def lines(*rows):
    frame = pd.DataFrame(rows, columns=["project", "year", "post", "budget", "accounts"])
    return frame.astype({"budget": "float64", "accounts": "float64"})


EXAMPLE = lines(
    ("a", 2013, "Drift", 100, 90),
    ("a", 2014, "drift ", 100, None),
    ("b", 2014, "Drift", 50, 60),
    ("b", 2014, "Reise", None, 5),
    ("c", 2014, "Reise", 400, None),
)


def test_posts_written_alike_are_one_over_projects_and_years():
    found = by_post(EXAMPLE).set_index("post")
    assert list(found.index) == ["Reise", "Drift"], "the largest first"
    assert found.loc["Drift", ["budget", "accounts"]].tolist() == [250, 150]


def test_only_lines_with_both_amounts_are_set_against_each_other():
    found = by_post(EXAMPLE).set_index("post")
    assert found.loc["Drift", ["matched_budget", "matched_accounts"]].tolist() == [150, 150]
    assert found.loc["Reise", ["matched_budget", "matched_accounts"]].isna().all()


def test_a_post_says_how_many_of_its_projects_have_delivered():
    found = by_post(EXAMPLE).set_index("post")
    assert found.loc["Drift", ["projects", "delivered"]].tolist() == [2, 2]
    assert found.loc["Reise", ["projects", "delivered"]].tolist() == [2, 1]
    assert delivered(EXAMPLE, ("a", "b", "c", "d")) == 2


def test_the_sums_by_project_are_those_by_post():
    posts, projects = by_post(EXAMPLE), by_project(EXAMPLE)
    assert list(projects["project"]) == ["c", "a", "b"]
    for column in ("budget", "accounts", "matched_budget", "matched_accounts"):
        assert posts[column].sum() == pytest.approx(projects[column].sum())


def test_no_lines_are_no_posts():
    assert by_post(lines()).empty
    assert delivered(lines(), ("a",)) == 0
