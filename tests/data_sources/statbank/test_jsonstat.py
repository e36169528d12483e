from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.statbank.answers import BadAnswer, Refused
from data_sources.statbank.jsonstat import parse_dataset

TWINS = Path(__file__).parents[2] / "data" / "ssb"
DELETE = object()


def twin():
    return json.loads((TWINS / "figures.json").read_text("utf-8"))


def parse(dataset):
    return parse_dataset(json.dumps(dataset, ensure_ascii=False).encode())


def changed(**top):
    dataset = twin() | top
    return {key: value for key, value in dataset.items() if value is not DELETE}


def small(values, status=DELETE):
    """A dataset of one variable with as many codes as values."""
    codes = {f"k{place}": place for place in range(len(values))}
    dataset = {"class": "dataset", "id": ["A"], "size": [len(values)], "value": values, "status": status}
    dataset["dimension"] = {"A": {"category": {"index": codes}}}
    return {key: value for key, value in dataset.items() if value is not DELETE}


def test_every_cell_is_a_row_with_its_value_or_its_symbol():
    frame, problems = parse(twin())
    assert list(frame.columns) == ["KOKkommuneregion0000", "Kjonn", "ContentsCode", "Tid", "value", "symbol"]
    assert len(frame) == 12
    assert problems == []
    assert (frame["value"].isna() == frame["symbol"].notna()).all()
    hidden = frame[(frame["KOKkommuneregion0000"] == "1580") & (frame["Kjonn"] == "2")]
    assert hidden["symbol"].tolist() == [".", ":"]
    assert hidden["value"].isna().all()


def test_types_are_text_codes_numbers_and_text_symbols():
    frame, _ = parse(twin())
    assert frame["value"].dtype == np.float64
    assert {str(frame[name].dtype) for name in frame.columns if name != "value"} == {"str"}
    assert frame["KOKkommuneregion0000"].iloc[0] == "0301"
    assert pd.isna(frame["symbol"].iloc[0])


def test_rows_follow_positions_where_keys_stand_in_another_order():
    frame, _ = parse(twin())
    assert frame["Kjonn"].drop_duplicates().tolist() == ["0", "2", "1"]
    men = frame[(frame["KOKkommuneregion0000"] == "0301") & (frame["Kjonn"] == "1")]
    assert men["value"].iloc[0] == 40
    assert men["symbol"].iloc[1] == ".."


def test_a_nought_is_a_value():
    frame, _ = parse(twin())
    assert frame.loc[7, "value"] == 0
    assert pd.isna(frame.loc[7, "symbol"])


@pytest.mark.parametrize(
    "status",
    [{"1": ":", "2": ".."}, [None, ":", ".."], ["", ":", ".."]],
    ids=["object", "list", "list of text"],
)
def test_status_may_be_an_object_or_a_list(status):
    frame, problems = parse(small([1, None, None], status))
    assert frame["symbol"].fillna("none").tolist() == ["none", ":", ".."]
    assert problems == []


@pytest.mark.parametrize("status", [":", [":"]])
def test_one_status_is_that_of_every_cell(status):
    frame, problems = parse(small([None, None], status))
    assert frame["symbol"].tolist() == [":", ":"]
    assert problems == []


def test_a_number_with_a_symbol_keeps_both_and_is_reported():
    frame, problems = parse(small([5, 6], {"1": "*"}))
    assert frame["value"].tolist() == [5, 6]
    assert frame["symbol"].iloc[1] == "*"
    assert "både tall og symbol" in str(problems[0])
    assert "A k1" in str(problems[0])


def test_a_cell_with_neither_is_kept_and_reported():
    frame, problems = parse(small([5, None]))
    assert len(frame) == 2
    assert "verken tall eller symbol" in str(problems[0])


@pytest.mark.parametrize("item", ["..", True, {"a": 1}])
def test_a_value_that_is_no_number_is_never_read_as_one(item):
    frame, problems = parse(small([5, item]))
    assert pd.isna(frame["value"].iloc[1])
    assert "noe annet enn et tall" in str(problems[-1])
    assert frame["symbol"].iloc[1] == ".." if item == ".." else pd.isna(frame["symbol"].iloc[1])


@pytest.mark.parametrize("number", ["1e400", "1" + "0" * 400])
def test_a_number_too_large_for_a_cell_is_missing_and_reported(number):
    payload = json.dumps(small([5, 6])).replace("6]", number + "]").encode()
    frame, problems = parse_dataset(payload)
    assert pd.isna(frame["value"].iloc[1])
    assert problems


def test_sparse_values_are_filled_out():
    frame, _ = parse(small([1, 2, 3]) | {"value": {"2": 7}})
    assert frame["value"].fillna(-1).tolist() == [-1, -1, 7]


def test_a_status_of_a_cell_that_is_not_there_is_reported():
    frame, problems = parse(small([1, 2], {"2": ":", "-1": ":", "x": ":"}))
    assert frame["symbol"].isna().all()
    assert str(problems[0]).startswith("3 symboler")


def test_a_variable_of_one_category_needs_no_index():
    dataset = small([1])
    dataset["dimension"]["A"]["category"] = {"label": {"only": "Den eneste"}}
    assert parse(dataset)[0]["A"].tolist() == ["only"]


def test_an_index_may_be_a_list():
    dataset = small([1, 2])
    dataset["dimension"]["A"]["category"]["index"] = ["b", "a"]
    assert parse(dataset)[0]["A"].tolist() == ["b", "a"]


def test_an_answer_with_a_byte_order_mark_is_read():
    assert len(parse_dataset(b"\xef\xbb\xbf" + json.dumps(twin()).encode())[0]) == 12


def test_no_cells_give_an_empty_frame_with_its_columns():
    frame, problems = parse(small([]))
    assert list(frame.columns) == ["A", "value", "symbol"]
    assert frame.empty
    assert problems == []


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (b"", "tomt"),
        (b" \n", "tomt"),
        (b"<!DOCTYPE html><html><title>404 - Not  found</title>", "nettside, ikke data: «404 - Not found»"),
        (b'<?xml version="1.0"?><codes/>', "XML"),
        (b'{"class": "dataset", "value": [1, 2', "avkortet"),
        (b'{"value": [NaN]}', "gyldig JSON"),
        (b"[" * 100_000, "gyldig JSON"),
        (b"[]", "ikke et objekt"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"{}", "JSON-stat2"),
        (b'{"class": "collection", "dimension": {}}', "JSON-stat2"),
        ((TWINS / "metadata.json").read_bytes(), "uten tall"),
        ((TWINS / "metadata_v0.json").read_bytes(), "JSON-stat2"),
    ],
)
def test_an_answer_that_is_no_dataset_is_refused_in_words(payload, words):
    with pytest.raises(BadAnswer, match=words):
        parse_dataset(payload)


def test_a_refusal_keeps_the_words_of_the_server():
    body = b'{"type":"Parameter error","title":"Non-existent table","status":404}'
    with pytest.raises(Refused, match="Tabellen finnes ikke") as caught:
        parse_dataset(body)
    assert (caught.value.status, caught.value.title) == (404, "Non-existent table")


@pytest.mark.parametrize(
    "change",
    [
        {"value": [1, 2, 3]},
        {"value": DELETE},
        {"value": {"12": 1}},
        {"value": {"9" * 5000: 1}},
        {"status": [":", ":"]},
        {"id": DELETE},
        {"id": ["KOKkommuneregion0000", "Kjonn", "ContentsCode"]},
        {"id": ["Kjonn", "Kjonn", "ContentsCode", "Tid"]},
        {"size": [2, 3, 1, 3]},
        {"size": ["2", 3, 1, 2]},
        {"dimension": {}},
    ],
    ids=" ".join,
)
def test_sizes_that_do_not_fit_together_are_refused(change):
    with pytest.raises(BadAnswer):
        parse(changed(**change))


@pytest.mark.parametrize("index", [{"a": 0, "b": 0}, {"a": 1, "b": 2}, {"a": "0", "b": 1}, ["a", "a"], 7])
def test_codes_without_a_place_of_their_own_are_refused(index):
    dataset = small([1, 2])
    dataset["dimension"]["A"]["category"]["index"] = index
    with pytest.raises(BadAnswer, match="entydige plasser"):
        parse(dataset)


@pytest.mark.parametrize("code", ["value", "symbol"])
def test_a_variable_may_not_take_the_name_of_our_own_columns(code):
    dataset = small([1])
    dataset |= {"id": [code], "dimension": {code: dataset["dimension"]["A"]}}
    with pytest.raises(BadAnswer, match="samme navn"):
        parse(dataset)


def test_an_absurd_size_is_refused_before_memory_is_taken():
    axes = {f"A{place}": {"category": {"index": [str(code) for code in range(1000)]}} for place in range(4)}
    dataset = {"id": list(axes), "size": [1000] * 4, "dimension": axes, "value": {"0": 1}}
    with pytest.raises(BadAnswer, match="1000000000000 celler"):
        parse(dataset)


@given(
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4),
    order=st.randoms(use_true_random=False),
)
def test_each_cell_is_where_the_format_puts_it(sizes, order):
    axes = {}
    for place, size in enumerate(sizes):
        keys = list(range(size))
        order.shuffle(keys)
        axes[f"D{place}"] = {"category": {"index": {f"c{key}": key for key in keys}}}
    cells = int(np.prod(sizes))
    frame, _ = parse({"id": list(axes), "size": sizes, "dimension": axes, "value": list(range(cells))})
    for row in frame.itertuples(index=False):
        places = tuple(int(code[1:]) for code in row[: len(sizes)])
        assert row.value == np.ravel_multi_index(places, sizes)


# Real answers of Statistics Norway


def recorded(shared, name):
    return (shared / "data" / "ssb" / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "cells", "symbols"),
    [
        ("07459_befolkning_strand_1986-2026.json", 41, {}),
        ("07459_snapshot_a_2026-02-25_0500_before-0800.json", 40, {}),
        ("07221_data_v0_null_status.json", 288, {"..": 24}),
        ("12362_kostra_utgifter_tjenesteomraader_strand.json", 4850, {".": 265}),
        ("12367_kostra_driftsregnskap_strand.json", 67900, {".": 4620, ":": 3668}),
        ("13542_kostra_utvalgte_nokkeltall_strand.json", 96, {}),
        ("13861_data_v0.json", 56, {}),
    ],
)
def test_recorded_answers_are_read_whole(shared, name, cells, symbols):
    frame, problems = parse_dataset(recorded(shared, name))
    assert len(frame) == cells
    assert frame["symbol"].value_counts().to_dict() == symbols
    assert frame["value"].isna().sum() == sum(symbols.values())
    assert problems == []


def test_recorded_figures_stand_at_their_codes(shared):
    strand, _ = parse_dataset(recorded(shared, "07459_befolkning_strand_1986-2026.json"))
    by_year = strand.set_index("Tid")["value"]
    assert (by_year["1986"], by_year["2026"]) == (9059, 13959)
    prices, _ = parse_dataset(recorded(shared, "07221_data_v0_null_status.json"))
    cell = prices.query("Region == 'TOTAL' and Boligtype == '03' and Tid == '2023K4'")
    assert cell["value"].item() == 145.4


@pytest.mark.parametrize(
    "name",
    [
        "05810_metadata_v2_en.json",
        "13861_metadata_v0.json",
        "error_404_url_too_long.html",
        "tables_list_v2_en.json",
    ],
)
def test_recorded_answers_of_another_kind_are_refused(shared, name):
    with pytest.raises(BadAnswer):
        parse_dataset(recorded(shared, name))


def test_recorded_errors_are_explained(shared):
    for error in json.loads(recorded(shared, "errors_v2.json")):
        with pytest.raises(Refused) as caught:
            parse_dataset(error["snippet"].encode())
        assert caught.value.title in error["snippet"]
        assert "avviste" not in str(caught.value)
