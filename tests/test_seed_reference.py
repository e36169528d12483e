"""The reference lists and official figures of the seeds, against figures read off the sources by hand."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Date, Float, Integer

from data_sources import schema
from seeds.build import write_seeds

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
TWIN = Path(__file__).parent / "data" / "reference"
SHARED = ROOT.parent / "shared" / "data"
TABLES = (
    "county",
    "municipality",
    "municipality_change",
    "municipality_successor",
    "kostra_group",
    "indicator",
    "indicator_share",
    "statistic",
)

PLACES = {"county", "municipality", "municipality_change", "municipality_successor"}


def read(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def seeds():
    return {table: read(SEEDS, table) for table in TABLES}


def in_use(seeds, year):
    """Numbers in use on 1 January of a year."""
    return {
        row["municipality"]
        for row in seeds["municipality"]
        if int(row["valid_from"]) <= year <= int(row["valid_to"] or year)
    }


def figure_of(rows):
    cells = {(row["indicator"], row["municipality"], int(row["year"])): row for row in rows}

    def figure(indicator, number, year):
        row = cells.get((indicator, number, year))
        return None if row is None else row["symbol"] or float(row["value"])

    return figure


@pytest.fixture(scope="module")
def figure(seeds):
    return figure_of(seeds["statistic"])


@pytest.fixture(scope="module")
def twin(tmp_path_factory):
    target = tmp_path_factory.mktemp("twin")
    write_seeds(target, TWIN)
    return {table: read(target, table) for table in TABLES}


@pytest.mark.parametrize("table", TABLES)
def test_columns_keys_types_and_codes_are_those_of_the_schema(seeds, table):
    rows, promised = seeds[table], schema.board.tables[table]
    assert set(rows[0]) == set(promised.columns.keys())
    key = [column.name for column in promised.primary_key]
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)
    for column in promised.columns:
        values = [row[column.name] for row in rows]
        assert column.nullable or all(values)
        stated = [value for value in values if value]
        if isinstance(column.type, Integer):
            assert all(value.lstrip("-").isdecimal() for value in stated)
        elif isinstance(column.type, Float):
            assert all(float(value) is not None for value in stated)
        elif isinstance(column.type, Date):
            assert all(len(value) == len("2024-01-01") for value in stated)
        for reference in column.foreign_keys:
            known = {row[reference.column.name] for row in seeds[reference.column.table.name]}
            assert set(stated) <= known


def test_there_are_as_many_rows_as_the_country_has_had(seeds):
    sizes = {table: len(seeds[table]) for table in TABLES if table in PLACES}
    assert sizes == {
        "county": 15, "municipality": 840, "municipality_change": 493, "municipality_successor": 847,
    }  # fmt: skip
    today = [row for row in seeds["municipality"] if not row["valid_to"]]
    assert len(today) == 357
    assert all(row[name] for row in today for name in ("county", "lon", "lat", "language_form", "centrality"))
    assert len({(row["tile_column"], row["tile_row"]) for row in today}) == 357
    assert Counter(row["language_form"] for row in today) == {"bokmål": 119, "nynorsk": 88, "nøytral": 150}
    assert Counter(row["centrality"] for row in today) == {
        "1": 5, "2": 21, "3": 54, "4": 65, "5": 104, "6": 108,
    }  # fmt: skip
    assert sum(1 for row in today if row["sami_name"]) == 26
    assert {row["kind"] for row in seeds["municipality_change"]} == {"renumbered", "merged", "split"}


def test_labels_tell_namesakes_of_the_same_year_apart(seeds):
    labels = {row["municipality"]: row["label"] for row in seeds["municipality"]}
    assert labels["1515"] == "Herøy (Møre og Romsdal)"
    assert labels["1818"] == "Herøy (Nordland)"
    assert (labels["0821"], labels["1867"]) == ("Bø (Telemark)", "Bø (Nordland)")
    assert (labels["3018"], labels["3114"]) == ("Våler (Viken)", "Våler (Østfold)")
    assert (labels["1534"], labels["1580"]) == ("Haram", "Haram")
    for year in range(2012, 2025):
        valid = [
            row["label"]
            for row in seeds["municipality"]
            if int(row["valid_from"]) <= year <= int(row["valid_to"] or 2024)
        ]
        assert len(set(valid)) == len(valid)


def test_shares_of_a_split_number_add_up_to_one(seeds):
    shares = Counter()
    for row in seeds["municipality_successor"]:
        shares[row["municipality"]] += float(row["share_population"])
    assert all(total == pytest.approx(1) for total in shares.values())


@pytest.mark.parametrize(
    ("number", "population", "immigrants", "norwegian_born"),
    [
        pytest.param("1534", (8606, 9120), (413, 1239), (58, 156), id="Haram"),
        pytest.param("1866", (7907, 8057), (315, 750), (19, 95), id="Hadsel"),
        pytest.param("1870", (9703, 10166), (335, 700), (28, 64), id="Sortland"),
        pytest.param("1867", (2899, 2642), (82, 196), (10, 11), id="Bø"),
        pytest.param("1851", (2257, 2160), (55, 268), (":", 19), id="Lødingen"),
        pytest.param("1871", (5152, 4991), (176, 429), (9, 32), id="Andøy"),
        pytest.param("1868", (4486, 4563), (117, 454), (7, 30), id="Øksnes"),
        pytest.param("1505", (None, 24507), (None, 2599), (None, 308), id="Kristiansund"),
        pytest.param("1526", (984, 1043), (65, 149), (5, 22), id="Stordal"),
        pytest.param("1524", (1817, 1676), (79, 151), (6, 21), id="Norddal"),
        pytest.param("1525", (4500, 4605), (235, 653), (29, 87), id="Stranda"),
        pytest.param("1563", (7333, 7155), (297, 607), (30, 58), id="Sunndal"),
        pytest.param("1566", (6049, 5976), (97, 264), (10, 19), id="Surnadal"),
        pytest.param("1515", (8321, 8934), (270, 967), (30, 89), id="Herøy i Møre og Romsdal"),
        pytest.param("1818", (1682, 1737), (33, 211), (6, 16), id="Herøy i Nordland"),
        pytest.param("1516", (6841, 8292), (327, 1260), (54, 125), id="Ulstein"),
        pytest.param("1535", (6402, 6708), (195, 749), (12, 60), id="Vestnes"),
        pytest.param("0704", (37493, 41920), (2479, 4707), (421, 841), id="Tønsberg"),
        pytest.param("0403", (27909, 29847), (1684, 2975), (243, 515), id="Hamar"),
        pytest.param("1401", (11341, 11862), (664, 1310), (100, 193), id="Flora"),
        pytest.param("1736", (2197, 2153), (39, 87), (7, 6), id="Snåsa"),
        pytest.param("1617", (4028, 4569), (145, 782), (7, 57), id="Hitra"),
        pytest.param("1738", (1485, 1394), (55, 102), (":", 6), id="Lierne"),
    ],
)
def test_figures_of_2007_and_2015_are_those_of_the_source(
    figure, number, population, immigrants, norwegian_born
):
    found = {
        indicator: (figure(indicator, number, 2007), figure(indicator, number, 2015))
        for indicator in ("population", "immigrants_total", "norwegian_born_to_immigrants")
    }
    assert found == {
        "population": population,
        "immigrants_total": immigrants,
        "norwegian_born_to_immigrants": norwegian_born,
    }


@pytest.mark.parametrize(
    ("indicator", "number", "year", "expected"),
    [
        ("immigrants_total", "1534", 2011, 882),
        ("immigrants_total", "1534", 2019, 1418),
        ("immigrants_total", "1866", 2021, 883),
        ("immigrants_total", "1578", 2021, 300),
        ("immigrants_total", "3803", 2021, 7113),
        ("immigrants_total", "0403", 2019, 3645),
        ("immigrants_total", "4602", 2021, 2121),
        ("immigrants_total", "5041", 2021, 122),
        ("immigrants_total", "5056", 2021, 925),
        ("population", "1534", 2013, 9020),
        ("population", "1534", 2019, 9383),
        ("population", "1580", 2024, 9357),
        ("population", "1507", 2023, 67520),
        ("population", "1508", 2024, 58509),
        ("population", "3905", 2024, 59174),
        ("population", "5056", 2024, 5323),
        ("settled_refugees", "1866", 2022, 62),
        ("settlement_requested", "1866", 2022, 100),
        ("settlement_decided", "1867", 2022, 35),
        ("settled_refugees", "1535", 2022, 143),
        ("settled_refugees", "1534", 2019, ":"),
        ("settled_refugees", "1507", 2022, 173),
        ("settled_refugees", "1580", 2024, 43),
    ],
)
def test_later_figures_are_those_of_the_source(figure, indicator, number, year, expected):
    assert figure(indicator, number, year) == expected


def test_a_figure_stands_only_under_a_number_in_use_that_year(seeds):
    years = {
        row["municipality"]: (int(row["valid_from"]), int(row["valid_to"] or 2026))
        for row in seeds["municipality"]
    }
    for row in seeds["statistic"]:
        first, last = years[row["municipality"]]
        assert first <= max(int(row["year"]), 2012) <= last, row


def test_haram_has_no_figures_of_its_own_while_it_was_part_of_ålesund(figure):  # noqa: PLC2401  # its name
    indicators = ("population", "immigrants_total", "settled_refugees")
    for year in (2020, 2021, 2022, 2023):
        assert all(
            figure(one, number, year) is None for one in indicators for number in ("1534", "1580", "1508")
        )
        assert figure("population", "1507", year) > 66_000


def test_what_the_source_cannot_give_in_the_borders_of_the_time_is_left_out(figure):
    assert figure("population", "1504", 2015) == 46316
    assert figure("population", "1504", 2019) is None
    assert figure("population", "5013", 2019) is None
    assert figure("settled_refugees", "1866", 2023) is not None
    assert figure("settlement_requested", "1866", 2023) is None


def test_no_count_of_one_to_four_persons_is_written(seeds):
    for row in seeds["statistic"]:
        assert bool(row["value"]) != bool(row["symbol"]), row
        assert not row["value"] or float(row["value"]) == 0 or float(row["value"]) >= 5, row
        assert row["symbol"] in {"", ":", ".", ".."}
        if "skjult av oss" in row["source"]:
            assert row["symbol"] == ":"


def test_every_municipality_can_be_compared(seeds, figure):
    today = [row["municipality"] for row in seeds["municipality"] if not row["valid_to"]]
    for number in today:
        assert all(figure("population", number, year) for year in (2024, 2025, 2026))
        assert figure("settled_refugees", number, 2024) is not None
    groups = {row["municipality"]: row["kostra_group"] for row in seeds["kostra_group"]}
    assert groups.keys() == set(today)
    assert (len(set(groups.values())), groups["1580"], groups["0301"]) == (17, "EKG01", "EKG13")
    for number in in_use(seeds, 2021):
        reasons = [figure(f"immigrants_{reason}", number, 2021) for reason in ("labour", "family")]
        assert all(reason is not None for reason in reasons), number
    total = sum(figure("population", number, 2024) for number in today)
    assert total == 5_550_203
    totals = Counter()
    for row in seeds["statistic"]:
        if row["indicator"] == "population" and row["year"] == "2023":
            totals["2023"] += int(row["value"])
    assert totals["2023"] == 5_488_984


def test_figures_stay_small_enough_to_load_at_start():
    assert (SEEDS / "statistic.csv").stat().st_size < 2_000_000


def test_rebuilding_from_the_sources_gives_the_same_bytes(tmp_path):
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("the folder of sources beside the checkout is missing")
        pytest.skip("the folder of sources beside the checkout is not here; the twin below proves the rules")
    write_seeds(tmp_path)
    for table in TABLES:
        assert (tmp_path / f"{table}.csv").read_bytes() == (SEEDS / f"{table}.csv").read_bytes(), table


def test_building_keeps_hides_and_carries_as_it_says(twin):
    figure = figure_of(twin["statistic"])
    assert figure("population", "1534", 2007) == 100
    assert figure("norwegian_born_to_immigrants", "1534", 2007) == ":"
    assert figure("norwegian_born_to_immigrants", "1534", 2015) == 5
    assert figure("immigrants_total", "1534", 2015) == 12
    assert figure("immigrants_total", "1534", 2016) == 15
    assert figure("immigrants_family", "1534", 2015) == ":"
    assert figure("immigrants_labour", "1534", 2016) == 7, "written under a later number"
    assert figure("population", "1515", 2006) is None
    assert figure("population", "1580", 2015) is None
    assert figure("population", "1534", 2019) == 130
    assert figure("population", "1507", 2021) == 660, "the joint area"
    assert figure("immigrants_total", "1507", 2021) is None, "1508 is not all of 1507"
    assert figure("settled_refugees", "1534", 2011) is None
    assert figure("settled_refugees", "1534", 2012) == ":"
    assert figure("settlement_requested", "1534", 2012) == ":"
    assert figure("settled_refugees", "1534", 2020) is None
    assert figure("settled_refugees", "1515", 2022) == 0
    assert figure("settled_refugees", "1515", 2023) == ":"
    assert figure("settled_refugees", "1507", 2023) == 29
    assert figure("settlement_decided", "1580", 2024) == ".."
    assert figure("settlement_decided", "1818", 2024) == ":"
    hidden = [row for row in twin["statistic"] if "skjult av oss" in row["source"]]
    assert len(hidden) == 5


def test_building_writes_the_group_of_each_municipality_once(twin):
    groups = [(row["municipality"], row["kostra_group"]) for row in twin["kostra_group"]]
    assert groups == [("1508", "EKG11"), ("1515", "EKG05"), ("1580", "EKG01"), ("1818", "EKG06")]


def test_building_writes_places_with_label_county_and_validity(twin):
    places = {row["municipality"]: row for row in twin["municipality"]}
    assert places["1515"]["label"] == "Herøy (Møre og Romsdal)"
    assert (places["1534"]["label"], places["1534"]["county"], places["1534"]["valid_to"]) == (
        "Haram",
        "",
        "2019",
    )
    assert (places["1870"]["name"], places["1870"]["sami_name"]) == ("Sortland", "Suortá")
    assert places["1580"]["valid_to"] == ""
    assert [
        row["share_population"] for row in twin["municipality_successor"] if row["mapping"] == "split"
    ] == [
        "0.862",
        "0.138",
    ]
