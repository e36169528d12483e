from __future__ import annotations

from itertools import product
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.statbank.table_info import dataset_info
from data_sources.statbank.table_selection import (
    ChosenCodes,
    VariableChoice,
    WrongSelection,
    choose,
    expand,
    request_body,
    split,
)

YEARS = ("2019", "2020", "2021", "2022", "2023", "2024")
PLACES = ("0", "0301", "0302", "1507", "1580")
INFO = dataset_info((Path(__file__).parents[2] / "data" / "ssb" / "metadata.json").read_bytes())
NEEDED = {"ContentsCode": VariableChoice(("Personer1",)), "Tid": VariableChoice(("*",))}


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("2020", ("2020",)),
        ("*", YEARS),
        ("202?", YEARS[1:]),
        ("top(2)", ("2023", "2024")),
        ("TOP(2,1)", ("2022", "2023")),
        ("bottom(2)", ("2019", "2020")),
        ("bottom(1, 2)", ("2021",)),
        ("from(2022)", ("2022", "2023", "2024")),
        ("to(2020)", ("2019", "2020")),
        ("range(2020,2022)", ("2020", "2021", "2022")),
        ("from(2018)", YEARS),
        ("top(99)", YEARS),
    ],
)
def test_expressions_of_time_are_spelled_out(expression, codes):
    assert expand([expression], YEARS, newest_last=True) == codes


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("03*", ("0301", "0302")),
        ("top(2)", ("0", "0301")),
        ("bottom(2)", ("1507", "1580")),
        ("from(0302)", ("0302", "1507", "1580")),
        ("range(0301,1507)", ("0301", "0302", "1507")),
    ],
)
def test_expressions_of_codes_go_by_their_places(expression, codes):
    assert expand([expression], PLACES, newest_last=False) == codes


def test_a_code_asked_for_twice_is_sent_once():
    assert expand(["1580", "0301", "15*", "1580"], PLACES, newest_last=False) == ("1580", "0301", "1507")


def test_codes_are_found_whatever_their_case_and_sent_as_the_table_has_them():
    assert expand(["k-1580"], ("K-0301", "K-1580"), newest_last=False) == ("K-1580",)


def test_a_code_that_looks_like_an_expression_is_a_code_where_the_table_has_it():
    assert expand(["*"], ("*", "a"), newest_last=False) == ("*",)


@pytest.mark.parametrize("wanted", ["2018", "from(2030)", "range(2020)", "top(0)", "from(a,b)", "9*", ""])
def test_what_matches_nothing_is_named(wanted):
    assert expand([wanted], YEARS, newest_last=True) == f"koden {wanted}"


def test_a_choice_names_its_variable_whatever_the_case():
    chosen = choose(INFO, NEEDED | {"region": VariableChoice(("1580",))}, {})
    assert [item.variable for item in chosen] == ["Region", "ContentsCode", "Tid"]


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"Tid": VariableChoice(("*",))}, "krever et valg av ContentsCode"),
        (NEEDED | {"Alder": VariableChoice(("*",))}, "ikke variabelen Alder"),
        (NEEDED | {"Region": VariableChoice(("1580",)), "REGION": VariableChoice(("*",))}, "ikke variabelen"),
        (NEEDED | {"Region": VariableChoice(("1580", "9998", "9997"))}, "ikke koden 9998, 9997 i Region"),
        (NEEDED | {"Region": VariableChoice(())}, "noen kode"),
        (NEEDED | {"Region": VariableChoice(("*",), "agg_kommsummer")}, "ikke kodelisten agg_kommsummer"),
        (NEEDED | {"Region": VariableChoice(("1580",), "agg_KommSummer")}, "ikke koden 1580"),
    ],
)
def test_a_choice_that_cannot_be_met_is_refused_before_it_is_sent(choices, words):
    with pytest.raises(WrongSelection, match=words):
        choose(INFO, choices, {"agg_KommSummer": ["K-0301", "K-1580"]})


def test_a_request_carries_its_code_list():
    chosen = choose(
        INFO, NEEDED | {"Region": VariableChoice(("*",), "agg_KommSummer")}, {"agg_KommSummer": ["K-1580"]}
    )
    assert request_body(chosen)["selection"][0] == {
        "variableCode": "Region",
        "codelist": "agg_KommSummer",
        "valueCodes": ["K-1580"],
    }


@given(sizes=st.lists(st.integers(1, 7), min_size=1, max_size=4), limit=st.integers(1, 200))
def test_parts_hold_each_cell_once_and_keep_the_limit(sizes, limit):
    chosen = [
        ChosenCodes(f"D{place}", tuple(f"c{code}" for code in range(size)))
        for place, size in enumerate(sizes)
    ]
    parts = split(chosen, limit)
    assert all(prod(len(item.codes) for item in part) <= limit for part in parts)
    cells = [cell for part in parts for cell in product(*(item.codes for item in part))]
    assert sorted(cells) == sorted(product(*(item.codes for item in chosen)))


def test_a_selection_of_eight_hundred_thousand_cells_is_one_call_and_one_more_is_two():
    years = ChosenCodes("Tid", tuple(map(str, range(1000))))
    assert len(split([ChosenCodes("A", tuple(map(str, range(800)))), years])) == 1
    assert len(split([ChosenCodes("A", tuple(map(str, range(801)))), years])) == 2
