from __future__ import annotations

from decimal import Decimal

import pytest

from data_sources.intake.amounts import amounts_in


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
