from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.address.selection import Selection
from dashboard.coverage.coverage import coverage_overview
from dashboard.portfolio.numbers import FIELDS, completeness, matrix
from dashboard.portfolio.portfolio_order import KEY, NAME, arranged, ordered, sort_keys
from tests.coverage_frames import SOURCED
from tests.portfolio_frames import board, goal, meeting, milestone, report

TODAY = dt.date(2026, 1, 1)


def rows(store=None, selection=None):
    found = matrix(store or board(), selection or Selection(), today=TODAY)
    return found.set_index("project")


def test_a_project_has_every_field_it_has_told_of():
    haram = rows().loc["haram"]
    said = haram[["goals", "goals_measurable", "goals_in_course", "milestones_reached", "milestones_due"]]
    assert said.tolist() == [3, 2, 1, 1, 3]
    assert haram[["overdue", "overdue_days", "measures", "measures_done"]].tolist() == [2, 213, 2, 1]
    assert haram[["persons_low", "persons_high", "persons_year"]].tolist() == [40, 60, 2015]
    assert haram["persons_series"] == ((2014, 30, 30), (2015, 40, 60))
    assert haram[["groups_reached", "groups_aimed", "documented", "claimed"]].tolist() == [1, 2, 1, 2]
    assert haram[["effect_planned", "effect_achieved", "report_state"]].tolist() == ["b", "a", "missing"]
    assert haram[["accounts", "budget", "anchored", "plans", "meetings"]].tolist() == [
        180_000,
        200_000,
        1,
        1,
        2,
    ]
    assert haram["deviation"] == pytest.approx(-0.1)
    assert haram[["seats", "seats_empty"]].tolist() == [2, 1]
    assert haram["goal_series"] == (60, 100)
    assert str(haram["last_report"].date()) == "2015-11-01"


def test_what_nobody_told_is_missing_and_never_zero():
    silent = rows().loc[["vestnes", "dalen"], list(FIELDS.values())]
    assert silent.isna().all(axis=None)


def test_every_column_tells_how_many_have_delivered():
    assert completeness(rows()) == dict.fromkeys(FIELDS, 1)


def test_groups_aimed_at_and_never_told_of_are_not_zero_reached():
    told = rows()
    assert told.loc["vestnes", "groups_aimed"] == 1
    assert pd.isna(told.loc["vestnes", "groups_reached"])


def test_meetings_are_missing_until_one_is_reported_and_then_may_be_none():
    assert pd.isna(rows(board(team_meeting=[])).loc["haram", "meetings"])
    assert rows(board(team_meeting=[meeting("haram", "2013-02-01")])).loc["haram", "meetings"] == 0


def test_a_project_in_course_has_reported_and_needs_nothing():
    quiet = board(
        goal=[goal("g", "haram", target=None)],
        goal_observation=[],
        milestone=[milestone("a", "haram", "2014-01-01", "2013-12-01")],
        account_line=[],
        steering_seat=[],
        project_target_group=[],
        report=[
            report("r1", "annual", 2014, "2015-04-20"),
            report("r2", "leadership", 2015, "2015-11-01"),
        ],
    )
    assert rows(quiet).loc["haram", "level"] == "none"


def test_milestones_of_the_future_are_not_due():
    ahead = rows(board(milestone=[milestone("z", "haram", "2030-01-01")])).loc["haram"]
    assert ahead[["milestones_due", "overdue"]].tolist() == [0, 0]


def test_an_annual_report_delivered_late_is_said_to_be_late():
    late = board(report=[report("r", "annual", 2014, "2015-05-06")])
    assert rows(late).loc["haram", ["report_state", "report_year"]].tolist() == ["late", 2014]


def test_a_year_chosen_bounds_every_count():
    early = rows(selection=Selection(years=(2014, 2014))).loc["haram"]
    assert early[["persons_high", "persons_year", "budget", "milestones_due"]].tolist() == [
        30,
        2014,
        100_000,
        1,
    ]
    assert early["persons_series"] == ((2014, 30, 30),)


def test_the_selection_picks_rows_and_leaves_them_as_they_are():
    every, some = rows(), rows(selection=Selection(municipalities=("1580",)))
    assert list(some.index) == ["haram"]
    assert some.loc["haram", "goals"] == every.loc["haram", "goals"]


def test_no_project_at_all_is_an_empty_matrix():
    empty = matrix(board(project=[], project_municipality=[]), Selection(), today=TODAY)
    assert empty.empty
    assert set(FIELDS.values()) <= set(empty.columns)


def test_the_persons_are_those_of_the_coverage_panel(store):
    known = matrix(store, Selection(), today=TODAY).dropna(subset=["persons_high"])
    assert len(known) > 5
    for project in known.itertuples():
        found = coverage_overview(store, Selection(projects=(project.project,)))
        assert (project.persons_low, project.persons_high) == (found.persons_low, found.persons_high)
        assert (project.persons_group, project.persons_year) == (found.denominator_group, found.year)


def test_invented_rows_mark_their_project():
    told = rows(
        board(anchoring=[{"project": "haram", "position": 1, "text": "x", **SOURCED, "evidence": "example"}])
    )
    assert told["example"].to_dict() == {"haram": True, "vestnes": False, "dalen": False}


def test_to_begin_with_the_most_serious_stand_first_and_then_by_name(store):
    found = arranged(store, None, today=TODAY)
    levels = found[f"{KEY}status"]
    assert levels.dropna().is_monotonic_increasing
    assert levels.isna().sort_values().tolist() == levels.isna().tolist()


def test_names_are_in_norwegian_order():
    named = pd.DataFrame({"name": ["Ås", "Øygarden", "Æra", "Zoo", "Aure"]})
    empty = rows().reset_index().head(5).reindex(range(5)).assign(name=named["name"])
    assert ordered(empty, NAME)["name"].tolist() == ["Aure", "Zoo", "Æra", "Øygarden", "Ås"]


VALUES = st.one_of(st.none(), st.integers(-3, 3).map(float))


@given(st.lists(VALUES, min_size=1, max_size=25), st.booleans())
def test_the_order_is_total_stable_and_has_what_is_missing_last_both_ways(values, falling):
    made = board_rows(len(values)).assign(
        meetings=np.array([np.nan if v is None else v for v in values], dtype="float64")
    )
    found = ordered(made, "meetings", falling=falling)
    assert sorted(found.index) == list(range(len(values)))
    known = [(key, place) for place, key in enumerate(values) if key is not None]
    known.sort(key=lambda pair: (-pair[0] if falling else pair[0], pair[1]))
    missing = [place for place, key in enumerate(values) if key is None]
    assert list(found.index) == [place for _, place in known] + missing


def board_rows(count):
    """Rows with every column of the matrix, and nothing in them."""
    return EMPTY.reindex(range(count)).assign(name="x")


EMPTY = matrix(board(), Selection(), today=TODAY).head(0)


def test_a_share_of_nothing_has_no_place_in_the_order():
    made = board_rows(2).assign(goals_in_course=[0.0, 1.0], goals_measurable=[0.0, 2.0])
    assert sort_keys(made)["goals"].isna().tolist() == [True, False]
