"""Unique persons across measures beside the protected cube: what is shown tells no small cell."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pandas as pd
import pytest

from data_sources.protection.cells import PERSONS, ProtectionError
from data_sources.protection.gate import protect
from data_sources.protection.reach import REACH, protect_reach

pytestmark = pytest.mark.slow

PROJECTS = {"cafe": "haram", "mentor": "haram"}


def cells(*persons):
    """Cells of two measures, two age groups each, in this order."""
    places = list(product(["cafe", "mentor"], ["16-19", "30-54"]))[: len(persons)]
    frame = pd.DataFrame(places, columns=["measure_id", "age_group"])
    where = {"municipality": "1580", "period": "2024", "target_group": "refugee", "gender": "female"}
    return frame.assign(**where, **{PERSONS: persons, "attendances": pd.NA, "completed": pd.NA})


def reach(persons, **more):
    where = dict(zip(REACH, ["haram", "1580", "2024", "refugee"], strict=True))
    return pd.DataFrame([{**where, PERSONS: persons, "source": "s", **more}])


def shown(persons, *behind, **options):
    return protect_reach(reach(persons), protect(cells(*behind)), PROJECTS, **options)[PERSONS].tolist()


def test_a_number_inside_what_is_certain_is_shown_as_it_is():
    assert shown(60, 30, 20, 10, 25) == [60]
    assert protect_reach(reach(60), protect(cells(30, 20, 10, 25)), PROJECTS)["source"].tolist() == ["s"]


def test_a_number_that_would_tell_a_small_cell_is_moved():
    (most,) = shown(32, 10, 10, 10, 2)
    assert most <= 31
    (least,) = shown(11, 10, 1, 10, 1)
    assert least >= 12


def test_a_number_is_left_out_where_nothing_is_certain():
    assert shown(2, 2, 1) == []
    assert shown(12, 10, 2) == []


def test_one_measure_without_small_cells_shows_its_sum():
    assert shown(17, 10, 7) == [17]


@pytest.mark.parametrize("persons", [1, 2])
def test_a_small_number_with_no_cells_behind_it_is_rounded_as_a_cell(persons):
    nothing = protect(cells(5)).assign(municipality="1535")
    (found,) = protect_reach(reach(persons), nothing, PROJECTS)[PERSONS]
    assert found in {0, 3}
    earlier = reach(3 - found)
    assert protect_reach(reach(persons), nothing, PROJECTS, published=earlier)[PERSONS].tolist() == [
        3 - found
    ]
    assert protect_reach(reach(7), nothing, PROJECTS)[PERSONS].tolist() == [7]


def test_nothing_below_the_base_is_ever_shown():
    for behind in product([0, 1, 3, 5], repeat=3):
        for persons in range(max(behind[0] + behind[1], behind[2]), sum(behind) + 1):
            assert not {1, 2} & set(shown(persons, *behind))


def moved(persons, published):
    return protect_reach(reach(persons), published, PROJECTS)[PERSONS]


def as_it_is(persons, _):
    return [persons]


def fewest_values(show):
    """The fewest values a small cell may have, for one who knows the program and sees every shown number."""
    behind = defaultdict(set)
    for persons in product(range(5), repeat=3):
        published = protect(cells(*persons))
        largest, together = max(persons[0] + persons[1], persons[2]), sum(persons)
        for unique in range(largest, together + 1):
            behind[*published[PERSONS], *show(unique, published)].add(persons)
    return min(
        len(values)
        for candidates in behind.values()
        for values in ({each[cell] for each in candidates} for cell in range(3))
        if values & {1, 2}
    )


def test_knowing_the_program_no_small_cell_has_fewer_than_three_values():
    assert fewest_values(moved) >= 3


def test_the_number_as_it_is_would_fail_the_same_test():
    assert fewest_values(as_it_is) < 3


def test_the_order_of_rows_does_not_matter():
    many = pd.concat([reach(40, municipality=number) for number in ("1535", "1580", "1520")])
    published = protect(cells(30, 20, 2, 25))
    one = protect_reach(many.reset_index(drop=True), published, PROJECTS)
    two = protect_reach(many.iloc[::-1].reset_index(drop=True), published, PROJECTS)
    pd.testing.assert_frame_equal(
        one.sort_values(REACH, ignore_index=True), two.sort_values(REACH, ignore_index=True)
    )


@pytest.mark.parametrize(("persons", "says"), [(-1, "negativ"), (None, "manglar"), (2.5, "heiltal")])
def test_a_wrong_count_is_refused(persons, says):
    with pytest.raises(ProtectionError, match=says):
        shown(persons, 30, 20)
