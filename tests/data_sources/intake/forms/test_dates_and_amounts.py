from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from data_sources.intake.forms.dates_and_amounts import amounts_in, dates_in


@pytest.mark.parametrize(
    "written",
    [
        "01.12.14",
        "1.12.2014",
        "1/12-14",
        "1/12 2014",
        "1. desember 2014",
        "1.desember 2014",
        "Volda, den 1. des. 2014",
        "1. DESEMBER 2014",
        "2014-12-01",
        "01-12-2014",
    ],
)
def test_a_date_is_read_however_it_is_written(written):
    assert dates_in(written) == (date(2014, 12, 1),)


@pytest.mark.parametrize(
    "written", ["", "24. april", "desember 2014", "31.02.14", "2014", "1 900 000", "13.13.13"]
)
def test_what_is_no_whole_date_of_the_calendar_is_none(written):
    assert dates_in(written) == ()


def test_several_dates_come_in_reading_order():
    assert dates_in("fra 24. april 2013 til 1.12.14") == (date(2013, 4, 24), date(2014, 12, 1))


@pytest.mark.parametrize(
    ("written", "kroner"),
    [
        ("1 900 000", 1_900_000),
        ("1\u00a0900\u00a0000 kroner", 1_900_000),
        ("1,9 millionar", 1_900_000),
        ("1.9 mill. kr", 1_900_000),
        ("500.000", 500_000),
        ("kr 500 000,-", 500_000),
        ("kr. 12.500,50", Decimal("12500.5")),
        ("350 tusen", 350_000),
        ("-5 000 kr", -5_000),
        ("2013 500 000 kr", 500_000),
    ],
)
def test_an_amount_is_read_however_it_is_written(written, kroner):
    [amount] = amounts_in(written)
    assert amount.kroner == kroner


@pytest.mark.parametrize(
    "written", ["", "2014", "01.12.2014", "77 12 34 56", "17 personer", "1.2.2013", "nr. 1900"]
)
def test_years_dates_and_counts_are_not_amounts(written):
    assert amounts_in(written) == ()


def test_inntil_is_a_ceiling_and_a_bare_number_is_not_sure_to_be_money():
    [ceiling, bare] = amounts_in("inntil 1 900 000 kroner, av dette 800 000")
    assert (ceiling.ceiling, ceiling.sure, ceiling.written) == (True, True, "inntil 1 900 000 kroner")
    assert (bare.ceiling, bare.sure, bare.kroner) == (False, False, 800_000)
