from __future__ import annotations

from datetime import date

import pytest

from data_sources import schema
from seeds.example import CELL_KEY, example_participation
from seeds.load import COMPUTED, SEEDS
from seeds.numbers import Numbers
from seeds.rows import read_tables

CELLS_PLANNED = range(2_500, 15_000)


@pytest.fixture(scope="module")
def tables():
    return read_tables(SEEDS, [table for table in schema.board.sorted_tables if table.name not in COMPUTED])


@pytest.fixture(scope="module")
def cells(tables):
    return example_participation(tables)


@pytest.fixture(scope="module")
def reach(cells, tables):
    """Unique persons per measure, municipality, year and group beside the group's residents that year."""
    persons = cells.groupby(CELL_KEY[:4])["unique_participants"].sum().reset_index()
    denominator = {row["target_group"]: row["denominator"] for row in tables["target_group"]}
    residents = {(r["indicator"], r["municipality"], str(r["year"])): r["value"] for r in tables["statistic"]}
    persons["residents"] = [
        residents.get((denominator[row.target_group], row.municipality, row.period))
        for row in persons.itertuples()
    ]
    return persons


def test_the_same_rows_come_out_every_time(tables, cells):
    again = example_participation({name: list(rows) for name, rows in tables.items()})
    assert again.equals(cells)
    assert len(cells) in CELLS_PLANNED


def test_one_row_is_one_cell_and_marked_as_example(cells):
    assert not cells.duplicated(CELL_KEY).any()
    assert set(cells["evidence"]) == {"example"}
    assert set(cells["source"]) == {"seeds/example.py"}


def test_counts_fit_together(cells):
    assert (cells["unique_participants"] >= 0).all()
    assert (cells["attendances"] >= cells["unique_participants"]).all()
    completed = cells.dropna(subset="completed")
    assert len(completed) < len(cells)
    assert (completed["completed"] <= completed["unique_participants"]).all()


def test_a_measure_reaches_a_believable_share_of_the_group(reach, tables):
    projects = {row["measure"]: row["project"] for row in tables["measure"]}
    not_reached = {
        (row["project"], row["target_group"])
        for row in tables["project_target_group"]
        if row["reached"] == "no"
    }
    known = reach[reach["residents"].fillna(0) > 0]
    answered = [(projects[row.measure_id], row.target_group) in not_reached for row in known.itertuples()]
    told = known[[not no for no in answered]]
    share = told["unique_participants"].astype(float) / told["residents"]
    assert len(told) > 100
    assert share.between(0.03, 0.35).all(), told[~share.between(0.03, 0.35)]


def test_groups_the_report_says_were_not_reached_have_hardly_anyone(reach):
    missed = reach[
        reach["measure_id"].str.startswith("vesteralen")
        & reach["target_group"].isin(["marriage_migrants", "labour_immigrants", "labour_immigrant_spouses"])
    ]
    assert len(missed) > 0
    assert missed["unique_participants"].max() <= 2
    assert (missed["unique_participants"] == 0).any()


def test_nobody_is_in_a_group_without_being_in_the_group_around_it(reach, tables):
    parent = {row["target_group"]: row["parent"] for row in tables["target_group"]}
    count = reach.set_index(CELL_KEY[:4])["unique_participants"]
    checked = 0
    for (measure, municipality, period, group), persons in count.items():
        around = (measure, municipality, period, parent[group])
        if around in count.index:
            assert persons <= count[around]
            checked += 1
    assert checked > 50


def test_every_municipality_number_is_valid_in_its_year(cells, tables):
    valid = {
        row["municipality"]: (row["valid_from"], row["valid_to"] or 9999) for row in tables["municipality"]
    }
    for number, year in cells[["municipality", "period"]].drop_duplicates().itertuples(index=False):
        assert valid[number][0] <= int(year) <= valid[number][1], (number, year)


def test_participation_stays_within_the_projects_period(cells, tables):
    projects = {row["project"]: row for row in tables["project"]}
    for measure in tables["measure"]:
        years = cells.loc[cells["measure_id"] == measure["measure"], "period"].astype(int)
        project = projects[measure["project"]]
        if len(years):
            assert years.min() >= (project["start_year"] or 2010)
            assert years.max() <= (project["end_year"] or 2019)


def test_a_measure_that_is_only_planned_has_no_participants(cells, tables):
    status = {}
    for row in tables["measure_municipality"]:
        status.setdefault(row["measure"], set()).add(row["status"])
    planned = {measure for measure, found in status.items() if found == {"planned"}}
    assert planned
    assert not planned & set(cells["measure_id"])


@pytest.fixture
def numbers():
    municipality = [
        {"municipality": "1738", "valid_from": 2012, "valid_to": 2017},
        {"municipality": "5042", "valid_from": 2018, "valid_to": None},
        {"municipality": "1850", "valid_from": 2012, "valid_to": 2019},
        {"municipality": "1806", "valid_from": 2020, "valid_to": None},
        {"municipality": "1875", "valid_from": 2020, "valid_to": None},
    ]
    changes = [("1738", "5042", 2018), ("1850", "1806", 2020), ("1850", "1875", 2020)]
    change = [
        {"from_number": old, "to_number": new, "effective_date": date(year, 1, 1)}
        for old, new, year in changes
    ]
    return Numbers({"municipality": municipality, "municipality_change": change})


@pytest.mark.parametrize(
    ("number", "year", "found"),
    [
        ("1738", 2017, "1738"),
        ("1738", 2019, "5042"),
        ("5042", 2013, "1738"),
        ("1850", 2021, None),
        ("9999", 2013, None),
    ],
)
def test_a_number_is_followed_through_the_years_until_it_is_split(numbers, number, year, found):
    assert numbers.valid_in(year, number) == found
