"""Series of official figures through mergers, splits and new numbers."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.official.published import published
from dashboard.official.series import SERIES, county_series, series, steady, weighted_series
from terms import municipalities as history
from terms.errors import UnknownMunicipality

INDICATORS = pd.DataFrame(
    [
        ("population", "person", 1.0),
        ("immigrants_total", "person", 1.0),
        ("immigrant_share", "%", 0.0),
        ("immigrants_employed", "person", 1.0),
        ("immigrants_employed_share", "%", 0.0),
        ("median_income", "kroner", 0.0),
    ],
    columns=["indicator", "unit", "summable"],
)
SHARES = pd.DataFrame(
    [
        ("immigrant_share", "immigrants_total", "population", 1),
        ("immigrants_employed_share", "immigrants_employed", "immigrants_total", 0),
    ],
    columns=["indicator", "counted", "base", "exact"],
)


def figures(*rows):
    """Published figures; a text in the place of the value is a symbol."""
    frame = pd.DataFrame(
        [
            {
                "indicator": indicator,
                "municipality": number,
                "year": year,
                "value": None if isinstance(value, str) else value,
                "symbol": value if isinstance(value, str) else None,
                "source_table": f"SSB {indicator}",
                "retrieved": pd.Timestamp(2026, 11, 1),
            }
            for indicator, number, year, value in rows
        ]
    ).astype({"value": "float64"})
    return published(frame, INDICATORS, SHARES)


def population(*rows):
    return figures(*(("population", *row) for row in rows))


def told(frame, *columns):
    return {row["year"]: tuple(row[list(columns)]) for _, row in frame.iterrows()}


HARAM = population(
    ("1534", 2019, 9383), ("1507", 2020, 66258), ("1507", 2023, 67520), ("1508", 2024, 58509),
    ("1580", 2024, 9357),
)  # fmt: skip


def test_haram_has_its_own_figures_but_for_the_years_within_aalesund_with_a_break_on_both_sides():
    frame = series(HARAM, "population", "1580")
    assert list(frame.columns) == SERIES
    assert told(frame, "value", "area", "joint", "converted", "renumbered", "break_before") == {
        2019: (9383, "1580", False, True, True, False),
        2020: (66258, "1508+1580", True, True, False, True),
        2023: (67520, "1508+1580", True, True, False, False),
        2024: (9357, "1580", False, False, False, True),
    }
    assert list(frame["published_as"]) == ["1534", "1507", "1507", "1580"]
    assert set(frame["source_table"]) == {"SSB population"}
    assert set(frame["retrieved"]) == {pd.Timestamp(2026, 11, 1)}


def test_numbers_that_merged_are_summed_and_the_territory_is_unbroken():
    kinn = population(("1401", 2019, 11862), ("1439", 2019, 6082), ("4602", 2020, 17207))
    frame = series(kinn, "population", "4602")
    assert told(frame, "value", "published_as", "converted", "renumbered", "joint", "break_before") == {
        2019: (17944, "1401+1439", True, False, False, False),
        2020: (17207, "4602", False, False, False, False),
    }


def test_a_share_is_worked_out_from_summed_counts_and_is_no_mean_of_shares():
    kinn = figures(
        ("population", "1401", 2019, 9000), ("population", "1439", 2019, 1000),
        ("immigrants_total", "1401", 2019, 900), ("immigrants_total", "1439", 2019, 500),
    )  # fmt: skip
    (row,) = series(kinn, "immigrant_share", "4602").to_dict("records")
    assert row["value"] == pytest.approx(14.0)
    assert row["source_table"] == "SSB immigrants_total; SSB population"


def test_a_share_of_a_part_of_its_base_stays_as_the_source_has_it():
    # 600 of the 800 immigrants aged 15-74 work: 75 per cent of them, not 60 of all 1000.
    frame = series(
        figures(
            ("immigrants_employed", "3905", 2024, 600),
            ("immigrants_total", "3905", 2024, 1000),
            ("immigrants_employed_share", "3905", 2024, 75.0),
        ),
        "immigrants_employed_share",
        "3905",
    )
    assert told(frame, "value", "state") == {2024: (75.0, "known")}


def test_another_ratio_is_never_averaged_but_names_what_was_published():
    income = figures(
        ("median_income", "1401", 2019, 500_000), ("median_income", "1439", 2019, 480_000),
        ("median_income", "4602", 2020, 510_000),
    )  # fmt: skip
    frame = series(income, "median_income", "4602")
    assert told(frame[:1], "state", "symbol", "published_as") == {2019: ("not_applicable", ".", "1401+1439")}
    assert list(frame["value"].isna()) == [True, False]
    assert frame["at_least"].isna()[0]


def test_a_ratio_of_one_renumbered_municipality_is_kept():
    frame = series(figures(("median_income", "1534", 2013, 500_000)), "median_income", "1580")
    assert told(frame, "value", "renumbered") == {2013: (500_000, True)}


def test_the_zero_of_a_municipality_that_is_not_there_yet_is_not_applicable():
    alone = population(("1580", 2021, 0), ("1580", 2024, 9357))
    frame = series(alone, "population", "1580")
    assert told(frame, "state", "symbol") == {
        2021: ("not_applicable", "."),
        2024: ("known", frame["symbol"][1]),
    }
    assert pd.isna(frame["value"][0])
    assert pd.isna(frame["symbol"][1])


def test_the_zero_of_a_municipality_that_is_no_more_is_never_counted():
    frame = series(population(("1534", 2024, 0), ("1580", 2024, 9357)), "population", "1580")
    assert told(frame, "value") == {2024: (9357,)}


def test_a_source_that_puts_all_of_aalesund_on_one_of_its_parts_is_not_believed():
    recast = population(("1508", 2021, 66670), ("1580", 2021, 0), ("1507", 2021, 66670))
    for number in ("1508", "1580"):
        assert told(series(recast, "population", number), "value", "area") == {2021: (66670, "1508+1580")}
    without = population(("1508", 2021, 66670), ("1580", 2021, 0))
    assert told(series(without, "population", "1508"), "state") == {2021: ("not_applicable",)}


def test_parts_that_the_source_gives_and_that_make_up_the_whole_are_shown_as_parts():
    divided = population(("1507", 2021, 66670), ("1508", 2021, 57300), ("1580", 2021, 9370))
    frame = series(divided, "population", "1580")
    assert told(frame, "value", "area", "joint", "converted") == {2021: (9370, "1580", False, False)}
    wrong = population(("1507", 2021, 66670), ("1508", 2021, 57300), ("1580", 2021, 9000))
    assert told(series(wrong, "population", "1580"), "value", "joint") == {2021: (66670, True)}


def test_a_share_whose_base_alone_is_divided_is_of_the_joint_area():
    mixed = figures(
        ("population", "1507", 2021, 66670), ("population", "1508", 2021, 57300),
        ("population", "1580", 2021, 9370), ("immigrants_total", "1507", 2021, 9000),
    )  # fmt: skip
    (row,) = series(mixed, "immigrant_share", "1580").to_dict("records")
    assert (row["area"], row["joint"]) == ("1508+1580", True)
    assert row["value"] == pytest.approx(100 * 9000 / 66670)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((":", 5), ("hidden", ":", 1)),
        (("..", 5), ("missing", "..", 1)),
        ((":", ".."), ("hidden", ":", 2)),
        ((".", "."), ("not_applicable", ".", 2)),
        ((".", 5), ("missing", None, 1)),
    ],
)
def test_a_sum_with_a_part_that_is_no_number_has_a_state_and_no_value(parts, expected):
    flora, vagsoy = parts
    (row,) = series(population(("1401", 2019, flora), ("1439", 2019, vagsoy)), "population", "4602").to_dict(
        "records"
    )
    symbol = None if pd.isna(row["symbol"]) else row["symbol"]
    assert (row["state"], symbol, row["missing_parts"]) == expected
    assert pd.isna(row["value"])


def test_a_part_without_a_row_is_missing_and_the_rest_is_only_a_least_value():
    (row,) = series(population(("1401", 2019, 11862)), "population", "4602").to_dict("records")
    assert (row["state"], row["at_least"], row["missing_parts"]) == ("missing", 11862, 1)


def test_a_dash_is_zero_because_the_source_says_so():
    assert told(series(population(("1580", 2024, "-")), "population", "1580"), "value", "state") == {
        2024: (0, "known")
    }


def test_a_share_of_a_hidden_count_is_hidden_and_one_of_nobody_does_not_apply():
    rows = figures(
        ("population", "1580", 2024, 9357), ("immigrants_total", "1580", 2024, ":"),
        ("population", "1580", 2025, 0), ("immigrants_total", "1580", 2025, 0),
    )  # fmt: skip
    assert list(series(rows, "immigrant_share", "1580")["state"]) == ["hidden", "not_applicable"]


def test_a_county_is_the_sum_of_its_municipalities_and_one_territory_through_the_split():
    places = pd.DataFrame(
        [("1508", "15", None), ("1580", "15", None), ("1507", None, 2023), ("4602", "46", None)],
        columns=["municipality", "county", "valid_to"],
    )
    frame = county_series(HARAM, "population", "15", places)
    assert told(frame[1:], "value", "joint", "break_before") == {
        2020: (66258, False, False),
        2023: (67520, False, False),
        2024: (67866, False, False),
    }
    assert list(frame["state"]) == ["missing", "known", "known", "known"]


def test_a_group_is_weighted_by_its_counts():
    rows = figures(
        ("population", "1508", 2024, 9000), ("population", "4602", 2024, 1000),
        ("immigrants_total", "1508", 2024, 900), ("immigrants_total", "4602", 2024, 500),
    )  # fmt: skip
    assert told(weighted_series(rows, "immigrant_share", ["4602", "1508"]), "value", "area", "converted") == {
        2024: (pytest.approx(14.0), "1508+4602", False)
    }


def test_a_steady_group_leaves_out_those_counted_with_others():
    assert steady(["1580", "4602"], first_year=2019, last_year=2024) == {"4602"}
    assert steady(["1580", "1508", "4602"], first_year=2019, last_year=2024) == {"1580", "1508", "4602"}
    assert steady(["1580", "4602"], first_year=2024, last_year=2026) == {"1580", "4602"}


def test_a_number_of_another_year_is_refused_and_nothing_published_gives_no_rows():
    with pytest.raises(UnknownMunicipality):
        series(HARAM, "population", "1534")
    empty = series(HARAM, "settled_refugees", "1580")
    assert empty.empty
    assert list(empty.columns) == SERIES


def test_years_before_2006_are_left_out_because_numbers_then_meant_smaller_places():
    assert list(series(population(("1534", 2005, 1), ("1534", 2006, 2)), "population", "1580")["year"]) == [
        2006
    ]


@given(
    values=st.dictionaries(
        st.sampled_from(sorted(history.valid_numbers(2018))), st.integers(0, 10_000), max_size=40
    ),
    number=st.sampled_from(sorted(history.valid_numbers(2024))),
)
def test_a_known_value_is_the_sum_of_exactly_the_numbers_it_names(values, number):
    rows = [(one, 2018, value) for one, value in values.items()]
    if not rows:
        return
    for row in series(population(*rows), "population", number).to_dict("records"):
        parts = row["published_as"].split("+")
        whole = all(part in values for part in parts)
        assert (row["state"] == "known") == whole
        assert row["at_least"] == sum(values.get(part, 0) for part in parts)
        assert number in row["area"].split("+")
