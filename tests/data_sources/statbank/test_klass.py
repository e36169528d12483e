from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import select

from data_sources import schema
from data_sources.database import data_version, engine, read, reading, writing
from data_sources.statbank.answers import BadAnswer, Unavailable
from data_sources.statbank.klass import (
    fetch_kostra_groups,
    parse_changes,
    parse_codes,
    parse_correspondence,
    renew_kostra_groups,
    store_kostra_groups,
    unknown_changes,
)

TWINS = Path(__file__).parents[2] / "data" / "ssb"
DAY = date(2026, 3, 20)


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


@pytest.fixture(scope="module")
def municipality(filled):
    board = engine(filled.board_url)
    yield read(board, schema.municipality)
    board.dispose()


def test_klass_is_compared_with_the_numbers_we_know(client, municipality):
    warnings = unknown_changes(client, municipality, date(2026, 1, 1))
    assert "Klass har ikke lenger kommunenumrene 1101" in warnings[0]


def test_a_new_number_and_a_change_after_ours_are_reported(client, site, misbehaving, municipality):
    site.misbehave("/codesAt", misbehaving["reply"](body=b'{"codes":[{"code":"1599","name":"Nyvik"}]}'))
    change = b'{"codeChanges":[{"oldCode":"1580","newCode":"1599","changeOccurred":"2026-01-01"}]}'
    site.misbehave("/changes", misbehaving["reply"](body=change))
    warnings = " ".join(unknown_changes(client, municipality, date(2026, 1, 1)))
    assert "Klass har kommunenumre tavla ikke kjenner: 1599." in warnings
    assert "1580 → 1599 fra 01.01.2026" in warnings


def test_klass_that_does_not_answer_is_reported_and_stops_nothing(municipality):
    class Away:
        def get(self, *_, **__):
            raise Unavailable("Serveren svarer ikke.")

    assert unknown_changes(Away(), municipality, date(2026, 1, 1)) == [
        "Kommunelisten er ikke kontrollert mot Klass: Serveren svarer ikke."
    ]


def pair(number, group, first="2026-01-01", last=None):
    return {"sourceCode": number, "targetCode": group, "validFrom": first, "validTo": last}


def answers(misbehaving, *pairs):
    return misbehaving["reply"](body=json.dumps({"correspondenceItems": pairs}).encode())


def test_groups_are_those_of_the_day_and_rows_without_a_group_are_reported(client, site):
    groups, problems = fetch_kostra_groups(client, DAY)
    assert dict(groups.itertuples(index=False)) == {"1580": "EKG01", "1508": "EKG11", "2111": "EKG01"}
    assert "Rad 6" in str(problems[0])
    assert site.asked[0][1].split("/v2/")[1] == (
        "classifications/131/corresponds?targetClassificationId=112&from=2026-03-20&to=2026-03-20&language=nb"
    )


def test_a_municipality_in_two_groups_on_one_day_is_refused(client, site, misbehaving):
    site.misbehave("/corresponds", answers(misbehaving, pair("1580", "EKG01"), pair("1580", "EKG02")))
    with pytest.raises(BadAnswer, match="1580 står i to KOSTRA-grupper"):
        fetch_kostra_groups(client, DAY)


def test_an_answer_without_groups_is_refused(client, site, misbehaving):
    site.misbehave("/corresponds", answers(misbehaving))
    with pytest.raises(BadAnswer, match="ingen KOSTRA-grupper"):
        fetch_kostra_groups(client, DAY)


def test_another_answer_is_refused():
    with pytest.raises(BadAnswer, match="correspondenceItems"):
        parse_correspondence(b'{"codes": []}')


def test_fetched_groups_take_the_place_of_the_old_and_unknown_numbers_are_reported(client, seeded):
    groups, _ = fetch_kostra_groups(client, DAY)
    made = engine(seeded.board_url)
    with writing(made) as connection:
        problems = store_kostra_groups(connection, groups, DAY)
    with reading(made) as connection:
        kept = connection.execute(select(schema.kostra_group).order_by("municipality")).all()
    made.dispose()
    assert [tuple(row) for row in kept] == [
        ("1508", "EKG11", "SSB KLASS 112", DAY),
        ("1580", "EKG01", "SSB KLASS 112", DAY),
    ]
    assert ["2111" in str(problem) for problem in problems] == [True]


def board_groups(made):
    kept = read(made, schema.kostra_group)
    return dict(zip(kept["municipality"], kept["kostra_group"], strict=True))


def test_groups_are_renewed_only_by_an_answer_that_has_every_municipality(client, site, seeded, misbehaving):
    made = engine(seeded.board_url)
    before, version = board_groups(made), data_version(made)
    assert renew_kostra_groups(made, client, DAY) == [
        "KOSTRA-gruppene er ikke endret: Klass mangler gruppe for 355 kommuner."
    ]
    assert board_groups(made) == before
    pairs = [pair(number, "EKG17" if number == "1580" else group) for number, group in before.items()]
    site.misbehave("/corresponds", answers(misbehaving, *pairs), answers(misbehaving, *pairs))
    assert renew_kostra_groups(made, client, DAY) == []
    assert board_groups(made) == before | {"1580": "EKG17"}
    assert data_version(made) == version + 1
    assert renew_kostra_groups(made, client, DAY) == []
    assert data_version(made) == version + 1
    site.misbehave("/corresponds", answers(misbehaving))
    assert "ikke hentet" in renew_kostra_groups(made, client, DAY)[0]
    made.dispose()
