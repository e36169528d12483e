from __future__ import annotations

import pandas as pd
import pytest

from dashboard.anchoring.factor_numbers import checklist

FACTORS = pd.DataFrame(
    [("1.1", 1, "Styring", "Klare mål"), ("1.2", 1, "Styring", "Vilje"), ("2.1", 2, "Plan", "Vedtak")],
    columns=["item", "factor", "factor_name", "text"],
)


def answers(*rows):
    return pd.DataFrame(
        [(*row, None, "self_reported", "a.txt") for row in rows],
        columns=["project", "item", "status", "note", "evidence", "source"],
    ).astype({"note": "str"})


@pytest.fixture
def found():
    told = answers(
        ("a", "1.1", "fulfilled"),
        ("b", "1.1", "not"),
        ("c", "1.1", "not_relevant"),
        ("a", "1.2", "partly"),
        ("elsewhere", "1.1", "fulfilled"),
    )
    return checklist(FACTORS, told, ("a", "b", "c", "d"))


def test_a_point_counts_those_who_assessed_it_and_not_those_it_does_not_concern(found):
    point = found.points[0]
    assert (point.fulfilled, point.partly, point.assessed, point.not_relevant, point.silent) == (
        1,
        0,
        2,
        1,
        0,
    )
    assert (found.points[1].assessed, found.points[1].silent) == (1, 2)


def test_a_project_without_answers_is_named_and_not_counted(found):
    assert found.projects == ("a", "b", "c")
    assert found.silent == ("d",)
    assert found.cell("b", "1.2") is None
    assert found.cell("elsewhere", "1.1") is None


def test_the_weakest_point_is_the_one_most_projects_do_not_quite_fulfil(found):
    assert found.weakest.item == "1.1"
    assert checklist(FACTORS, answers(("a", "1.1", "fulfilled")), ("a",)).weakest is None
    assert checklist(FACTORS, answers(), ("a",)).projects == ()
