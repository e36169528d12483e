from __future__ import annotations

import pytest

from data_sources.intake.municipalities import NotFound, find, template_names
from terms.municipality_lists import LAST_YEAR, places


@pytest.mark.parametrize(
    ("text", "year", "number"),
    [
        ("1534", 2014, "1534"),
        ("1534 Haram", 2014, "1534"),
        ("1534 Haram (til 2019)", 2014, "1534"),
        ("Haram", 2014, "1534"),
        ("HARAM kommune", 2014, "1534"),
        ("Haram", 2024, "1580"),
        ("301", 2014, "0301"),
        ("0301 Oslo", 2020, "0301"),
        ("Herøy (Nordland)", 2014, "1818"),
        ("Herøy i Møre og Romsdal", 2014, "1515"),
        ("Bø, Telemark", 2014, "0821"),
        ("1867 Bø", 2014, "1867"),
        ("Ålesund", 2022, "1507"),
    ],
)
def test_a_municipality_is_found_by_number_by_name_and_by_county(text, year, number):
    assert find(text, year, "nb") == number


@pytest.mark.parametrize(
    ("text", "year", "told"),
    [
        ("Herøy", 2014, r"1515 Herøy \(Møre og Romsdal\), 1818 Herøy \(Nordland\)"),
        ("Bø", 2014, "0821 Bø.*1867 Bø"),
        ("Haram", None, "1534 Haram.*1580 Haram"),
        ("Haram", 2021, "gjaldt ikke i 2021"),
        ("1534", 2024, "1580 Haram"),
        ("1534", 2021, "gjaldt ikke i 2021"),
        ("1534 Bø", 2014, "1534 er Haram"),
        ("9999", 2014, "Kjenner ikke"),
        ("Harram", 2014, "Kjenner ikke"),
        ("Herøy (Troms)", 2014, "Kjenner ikke"),
    ],
)
def test_what_is_unclear_is_asked_about_and_never_guessed(text, year, told):
    with pytest.raises(NotFound, match=told):
        find(text, year, "nb")


def test_what_the_template_lists_is_found_again_in_any_year_it_was_valid():
    for language in ("nb", "nn"):
        for one, text in zip(
            sorted(places().values(), key=lambda one: (one.name, one.number)),
            template_names(language),
            strict=True,
        ):
            assert find(text, one.valid_from, language) == one.number
            if one.valid_to < LAST_YEAR:
                assert find(text, one.valid_to, language) == one.number
