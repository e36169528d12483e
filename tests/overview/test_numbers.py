from __future__ import annotations

import datetime as dt
from functools import partial

import pandas as pd
import pytest

from dashboard.address.selection import Selection
from dashboard.overview.numbers import key_figures
from dashboard.store.frames import LENT
from dashboard.store.store import FrameStore

TODAY = dt.date(2026, 3, 1)
COUNTY = Selection("nn", county="15")


@pytest.fixture
def copy_of(store):
    """A store with the seeds' frames, some of them changed by the test."""

    def build(**changes):
        def read(name):
            return changes.get(name, lambda frame: frame)(store[name])

        return FrameStore({name: partial(read, name) for name in LENT}, lambda: 1)

    return build


def test_the_figures_of_a_county_are_those_of_its_projects(store):
    found = key_figures(store, COUNTY, today=TODAY)
    projects = store["project"].set_index("project").loc[list(found.scope.projects)]
    assert found.has_projects
    assert found.grants.projects == len(projects)
    assert found.grants.stated == projects["grant_ceiling"].notna().sum()
    assert found.grants.ceiling == projects["grant_ceiling"].sum()
    assert found.goals.total == store["goal"]["project"].isin(projects.index).sum()
    assert found.milestones.total == store["milestone"]["project"].isin(projects.index).sum()
    assert found.anchoring.projects == len(projects)


def test_goals_of_a_selection_are_judged_as_if_alone(store):
    whole = key_figures(store, Selection(), today=TODAY)
    parts = [
        key_figures(store, Selection(projects=(project,)), today=TODAY) for project in whole.scope.projects
    ]
    assert sum(part.goals.total for part in parts) == whole.goals.total
    assert sum(part.goals.measurable for part in parts) == whole.goals.measurable
    assert sum(part.milestones.total for part in parts) == whole.milestones.total
    assert sum(part.grants.ceiling for part in parts) == whole.grants.ceiling


def test_a_status_is_as_of_the_chosen_year(store):
    assert key_figures(store, COUNTY.within(years=(2013, 2013)), today=TODAY).day == dt.date(2013, 12, 31)
    early = key_figures(store, COUNTY.within(years=(2012, 2012)), today=TODAY)
    late = key_figures(store, COUNTY.within(years=(2012, 2016)), today=TODAY)
    assert early.milestones.reached <= late.milestones.reached


def test_accounts_after_the_day_do_not_count(store, copy_of):
    project = store["project"]["project"].iloc[0]
    row = {
        "project": project,
        "post": "x",
        "evidence": "example",
        "source": "x",
        "budget": 100.0,
        "accounts": 90.0,
    }
    lines = pd.DataFrame([row | {"year": 2013}, row | {"year": 2015}])
    changed = copy_of(account_line=lambda _: lines)
    chosen = Selection(projects=(project,), years=(2013, 2013))
    assert key_figures(changed, chosen, today=TODAY).budget.budget == 100.0
    assert key_figures(changed, chosen.within(years=(2013, 2015)), today=TODAY).budget.budget == 200.0


def test_active_municipalities_are_some_of_those_the_projects_work_in(store):
    found = key_figures(store, COUNTY, today=TODAY)
    places = store["project_municipality"]
    places = places[places["project"].isin(found.scope.projects)]["area"]
    here = {number for area in places for number in area.split("+")} & found.scope.municipalities
    assert found.places == len(here)
    assert 0 < found.active <= found.places


def test_a_municipality_with_neither_measure_held_nor_participants_is_not_active(copy_of):
    store = copy_of(
        project_reach_sum=lambda frame: frame.iloc[:0],
        measure_municipality=lambda frame: frame.assign(status="planned"),
    )
    found = key_figures(store, COUNTY, today=TODAY)
    assert found.active == 0
    assert found.places > 0


def test_a_measure_held_makes_a_municipality_active(copy_of):
    store = copy_of(project_reach_sum=lambda frame: frame.iloc[:0])
    held = store["measure_municipality"]
    held = held[held["status"] == "held"]
    active = {number for area in held["area"] for number in area.split("+")}
    assert key_figures(store, Selection(), today=TODAY).active <= len(active)


def test_an_empty_selection_has_figures_that_say_nothing(store):
    found = key_figures(store, Selection(county="03", years=(1950, 1950)), today=TODAY)
    assert not found.has_projects
    assert (found.goals.total, found.milestones.total, found.active, found.places) == (0, 0, 0, 0)
    assert found.grants.stated == 0
    assert found.budget.deviation is None


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_figures_are_worked_out_once_for_all_panels_and_languages(store, language):
    first = key_figures(store, COUNTY, today=TODAY)
    assert key_figures(store, COUNTY.within(language=language), today=TODAY) is first
    assert key_figures(store, COUNTY, today=TODAY + dt.timedelta(days=1)) is not first


def test_a_board_that_holds_nothing_but_places_answers(copy_of):
    emptied = dict.fromkeys(set(LENT) - {"county", "municipality", "target_group", "statistic", "indicator"})
    store = copy_of(**{name: (lambda frame: frame.iloc[:0]) for name in emptied})
    found = key_figures(store, COUNTY, today=TODAY)
    assert not found.has_projects
    assert found.day == TODAY
