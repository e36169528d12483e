from __future__ import annotations

from datetime import date

import pytest

from data_sources.intake.dates import dates_in


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
