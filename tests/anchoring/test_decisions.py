from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.anchoring.decision_numbers import anchored, directors_of

DAY = dt.date(2015, 12, 31)


def seats(*rows):
    made = pd.DataFrame(rows, columns=["organisation", "sector", "filled"]).astype({"filled": "int64"})
    return made.assign(project="a")


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([], "unknown"),
        ([("Rådmann i Haram", "municipality", 1)], "yes"),
        ([("Kommunedirektøren", "municipality", 1), ("NAV", "state", 1)], "yes"),
        ([("Rådmann", "municipality", 0), ("Haram kommune", "municipality", 1)], "no"),
        ([("NAV", "state", 1), ("Haram kommune", "municipality", 0)], "no"),
        ([("Haram kommune", "municipality", 1)], "unknown"),
    ],
)
def test_a_directors_seat_is_known_only_where_the_source_names_it_or_rules_it_out(rows, answer):
    assert directors_of(seats(*rows)) == ({"a": answer} if rows else {})


def frames(**more):
    anchors = [("a", 2, "c", "Frivillige", None), ("a", 1, "a", "Styringsgruppe", "Kommuneplan")]
    reports = [
        ("a", "annual", "2015-04-20"),
        ("a", "leadership", "2014-11-01"),
        ("a", "leadership", "2016-02-01"),
    ]
    milestones = [
        ("a", "Programmet er vedteke i kommunestyret", "2015-10-31"),
        ("a", "Samfunnsdelen er vedtatt", "2015-01-31"),
        ("a", "Vedtektene er skrevet", "2015-02-01"),
        ("a", "Kurset er halde", "2015-03-01"),
    ]

    def frame(rows, columns, evidence="application"):
        return pd.DataFrame(rows, columns=columns.split()).assign(evidence=evidence)

    found = {
        "steering_seat": frame([("b", "NAV", "state", 1)], "project organisation sector filled", "example"),
        "anchoring": frame(anchors, "project position code text plan"),
        "report": frame(reports, "project kind delivered"),
        "milestone": frame(milestones, "project name due"),
    }
    found["report"]["delivered"] = pd.to_datetime(found["report"]["delivered"])
    return found | more


def test_crosses_texts_and_plans_come_in_the_order_of_the_form():
    one, other = anchored(("a", "b"), frames(), {"a": DAY, "b": DAY})
    assert one.crosses == ("a", "c")
    assert one.texts == ("Styringsgruppe", "Frivillige")
    assert one.plans == ("Kommuneplan",)
    assert (other.crosses, other.texts, other.plans) == ((), (), ())
    assert (one.director, other.director) == ("unknown", "no")
    assert (one.example, other.example) == (False, True)


def test_a_decision_is_a_milestone_that_says_so_the_oldest_first():
    (one,) = anchored(("a",), frames(), {"a": DAY})
    assert list(one.decisions["name"]) == [
        "Samfunnsdelen er vedtatt",
        "Programmet er vedteke i kommunestyret",
    ]


def test_reports_after_the_day_are_not_known_yet_and_old_ones_are_not_recent():
    (one,) = anchored(("a",), frames(), {"a": DAY})
    assert one.last_report == dt.date(2015, 4, 20)
    assert (one.led, one.led_lately) == (dt.date(2014, 11, 1), False)
    (later,) = anchored(("a",), frames(), {"a": dt.date(2016, 12, 31)})
    assert (later.led, later.led_lately) == (dt.date(2016, 2, 1), True)
