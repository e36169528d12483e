from __future__ import annotations

import pandas as pd
import pytest

from dashboard.address.selection import Misread, Selection
from dashboard.places.choices import alphabetical, at_home, choices, narrow, resolve


@pytest.fixture
def frames():
    """Two programmes in two counties: Haram and Herøy in the one, Herøy again in the other."""
    return {
        "county": pd.DataFrame(
            {"county": ["15", "18", "03"], "name": ["Møre og Romsdal", "Nordland", "Oslo"]}
        ),
        "municipality": pd.DataFrame(
            [
                ("1515", "Herøy (Møre og Romsdal)", "15", None),
                ("1516", "Ulstein", "15", None),
                ("1520", "Ørsta", "15", None),
                ("1508", "Ålesund", "15", None),
                ("1580", "Haram", "15", None),
                ("1818", "Herøy (Nordland)", "18", None),
                ("1534", "Haram", None, 2019),
                ("1507", "Ålesund", None, 2023),
            ],
            columns=["municipality", "label", "county", "valid_to"],
        ).astype({"valid_to": "float64"}),
        "programme": pd.DataFrame({"programme": ["bolyst", "kun"], "name": ["Bolyst", "Årdal-programmet"]}),
        "project": pd.DataFrame(
            [
                ("haram", "bolyst", "Haram", 2012, 2015),
                ("heroy", "bolyst", "Åpne dører", 2013, 2014),
                ("nord", "kun", "Ørnen", 2014, 2016),
            ],
            columns=["project", "programme", "name", "start_year", "end_year"],
        ).astype({"start_year": "float64", "end_year": "float64"}),
        "project_municipality": pd.DataFrame(
            [
                ("haram", "1580", 2012),
                ("heroy", "1515", 2013),
                ("heroy", "1516", 2013),
                ("nord", "1818", 2014),
            ],
            columns=["project", "area", "year"],
        ),
        "project_target_group": pd.DataFrame(
            [("haram", "refugees"), ("heroy", "labour"), ("heroy", "refugees"), ("nord", "labour")],
            columns=["project", "target_group"],
        ),
        "target_group": pd.DataFrame(
            {
                "target_group": ["refugees", "labour", "youth"],
                "name_nb": ["Flyktninger", "Arbeidsinnvandrere", "Unge"],
                "name_nn": ["Flyktningar", "Arbeidsinnvandrarar", "Unge"],
                "name_en": ["Refugees", "Labour migrants", "Youth"],
            }
        ),
    }


def values(options):
    return [option.value for option in options]


def names(options):
    return [option.name for option in options]


def offered(selection, frames):
    return choices(selection, frames, latest=2016)


def test_everything_is_offered_where_nothing_is_chosen(frames):
    found = offered(Selection(), frames)
    assert values(found.programmes) == ["bolyst", "kun"]
    assert values(found.counties) == ["15", "18", "03"]
    assert len(found.municipalities) == 6
    assert values(found.projects) == ["haram", "nord", "heroy"]
    assert names(found.groups) == ["Arbeidsinnvandrere", "Flyktninger"]
    assert found.years == (2012, 2013, 2014, 2015, 2016)


def test_years_begin_with_the_first_project_also_where_it_states_no_start(frames):
    frames["project"]["start_year"] = float("nan")
    assert offered(Selection(), frames).years[0] == 2012


def test_a_chosen_year_is_always_offered(frames):
    assert offered(Selection(years=(2010, 2018)), frames).years == tuple(range(2010, 2019))


def test_names_stand_in_norwegian_order(frames):
    assert names(offered(Selection(county="15"), frames).municipalities) == [
        "Haram",
        "Herøy (Møre og Romsdal)",
        "Ulstein",
        "Ørsta",
        "Ålesund",
    ]
    words = ["Ås", "Ærø", "Øygarden", "Aure", "Zeus", "ås"]
    assert sorted(words, key=alphabetical) == ["Aure", "Zeus", "Ærø", "Øygarden", "Ås", "ås"]


def test_two_municipalities_of_one_name_can_be_told_apart(frames):
    both = [name for name in names(offered(Selection(), frames).municipalities) if name.startswith("Herøy")]
    assert both == ["Herøy (Møre og Romsdal)", "Herøy (Nordland)"]


def test_the_seeds_tell_the_two_heroy_apart(store):
    labels = store["municipality"].set_index("municipality")["label"]
    assert labels["1515"] != labels["1818"]
    assert "Møre og Romsdal" in labels["1515"]
    assert "Nordland" in labels["1818"]


def test_a_number_no_longer_in_use_is_not_offered(frames):
    assert {"1534", "1507"}.isdisjoint(values(offered(Selection(), frames).municipalities))


def test_a_county_narrows_municipalities_programmes_projects_and_groups(frames):
    found = offered(Selection(county="18"), frames)
    assert values(found.municipalities) == ["1818"]
    assert values(found.programmes) == ["kun"]
    assert values(found.projects) == ["nord"]
    assert values(found.groups) == ["labour"]
    assert len(found.counties) == 3


def test_a_programme_narrows_projects_and_counts_what_each_place_would_give(frames):
    found = offered(Selection(programme="bolyst"), frames)
    assert values(found.projects) == ["haram", "heroy"]
    assert {option.value: option.projects for option in found.counties} == {"15": 2, "18": 0, "03": 0}
    counted = {option.value: option.projects for option in found.municipalities}
    assert counted == {"1580": 1, "1515": 1, "1516": 1, "1520": 0, "1508": 0, "1818": 0}


def test_a_group_and_a_period_narrow_the_projects(frames):
    assert values(offered(Selection(groups=("labour",)), frames).projects) == ["nord", "heroy"]
    assert values(offered(Selection(years=(2015, 2016)), frames).projects) == ["haram", "nord"]


def test_groups_are_named_in_the_language_chosen(frames):
    assert "Flyktningar" in names(offered(Selection("nn"), frames).groups)
    assert "Refugees" in names(offered(Selection("en"), frames).groups)


def test_what_is_chosen_is_still_offered_so_that_it_can_be_let_go(frames):
    found = offered(
        Selection(county="18", programme="bolyst", projects=("haram",), groups=("youth",)), frames
    )
    assert "bolyst" in values(found.programmes)
    assert "haram" in values(found.projects)
    assert "youth" in values(found.groups)


def test_a_change_of_county_lets_go_of_what_is_not_there(frames):
    before = Selection("nn", "bolyst", "18", ("1580", "1818"), ("haram",), ("refugees",), (2013, 2013))
    assert narrow(before, frames) == Selection("nn", None, "18", ("1818",), (), (), (2013, 2013))


def test_a_period_lets_go_of_nothing(frames):
    chosen = Selection(programme="bolyst", projects=("heroy",), groups=("labour",), years=(2016, 2016))
    assert narrow(chosen, frames) == chosen


def test_what_fits_is_kept(frames):
    chosen = Selection("en", "bolyst", "15", ("1580",), ("haram",), ("refugees",))
    assert narrow(chosen, frames) == chosen


def test_a_forged_choice_is_let_go_of(frames):
    forged = Selection(programme="x", county="99", municipalities=("9999",), projects=("x",), groups=("x",))
    assert narrow(forged, frames) == Selection()


def test_an_old_number_is_followed_to_the_municipality_of_today_and_told(frames):
    found, misread = resolve(Selection(municipalities=("1534",)), frames)
    assert found.municipalities == ("1580",)
    assert found.county == "15"
    assert misread == [Misread("kommune", "1534", "old_number")]


def test_a_number_of_a_municipality_that_was_split_is_followed_to_every_part(frames):
    found, misread = resolve(Selection(municipalities=("1507", "1580")), frames)
    assert found.municipalities == ("1508", "1580")
    assert [each.value for each in misread] == ["1507"]


def test_what_does_not_exist_is_let_go_of_and_told(frames):
    asked = Selection("nb", "x" * 90, "99", ("9999",), ("p",), ("g",))
    found, misread = resolve(asked, frames)
    assert found == Selection()
    assert {(each.parameter, each.value[:5]) for each in misread} == {
        ("program", "xxxxx"),
        ("fylke", "99"),
        ("kommune", "9999"),
        ("prosjekt", "p"),
        ("gruppe", "g"),
    }
    assert all(each.reason == "unknown_value" and len(each.value) <= 40 for each in misread)


def test_the_county_follows_from_the_municipalities(frames):
    assert resolve(Selection(county="18", municipalities=("1580",)), frames)[0].county == "15"
    assert resolve(Selection(county="15", municipalities=("1580", "1818")), frames)[0].county is None


def test_a_choice_that_exists_is_left_as_it_is(frames):
    chosen = Selection("nn", "bolyst", "15", ("1515", "1580"), ("haram",), ("refugees",), (2012, 2014))
    assert resolve(chosen, frames) == (chosen, [])


def test_every_municipality_of_the_seeds_is_known_to_its_history(store):
    frames = {
        name: store[name] for name in ("municipality", "county", "programme", "project", "target_group")
    }
    everyone = tuple(sorted(store["municipality"]["municipality"]))
    found, misread = resolve(Selection(municipalities=everyone), frames)
    assert len(found.municipalities) == 357
    assert {each.reason for each in misread} == {"old_number"}


@pytest.mark.parametrize(
    ("home", "selection"), [("15", Selection(county="15")), ("1580", Selection(municipalities=("1580",)))]
)
def test_the_home_region_is_a_county_or_a_municipality(home, selection):
    assert at_home(Selection(), home) == selection


def test_a_board_without_projects_still_offers_places(frames):
    empty = {
        **frames,
        "project": frames["project"].iloc[:0],
        "project_municipality": frames["project_municipality"].iloc[:0],
    }
    found = offered(Selection(), empty)
    assert len(found.municipalities) == 6
    assert found.projects == found.programmes == ()
    assert found.years == (2016,)
