"""Municipal history against the changes of 2012-2024 that the board must get right."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms import municipalities as history
from terms.errors import DashboardError, UnknownMunicipality
from terms.municipalities import areas, map_counts, reporting_areas
from terms.municipality_lists import named, places

with (Path(history.__file__).parents[1] / "seeds" / "municipality.csv").open(encoding="utf-8") as lines:
    MUNICIPALITIES = list(csv.DictReader(lines))
IN_USE = [
    (row["municipality"], year)
    for row in MUNICIPALITIES
    for year in range(int(row["valid_from"]), int(row["valid_to"] or 2024) + 1)
]
YEARS = st.integers(2012, 2026)


def counts(*rows, columns=("municipality", "year", "value")):
    return pd.DataFrame(list(rows), columns=list(columns)).astype({"value": "float64"})


def as_dict(mapped):
    return {
        (row.municipality, row.year): None if pd.isna(row.value) else row.value for row in mapped.itertuples()
    }


@pytest.mark.parametrize(
    ("number", "year", "target_year", "expected"),
    [
        pytest.param("1534", 2013, 2024, {"1580"}, id="Haram before the merger is Haram of 2024"),
        pytest.param("1580", 2024, 2021, {"1507"}, id="Haram was part of Ålesund in 2021"),
        pytest.param("1580", 2024, 2013, {"1534"}, id="Haram of 2024 is Haram of 2013"),
        pytest.param("1507", 2021, 2024, {"1508", "1580"}, id="Ålesund was split in 2024"),
        pytest.param("1507", 2021, 2019, {"1504", "1523", "1529", "1534", "1546"}, id="five became Ålesund"),
        pytest.param("1504", 2013, 2024, {"1508"}, id="old Ålesund holds nothing of Haram"),
        pytest.param("1504", 2013, 2021, {"1507"}, id="old Ålesund was merged"),
        pytest.param("1526", 2015, 2024, {"1578"}, id="Stordal became Fjord"),
        pytest.param("1578", 2020, 2019, {"1524", "1526"}, id="Fjord was Norddal and Stordal"),
        pytest.param("4602", 2024, 2014, {"1401", "1439"}, id="Kinn was Flora and Vågsøy"),
        pytest.param("1617", 2017, 2020, {"5056"}, id="Hitra was renumbered, then merged"),
        pytest.param("5056", 2024, 2018, {"5013", "5012"}, id="Hitra took in a part of Snillfjord"),
        pytest.param("1613", 2013, 2024, {"5055", "5056", "5059"}, id="Snillfjord was split in three"),
        pytest.param("1850", 2019, 2020, {"1806", "1875"}, id="Tysfjord was split in two"),
        pytest.param("0704", 2016, 2024, {"3905"}, id="Tønsberg was renumbered twice"),
        pytest.param(
            "3905", 2024, 2016, {"0704", "0716", "0720"}, id="Tønsberg holds Re and a part of Stokke"
        ),
        pytest.param("0720", 2016, 2017, {"0704", "0710"}, id="Stokke was split in 2017"),
        pytest.param("1504", 2013, 2019, {"1504"}, id="old Ålesund was not yet merged in 2019"),
        pytest.param("1401", 2013, 2019, {"1401"}, id="Flora was not yet merged in 2019"),
        pytest.param("0720", 2016, 2024, {"3905", "3907"}, id="Stokke lies in Tønsberg and Sandefjord"),
        pytest.param("1902", 2012, 2013, {"1902"}, id="Tromsø did not change in 2013"),
        pytest.param("1901", 2012, 2013, {"1903"}, id="Harstad got a new number with Bjarkøy"),
        pytest.param("1580", 2026, 2026, {"1580"}, id="years after 2024 count as 2024"),
    ],
)
def test_areas_follow_the_territory(number, year, target_year, expected):
    assert areas(number, year=year, target_year=target_year) == expected


@pytest.mark.parametrize(
    ("number", "year", "target_year", "said"),
    [
        ("1580", 2021, 2024, "Kommunenummer 1580 var ikke i bruk i 2021."),
        ("1534", 2020, 2024, "Kommunenummer 1534 var ikke i bruk i 2020."),
        ("9999", 2020, 2024, "Kommunenummer 9999 var ikke i bruk i 2020."),
        ("", 2020, 2024, "Kommunenummer  var ikke i bruk i 2020."),
        ("1534", 2011, 2024, "Kommunehistorikken begynner i 2012, så 2011 kan ikke slås opp."),
        ("1534", 2013, 2007, "Kommunehistorikken begynner i 2012, så 2007 kan ikke slås opp."),
    ],
)
def test_a_number_not_in_use_is_refused_in_a_sentence(number, year, target_year, said):
    with pytest.raises(UnknownMunicipality) as refused:
        areas(number, year=year, target_year=target_year)
    assert str(refused.value) == said
    assert isinstance(refused.value, DashboardError)


@given(start=st.sampled_from(IN_USE), target_year=YEARS)
def test_every_number_maps_and_the_way_back_contains_the_start(start, target_year):
    number, year = start
    found = areas(number, year=year, target_year=target_year)
    assert found
    for other in found:
        assert number in areas(other, year=target_year, target_year=year)


@given(start=st.sampled_from(IN_USE))
def test_changes_lead_to_the_ground_of_2024(start):
    number, year = start
    assert areas(number, year=year, target_year=2024) == history.successors(number)


@given(start=st.sampled_from(IN_USE))
def test_a_number_overlaps_only_itself_in_its_own_year(start):
    number, year = start
    assert areas(number, year=year, target_year=year) == {number}


def test_numbers_of_each_year_cover_all_of_2024():
    today = history.valid_numbers(2024)
    assert len(today) == 357
    for year, expected in {
        2012: 429,
        2013: 428,
        2017: 426,
        2018: 422,
        2020: 356,
        2024: 357,
        2030: 357,
    }.items():
        numbers = history.valid_numbers(year)
        assert len(numbers) == expected
        assert frozenset().union(*(history.successors(number) for number in numbers)) == today


def test_lookups_by_one_number():
    assert history.numbers_of("1580") == {"1534", "1507", "1580"}
    assert history.successors("1507") == {"1508", "1580"}
    assert history.valid_number("1580", 2013) == "1534"
    assert history.valid_number("1580", 2021) is None
    assert history.valid_number("1508", 2013) is None
    assert history.is_joint("1507")
    assert not history.is_joint("1534")
    assert history.area_key("1507") == "1508+1580"
    assert history.area_key("9999") is None
    assert (history.name("1515"), history.label("1515")) == ("Herøy", "Herøy (Møre og Romsdal)")
    assert history.label("1534") == "Haram"


def test_lookups_refuse_numbers_that_never_were():
    for look_up in (history.successors, history.name, history.label, history.numbers_of, history.is_joint):
        with pytest.raises(UnknownMunicipality):
            look_up("9999")
    with pytest.raises(UnknownMunicipality):
        history.numbers_of("1534")


def test_haram_is_reported_alone_in_2013_within_aalesund_in_2021_and_alone_in_2024():
    (then,) = reporting_areas(["1580"], 2013)
    assert (then.number, then.joint, then.recomputed, then.beyond) == ("1534", False, True, ())
    (joint,) = reporting_areas(["1580"], 2021)
    assert (joint.number, joint.name, joint.joint, joint.beyond) == ("1507", "Ålesund", True, ("1508",))
    assert joint.municipalities_2024 == ("1508", "1580")
    (now,) = reporting_areas(["1580"], 2024)
    assert (now.number, now.joint, now.recomputed) == ("1580", False, False)


def test_a_joint_area_is_listed_once_when_both_its_municipalities_are_chosen():
    (joint,) = reporting_areas(["1508", "1580"], 2022)
    assert (joint.joint, joint.beyond) == (True, ())


def test_kinn_is_reported_as_flora_and_vaagsoy_before_2020():
    assert [(area.number, area.name, area.joint) for area in reporting_areas(["4602"], 2015)] == [
        ("1401", "Flora", False),
        ("1439", "Vågsøy", False),
    ]


def test_reporting_areas_refuse_numbers_that_are_not_of_2024():
    with pytest.raises(UnknownMunicipality):
        reporting_areas(["1534"], 2013)


def test_mergers_are_summed_before_anyone_divides():
    mapped = map_counts(counts(("1401", 2015, 11862), ("1439", 2015, 6082)), target_year=2024)
    assert as_dict(mapped) == {("4602", 2015): 17944}
    assert not mapped["joint"].any()


def test_a_split_is_shown_as_a_joint_area():
    mapped = map_counts(
        counts(("1507", 2021, 66670), ("1508", 2024, 58509), ("1580", 2024, 9357)), target_year=2024
    )
    assert as_dict(mapped) == {("1508+1580", 2021): 66670, ("1508", 2024): 58509, ("1580", 2024): 9357}
    assert list(mapped["joint"]) == [False, True, False]


def test_a_comparable_series_has_the_joint_area_in_every_year():
    rows = counts(("1507", 2021, 66670), ("1508", 2024, 58509), ("1580", 2024, 9357))
    mapped = map_counts(rows, target_year=2024, comparable=True)
    assert as_dict(mapped) == {("1508+1580", 2021): 66670, ("1508+1580", 2024): 67866}


def test_what_a_split_touches_is_joint_too_so_that_no_part_is_passed_off_as_the_whole():
    rows = counts(("5013", 2019, 10), ("5012", 2019, 20))
    mapped = map_counts(rows, target_year=2024, complete=False)
    assert as_dict(mapped) == {("5055+5056+5059", 2019): 30}


def test_a_hidden_part_makes_the_sum_missing_and_never_zero():
    mapped = map_counts(counts(("1401", 2019, 14), ("1439", 2019, None)), target_year=2024)
    assert as_dict(mapped) == {("4602", 2019): None}
    assert as_dict(map_counts(counts(("1580", 2024, None)), target_year=2024)) == {("1580", 2024): None}


def test_a_part_without_a_row_makes_the_sum_missing_unless_no_row_means_none():
    flora = counts(("1401", 2019, 14))
    assert as_dict(map_counts(flora, target_year=2024)) == {("4602", 2019): None}
    assert as_dict(map_counts(flora, target_year=2024, complete=False)) == {("4602", 2019): 14}


def test_two_rows_of_one_number_do_not_stand_in_for_a_missing_part():
    twice = counts(("1401", 2019, 14), ("1401", 2019, 6))
    assert as_dict(map_counts(twice, target_year=2024)) == {("4602", 2019): None}


def test_figures_from_before_2012_keep_the_territory_of_2012():
    assert as_dict(map_counts(counts(("1534", 2007, 413)), target_year=2024)) == {("1580", 2007): 413}


def test_further_key_columns_are_kept_apart():
    rows = counts(
        ("1534", 2013, 1113, "immigrants"), ("1534", 2013, 9020, "population"),
        columns=("municipality", "year", "value", "indicator"),
    )  # fmt: skip
    mapped = map_counts(rows, target_year=2024, by=["indicator"])
    assert dict(zip(mapped["indicator"], mapped["value"], strict=True)) == {
        "immigrants": 1113,
        "population": 9020,
    }
    assert list(mapped.columns) == ["municipality", "year", "indicator", "value", "joint"]


def test_nothing_in_gives_nothing_out():
    mapped = map_counts(counts(("1534", 2013, 1))[:0], target_year=2024)
    assert mapped.empty
    assert list(mapped.columns) == ["municipality", "year", "value", "joint"]


def test_a_row_whose_number_was_not_in_use_is_refused():
    with pytest.raises(UnknownMunicipality, match="1580 var ikke i bruk i 2021"):
        map_counts(counts(("1580", 2021, 1)), target_year=2024)


@given(
    values=st.dictionaries(st.sampled_from(IN_USE), st.integers(0, 10_000), min_size=1, max_size=60),
    target_year=YEARS,
    comparable=st.booleans(),
)
def test_totals_of_each_year_are_kept(values, target_year, comparable):
    rows = counts(*((number, year, value) for (number, year), value in values.items()))
    mapped = map_counts(rows, target_year=target_year, comparable=comparable, complete=False)
    assert mapped.groupby("year")["value"].sum().to_dict() == rows.groupby("year")["value"].sum().to_dict()
    assert not mapped.duplicated(["municipality", "year"]).any()


@given(year=st.integers(2012, 2024), target_year=st.integers(2012, 2024))
def test_areas_of_a_whole_year_never_overlap_and_cover_the_target_year(year, target_year):
    rows = counts(*((number, year, 1) for number in sorted(history.valid_numbers(year))))
    mapped = map_counts(rows, target_year=target_year)
    keys = [number for key in mapped["municipality"] for number in key.split("+")]
    assert sorted(keys) == sorted(history.valid_numbers(target_year))
    assert mapped["value"].notna().all()


def test_one_look_up_gives_number_county_and_every_bearer_of_a_name():
    assert places()["1534"].county == "Møre og Romsdal"
    assert {one.number for one in named()["haram"]} == {"1534", "1580"}
    assert {one.number for one in named(2014, 2014)["herøy"]} == {"1515", "1818"}


@pytest.mark.parametrize(("year", "number"), [(2010, "1534"), (2014, "1534"), (2024, "1580"), (2030, "1580")])
def test_years_outside_the_lists_are_read_with_the_nearest(year, number):
    assert [one.number for one in named(year, year)["haram"]] == [number]


def test_every_number_has_a_county():
    assert [one.number for one in places().values() if not one.county] == []
