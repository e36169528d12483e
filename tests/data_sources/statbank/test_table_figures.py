from __future__ import annotations

import json
from datetime import UTC, datetime

import httpx
import pytest

from data_sources.statbank.answers import BadAnswer, Refused, TooManyCells, Unavailable
from data_sources.statbank.jsonstat import parse_dataset
from data_sources.statbank.pxweb import PxWebClient
from data_sources.statbank.table_figures import (
    content_hash,
    fetch_code_list,
    fetch_figures,
    fetch_metadata,
)
from data_sources.statbank.table_selection import VariableChoice, WrongSelection
from tests.data_sources.statbank.statbank_tables import StatBank, document

ALL = VariableChoice(("*",))
EVERYTHING = {"Region": ALL, "Kjonn": ALL, "ContentsCode": ALL, "Tid": ALL}
TOTALS = {
    "Region": VariableChoice(("0301", "1580")),
    "ContentsCode": ALL,
    "Tid": VariableChoice(("from(2025)",)),
}


def test_metadata_come_first_and_figures_are_asked_for_by_post(client, site):
    fetch_figures(client, "07459", TOTALS)
    assert [(method, address.split("/v2/")[1]) for method, address, _ in site.asked] == [
        ("GET", "tables/07459/metadata?lang=no"),
        ("POST", "tables/07459/data?lang=no&outputFormat=json-stat2"),
    ]
    assert site.bodies()[0] == {
        "selection": [
            {"variableCode": "Region", "valueCodes": ["0301", "1580"]},
            {"variableCode": "ContentsCode", "valueCodes": ["Personer1"]},
            {"variableCode": "Tid", "valueCodes": ["2025", "2026"]},
        ]
    }


def test_figures_stand_at_their_codes(client, site):
    figures = fetch_figures(client, "07459", EVERYTHING)
    assert len(figures.frame) == 4 * 2 * 1 * 3
    for row in figures.frame.itertuples(index=False):
        assert row.value == site.table.figure(*row[:4])
    assert figures.problems == []


def test_a_variable_left_out_is_summed_by_the_server_and_not_in_the_answer(client):
    assert "Kjonn" not in fetch_figures(client, "07459", TOTALS).frame.columns


def test_figures_carry_what_is_needed_to_trust_them_later(client, site):
    figures = fetch_figures(client, "07459", TOTALS)
    request = json.loads(figures.request)
    assert request["address"] == site.url
    assert request["table"] == "07459"
    assert request["parts"] == site.bodies()
    assert figures.retrieved == datetime(2026, 3, 20, 9, tzinfo=UTC)
    assert figures.updated == datetime(2026, 2, 25, 7, tzinfo=UTC)
    assert figures.provisional is False
    assert figures.content == content_hash(figures.frame)
    assert figures.info.contents["Personer1"].unit == "antall"


def test_a_table_updated_in_the_future_is_provisional(client, site):
    site.table.updated = "2026-03-20T09:00:01Z"
    figures = fetch_figures(client, "07459", TOTALS)
    assert figures.provisional is True
    assert "foreløpige" in str(figures.problems[0])


def test_a_table_updated_as_it_is_fetched_is_final(client, site):
    site.table.updated = "2026-03-20T09:00:00Z"
    assert fetch_figures(client, "07459", TOTALS).provisional is False


def test_the_same_update_with_other_figures_has_another_hash(client, site):
    before = fetch_figures(client, "07459", TOTALS)
    again = fetch_figures(client, "07459", TOTALS)
    site.table.shift = 1
    after = fetch_figures(client, "07459", TOTALS)
    assert before.updated == after.updated
    assert before.content == again.content != after.content


def test_a_table_that_does_not_say_when_it_was_updated_is_reported(client, site):
    site.table.updated = "snart"
    figures = fetch_figures(client, "07459", TOTALS)
    assert figures.updated is None
    assert "sier ikke når" in str(figures.problems[0])


@pytest.mark.parametrize("limit", [1, 2, 5, 7, 23])
def test_parts_give_what_the_whole_would_have_given(client, limit):
    whole = fetch_figures(client, "07459", EVERYTHING)
    seen = []
    parts = fetch_figures(client, "07459", EVERYTHING, limit=limit, progress=lambda *done: seen.append(done))
    assert parts.frame.equals(whole.frame)
    assert parts.content == whole.content
    assert list(parts.info.dimension("Region").labels) == list(whole.info.dimension("Region").labels)
    assert len(json.loads(parts.request)["parts"]) == len(seen) >= 24 / limit
    assert seen[-1][0] == seen[-1][1]


def test_a_server_with_a_lower_limit_is_asked_for_less(client, site):
    whole = fetch_figures(client, "07459", EVERYTHING)
    site.table.limit = 4
    assert fetch_figures(client, "07459", EVERYTHING).frame.equals(whole.frame)


def test_a_server_that_calls_one_cell_too_many_is_not_asked_for_ever(client, site):
    site.table.limit = 0
    with pytest.raises(TooManyCells):
        fetch_figures(client, "07459", EVERYTHING)


def test_a_table_updated_between_two_parts_is_provisional(client, site):
    kept = site.table.answer

    def answer_and_update(body):
        given = kept(body)
        site.table.updated = "2026-03-20T07:00:00Z"
        return given

    site.table.answer = answer_and_update
    figures = fetch_figures(client, "07459", EVERYTHING, limit=12)
    assert figures.provisional is True
    assert "mens den ble hentet" in str(figures.problems[0])
    assert figures.updated == datetime(2026, 3, 20, 7, tzinfo=UTC)


def test_a_code_list_of_the_table_gives_its_own_codes(client, site):
    choices = TOTALS | {"Region": VariableChoice(("K-1580",), "agg_KommSummer")}
    figures = fetch_figures(client, "07459", choices)
    assert figures.frame["Region"].unique().tolist() == ["K-1580"]
    assert site.bodies()[0]["selection"][0]["codelist"] == "agg_KommSummer"
    assert "agg_KommSummer" in figures.request  # the answer itself does not say which list was used


def test_a_code_list_says_which_codes_each_of_its_codes_stands_for(client):
    found = fetch_code_list(client, "agg_KommSummer")
    assert found.members["K-1580"] == ("1534", "1580")
    assert (found.label, found.kind) == ("Kommuner 2024, sammenslåtte tidsserier", "Aggregation")


def test_the_id_of_a_code_list_is_sent_as_it_is_written(client, site):
    with pytest.raises(Refused, match="store og små bokstaver"):
        fetch_code_list(client, "agg_kommsummer")
    assert "/codelists/agg_kommsummer" in site.asked[0][1]


def test_a_code_list_without_codes_is_refused(client, site, misbehaving):
    site.misbehave("/agg_KommSummer", misbehaving["reply"](body=b'{"id": "agg_KommSummer", "values": []}'))
    with pytest.raises(BadAnswer, match="ingen koder"):
        fetch_code_list(client, "agg_KommSummer")


def test_an_impossible_choice_is_never_sent(client, site):
    with pytest.raises(WrongSelection, match="9998"):
        fetch_figures(client, "07459", TOTALS | {"Region": VariableChoice(("9998",))})
    assert site.bodies() == []


def test_a_code_given_twice_does_not_take_the_server_down(client, site):
    fetch_figures(client, "07459", TOTALS | {"Region": VariableChoice(("1580", "1580", "15*"))})
    assert site.bodies()[0]["selection"][0]["valueCodes"] == ["1580", "1507"]


def test_an_answer_about_another_table_is_refused(client, site):
    site.table.answered_as = "06913"
    with pytest.raises(BadAnswer, match="gjelder tabell 06913, ikke 07459"):
        fetch_figures(client, "07459", TOTALS)


def test_metadata_about_another_table_are_refused(client, site):
    site.table.metadata["extension"]["px"]["tableid"] = "06913"
    with pytest.raises(BadAnswer, match="gjelder tabell 06913"):
        fetch_metadata(client, "07459")


def test_codes_that_the_answer_leaves_out_are_reported(client, site):
    site.table.left_out = {"1580"}
    figures = fetch_figures(client, "07459", TOTALS)
    assert str(figures.problems[0]) == "Svaret fra tabell 07459 mangler 1 koder i Region, blant dem 1580."


def test_codes_that_were_not_asked_for_are_refused(client, site):
    kept = site.table.answer
    more = {"variableCode": "Region", "valueCodes": ["0301", "1507", "1580"]}
    site.table.answer = lambda body: kept({"selection": [more, *body["selection"][1:]]})
    with pytest.raises(BadAnswer, match="Region 1507, som det ikke ble spurt etter"):
        fetch_figures(client, "07459", TOTALS)


def test_an_answer_without_a_chosen_variable_is_refused(client, site):
    kept = site.table.answer
    site.table.answer = lambda body: kept({"selection": body["selection"][1:]})
    with pytest.raises(BadAnswer, match="mangler variabelen Region"):
        fetch_figures(client, "07459", TOTALS)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "tomt"),
        (b'{"class": "dataset", "value": [1,', "avkortet"),
        (b"<html><title>Vedlikehold</title></html>", "nettside.*Vedlikehold"),
        (b'{"title": "Non-existent value", "status": 400}', "en av kodene"),
    ],
)
def test_a_body_that_is_no_figures_is_refused_though_the_status_is_good(
    client, site, misbehaving, body, words
):
    site.misbehave("/data", misbehaving["reply"](body=body))
    with pytest.raises(BadAnswer, match=words):
        fetch_figures(client, "07459", TOTALS)


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", "nonsense"])
def test_figures_are_read_whatever_the_content_type_says(client, site, misbehaving, kind):
    whole = fetch_figures(client, "07459", TOTALS)
    site.misbehave("/data", misbehaving["reply"](body=site.table.answer(site.bodies()[0]).body, kind=kind))
    assert fetch_figures(client, "07459", TOTALS).frame.equals(whole.frame)


def test_a_busy_server_in_the_middle_is_waited_for(client, site, hours, misbehaving):
    site.misbehave("/data", misbehaving["reply"](429, b""), misbehaving["reply"](503, b""))
    assert len(fetch_figures(client, "07459", EVERYTHING, limit=12).frame) == 24
    assert hours.slept == [60, 30]


def test_a_server_that_stays_away_leaves_the_old_figures_to_the_caller(client, site, misbehaving):
    site.misbehave("/data", *[misbehaving["reply"](503, b"")] * 20)
    with pytest.raises(Unavailable):
        fetch_figures(client, "07459", TOTALS)


def test_the_hash_does_not_depend_on_the_order_of_rows_but_on_every_cell(client):
    frame = fetch_figures(client, "07459", EVERYTHING).frame
    assert content_hash(frame.iloc[::-1]) == content_hash(frame)
    for column, other in (("value", -1.0), ("symbol", ":"), ("Tid", "1999")):
        changed = frame.copy()
        changed.loc[3, column] = other
        assert content_hash(changed) != content_hash(frame), column


def test_recorded_snapshots_with_one_update_are_told_apart(shared):
    folder = shared / "data" / "ssb"
    before, _ = parse_dataset((folder / "07459_snapshot_a_2026-02-25_0500_before-0800.json").read_bytes())
    after, _ = parse_dataset((folder / "07459_befolkning_strand_1986-2026.json").read_bytes())
    assert content_hash(before) != content_hash(after)
    assert content_hash(after[after["Tid"] != "2026"]) == content_hash(before)


def test_another_pxweb_site_is_read_in_its_own_language_by_the_same_client(site, hours):
    table = site.table
    table.metadata |= {"label": "Folkmängden efter region och år", "source": "Påhittat"}
    table.metadata["extension"]["px"] = {"tableid": "TAB638", "language": "sv", "contents": "Folkmängden"}
    table.answered_as = "TAB638"
    chosen = [
        {"variableCode": "Region", "valueCodes": ["1580"]},
        {"variableCode": "ContentsCode", "valueCodes": ["Personer1"]},
        {"variableCode": "Tid", "valueCodes": ["2026"]},
    ]
    site.misbehave("/TAB638/metadata", table.described())
    site.misbehave("/TAB638/data", table.answer({"selection": chosen}))
    http = httpx.Client(timeout=5, trust_env=False)
    with PxWebClient(site.url, language="sv", http=http, clock=hours.clock) as client:
        figures = fetch_figures(
            client,
            "TAB638",
            TOTALS | {"Region": VariableChoice(("1580",)), "Tid": VariableChoice(("top(1)",))},
        )
    assert figures.frame["value"].tolist() == [table.figure("1580", "Personer1", "2026")]
    assert figures.info.table == "TAB638"
    assert all("lang=sv" in address for _, address, _ in site.asked)


def test_another_pxweb_site_is_read_by_the_same_client(client, site):
    table = document(
        "TAB638", "Folkmängden", {"Region": ["0114", "0180"], "Tid": ["2023", "2024"]}, {"BE0101N1": "antal"},
        lambda **codes: int(codes["Region"]) + int(codes["Tid"]),
    )  # fmt: skip
    table["extension"]["px"]["language"] = "sv"
    StatBank(site, table)
    client.language = "sv"
    choices = {
        "Region": VariableChoice(("*",)),
        "ContentsCode": VariableChoice(("BE0101N1",)),
        "Tid": VariableChoice(("top(1)",)),
    }
    figures = fetch_figures(client, "TAB638", choices)
    assert figures.frame["value"].tolist() == [114 + 2024, 180 + 2024]
    assert figures.info.contents["BE0101N1"].unit == "antal"
    assert '"language": "sv"' in figures.request
