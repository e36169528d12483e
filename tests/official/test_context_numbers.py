"""Lines of a municipality, its county and similar ones, on small frames and on the shipped figures."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.official.context import beside
from dashboard.official.context_ground import Ground, measures
from dashboard.official.context_lines import county_line, own_line
from dashboard.official.context_measures import MEASURES
from dashboard.official.published import published
from dashboard.places.peers import choice
from dashboard.places.profile import FACTS, PARTS, Profiles, describe

MEASURE = {measure.indicator: measure for measure in MEASURES}
OTHERS = ("1539", "1563", "1566", "1515", "1516", "1520")
UNITS = {"immigrants_employed_share": "%"}


def ground(rows, numbers=("1535", *OTHERS)):
    """Ground over (indicator, municipality, year, value); all municipalities in one county, alike in all."""
    figures = pd.DataFrame(rows, columns=["indicator", "municipality", "year", "value"])
    codes = sorted(set(figures["indicator"]))
    statistic = figures.assign(
        symbol=[":" if pd.isna(value) else None for value in figures["value"]],
        source_table="SSB 07459",
        retrieved=pd.Timestamp("2026-03-01"),
        area=figures["municipality"].replace({"1507": "1508+1580"}),
    )
    indicator = pd.DataFrame(
        {"indicator": codes, "unit": [UNITS.get(code, "person") for code in codes]}
    ).assign(summable=[0.0 if code in UNITS else 1.0 for code in codes])
    places = pd.DataFrame({"municipality": numbers, "county": "15", "valid_to": float("nan")})
    facts = places.assign(label=places["municipality"], population=1000.0, centrality=4.0)
    known = Profiles(describe(facts.reindex(columns=FACTS)), dict.fromkeys(PARTS, 1.0))
    shares = pd.DataFrame(columns=["indicator", "counted", "base", "exact"])
    return Ground(published(statistic, indicator, shares), statistic, places, known)


def drawn(made, indicator, number="1535", start=None, weights="1-1-0-0"):
    return beside(made, MEASURE[indicator], number, choice(weights), start)


def values(line):
    return {point.year: round(point.value, 2) for point in line.points}


def everywhere(indicator, year, own, theirs):
    return [(indicator, "1535", year, own), *((indicator, number, year, theirs) for number in OTHERS)]


def settled_in_2020(own):
    """One year with 1000 residents everywhere and ten settled with the others."""
    return [*everywhere("population", 2020, 1000, 1000), *everywhere("settled_refugees", 2020, own, 10)]


def test_rates_are_summed_before_they_are_divided():
    made = ground(
        [
            *everywhere("population", 2020, 1000, 1000),
            *everywhere("settled_refugees", 2020, 20, 10),
            ("population", "1520", 2021, 9000), ("settled_refugees", "1520", 2021, 90),
            *(("population", number, 2021, 1000) for number in ("1535", *OTHERS[:5])),
            *(("settled_refugees", number, 2021, 0) for number in ("1535", *OTHERS[:5])),
        ]
    )  # fmt: skip
    found = drawn(made, "settled_refugees")
    assert values(found.own) == {2020: 20, 2021: 0}
    assert values(found.peers) == {2020: 10, 2021: round(90 / 14_000 * 1000, 2)}
    assert values(found.county) == {2020: round(80 / 7000 * 1000, 2), 2021: 6.0}


def test_an_index_is_a_hundred_in_the_year_the_project_began_for_small_and_large():
    made = ground(
        [
            row
            for year, own, theirs in ((2012, 900, 9000), (2013, 1000, 10_000), (2014, 1100, 10_500))
            for row in everywhere("population", year, own, theirs)
        ]
    )
    found = drawn(made, "population", start=2013)
    assert found.base_year == 2013
    assert values(found.own) == {2012: 90, 2013: 100, 2014: 110}
    assert values(found.peers) == {2012: 90, 2013: 100, 2014: 105}
    assert found.verdict.against == "above"
    assert drawn(made, "population").base_year == 2012


def test_an_index_leaves_out_years_of_a_joint_area_and_a_rate_marks_them_and_breaks():
    numbers = ("1580", "1508", *OTHERS)
    rows = [
        ("population", "1534", 2019, 900), ("population", "1507", 2021, 6000),
        ("population", "1580", 2024, 990),
        ("settled_refugees", "1534", 2019, 9), ("settled_refugees", "1507", 2021, 12),
        ("settled_refugees", "1580", 2024, 9.9),
    ]  # fmt: skip
    made = ground(rows, numbers)
    assert values(drawn(made, "population", "1580", start=2019).own) == {2019: 100, 2024: 110}
    points = drawn(made, "settled_refugees", "1580").own.points
    assert [(point.year, round(point.value, 1), point.joint, point.begins) for point in points] == [
        (2019, 10, False, False),
        (2021, 2, True, True),
        (2024, 10, False, True),
    ]


def test_a_hidden_figure_is_no_point_and_no_zero():
    made = ground(
        [*everywhere("population", 2020, 1000, 1000), *everywhere("settled_refugees", 2020, None, 10)]
    )
    found = drawn(made, "settled_refugees")
    assert found.own.points == ()
    assert found.county.points == ()
    assert values(found.peers) == {2020: 10}
    assert found.verdict is None


def test_too_few_similar_ones_give_no_line_and_no_verdict():
    made = ground(
        [
            row
            for number in ("1535", *OTHERS[:4])
            for row in (("population", number, 2020, 1000), ("settled_refugees", number, 2020, 10))
        ]
    )
    found = drawn(made, "settled_refugees")
    assert values(found.own) == {2020: 10}
    assert found.peers.points == ()
    assert found.verdict is None


def test_a_line_does_not_rise_because_others_come_in():
    rows = []
    for year in (2018, 2019, 2020):
        rows += everywhere("population", year, 1000, 1000)
        rows += [
            ("settled_refugees", number, year, 50 if number == "1520" else 10)
            for number in ("1535", *OTHERS)
            if number != "1520" or year == 2020
        ]
    found = drawn(ground(rows), "settled_refugees")
    assert values(found.peers) == {2018: 10, 2019: 10, 2020: 10}
    assert {point.places for point in found.peers.points} == {5}


def test_overlapping_intervals_are_an_unclear_difference_with_the_places_they_allow():
    made = ground(
        [*everywhere("population", 2020, 1000, 1000), *everywhere("settled_refugees", 2020, 11, 10)]
    )
    verdict = drawn(made, "settled_refugees").verdict
    assert (verdict.against, verdict.best, verdict.worst, verdict.of) == ("unclear", 1, 7, 7)
    assert verdict.low < 11 < verdict.high


def test_published_shares_are_never_averaged_but_shown_by_their_middle_half():
    rows = [
        ("immigrants_employed_share", number, 2020, 50.0 + place)
        for place, number in enumerate(("1535", *OTHERS))
    ]
    found = drawn(ground(rows), "immigrants_employed_share")
    (theirs,) = found.peers.points
    assert (theirs.low, theirs.value, theirs.high) == (52.25, 53.5, 54.75)
    assert found.county.points == ()
    assert found.verdict.against == "below"


def test_only_measures_with_figures_are_shown_and_population_growth_is_none_of_them():
    made = ground(
        [*everywhere("population", 2020, 1000, 1000), *everywhere("settled_refugees", 2020, 20, 10)]
    )
    assert [measure.indicator for measure in measures(made)] == ["population", "settled_refugees"]
    assert "population_growth" not in MEASURE


def test_a_line_alone_is_the_one_beside_others():
    made = ground(
        [*everywhere("population", 2020, 1000, 1000), *everywhere("settled_refugees", 2020, 20, 10)]
    )
    found = drawn(made, "settled_refugees")
    assert own_line(made, MEASURE["settled_refugees"], "1535") == found.own
    assert county_line(made, MEASURE["settled_refugees"], "15") == found.county


@pytest.fixture(scope="module")
def shipped(store):
    from dashboard.official.context_facts import facts  # noqa: PLC0415 - only these tests need the panel's facts

    return store.per_version(facts).ground


def test_haram_settled_fewer_than_similar_ones_in_2024_and_has_joint_years(shipped):
    found = drawn(shipped, "settled_refugees", "1580", weights="3-2-2-1")
    assert values(found.own)[2024] == pytest.approx(4.6, abs=0.01)
    assert [point.year for point in found.own.points if point.joint] == [2020, 2021, 2022, 2023]
    assert (found.verdict.year, found.verdict.against) == (2024, "below")


def test_oslo_has_no_county_beside_it(shipped):
    assert drawn(shipped, "population", "0301").county.points == ()
    assert drawn(shipped, "population", "1508").county.points
