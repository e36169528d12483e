from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select

from data_sources import schema
from data_sources.database import data_version, engine, read, reading, writing
from data_sources.statbank.answers import BadAnswer
from data_sources.statbank.klass import parse_correspondence
from data_sources.statbank.kostra_groups import fetch_kostra_groups, renew_kostra_groups, store_kostra_groups

DAY = date(2026, 3, 20)


def pair(number, group, first="2026-01-01", last=None):
    return {"sourceCode": number, "targetCode": group, "validFrom": first, "validTo": last}


def answers(misbehaving, *pairs):
    return misbehaving["reply"](body=json.dumps({"correspondenceItems": pairs}).encode())


def test_groups_are_those_of_the_day_and_rows_without_a_group_are_told(client, site):
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


def test_fetched_groups_take_the_place_of_the_old_and_unknown_numbers_are_told(client, seeded):
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
