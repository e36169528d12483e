"""Ground behind figures of several years."""

from __future__ import annotations

from dashboard.places.territory import filled, has_break, is_converted


def test_numbers_fill_the_areas_they_lie_in():
    assert filled(["1401", "1439"], 2015) == {"4602"}
    assert filled(["1507"], 2021) == {"1508+1580"}
    assert filled(["1534"], 2013) == {"1580"}
    assert filled(["4602", "1580"], 2026) == {"4602", "1580"}


def test_a_number_whose_neighbours_have_no_figure_stands_for_itself():
    assert filled(["1401"], 2015) == {"1401"}
    assert filled(["1580"], 2021) == {"1580"}


def test_a_sum_and_a_joint_area_are_converted_and_a_new_number_is_not():
    assert is_converted(["1401", "1439"], 2015)
    assert is_converted(["1401"], 2015)
    assert is_converted(["1507"], 2021)
    assert not is_converted(["1534"], 2013)
    assert not is_converted(["1580"], 2024)
    assert not is_converted(["1580"], 2007)


def test_the_series_breaks_where_the_same_ground_is_cut_otherwise():
    assert has_break(filled(["1534"], 2019), filled(["1507"], 2020))
    assert has_break(filled(["1507"], 2023), filled(["1580"], 2024))
    assert has_break(filled(["1401"], 2019), filled(["4602"], 2020))
    assert not has_break(filled(["1401", "1439"], 2019), filled(["4602"], 2020))
    assert not has_break(filled(["1534"], 2018), filled(["1534", "1401", "1439"], 2019))
    assert not has_break(filled(["4602"], 2020), filled(["3905"], 2024))
