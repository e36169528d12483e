"""What becomes of single cells: numbers in use, sums of parts, symbols; and what Klass is asked."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from data_sources import schema
from data_sources.database import engine, read
from data_sources.statbank.answers import Unavailable
from data_sources.statbank.known_municipalities import unknown_changes
from data_sources.statbank.municipal_figures import few_hidden, series
from data_sources.statbank.numbers_in_use import numbers_in_use
from data_sources.statbank.official_figures import Figures
from data_sources.statbank.register import IndicatorSource
from data_sources.statbank.ssb import Choice, dataset_info, fetch_figures, parse_dataset
from tests.data_sources.statbank import StatBank, document


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
    assert numbers.then("1580", 2019) == "1534"
    assert numbers.then("1580", 2021) is None
    assert numbers.joint("1580", 2021) == "1507"
    assert numbers.then("3403", 2016) == "0403"


def summed(numbers, *parts, year="2024"):
    """Figure of a sum of two codes; a part is a number, a symbol or both."""
    cells = dict(zip("ab", parts, strict=True))
    table = document(
        "09429", "Utdanningsnivå", {"Region": ["1580"], "Nivaa": ["a", "b"], "Tid": [year]},
        {"Personer": "personer"}, lambda **codes: cells[codes["Nivaa"]],
    )  # fmt: skip
    payload = pd.io.json.ujson_dumps(table).encode()
    frame, problems = parse_dataset(payload)
    figures = Figures(frame, problems, dataset_info(payload), "{}", None, None, provisional=False, content="")
    source = IndicatorSource(
        "higher_education", "09429", ("Utdanningsnivå",), "Personer", "Region", None,
        {"Nivaa": ("a", "b")}, {}, "person", "up", None, summable=True, source="x",
    )  # fmt: skip
    (row,) = series(source, figures, numbers).frame.itertuples(index=False)
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


def test_hiding_keeps_the_row_and_says_who_hid_it():
    frame = pd.DataFrame({"value": [0.0, 4.0, 5.0], "symbol": [None] * 3, "source": ["SSB 2024"] * 3})
    hidden = few_hidden(frame.astype({"symbol": "str"}))
    assert hidden["value"].isna().tolist() == [False, True, False]
    assert hidden["source"].tolist() == ["SSB 2024", "SSB 2024; skjult av oss: 1–4", "SSB 2024"]


def test_klass_is_compared_with_the_numbers_we_know(client, lists):
    said = unknown_changes(client, lists[0], date(2026, 1, 1))
    assert "Klass har ikke lenger kommunenumrene 1101" in said[0]


def test_a_new_number_and_a_change_after_ours_are_told(client, site, misbehaving, lists):
    site.misbehave("/codesAt", misbehaving["reply"](body=b'{"codes":[{"code":"1599","name":"Nyvik"}]}'))
    change = b'{"codeChanges":[{"oldCode":"1580","newCode":"1599","changeOccurred":"2026-01-01"}]}'
    site.misbehave("/changes", misbehaving["reply"](body=change))
    said = " ".join(unknown_changes(client, lists[0], date(2026, 1, 1)))
    assert "Klass har kommunenumre tavla ikke kjenner: 1599." in said
    assert "1580 → 1599 fra 01.01.2026" in said


def test_klass_that_does_not_answer_is_told_and_stops_nothing(lists):
    class Away:
        def get(self, *_, **__):
            raise Unavailable("Serveren svarer ikke.")

    assert unknown_changes(Away(), lists[0], date(2026, 1, 1)) == [
        "Kommunelisten er ikke kontrollert mot Klass: Serveren svarer ikke."
    ]


def test_another_pxweb_site_is_read_by_the_same_client(client, site):
    table = document(
        "TAB638", "Folkmängden", {"Region": ["0114", "0180"], "Tid": ["2023", "2024"]}, {"BE0101N1": "antal"},
        lambda **codes: int(codes["Region"]) + int(codes["Tid"]),
    )  # fmt: skip
    table["extension"]["px"]["language"] = "sv"
    StatBank(site, table)
    client.language = "sv"
    choices = {"Region": Choice(("*",)), "ContentsCode": Choice(("BE0101N1",)), "Tid": Choice(("top(1)",))}
    figures = fetch_figures(client, "TAB638", choices)
    assert figures.frame["value"].tolist() == [114 + 2024, 180 + 2024]
    assert figures.info.contents["BE0101N1"].unit == "antal"
    assert '"language": "sv"' in figures.request
