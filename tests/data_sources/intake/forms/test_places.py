from __future__ import annotations

import pytest

from data_sources.intake.forms.places import places_in


def numbers(text, year=2014):
    return [place.number for place in places_in(text, year)]


@pytest.mark.parametrize(
    "written",
    [
        "Snåsa, Hitra, Lierne,",
        "Snåsa, Hitra og Lierne",
        "Kommunene Snåsa, Hitra og Lierne",
        "Snåsa kommune\nHitra kommune\nLierne kommune",
        "Trøndelag: Snåsa / Hitra / Lierne",
        "SNÅSA; HITRA; LIERNE (innlandet)",
    ],
)
def test_a_list_is_read_however_it_is_written(written):
    assert numbers(written) == ["1736", "1617", "1738"]


def test_a_name_is_found_in_the_year_of_the_paper():
    assert numbers("Haram", 2014) == ["1534"]
    assert numbers("Haram", 2024) == ["1580"]
    assert [place.state for place in places_in("Haram", 2021)] == ["unknown"]
    assert numbers("Haram", 2010) == ["1534"]
    assert numbers("Haram", None) == ["1534"]


@pytest.mark.parametrize(
    ("name", "possible"), [("Bø", {"0821", "1867"}), ("Herøy", {"1515", "1818"}), ("Våler", {"0137", "0426"})]
)
def test_a_name_that_two_have_is_asked_about(name, possible):
    [place] = places_in(name, 2014)
    assert (place.state, place.number, place.suggestion) == ("homonym", None, None)
    assert {one.number for one in place.possible} == possible


def test_the_rest_of_the_list_suggests_which_is_meant_and_decides_nothing():
    place = places_in("Hadsel, Sortland, Bø, Lødingen,", 2014)[2]
    assert (place.number, place.suggestion) == (None, "1867")
    across = places_in("Hadsel, Fyresdal, Bø", 2014)[2]
    assert (across.number, across.suggestion) == (None, None)


@pytest.mark.parametrize(
    "written", ["Bø (Telemark)", "Bø i Telemark", "Bø kommune, Telemark", "Bø (Midt-Telemark)"]
)
def test_a_county_written_with_the_name_decides(written):
    assert numbers(written) == ["0821"]


def test_a_county_that_speaks_against_the_name_is_asked_about():
    [place] = places_in("Hadsel (Telemark)", 2014)
    assert (place.number, [one.number for one in place.possible]) == (None, ["1866"])


def test_names_with_og_in_them_stay_whole():
    assert numbers("Evje og Hornnes, Nore og Uvdal og Bygland") == ["0937", "0633", "0938"]
    assert numbers("Herøy (Møre og Romsdal) og Ulstein") == ["1515", "1516"]


def test_a_misspelt_name_is_suggested_and_a_village_is_unknown():
    [misspelt, village] = places_in("Hadsl og Dalen", 2014)
    assert (misspelt.state, misspelt.number, misspelt.suggestion) == ("misspelt", None, "1866")
    assert (village.state, village.possible) == ("unknown", ())


def test_a_name_with_lost_letters_is_suggested():
    [lost, shared] = places_in("L?dingen, B?", 2014)
    assert (lost.number, lost.suggestion) == (None, "1851")
    assert (shared.number, {one.number for one in shared.possible}) == (None, {"0821", "1867"})


def test_a_county_alone_names_no_municipality():
    [place] = places_in("Nordland", 2014)
    assert (place.state, place.number) == ("county", None)


def test_nothing_written_is_no_place():
    assert places_in("", 2014) == ()
    assert places_in(" , og ,", 2014) == ()
