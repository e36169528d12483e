"""What becomes of single cells: numbers in use, sums of parts and symbols."""

from __future__ import annotations

import pandas as pd
import pytest

from data_sources import schema
from data_sources.database import engine, read
from data_sources.statbank.jsonstat import parse_dataset
from data_sources.statbank.municipal_figures import indicator_figures, numbers_in_use
from data_sources.statbank.register import IndicatorSource
from data_sources.statbank.table_figures import TableFigures
from data_sources.statbank.table_info import dataset_info
from tests.data_sources.statbank.statbank_tables import document


@pytest.fixture(scope="module")
def lists(filled):
    board = engine(filled.board_url)
    yield [
        read(board, table) for table in (schema.municipality, schema.municipality_successor, schema.statistic)
    ]
    board.dispose()


@pytest.fixture(scope="module")
def numbers(lists):
    return numbers_in_use(*lists)


@pytest.mark.parametrize(
    ("number", "used", "unused"),
    [
        ("1580", [2024, 2026], [2012, 2019, 2020, 2023]),
        ("1534", [2007, 2012, 2019], [2020, 2024]),
        ("1507", [2020, 2023], [2019, 2024]),
        ("1505", [2008, 2012, 2026], [2007]),
        ("9999", [], [2020]),
    ],
)
def test_a_number_is_in_use_in_its_own_years(numbers, number, used, unused):
    assert all(numbers.in_use(number, year) for year in used)
    assert not any(numbers.in_use(number, year) for year in unused)


def test_a_later_number_is_carried_back_only_where_the_territory_is_the_same(numbers):
    assert numbers.number_of_same_area("1580", 2019) == "1534"
    assert numbers.number_of_same_area("1580", 2021) is None
    assert numbers.number_of_joint_area("1580", 2021) == "1507"
    assert numbers.number_of_same_area("3403", 2016) == "0403"


def summed(numbers, *parts, year="2024"):
    """Figure of a sum of two codes; a part is a number, a symbol or both."""
    cells = dict(zip("ab", parts, strict=True))
    table = document(
        "09429", "Utdanningsnivå", {"Region": ["1580"], "Nivaa": ["a", "b"], "Tid": [year]},
        {"Personer": "personer"}, lambda **codes: cells[codes["Nivaa"]],
    )  # fmt: skip
    payload = pd.io.json.ujson_dumps(table).encode()
    frame, problems = parse_dataset(payload)
    figures = TableFigures(
        frame, problems, dataset_info(payload), "{}", None, None, provisional=False, content=""
    )
    source = IndicatorSource(
        "higher_education", "09429", ("Utdanningsnivå",), "Personer", "Region", None,
        {"Nivaa": ("a", "b")}, {}, "person", "up", None, summable=True, source="x",
    )  # fmt: skip
    (row,) = indicator_figures(source, figures, numbers).frame.itertuples(index=False)
    return None if row.value != row.value else row.value, row.symbol if isinstance(row.symbol, str) else None


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((40, 60), (100, None)),
        ((40, ":"), (None, ":")),
        (("..", ":"), (None, ":")),
        ((".", ".."), (None, "..")),
        ((40, "-"), (40, None)),
        (("-", "-"), (None, "-")),
        ((40, (60, "*")), (100, None)),
        ((40, (60, ":")), (None, ":")),
        ((0, 0), (0, None)),
        ((1, 2), (None, ":")),
    ],
)
def test_a_sum_with_a_part_that_is_no_number_is_none(numbers, parts, expected):
    assert summed(numbers, *parts) == expected


def test_the_last_of_several_years_is_the_year(numbers):
    assert summed(numbers, 40, 60, year="2022-2024") == (100, None)


def test_a_quarter_is_refused(numbers):
    with pytest.raises(ValueError, match="perioden «2024K1», som ikke er et år"):
        summed(numbers, 40, 60, year="2024K1")
