from __future__ import annotations

import pandas as pd

from dashboard.effect.policy_goals import LETTERS, answers, ticks

TICKS = pd.DataFrame(
    [
        ("one", "a", "self_reported"),
        ("one", "e", "self_reported"),
        ("two", "a", "assessed"),
        ("three", "a", "example"),
    ],
    columns=["project", "letter", "evidence"],
)


def test_every_letter_is_there_in_the_forms_order_also_without_a_tick():
    assert tuple(ticks(TICKS)["letter"]) == LETTERS
    assert ticks(TICKS[:0])["total"].tolist() == [0] * 9


def test_claimed_documented_and_invented_ticks_are_counted_apart():
    row = ticks(TICKS).set_index("letter").loc["a"]
    assert (row["total"], row["documented"], row["claimed"], row["example"]) == (3, 1, 1, 1)
    assert row["projects"] == ("one", "two", "three")


def test_projects_are_counted_once_however_many_letters_they_tick():
    assert answers(TICKS, ("one", "two", "three", "four")) == (3, 1, 4)
