"""The privacy gate: what is changed, what is kept, and what is refused."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest

from data_sources.protection.cells import ATTACHED, DIMENSIONS, PERSONS, ProtectionError
from data_sources.protection.gate import bounds_slack, error_summary, protect, view_errors

COUNTS = [PERSONS, *ATTACHED]


def cell(persons, attendances=None, completed=None, **dimensions):
    """One row; every dimension not named has one value."""
    where = {
        "measure_id": "language-cafe",
        "municipality": "1580",
        "period": "2024",
        "target_group": "refugee",
        "gender": "female",
        "age_group": "30-54",
    }
    return {**where, **dimensions, PERSONS: persons, "attendances": attendances, "completed": completed}


def cube(*rows):
    frame = pd.DataFrame(rows)
    return frame.astype(dict.fromkeys(COUNTS, "Int64"))


def generated(participants, *, seed=0, shape=(4, 1, 1, 5, 2, 4)):
    """Participants spread unevenly over a grid with so many values of each dimension."""
    rng = np.random.default_rng(seed)
    places = np.array(list(product(*[range(size) for size in shape])))
    weight = np.prod([rng.lognormal(0, 0.6, size)[places[:, at]] for at, size in enumerate(shape)], axis=0)
    persons = rng.multinomial(participants, weight / weight.sum())
    frame = pd.DataFrame(places, columns=list(DIMENSIONS)).astype(str)
    frame[PERSONS] = persons
    frame["attendances"] = persons * rng.integers(1, 9, len(frame))
    frame["completed"] = rng.binomial(persons, 0.6)
    return frame


@pytest.mark.parametrize("base", [3, 4, 5])
@pytest.mark.parametrize("participants", [40, 400, 4000])
def test_only_counts_below_the_base_change_and_they_become_zero_or_the_base(participants, base):
    raw = generated(participants)
    shown = protect(raw, base=base)
    small = raw[PERSONS].between(1, base - 1)
    assert small.any()
    assert set(shown.loc[small, PERSONS]) == {0, base}
    pd.testing.assert_series_equal(shown.loc[~small, PERSONS], raw.loc[~small, PERSONS])


def test_the_result_does_not_depend_on_the_order_of_rows_and_keeps_rows_index_and_other_columns():
    raw = generated(300, seed=2)
    raw["evidence"], raw["source"] = "example", [f"row {at}" for at in range(len(raw))]
    raw.index = raw.index + 1000
    shown = protect(raw)
    mixed = raw.sample(frac=1, random_state=5)
    pd.testing.assert_frame_equal(protect(mixed), shown.loc[mixed.index])
    pd.testing.assert_frame_equal(shown.drop(columns=COUNTS), raw.drop(columns=COUNTS))
    pd.testing.assert_series_equal(shown.dtypes, raw.dtypes)


def test_protecting_what_is_already_protected_changes_no_persons():
    shown = protect(generated(400))
    pd.testing.assert_series_equal(protect(shown)[PERSONS], shown[PERSONS])


def test_the_input_is_left_as_it_was():
    raw = generated(100)
    before = raw.copy(deep=True)
    protect(raw)
    pd.testing.assert_frame_equal(raw, before)


def test_an_empty_cube_stays_empty():
    assert protect(generated(10).head(0)).empty


def test_attendances_and_completed_follow_the_persons_behind_them():
    raw = generated(500, seed=3)
    shown = protect(raw)
    empty = shown[PERSONS] == 0
    assert (shown.loc[empty, list(ATTACHED)] == 0).all(axis=None)
    at_base = shown[shown[PERSONS] == 3]
    assert set(at_base["completed"]) <= {0, 3}
    assert (at_base["attendances"] % 3 == 0).all()
    assert (shown["completed"] <= shown[PERSONS]).all()
    assert (shown[PERSONS] <= shown["attendances"]).all()


def test_a_count_that_was_never_made_stays_missing():
    shown = protect(cube(cell(2), cell(1, gender="male"), cell(9, age_group="67+")))
    assert shown[list(ATTACHED)].isna().all(axis=None)


def test_few_completed_and_few_not_completed_among_many_are_rounded_too():
    raw = cube(*[cell(20, 40, done, measure_id=f"m{done}") for done in range(21)])
    shown = protect(raw).set_index(raw["completed"])["completed"]
    assert shown[0] == 0
    assert shown[20] == 20
    assert {shown[1], shown[2]} <= {0, 3}
    assert {shown[18], shown[19]} <= {17, 20}
    assert [shown[done] for done in range(3, 18)] == list(range(3, 18))
    assert protect(cube(cell(5, 9, 3)))["completed"].item() in {0, 5}


def test_an_unchanged_cell_keeps_what_was_published_when_others_change():
    raw = generated(200, seed=4)
    first = protect(raw)
    changed = raw.copy()
    touched = changed.index[::5]
    changed.loc[touched, PERSONS] += 4
    changed.loc[touched, "attendances"] += 9
    second = protect(pd.concat([changed, generated(90, seed=5).assign(period="1")]), published=first)
    same = raw.index.difference(touched)
    assert raw.loc[same, PERSONS].isin([1, 2]).sum() > 20
    pd.testing.assert_frame_equal(second[second["period"] == "0"].loc[same], first.loc[same])


def test_without_the_earlier_cube_some_cells_would_have_changed():
    raw = generated(200, seed=4)
    changed = raw.copy()
    changed.loc[changed.index[::5], PERSONS] += 4
    same = raw.index.difference(changed.index[::5])
    assert (protect(changed).loc[same, PERSONS] != protect(raw).loc[same, PERSONS]).any()


@pytest.mark.parametrize("before", [0, 3])
@pytest.mark.parametrize("persons", [1, 2])
def test_a_small_cell_keeps_its_side_when_it_changes_to_another_small_count(before, persons):
    published = cube(cell(before, before, 0))
    shown = protect(cube(cell(persons, 6, 1)), published=published)
    assert shown[COUNTS].iloc[0].tolist() == published[COUNTS].iloc[0].tolist()


def test_a_cell_that_became_empty_is_published_as_empty_and_one_that_grew_as_it_is():
    published = cube(cell(3, 6, 3), cell(0, 0, 0, gender="male"))
    shown = protect(cube(cell(0, 0, 0), cell(7, 9, 4, gender="male")), published=published)
    assert shown[PERSONS].tolist() == [0, 7]


def test_few_not_completed_keep_their_side_while_the_group_grows():
    first = protect(cube(cell(20, 30, 19)))
    left = 20 - first["completed"].item()
    second = protect(cube(cell(25, 40, 24)), published=first)
    assert 25 - second["completed"].item() == left


@pytest.mark.parametrize("participants", [40, 120, 400, 4000])
def test_the_mean_error_of_one_and_two_filter_views_is_at_most_one_and_a_half_person(participants):
    errors = []
    for seed in range(4):
        raw = generated(participants, seed=seed)
        errors.append(view_errors(raw, protect(raw))["error"])
    assert pd.concat(errors).mean() <= 1.5


def test_a_county_is_closer_than_rounding_each_cell_by_itself():
    raw = generated(4000, shape=(6, 8, 3, 5, 2, 6))
    alone = raw.copy()
    alone[PERSONS] = raw[PERSONS].where(~raw[PERSONS].isin([1, 2]), (raw[PERSONS] // 2) * 3)
    shown = protect(raw)
    assert view_errors(raw, shown)["error"].mean() < view_errors(raw, alone)["error"].mean() / 4
    assert abs(shown[PERSONS].sum() - raw[PERSONS].sum()) <= 5


def test_the_error_summary_gives_mean_and_worst_and_is_silent_where_it_could_tell_of_a_cell():
    raw = generated(400, shape=(4, 2, 1, 5, 2, 4))
    summary = error_summary(raw, protect(raw)).set_index("filters")
    errors = view_errors(raw, protect(raw))
    assert summary.loc[1, "views"] == 4 + 2 + 1 + 5 + 2 + 4
    assert summary.loc[2, "mean_error"] == pytest.approx(
        errors.query("filters == 2")["error"].mean(), abs=0.06
    )
    assert summary.loc[2, "worst_error"] == errors.query("filters == 2")["error"].max()
    few = cube(cell(1), cell(8, gender="male"))
    assert error_summary(few, protect(few))[["mean_error", "worst_error"]].isna().all(axis=None)


def test_true_sums_are_within_the_slack_of_published_sums():
    for seed in range(5):
        raw = generated(150, seed=seed)
        shown = protect(raw)
        below, above = bounds_slack(shown)
        assert shown[PERSONS].sum() - below <= raw[PERSONS].sum() <= shown[PERSONS].sum() + above


@pytest.mark.parametrize(
    ("persons", "says"),
    [
        (-1, "negativ"),
        (2.5, "ikkje eit heiltal"),
        (None, "manglar"),
        ("to", "ikkje eit tal"),
        (np.inf, "heiltal"),
    ],
)
def test_a_wrong_count_is_refused_with_row_column_value_and_remedy(persons, says):
    frame = pd.DataFrame([cell(4), cell(persons, gender="male")], index=["row 7", "row 8"])
    with pytest.raises(ProtectionError, match=says) as refused:
        protect(frame)
    assert "row 8" in str(refused.value)
    assert PERSONS in str(refused.value)


@pytest.mark.parametrize("column", ATTACHED)
def test_a_negative_attached_count_is_refused(column):
    with pytest.raises(ProtectionError, match=column):
        protect(pd.DataFrame([{**cell(4, 4, 4), column: -2}]))


def test_the_same_cell_twice_is_refused_with_both_rows():
    frame = pd.DataFrame([cell(4), cell(1, gender="male"), cell(2)], index=[11, 12, 13])
    with pytest.raises(ProtectionError, match="rad 11 og 13"):
        protect(frame)


def test_a_cell_without_a_place_is_refused():
    with pytest.raises(ProtectionError, match="kolonne municipality"):
        protect(pd.DataFrame([cell(4, municipality=None)]))


@pytest.mark.parametrize("base", [2, 1, 0, -3, 3.0, True, "3"])
def test_a_base_that_leaves_fewer_than_three_values_is_refused(base):
    with pytest.raises(ProtectionError, match="base"):
        protect(generated(10), base=base)


def test_a_frame_without_a_column_is_refused_by_name():
    with pytest.raises(ProtectionError, match="age_group"):
        protect(generated(10).drop(columns="age_group"))


def test_raw_counts_given_as_the_earlier_cube_are_refused():
    with pytest.raises(ProtectionError, match="ikkje verna"):
        protect(cube(cell(2)), published=cube(cell(2)))
