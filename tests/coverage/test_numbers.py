from __future__ import annotations

import pytest

from dashboard.address.selection import Selection
from dashboard.coverage.coverage import coverage_overview, headline, lowest, trend, unreached
from dashboard.coverage.coverage_cell import FEW, REACHED_SHARE, state_of
from dashboard.coverage.coverage_matrix import coverage_matrix
from dashboard.coverage.reach import Persons
from tests.coverage_frames import SOURCED, aim, board, cell, figure

COUNTY = Selection(county="15")
HARAM = Selection(municipalities=("1580",))


def persons(low, high=None):
    return Persons(low, high if high is not None else low, None, None, example=False, outside=False)


def state(counted, residents=None, *, words=None, target=None, aimed=True):
    return state_of(counted, residents, words=words, target=target, aimed=aimed)


def test_without_a_target_a_group_is_reached_from_ten_per_cent_at_the_least():
    assert REACHED_SHARE == 0.10
    assert state(persons(10), 100) == "reached"
    assert state(persons(9, 90), 100) == "partly"


def test_with_a_target_the_lower_bound_must_meet_it():
    assert state(persons(20), 1000, target=20) == "reached"
    assert state(persons(19, 40), 20, target=20) == "partly"


def test_nobody_reached_is_not_reached_and_silence_is_not_reported():
    assert state(persons(0), 100) == "not_reached"
    assert state(None, 100) == "not_reported"
    assert state(None, 100, aimed=False) == "not_target"


def test_words_decide_without_counts_and_counts_decide_over_words():
    assert state(None, words="no") == "not_reached"
    assert state(None, words="partly") == "partly"
    assert state(persons(50), 100, words="no") == "reached"


def test_without_residents_words_decide_and_silence_is_partly():
    assert state(persons(6), None, words="no") == "not_reached"
    assert state(persons(6), None) == "partly"


def test_the_matrix_divides_persons_by_residents_of_the_same_number_and_year():
    matrix = coverage_matrix(board(), COUNTY)
    haram = matrix.cells["immigrants", "1534"]
    assert (matrix.year, haram.denominator.value) == (2013, 500)
    assert haram.share == (40 / 500, 65 / 500)
    assert haram.state == "partly"


def test_municipalities_are_summed_before_they_are_divided():
    total = coverage_matrix(board(), COUNTY).total("immigrants")
    assert total.share == (140 / 2500, 165 / 2500)
    assert total.municipalities == 2


def test_a_municipality_without_residents_figure_stays_out_of_both_sums():
    store = board(statistic=[figure("immigrants_total", "1534", 2013, 500)])
    total = coverage_matrix(store, COUNTY).total("immigrants")
    assert (total.persons.high, total.residents, total.left_out) == (65, 500, 1)


def test_few_persons_have_no_share():
    store = board(statistic=[figure("immigrants_labour", "1534", 2013, 100)])
    labour = coverage_matrix(store, HARAM).cells["labour", "1534"]
    assert labour.persons.low == 7 < FEW
    assert labour.share is None


@pytest.mark.parametrize(("symbol", "known"), [(":", "hidden"), ("..", "missing"), (".", "missing")])
def test_a_symbol_is_never_a_number(symbol, known):
    store = board(statistic=[figure("immigrants_labour", "1534", 2013, None, symbol)])
    labour = coverage_matrix(store, HARAM).cells["labour", "1534"].denominator
    assert (labour.state, labour.value, labour.symbol) == (known, None, symbol)


def test_more_persons_than_residents_is_told_and_not_cut():
    store = board(statistic=[figure("immigrants_total", "1534", 2013, 30)])
    cell_ = coverage_matrix(store, HARAM).cells["immigrants", "1534"]
    assert cell_.over == "surely"
    assert cell_.share == (40 / 30, 65 / 30)
    store = board(statistic=[figure("immigrants_total", "1534", 2013, 50)])
    assert coverage_matrix(store, HARAM).cells["immigrants", "1534"].over == "perhaps"


def test_a_group_no_project_aims_at_is_not_a_target_group():
    matrix = coverage_matrix(board(), COUNTY)
    assert matrix.cells["labour", "1504"].state == "not_target"
    assert matrix.cells["labour", "1504"].share is None


def test_organisations_have_only_words():
    matrix = coverage_matrix(board(), COUNTY)
    assert matrix.cells["business", "1504"].state == "partly"
    assert matrix.cells["business", "1504"].persons is None


def test_counts_and_words_that_disagree_are_both_kept():
    store = board(project_target_group=[aim("haram", "labour", "no")],
                  statistic=[figure("immigrants_labour", "1534", 2013, 20)])  # fmt: skip
    labour = coverage_matrix(store, HARAM).cells["labour", "1534"]
    assert (labour.state, labour.words, labour.disagrees) == ("reached", "no", True)


def test_words_are_only_about_the_years_of_the_project():
    project = {"project": "haram", "programme": "bolyst", "name": "Haram", "language": "nn", **SOURCED}
    store = board(
        project=[{**project, "start_year": 2013, "end_year": 2015}],
        project_target_group=[aim("haram", "seasonal", "no")],
        participation=[],
    )
    assert coverage_matrix(store, HARAM.within(years=(2015, 2015))).cells["seasonal", "1534"].words == "no"
    later = coverage_matrix(store, HARAM.within(years=(2016, 2016))).cells["seasonal", "1534"]
    assert (later.words, later.state) == (None, "not_reported")


def test_a_target_counts_where_its_measure_runs_in_one_municipality_only():
    places = [{"measure": "m1", "municipality": "1534", "year": 2013, **SOURCED}]
    target = [{"measure": "m1", "target_group": "immigrants", "target": 40, **SOURCED}]
    alone = coverage_matrix(board(measure_target_group=target, measure_municipality=places), HARAM)
    assert alone.cells["immigrants", "1534"].target == 40
    assert alone.cells["immigrants", "1534"].state == "reached"
    places.append({"measure": "m1", "municipality": "1504", "year": 2013, **SOURCED})
    shared = coverage_matrix(board(measure_target_group=target, measure_municipality=places), HARAM)
    assert shared.cells["immigrants", "1534"].target is None


def test_the_year_is_the_last_chosen_one_with_participation():
    store = board()
    assert coverage_matrix(store, COUNTY).year == 2013
    assert coverage_matrix(store, COUNTY.within(years=(2012, 2016))).year == 2013
    assert coverage_matrix(store, COUNTY.within(years=(2014, 2016))).year == 2016
    assert coverage_matrix(board(participation=[]), HARAM).year == 2021


def test_haram_is_shown_with_the_number_and_the_residents_of_each_time():
    store = board()
    then = coverage_matrix(store, HARAM.within(years=(2013, 2013)))
    joint = coverage_matrix(store, HARAM.within(years=(2021, 2021)))
    now = coverage_matrix(store, HARAM.within(years=(2024, 2024)))
    assert [area.number for area in (*then.areas, *joint.areas, *now.areas)] == ["1534", "1507", "1580"]
    assert joint.areas[0].joint
    assert joint.cells["immigrants", "1507"].denominator.value == 9000
    assert joint.cells["immigrants", "1507"].state == "not_reported"
    assert now.cells["all_inhabitants", "1580"].denominator.value == 9357
    assert now.cells["all_inhabitants", "1580"].state == "not_target"


def test_residents_are_shown_where_no_project_works():
    store = board(
        project_municipality=[{"project": "haram", "municipality": "1505", "year": 2013, **SOURCED}]
    )
    matrix = coverage_matrix(store, HARAM.within(years=(2024, 2024)))
    assert matrix.cells["all_inhabitants", "1580"].denominator.value == 9357


def test_a_part_of_the_municipality_without_a_project_gets_no_column():
    store = board(
        project_municipality=[{"project": "haram", "municipality": "1401", "year": 2013, **SOURCED}]
    )
    matrix = coverage_matrix(store, Selection(municipalities=("4602",), years=(2013, 2013)))
    assert [area.name for area in matrix.areas] == ["Flora"]


def test_all_immigrants_speak_for_the_selection():
    found = coverage_overview(board(), COUNTY)
    assert found.denominator_group == "immigrants"
    assert (found.persons_low, found.persons_high, found.denominator) == (140, 165, 2500)
    assert found.attendances == 1650
    assert (found.year, found.municipalities, found.example) == (2013, 2, False)


def test_another_group_speaks_where_no_immigrants_are_counted():
    store = board(
        participation=[cell("m1", "1534", 2013, "labour", 7), cell("m2", "1534", 2013, "seasonal", 90)],
        statistic=[figure("immigrants_labour", "1534", 2013, 80)],
    )
    assert headline(coverage_matrix(store, HARAM)).group == "labour"


def test_without_participation_there_is_no_number():
    found = coverage_overview(board(participation=[]), HARAM)
    assert (found.persons_low, found.share, found.denominator_group) == (None, None, None)
    assert found.not_reported == 3


def test_the_lowest_is_a_group_not_reached_before_any_share():
    store = board(participation=[cell("m1", "1534", 2013, "immigrants", 40),
                                 cell("m3", "1504", 2013, "immigrants", 20),
                                 cell("m1", "1534", 2013, "labour", 0)])  # fmt: skip
    matrix = coverage_matrix(store, COUNTY)
    assert (lowest(matrix).group, lowest(matrix).area.name) == ("labour", "Haram")
    assert unreached(matrix) == ("labour",)
    reached = coverage_matrix(board(), COUNTY)
    assert (lowest(reached).group, lowest(reached).area.name) == ("immigrants", "Ålesund")
    assert unreached(reached) == ()


def test_the_trend_has_the_years_with_participation_and_marks_joint_numbers():
    cells = [cell("m1", "1534", 2013, "immigrants", 40), cell("m1", "1507", 2021, "immigrants", 90)]
    years = trend(coverage_matrix(board(participation=cells), HARAM), "immigrants")
    assert list(years["year"]) == [2013, 2021]
    assert list(years["share_low"]) == [40 / 500, 90 / 9000]
    assert list(years["joint"]) == list(years["converted"]) == list(years["break_before"]) == [False, True]


def test_chosen_groups_are_the_rows():
    matrix = coverage_matrix(board(), HARAM.within(groups=("labour",)))
    assert matrix.groups[0] == "labour"
    assert "seasonal" not in matrix.groups
