"""Who is similar: weights, distances, what is alike and who is left out, on small and on shipped figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.places import peers as module
from dashboard.places.peers import DEFAULT, Choice, choice, peers
from dashboard.places.profile import FACTS, MIX, PARTS, Profiles, as_one, describe, distances, profiles
from terms.errors import UnknownMunicipality

SEEDS = Path(module.__file__).parents[2] / "seeds"


def facts(*rows):
    """Profiles of (number, population, centrality, immigrants, labour, family, refugees, group)."""
    columns = [
        *("municipality", "population", "centrality", "immigrants"),
        *("labour_count", "family_count", "refugees_count", "kostra_group"),
    ]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.assign(
        label="Kommune " + frame["municipality"], residents=frame["population"], total=frame["immigrants"]
    )
    numbers = [*columns[1:-1], "residents", "total"]
    described = describe(frame.reindex(columns=FACTS).astype(dict.fromkeys(numbers, "float64")))
    return Profiles(described, dict.fromkeys(PARTS, 1.0))


LIKE = ("1", 1000, 5, 100, 40, 30, 20, "EKG01")
PLACES = facts(
    LIKE,
    ("2", 2000, 5, 200, 80, 60, 40, "EKG01"),
    ("3", 1000, 3, 100, 40, 30, 20, "EKG02"),
    ("4", 1000, 5, 300, 120, 90, 60, "EKG02"),
    ("5", 1000, 5, 100, 20, 30, 40, "EKG01"),
)


@pytest.mark.parametrize(
    ("weights", "last"), [("1-0-0-0", "2"), ("0-1-0-0", "3"), ("0-0-1-0", "4"), ("0-0-0-1", "5")]
)
def test_each_weight_puts_the_one_that_differs_on_its_side_last(weights, last):
    found = peers(PLACES, "1", choice(weights)).rows
    assert found["municipality"].iloc[-1] == last
    assert found["distance"].iloc[-1] > 0
    assert found["distance"].iloc[:-1].tolist() == [0, 0, 0]


def test_distances_are_doublings_classes_shares_and_immigrants_with_another_reason():
    own = PLACES.rows.iloc[0]
    apart = {part: distances(PLACES.rows, part, own).round(3).tolist() for part in PARTS}
    assert apart == {
        "population": [0, 1, 0, 0, 0],
        "centrality": [0, 0, 2, 0, 0],
        "share": [0, 0, 0, 0.2, 0],
        "mix": [0, 0, 0, 0, 0.2],
    }


def test_why_these_says_which_of_the_four_sides_are_alike():
    found = peers(PLACES, "1", choice("1-1-1-1")).rows.set_index("municipality")
    alike = found[[f"alike_{part}" for part in PARTS]]
    assert alike.loc["2"].tolist() == [False, True, True, True]
    assert alike.loc["3"].tolist() == [True, False, True, True]
    assert alike.loc["4"].tolist() == [True, True, False, True]
    assert alike.loc["5"].tolist() == [True, True, True, False]


def test_a_distance_is_divided_by_what_two_municipalities_are_typically_apart():
    half = Profiles(PLACES.rows, {**PLACES.typical, "population": 2.0})
    found = peers(half, "1", choice("1-0-0-0")).rows.set_index("municipality")
    assert found.loc["2", "distance"] == 0.5


def test_those_without_a_figure_are_named_where_it_counts_and_kept_where_it_does_not():
    rows = facts(LIKE, ("2", 2000, 5, 200, 80, 60, None, "EKG01"), ("3", 1000, None, 100, 40, 30, 20, None))
    found = peers(rows, "1", choice("1-1-1-1"))
    assert found.rows.empty
    assert found.left_out == {"centrality": ("Kommune 3",), "mix": ("Kommune 2",)}
    without = peers(rows, "1", choice("1-0-1-0"))
    assert sorted(without.rows["municipality"]) == ["2", "3"]
    assert without.left_out == {}


def test_a_side_the_own_municipality_lacks_is_not_weighed_and_that_is_told():
    rows = facts(("1", 1000, 5, 100, None, 30, 20, None), ("2", 2000, 5, 200, 80, 60, 40, None))
    found = peers(rows, "1", choice("1-1-1-1"))
    assert found.ignored == ("mix",)
    assert found.rows["distance"].tolist() == [pytest.approx(1 / 3)]
    assert peers(rows, "1", choice("0-0-0-1")).rows.empty


def test_a_kostra_group_is_all_its_members_by_name_and_nobody_where_it_is_unknown():
    found = peers(PLACES, "1", choice("kostra"))
    assert (found.group, found.rows["municipality"].tolist()) == ("EKG01", ["2", "5"])
    unknown = peers(facts(("1", 1000, 5, 100, 40, 30, 20, None)), "1", choice("kostra"))
    assert (unknown.group, len(unknown.rows)) == (None, 0)


def test_more_immigrants_by_reason_than_there_are_is_no_mix():
    described = facts(("1", 1000, 5, 100, 80, 30, 20, None)).rows
    assert described[[*MIX]].isna().all(axis=None)


def test_a_joint_area_sums_its_parts_before_dividing():
    rows = as_one(PLACES, "1+4").rows.set_index("municipality")
    assert sorted(rows.index) == ["1+4", "2", "3", "5"]
    joint = rows.loc["1+4"]
    assert (joint["label"], joint["population"], joint["share"]) == ("Kommune 1–Kommune 4", 2000, 0.2)
    assert joint[[*MIX]].round(3).tolist() == [0.4, 0.3, 0.2, 0.1]


def test_four_zeros_weigh_nothing_and_stand_for_the_default():
    assert choice("0-0-0-0") == choice(None) == Choice(weights=DEFAULT)
    assert choice("3-1-2-0").text == "3-1-2-0"
    assert choice("kostra").text == "kostra"


def test_an_unknown_number_is_refused():
    with pytest.raises(UnknownMunicipality):
        peers(PLACES, "9999", choice(None))


COUNT = st.integers(0, 500)
PLACE = st.tuples(st.integers(1, 10**6), st.integers(1, 6), COUNT, COUNT, COUNT, COUNT)


@given(
    st.lists(PLACE, min_size=3, max_size=8),
    st.tuples(*[st.integers(0, 4)] * 4),
    st.integers(2, 9),
    st.data(),
)
def test_weights_mean_the_same_at_any_scale_and_distances_are_the_same_both_ways(drawn, weights, times, data):
    assume(any(weights))
    rows = facts(
        *(
            (str(place), population + sum(reasons), centrality, 1 + sum(reasons), *reasons[:3], "EKG01")
            for place, (population, centrality, *reasons) in enumerate(drawn)
        )
    )
    own = data.draw(st.sampled_from(sorted(rows.rows["municipality"])))
    found = peers(rows, own, Choice(weights=weights))
    assert own not in set(found.rows["municipality"])
    assert len(found.rows) == len(drawn) - 1
    scaled = peers(rows, own, Choice(weights=tuple(times * weight for weight in weights)))
    assert scaled.rows["distance"].tolist() == pytest.approx(found.rows["distance"].tolist())
    other = found.rows["municipality"].iloc[0]
    back = peers(rows, other, Choice(weights=weights)).rows.set_index("municipality")
    assert back.loc[own, "distance"] == pytest.approx(found.rows["distance"].iloc[0])


@pytest.fixture(scope="module")
def shipped():
    return profiles(
        *(
            pd.read_csv(SEEDS / f"{name}.csv", dtype={"municipality": "str", "county": "str"})
            for name in ("statistic", "municipality", "kostra_group")
        )
    )


def test_the_shipped_figures_describe_every_municipality_and_name_those_that_hide_the_mix(shipped):
    rows = shipped.rows.set_index("municipality")
    assert len(rows) == 357
    assert rows[["population", "centrality", "share", "kostra_group"]].notna().all(axis=None)
    assert rows["mix_year"].isna().sum() == 8
    assert (rows[[*MIX]].sum(axis=1)[rows["mix_year"].notna()].round(9) == 1).all()


def test_haram_is_described_by_its_own_last_figures_and_not_by_those_shared_with_ålesund(shipped):  # noqa: PLC2401  # its name
    haram = shipped.rows.set_index("municipality").loc["1580"]
    assert (haram["share_year"], haram["mix_year"]) == (2019, 2019)
    assert haram["share"] == pytest.approx(1418 / 9383)
    assert peers(shipped, "1580", choice(None)).rows["label"].iloc[0] == "Sør-Varanger"
    assert peers(shipped, "1580", choice("kostra")).group == "EKG01"


@pytest.mark.parametrize("part", PARTS)
def test_two_municipalities_drawn_by_chance_are_one_typical_distance_apart(shipped, part):
    some = shipped.rows.dropna().sample(60, random_state=1)
    squares = [(distances(shipped.rows, part, own) ** 2).mean() for _, own in some.iterrows()]
    assert (sum(squares) / len(squares)) ** 0.5 == pytest.approx(shipped.typical[part], rel=0.2)
