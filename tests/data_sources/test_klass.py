from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_sources.statbank.answers import BadAnswer
from data_sources.statbank.klass import parse_changes, parse_codes

TWINS = Path(__file__).parents[1] / "data" / "ssb"


def test_codes_are_text_and_a_row_without_code_is_reported():
    codes, problems = parse_codes((TWINS / "klass_codes.json").read_bytes())
    assert codes["code"].tolist() == ["0301", "1580", "9999"]
    assert codes["name"].iloc[0] == "Oslo - Oslove"
    assert str(codes["code"].dtype) == "str"
    assert [str(problem) for problem in problems] == ["Rad 3 fra KLASS mangler code og er utelatt."]


def test_dates_of_validity_are_dates_or_missing():
    codes, _ = parse_codes((TWINS / "klass_codes.json").read_bytes())
    assert codes["valid_from"].isna().tolist() == [True, False, True]
    assert codes["valid_from"].iloc[1] == pd.Timestamp("2024-01-01")


def test_a_code_that_stands_twice_on_one_day_is_reported():
    _, problems = parse_codes(b'{"codes": [{"code": "0301", "name": "a"}, {"code": "0301", "name": "b"}]}')
    assert "0301" in str(problems[0])


def test_a_split_is_one_row_for_each_new_code():
    changes, problems = parse_changes((TWINS / "klass_changes.json").read_bytes())
    split = changes[changes["old_code"] == "1507"]
    assert split["new_code"].tolist() == ["1508", "1580"]
    assert set(split["change_date"]) == {pd.Timestamp("2024-01-01")}
    assert changes["old_code"].isna().sum() == 1  # a code that began
    assert "Rad 4" in str(problems[0])  # no date


def test_no_changes_are_an_empty_frame_with_its_columns():
    changes, problems = parse_changes(b'{"codeChanges": []}')
    assert list(changes.columns) == ["old_code", "old_name", "new_code", "new_name", "change_date"]
    assert changes.empty
    assert problems == []


@pytest.mark.parametrize(
    ("payload", "words"),
    [(b"", "tomt"), (b"<?xml version='1.0'?><codeList/>", "XML"), (b'{"codes": {}}', "ingen liste")],
)
def test_an_answer_that_is_no_list_of_codes_is_refused(payload, words):
    with pytest.raises(BadAnswer, match=words):
        parse_codes(payload)


def test_recorded_municipalities_of_2026_are_357_and_unstated(shared):
    codes, problems = parse_codes((shared / "data/ssb/klass_131_codesAt_2026-01-01.json").read_bytes())
    assert problems == []
    assert len(codes) == 358
    assert codes.loc[codes["code"] == "9999", "name"].item() == "Uoppgitt"
    assert codes["code"].str.fullmatch(r"\d{4}").all()
    names = codes.set_index("code")["name"]
    assert names[["1580", "1515", "1818"]].tolist() == [
        "Haram",
        "Herøy (Møre og Romsdal)",
        "Herøy (Nordland)",
    ]
