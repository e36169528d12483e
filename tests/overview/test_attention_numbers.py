from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.address.selection import Selection
from dashboard.overview.attention_numbers import SEVERITY, attention, levels, ranked
from tests.portfolio_frames import (
    board,
    goal,
    line,
    meeting,
    milestone,
    observation,
    project,
    report,
    seat,
)

TODAY = dt.date(2026, 1, 1)


def items(store, selection=None):
    """Kinds in order, and each project's item by kind."""
    found = attention(store, selection or Selection(), today=TODAY)
    return list(zip(found["project"], found["kind"], strict=True)), found.set_index(["project", "kind"])


def test_items_stand_by_kind_and_then_by_size():
    order, _ = items(board())
    assert order == [
        ("haram", "overdue"),
        ("haram", "far_behind"),
        ("haram", "report"),
        ("haram", "group"),
        ("haram", "budget"),
        ("haram", "seats"),
        ("vestnes", "leadership"),
        ("vestnes", "meetings"),
        ("dalen", "silent"),
        ("vestnes", "silent"),
    ]


def test_the_milestone_longest_overdue_speaks_with_the_number_of_all():
    _, found = items(board())
    late = found.loc[("haram", "overdue")]
    assert (late["subject"], late["days"], late["count"]) == ("Milepæl c", 213, 2)


def test_the_day_is_the_projects_own_and_not_today():
    _, found = items(board())
    assert str(found.loc[("haram", "overdue")]["day"].date()) == "2015-12-31"
    assert str(found.loc[("vestnes", "silent")]["day"].date()) == "2015-12-31", "its stated end"
    assert str(found.loc[("dalen", "silent")]["day"].date()) == "2026-01-01", "no end is stated"


def test_a_year_chosen_is_the_day_for_all():
    _, found = items(board(), Selection(years=(2013, 2014)))
    assert ("haram", "overdue") not in found.index
    assert set(found["day"].dt.date) == {dt.date(2014, 12, 31)}


def test_the_goal_that_lacks_most_of_what_was_expected_speaks():
    store = board(
        goal=[goal("near", "haram"), goal("far", "haram")],
        goal_observation=[observation("near", "2015-12-31", 70), observation("far", "2015-12-31", 30)],
    )
    _, found = items(store)
    worst = found.loc[("haram", "far_behind")]
    assert (worst["subject"], worst["count"], worst["value"]) == ("Mål far", 2, 0.3)


def test_a_level_that_was_not_held_is_behind_without_a_share():
    store = board(
        goal=[goal("held", "haram", baseline=50, target=50)],
        goal_observation=[observation("held", "2015-12-31", 40)],
    )
    _, found = items(store)
    assert pd.isna(found.loc[("haram", "behind")]["value"])


def test_reports_past_their_deadline_are_told_by_year_with_the_oldest():
    _, found = items(board(report=[report("x", "leadership", 2015, "2015-11-01")]))
    assert found.loc[("haram", "report")]["subject"] == "2014"
    missing = report("m", "annual", 2012, None, deadline="2013-04-24")
    _, found = items(board(report=[missing, report("x", "leadership", 2015, "2015-11-01")]))
    both = found.loc[("haram", "report")]
    assert (both["subject"], both["count"]) == ("2012 2014", 2)
    assert both["days"] == (dt.date(2015, 12, 31) - dt.date(2013, 4, 24)).days


@pytest.mark.parametrize(
    ("spent", "listed"), [(95_000, False), (94_000, True), (105_000, False), (106_000, True)]
)
def test_the_budget_is_kept_within_five_per_cent(spent, listed):
    order, _ = items(board(account_line=[line("haram", 2015, 100_000, spent)]))
    assert (("haram", "budget") in order) is listed


def test_a_line_with_a_budget_and_no_accounts_is_not_compared():
    order, _ = items(board(account_line=[line("haram", 2015, 100_000, None)]))
    assert ("haram", "budget") not in order


def test_empty_seats_tell_whether_the_leaders_is_among_them():
    _, found = items(board(steering_seat=[seat("haram", 1, 0), seat("haram", 2, 0), seat("haram", 3, 1)]))
    empty = found.loc[("haram", "seats")]
    assert (empty["count"], empty["total"], empty["value"]) == (2, 3, 0)


def test_the_number_of_meetings_wanted_is_the_rules_own():
    once = [meeting("haram", "2015-03-01")]
    _, found = items(board(team_meeting=once))
    assert found.loc[("haram", "meetings")][["value", "expected"]].tolist() == [1, 2]
    order, _ = items(
        board(team_meeting=once, rule=[{"rule": "R1", "threshold": 1, "evidence": "example", "source": "x"}])
    )
    assert ("haram", "meetings") not in order


def test_a_group_is_missed_by_the_count_or_by_the_reports_word_and_never_by_silence():
    _, found = items(board())
    missed = found.loc[("haram", "group")]
    assert (missed["subject"], missed["count"], missed["total"]) == ("business", 1, 2)
    assert ("vestnes", "group") not in found.index


def test_a_goal_with_no_figure_for_a_year_is_asked_for():
    store = board(goal=[goal("old", "haram")], goal_observation=[observation("old", "2013-06-01", 90)])
    _, found = items(store)
    assert found.loc[("haram", "stale")]["subject"] == "Mål old"


def test_nothing_to_follow_up_gives_no_rows_with_every_column():
    quiet = board(project=[], project_municipality=[])
    found = attention(quiet, Selection(), today=TODAY)
    assert found.empty
    assert {"project", "kind", "severity", "days", "day", "example"} <= set(found.columns)


def test_an_invented_row_marks_its_item():
    _, found = items(board(milestone=[milestone("x", "haram", "2014-01-01", evidence="example")]))
    assert found.loc[("haram", "overdue")]["example"]
    assert not found.loc[("haram", "seats")]["example"]


def test_only_projects_of_the_selection_are_listed():
    order, _ = items(board(), Selection(municipalities=("1535",)))
    assert {owner for owner, _ in order} == {"vestnes"}


def test_the_most_serious_item_is_the_level_of_a_project():
    found = attention(board(), Selection(), today=TODAY)
    assert levels(found) == {"haram": "settle", "vestnes": "ask", "dalen": "ask"}


def test_a_project_that_is_added_does_not_change_the_others():
    before, _ = items(board())
    three = [project("vestnes", "Vestnes", programme="integrering"), project("haram", "Haram")]
    three += [project("dalen", "Dalen", start_year=None, end_year=None), project("aaa", "Aaa")]
    more = board(project=three)
    after, _ = items(more)
    assert [item for item in after if item[0] != "aaa"] == before


@given(
    st.lists(
        st.tuples(st.sampled_from(list(SEVERITY)), st.integers(0, 3), st.sampled_from("abcd")),
        min_size=1,
        max_size=30,
        unique_by=lambda item: (item[0], item[2]),
    )
)
def test_the_order_is_total_the_same_however_the_rows_come(rows):
    frame = pd.DataFrame(rows, columns=["kind", "size", "project"])
    first, again = ranked(frame), ranked(frame.iloc[::-1])
    pd.testing.assert_frame_equal(first, again)
    places = list(SEVERITY)
    keys = [
        (places.index(row.kind), -row.size_, row.project)
        for row in first.rename(columns={"size": "size_"}).itertuples()
    ]
    assert keys == sorted(keys)
