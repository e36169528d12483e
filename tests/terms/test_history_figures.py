"""Municipal history against real population figures; SSB's own recount to 2024 is the judge."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.official.published import published
from dashboard.official.series import series
from terms import municipalities as history
from terms.municipalities import areas, map_counts, tied

ROOT = Path(__file__).parents[2]
RECOUNTED = "of_2024"
YEARS = st.integers(2012, 2015)
FIXTURE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)
COUNTIES = (
    pd.read_csv(ROOT / "seeds" / "municipality.csv", dtype="str")
    .dropna(subset=["county"])
    .set_index("municipality")["county"]
    .to_dict()
)
TWIN = pd.read_csv(
    ROOT / "tests" / "data" / "figures" / "population_history.csv",
    dtype={"municipality": "str", "borders": "str"},
)


@lru_cache(maxsize=1)
def of_the_time(folder):
    """Population 2012-2015 by the numbers in use; the file lists every number there ever was."""
    frame = pd.read_csv(folder / "population_by_category_1986_2015.csv", dtype={"kommune_code": "str"})
    frame = frame.rename(columns={"kommune_code": "municipality", "population": "value"})
    return pd.concat(
        rows[rows["municipality"].isin(history.valid_numbers(year))]
        for year, rows in frame.groupby("year")
        if year >= history.FIRST_YEAR
    )[["municipality", "year", "value"]]


@lru_cache(maxsize=1)
def recounted(folder):
    """Population at the borders of 2024 as SSB counts it; 0 where SSB cannot tell."""
    frame = pd.read_csv(folder / "population_2024borders_1986_2026.csv", dtype={"kom2024": "str"})
    return frame.rename(columns={"kom2024": "municipality", "aar": "year", "befolkning": "value"})


@pytest.fixture
def figures(shared):
    return shared / "data" / "figures"


def county_of(key):
    """Counties of 2024 on whose ground an area lies."""
    ground = {place for number in key.split("+") for place in history.successors(number)}
    return "+".join(sorted({COUNTIES[place] for place in ground}))


def totals(frame):
    return frame.groupby(frame["municipality"].map(county_of))["value"].sum().to_dict()


def then(*numbers, year=2013):
    rows = TWIN[(TWIN["borders"] == "of_the_time") & (TWIN["year"] == year)]
    return int(rows.set_index("municipality").loc[list(numbers), "value"].sum())


def now(number, year=2013):
    rows = TWIN[(TWIN["borders"] == RECOUNTED) & (TWIN["year"] == year)]
    return int(rows.set_index("municipality")["value"][number])


def mapped(target_year=2024, year=2013):
    rows = TWIN[(TWIN["borders"] == "of_the_time") & (TWIN["year"] == year)]
    found = map_counts(rows[["municipality", "year", "value"]], target_year=target_year)
    return found.set_index("municipality")["value"].to_dict()


def test_no_number_has_ground_in_two_counties():
    for year in range(history.FIRST_YEAR, 2025):
        for number in history.valid_numbers(year):
            assert len(county_of(number)) == 2


@pytest.mark.parametrize("year", range(2012, 2016))
def test_each_municipality_of_2024_gets_the_population_ssb_gives_it(figures, year):
    rows = of_the_time(figures)
    rows = rows[rows["year"] == year]
    assert set(rows["municipality"]) == history.valid_numbers(year)
    found = map_counts(rows, target_year=2024).set_index("municipality")["value"]
    judge = recounted(figures)
    judge = judge[judge["year"] == year].set_index("municipality")["value"]
    alone = found[~found.index.str.contains("+", regex=False)]
    assert len(alone) == 357 - 2 - 3 - 2
    assert alone.astype("int64").to_dict() == judge[alone.index].to_dict()
    assert found["3905+3907"] == judge["3905"] + judge["3907"]
    apart = set(judge.index) - set(alone.index)
    assert apart == {"3905", "3907", "5055", "5056", "5059", "1806", "1875"}
    assert judge[sorted(apart - {"3905", "3907"})].sum() == 0


@FIXTURE
@given(year=YEARS, target_year=st.integers(2012, 2026), comparable=st.booleans())
def test_population_of_country_and_of_every_county_is_kept_through_every_mapping(
    figures, year, target_year, comparable
):
    rows = of_the_time(figures)
    rows = rows[rows["year"] == year]
    found = map_counts(rows, target_year=target_year, comparable=comparable)
    assert found["value"].notna().all()
    assert found["value"].sum() == rows["value"].sum()
    assert totals(found) == totals(rows)
    assert set(totals(found)) == set(COUNTIES.values())


@FIXTURE
@given(start=st.sampled_from(sorted(history.valid_numbers(2024))), year=st.integers(2020, 2023))
def test_today_carried_back_and_forth_again_keeps_the_population(figures, start, year):
    today = recounted(figures)
    today = today[today["year"] == 2024]
    back = map_counts(today, target_year=year)
    again = map_counts(back.assign(year=year)[["municipality", "year", "value"]], target_year=2024)
    key = next(key for key in again["municipality"] if start in key.split("+"))
    whole = today[today["municipality"].isin(key.split("+"))]["value"].sum()
    assert again.set_index("municipality")["value"][key] == whole
    assert key == ("1508+1580" if start in {"1508", "1580"} else start)


@given(
    number_year=st.sampled_from(
        [(number, year) for year in range(2012, 2025) for number in sorted(history.valid_numbers(year))]
    ),
    target_year=st.integers(2012, 2024),
)
def test_every_number_lies_in_exactly_one_area_that_its_numbers_fill(number_year, target_year):
    number, year = number_year
    plans = tied(year, target_year)
    (plan,) = {plan for plan in plans.values() if number in plan.numbers}
    assert areas(number, year=year, target_year=target_year) <= set(plan.municipalities)
    back = {one for place in plan.municipalities for one in areas(place, year=target_year, target_year=year)}
    assert back == set(plan.numbers)


def test_haram_of_2013_is_haram_of_2024():
    assert mapped()["1580"] == then("1534") == now("1580") == 9020


def test_haram_of_2021_has_no_figure_of_its_own_where_ssb_writes_zero():
    assert now("1580", 2021) == 0
    statistic = TWIN[TWIN["borders"] == RECOUNTED].assign(
        indicator="population", symbol=None, source_table="07459", retrieved=pd.Timestamp(2026, 11, 22)
    )
    told = published(
        statistic,
        pd.DataFrame({"indicator": ["population"], "unit": ["person"], "summable": [1]}),
        pd.DataFrame(columns=["indicator", "counted", "base", "exact"]),
    )
    for number, last in (("1580", 9357), ("1508", 58509)):
        rows = series(told, "population", number).set_index("year")
        assert rows["state"].to_dict() == {2013: "known", 2021: "not_applicable", 2024: "known"}
        assert rows["area"][2021] == "1508+1580"
        assert rows["value"][2024] == last
        assert list(rows["break_before"]) == [False, True, True]


def test_aalesund_of_2024_is_four_municipalities_of_2013_without_haram():
    assert mapped()["1508"] == then("1504", "1523", "1529", "1546") == now("1508") == 52873


def test_aalesund_of_2021_is_five_municipalities_of_2013_with_haram():
    assert mapped(target_year=2021)["1507"] == 52873 + 9020


def test_fjord_is_norddal_and_stordal():
    assert mapped()["1578"] == then("1524", "1526") == now("1578") == 2791


def test_kinn_is_flora_and_vaagsoy():
    assert mapped()["4602"] == then("1401", "1439") == now("4602") == 17816


def test_hitra_and_what_took_the_rest_of_snillfjord_are_one_area_before_2020():
    """SSB writes 0 for Hitra, Heim and Orkland: Snillfjord was divided between them."""
    found = mapped()
    assert not {"5055", "5056", "5059"} & set(found)
    assert [now(number) for number in ("5055", "5056", "5059")] == [0, 0, 0]
    whole = then("1571", "1612", "1613", "1617", "1622", "1636", "1638")
    assert found["5055+5056+5059"] == whole == 28494


def test_snillfjord_kept_to_itself_until_it_was_divided():
    assert mapped(target_year=2019)["5012"] == then("1613") == 985
    assert mapped(target_year=2017)["1613"] == 985


def test_tysfjord_is_shown_with_narvik_and_hamaroy():
    found = mapped()
    assert not {"1806", "1875"} & set(found)
    assert found["1806+1875"] == then("1805", "1849", "1850", "1854") == 24877
    assert mapped(target_year=2019)["1850"] == then("1850") == 1978


def test_toensberg_is_shown_with_sandefjord_before_stokke_was_divided():
    """SSB puts all of Stokke in Sandefjord; a part of it, Vear, went to Tønsberg."""
    found = mapped()
    assert not {"3905", "3907"} & set(found)
    whole = then("0704", "0706", "0716", "0719", "0720")
    assert found["3905+3907"] == whole == now("3905") + now("3907") == 111806
    assert now("3905") == then("0704", "0716")
    assert mapped(target_year=2016)["0704"] == then("0704") == 41239


def test_the_twin_is_what_the_files_say(figures):
    files = {"of_the_time": of_the_time(figures), RECOUNTED: recounted(figures)}
    for row in TWIN.itertuples():
        rows = files[row.borders]
        found = rows[(rows["municipality"] == row.municipality) & (rows["year"] == row.year)]
        assert list(found["value"]) == [row.value]
