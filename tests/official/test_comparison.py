"""Places among similar municipalities on small frames, and on the shipped figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.official import comparison
from dashboard.official.comparison import counts_by_area, rate_position, wilson
from dashboard.places.peers import choice
from dashboard.places.profile import FACTS, PARTS, Profiles, describe, profiles
from terms.errors import UnknownMunicipality

SEEDS = Path(comparison.__file__).parents[2] / "seeds"
SIZE_FIRST = choice("2-1-0-0")


def municipalities(*rows):
    """Profiles of places known by population and centrality alone."""
    facts = pd.DataFrame(
        [(number, f"Kommune {number}", population, centrality) for number, population, centrality in rows],
        columns=["municipality", "label", "population", "centrality"],
    ).reindex(columns=FACTS)
    return Profiles(describe(facts), dict.fromkeys(PARTS, 1.0))


def statistic(year, **figures):
    """One row per indicator and municipality, named n1535 for 1535."""
    rows = [
        (indicator, number[1:], year, value)
        for indicator, values in figures.items()
        for number, value in values.items()
    ]
    return pd.DataFrame(rows, columns=["indicator", "municipality", "year", "value"]).astype(
        {"value": "float64"}
    )


def place(figures, places, indicator, number, year, **options):
    counted, residents = (counts_by_area(figures, one)[year] for one in (indicator, "population"))
    return rate_position(counted, residents, places, number, SIZE_FIRST, **options)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"), [(7, 10, 40, 89), (13, 20, 43, 82), (65, 100, 55, 74)]
)
def test_wilson_gives_the_published_intervals(successes, n, low, high):
    assert [round(100 * bound) for bound in wilson(successes, n)] == [low, high]


def test_wilson_knows_nothing_of_nobody():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("successes", "n"), [(11, 10), (-1, 10), (1, 0)])
def test_wilson_refuses_what_is_no_share(successes, n):
    with pytest.raises(ValueError, match="is not a share"):
        wilson(successes, n)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_between_none_and_all(case):
    successes, n = case
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    wider = wilson(successes, n, z=2.58)
    assert wider[0] <= low
    assert high <= wider[1]


PLACES = municipalities(("1535", 7000, 5), ("1539", 7300, 5), ("1563", 7200, 5), ("1566", 6000, 5))


def test_a_place_is_clear_only_where_intervals_do_not_overlap():
    figures = statistic(
        2024,
        population={"n1535": 7000, "n1539": 7000, "n1563": 7000, "n1566": 7000},
        settled={"n1535": 140, "n1539": 40, "n1563": 42, "n1566": 38},
    )
    placed = place(figures, PLACES, "settled", "1535", 2024).set_index("area")
    assert placed.loc["1535", ["rate", "best", "worst", "clear", "against"]].tolist() == [
        20,
        1,
        1,
        True,
        "above",
    ]
    assert placed.loc["1539", ["best", "worst", "clear"]].tolist() == [2, 4, False]
    assert placed.loc["1535", "own"]
    assert placed["own"].sum() == 1


def test_overlapping_intervals_are_an_unclear_difference():
    figures = statistic(2024, population={"n1535": 7000, "n1539": 7000}, settled={"n1535": 40, "n1539": 45})
    placed = place(figures, PLACES, "settled", "1535", 2024).set_index("area")
    own = placed.loc["1535"]
    assert (own["best"], own["worst"], own["clear"], own["against"]) == (1, 2, False, "unclear")


def test_a_rate_is_persons_per_thousand_residents_with_its_interval():
    figures = statistic(2024, population={"n1535": 100}, settled={"n1535": 65})
    (own,) = place(figures, PLACES, "settled", "1535", 2024).to_dict("records")
    assert (own["rate"], round(own["low"]), round(own["high"])) == (650, 553, 736)
    (share,) = place(figures, PLACES, "settled", "1535", 2024, per=100).to_dict("records")
    assert share["rate"] == 65


def test_others_are_weighted_counts_first():
    figures = statistic(
        2024,
        population={"n1535": 1000, "n1539": 9000, "n1563": 1000},
        settled={"n1535": 10, "n1539": 90, "n1563": 0},
    )
    placed = place(figures, PLACES, "settled", "1535", 2024).set_index("area")
    assert placed.loc["1535", "others"] == 9


def test_a_hidden_figure_has_no_place_and_widens_that_of_others():
    figures = statistic(
        2024,
        population={"n1535": 7000, "n1539": 7000, "n1563": 7000},
        settled={"n1535": 140, "n1539": 40, "n1563": None},
    )
    placed = place(figures, PLACES, "settled", "1535", 2024).set_index("area")
    assert placed.loc["1563", ["rate", "best", "worst"]].isna().all()
    assert not placed.loc["1563", "clear"]
    assert placed.loc["1535", ["best", "worst"]].tolist() == [1, 2]


def test_places_the_statistic_has_no_row_for_are_left_out_but_never_the_own():
    figures = statistic(2024, population={"n1535": 7000, "n1539": 7000, "n1563": 7000}, settled={"n1539": 40})
    placed = place(figures, PLACES, "settled", "1535", 2024)
    assert sorted(placed["area"]) == ["1535", "1539"]
    assert placed.set_index("area")["rate"].isna().to_dict() == {"1539": False, "1535": True}


def test_more_persons_than_residents_gives_no_rate():
    figures = statistic(2024, population={"n1535": 10}, settled={"n1535": 11})
    assert place(figures, PLACES, "settled", "1535", 2024)["rate"].isna().all()


def test_haram_in_2021_stands_as_the_joint_area_beside_places_of_its_size():
    places = municipalities(
        ("1580", 9000, 5), ("1508", 58_000, 3), ("1505", 24_000, 3), ("1506", 66_000, 3), ("1535", 9000, 5)
    )
    figures = statistic(
        2021,
        population={"n1507": 66_670, "n1505": 24_000, "n1506": 32_000, "n1535": 7000},
        immigrants={"n1507": 9283, "n1505": 2790, "n1506": 3000, "n1535": 766},
    )
    placed = place(figures, places, "immigrants", "1580", 2021, count=1).set_index("area")
    assert sorted(placed.index) == ["1506", "1508+1580"]
    own = placed.loc["1508+1580"]
    assert (own["label"], own["joint"], own["own"]) == ("Kommune 1508–Kommune 1580", True, True)
    assert own["rate"] == pytest.approx(139.2, abs=0.05)


def test_an_unknown_number_is_refused():
    with pytest.raises(UnknownMunicipality):
        place(
            statistic(2024, population={"n1535": 7000}, settled={"n1535": 1}), PLACES, "settled", "9999", 2024
        )


def test_rows_stand_by_name_with_the_own_first_and_never_by_rate():
    figures = statistic(
        2024,
        population={"n1535": 7000, "n1539": 7000, "n1563": 7000, "n1566": 7000},
        settled={"n1535": 40, "n1539": 20, "n1563": 90, "n1566": 60},
    )
    assert place(figures, PLACES, "settled", "1535", 2024)["area"].tolist() == [
        "1535",
        "1539",
        "1563",
        "1566",
    ]


def test_the_shipped_figures_place_vestnes_among_those_that_settled_most_in_2022():
    figures, places, groups = (
        pd.read_csv(SEEDS / f"{name}.csv", dtype={"municipality": "str"})
        for name in ("statistic", "municipality", "kostra_group")
    )
    known = profiles(figures, places, groups)
    counted, residents = (counts_by_area(figures, one)[2022] for one in ("settled_refugees", "population"))
    placed = rate_position(counted, residents, known, "1535", choice(None))
    own = placed.iloc[0]
    assert len(placed) == 21
    assert (own["area"], own["value"], own["residents"]) == ("1535", 143, 6936)
    assert own["rate"] == pytest.approx(20.6, abs=0.05)
    assert own["against"] == "above"
    assert not own["clear"]
