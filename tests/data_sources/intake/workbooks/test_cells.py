from __future__ import annotations

from datetime import date, datetime, time

import pytest

from data_sources.intake.workbooks.cells import (
    Doubt,
    Special,
    as_text,
    count_value,
    date_value,
    money_value,
    number_value,
    period_value,
    position_value,
    text_value,
    year_value,
)


def excel(year, month, day, hour=0):
    """A date as Excel's are read: with a time, without a zone."""
    return datetime.combine(date(year, month, day), time(hour))


HARD, THIN = "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1 900 000", 1_900_000),
        (f"1{HARD}900{THIN}000", 1_900_000),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("0.125", 0.125),
        ("−3,5", -3.5),
        ("1.900.000", 1_900_000),
        ("1.900.000,50", 1_900_000.5),
        ("40", 40),
        (17.25, 17.25),
        (3, 3),
    ],
)
def test_numbers_are_read_as_norwegians_write_them(cell, number):
    assert number_value(cell) == number


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("1.500", "thousands"),
        ("12 5", "number"),
        ("tolv", "number"),
        ("12 %", "number"),
        ("1,2,3", "number"),
        (excel(2014, 5, 1), "excel_date"),
        (time(12), "excel_date"),
        (True, "number"),
        (float("nan"), "too_high"),
        (float("inf"), "too_high"),
        (Special.PERCENT, "percent"),
        (Special.FORMULA, "formula"),
        ("1e5", "number"),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_or_none_is_in_doubt(cell, word):
    with pytest.raises(Doubt) as doubt:
        number_value(cell)
    assert doubt.value.word == word


@pytest.mark.parametrize(
    ("cell", "kroner"),
    [("1 900 000 kr", 1_900_000), ("kr 500.000", 500_000), ("500.000,-", 500_000), (74_000.0, 74_000)],
)
def test_money_is_whole_kroner(cell, kroner):
    assert money_value(cell) == kroner


@pytest.mark.parametrize(
    ("read", "cell", "word"),
    [
        (money_value, "12,5", "whole_number"),
        (money_value, "3 000 000 000", "too_high"),
        (count_value, "-1", "not_negative"),
        (count_value, 10_000_000, "too_high"),
        (count_value, 1.5, "whole_number"),
        (position_value, 0, "whole_number"),
        (year_value, "14", "year"),
        (year_value, 1899, "year"),
        (year_value, excel(2014, 1, 1), "year"),
        (year_value, Special.FORMULA, "formula"),
        (period_value, "2014/15", "year"),
    ],
)
def test_counts_years_and_money_outside_their_bounds_are_in_doubt(read, cell, word):
    with pytest.raises(Doubt) as doubt:
        read(cell)
    assert doubt.value.word == word


@pytest.mark.parametrize(
    "cell",
    [
        "24.04.2014",
        "24.4.2014",
        "24/4/2014",
        "2014-04-24",
        "24. 4. 2014",
        date(2014, 4, 24),
        excel(2014, 4, 24, 13),
    ],
)
def test_dates_are_read_from_text_and_from_excel(cell):
    assert date_value(cell) == date(2014, 4, 24)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("31.02.2014", "no_such_date"),
        ("24.04.14", "date"),
        ("24.04", "date"),
        (41753, "date"),
        ("24.04.1814", "far_date"),
        (excel(1900, 1, 1), "far_date"),
        (Special.FORMULA, "formula"),
        (None, "date"),
    ],
)
def test_a_date_that_is_unclear_or_far_away_is_in_doubt(cell, word):
    with pytest.raises(Doubt) as doubt:
        date_value(cell)
    assert doubt.value.word == word


def test_a_period_is_a_calendar_year_as_text():
    assert period_value(2014.0) == period_value("2014") == "2014"


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        (excel(2014, 6, 15), "excel_date"),
        ("#REF!", "error_value"),
        ("a\x00b", "control"),
        ("a\ud800", "control"),
        ("x" * 10_001, "too_long"),
        (Special.FORMULA, "formula"),
    ],
)
def test_text_that_is_no_text_is_in_doubt(cell, word):
    with pytest.raises(Doubt) as doubt:
        text_value(cell)
    assert doubt.value.word == word


def test_text_keeps_lines_and_signs_and_loses_the_space_around():
    assert text_value("  =SUM(a)\r\n+ to \N{NO-BREAK SPACE}") == "=SUM(a)\n+ to"
    assert as_text(12.5) == "12,5"
    assert as_text(2014.0) == "2014"
