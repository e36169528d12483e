from __future__ import annotations

import pandas as pd
import pytest

from dashboard.address.selection import Selection
from dashboard.places.scope import Scope, apply, scope_of

PROJECTS = pd.DataFrame(
    [
        ("haram", "bolyst", 2012, 2015),
        ("heroy", "bolyst", 2013, None),
        ("national", "kun", None, None),
        ("tonsberg", "kun", 2015, 2016),
    ],
    columns=["project", "programme", "start_year", "end_year"],
).astype({"start_year": "float64", "end_year": "float64"})
PLACES = pd.DataFrame(
    [
        ("haram", "1580"),
        ("heroy", "1515"),
        ("heroy", "1516"),
        ("tonsberg", "3905"),
    ],
    columns=["project", "area"],
)
GROUPS = pd.DataFrame(
    [("haram", "refugees"), ("heroy", "labour"), ("tonsberg", "refugees")],
    columns=["project", "target_group"],
)
MUNICIPALITIES = pd.DataFrame(
    [
        ("1508", "15", None),
        ("1515", "15", None),
        ("1516", "15", None),
        ("1580", "15", None),
        ("1507", "15", 2023),
        ("3905", "39", None),
    ],
    columns=["municipality", "county", "valid_to"],
).astype({"valid_to": "float64"})


def scope(selection, places=PLACES):
    return apply(selection, projects=PROJECTS, places=places, groups=GROUPS, municipalities=MUNICIPALITIES)


def test_without_a_choice_every_project_and_every_municipality_of_today_is_meant():
    found = scope(Selection())
    assert found.projects == ("haram", "heroy", "national", "tonsberg")
    assert found.municipalities == {"1508", "1515", "1516", "1580", "3905"}
    assert found.focus == ("1515", "1516", "1580", "3905")


def test_a_county_is_its_municipalities_of_today_and_the_projects_that_work_there():
    found = scope(Selection(county="15"))
    assert found.projects == ("haram", "heroy")
    assert found.municipalities == {"1508", "1515", "1516", "1580"}


def test_a_national_project_is_meant_only_where_no_place_is_chosen():
    assert "national" in scope(Selection()).projects
    assert "national" not in scope(Selection(county="15")).projects
    assert "national" not in scope(Selection(municipalities=("1580",))).projects


def test_chosen_municipalities_are_the_focus_also_where_no_project_works():
    found = scope(Selection(county="15", municipalities=("1508", "1515")))
    assert found.projects == ("heroy",)
    assert found.focus == ("1508", "1515")
    assert found.municipalities == {"1508", "1515"}


def test_a_project_registered_in_a_merged_municipality_is_found_from_each_part():
    joint = pd.concat([PLACES, pd.DataFrame({"project": ["national"], "area": ["1508+1580"]})])
    for number in ("1508", "1580"):
        assert "national" in scope(Selection(municipalities=(number,)), joint).projects
    assert scope(Selection(municipalities=("1580",)), joint).focus == ("1580",)


@pytest.mark.parametrize(
    ("years", "projects"),
    [
        ((2012, 2012), ("haram", "national")),
        ((2016, 2020), ("heroy", "national", "tonsberg")),
        ((2015, 2015), ("haram", "heroy", "national", "tonsberg")),
        ((1990, 1991), ("national",)),
    ],
)
def test_a_period_means_projects_that_ran_in_it_and_those_without_an_end_go_on(years, projects):
    assert scope(Selection(years=years)).projects == projects


def test_every_part_of_a_choice_narrows():
    assert scope(Selection(programme="bolyst")).projects == ("haram", "heroy")
    assert scope(Selection(groups=("refugees",))).projects == ("haram", "tonsberg")
    assert scope(Selection(projects=("heroy", "tonsberg"), county="15")).projects == ("heroy",)
    assert scope(Selection(programme="bolyst", groups=("refugees",))).projects == ("haram",)


def test_a_choice_that_nothing_fits_is_empty_and_no_error():
    found = scope(Selection(projects=("nothing",)))
    assert found == Scope((), found.municipalities, ())
    assert scope(Selection(municipalities=("1508",))).projects == ()


def test_rows_are_those_of_the_scopes_projects():
    found = scope(Selection(county="15"))
    assert found.rows(PLACES)["project"].tolist() == ["haram", "heroy", "heroy"]
    assert found.rows(PLACES.iloc[:0]).empty


def test_local_rows_are_those_whose_territory_overlaps():
    found = scope(Selection(municipalities=("1580",)))
    frame = pd.DataFrame({"area": ["1580", "1508+1580", "1508", "15800"]})
    assert found.local(frame)["area"].tolist() == ["1580", "1508+1580"]


@pytest.mark.parametrize("dtype", ["str", "object"])
def test_local_rows_of_no_rows_are_none_with_the_same_columns(dtype):
    found = scope(Selection(municipalities=("1580",)))
    empty = pd.DataFrame({"area": pd.Series([], dtype=dtype), "value": pd.Series([], dtype="float64")})
    assert list(found.local(empty).columns) == ["area", "value"]
    assert found.local(empty).empty


def test_the_seeds_have_haram_in_scope_of_haram(store):
    found = scope_of(store, Selection(municipalities=("1580",)))
    names = store["project"].set_index("project")["name"]
    assert any("Haram" in names[project] for project in found.projects)
