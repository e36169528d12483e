from __future__ import annotations

import pandas as pd
import pytest

from dashboard.measures.module_numbers import progress, themes, workshops

MODULES = pd.DataFrame([("m2", "p", 2), ("m1", "p", 1)], columns=["module", "programme", "position"])
ITEMS = pd.DataFrame([("m1", 2, "møte"), ("m1", 1, "plan")], columns=["module", "position", "text"])
PLACES = pd.DataFrame(
    [("a", "1736", "5041"), ("b", "1505", "1505")], columns=["project", "municipality", "area"]
)
PROJECTS = pd.DataFrame([("a", "p"), ("b", "other")], columns=["project", "programme"])
STATUS = ["project", "municipality", "area", "module", "position", "status", "evidence", "source"]


def answered(*statuses):
    rows = [("a", "5041", "5041", "m1", position, status, "example", "s") for position, status in statuses]
    return pd.DataFrame(rows, columns=STATUS)


def one(*statuses):
    return progress(ITEMS, MODULES, answered(*statuses), PLACES, PROJECTS)[0]


@pytest.mark.parametrize(
    ("statuses", "state", "done", "relevant"),
    [
        ((), "silent", 0, 2),
        (((1, "done"),), "in_progress", 1, 2),
        (((1, "done"), (2, "done")), "done", 2, 2),
        (((1, "done"), (2, "not_relevant")), "done", 1, 1),
        (((1, "not_started"),), "not_started", 0, 2),
        (((1, "not_relevant"), (2, "not_relevant")), "not_relevant", 0, 0),
    ],
)
def test_a_module_is_done_when_every_point_that_concerns_it_is(statuses, state, done, relevant):
    found = one(*statuses)
    assert (found.state, found.done, found.relevant) == (state, done, relevant)


def test_modules_stand_in_their_order_and_only_where_the_programme_has_them():
    found = progress(ITEMS, MODULES, answered(), PLACES, PROJECTS)
    assert [(each.project, each.module, each.state) for each in found] == [
        ("a", "m1", "silent"),
        ("a", "m2", "no_checklist"),
    ]


def test_an_answer_with_a_later_number_belongs_to_the_same_municipality():
    found = one((1, "done"))
    assert (found.municipality, found.items[0].text, found.items[0].status) == ("1736", "plan", "done")
    assert found.example


def test_measures_are_counted_by_theme_and_cancelled_ones_are_not():
    list_of_themes = pd.DataFrame([(2, "y", "Y"), (1, "x", "X")], columns=["position", "theme", "text"])
    measures = pd.DataFrame(
        [("a", "x", "closed", "s"), ("a", "x", "execution", "example"), ("b", "x", "cancelled", "s")],
        columns=["project", "theme", "phase", "evidence"],
    )
    first, second = themes(list_of_themes, measures)
    assert (first.theme, first.measures, first.projects, first.example) == ("x", 2, ("a",), True)
    assert (second.theme, second.measures) == ("y", 0)


def test_a_workshop_counts_where_it_was_held():
    measures = pd.DataFrame(
        [("w", "a", "development_workshop"), ("k", "a", "leisure")], columns=["measure", "project", "type"]
    )
    places = pd.DataFrame(
        [("w", "0704", "held"), ("w", "0403", "planned"), ("k", "0704", "held")],
        columns=["measure", "municipality", "status"],
    )
    assert workshops(measures, places, ["a"]) == {"a": ["0704"]}
    assert workshops(measures, places, ["b"]) == {}
