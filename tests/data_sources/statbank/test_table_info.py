from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_sources.statbank.answers import BadAnswer
from data_sources.statbank.table_figures import symbol_meaning
from data_sources.statbank.table_info import dataset_info, plain_text

TWINS = Path(__file__).parents[2] / "data" / "ssb"


def twin(name):
    return dataset_info((TWINS / name).read_bytes())


def altered(name, alter):
    dataset = json.loads((TWINS / name).read_text("utf-8"))
    alter(dataset)
    return dataset_info(json.dumps(dataset).encode())


def test_figures_say_what_table_they_are_from_and_when_it_was_updated():
    info = twin("figures.json")
    assert (info.table, info.source, info.language) == ("99001", "Oppdiktet", "no")
    assert info.short_title == "99001: Prøvetall,"
    assert info.updated == datetime(2026, 3, 16, 7, tzinfo=UTC)
    assert info.aggregation_allowed is True
    assert info.discontinued is None


def test_contact_persons_are_dropped():
    assert "Person" in (TWINS / "figures.json").read_text("utf-8")
    assert "Person" not in repr(twin("figures.json"))
    assert "example.org" in repr(twin("figures.json"))  # the notes' addresses are kept


def test_measured_variables_have_unit_decimals_and_period():
    content = twin("figures.json").contents["Antall"]
    assert (content.unit, content.decimals, content.reference_period) == ("antall", 0, "1.1.")
    assert content.measuring_type == "Stock"


def test_labels_follow_positions():
    assert list(twin("figures.json").dimension("kjonn").labels) == ["0", "2", "1"]


def test_regions_are_found_where_no_role_marks_them():
    assert twin("figures.json").region.code == "KOKkommuneregion0000"

    def rename(dataset):
        dataset["id"][0] = "Sted"
        dataset["dimension"]["Sted"] = dataset["dimension"].pop("KOKkommuneregion0000")

    assert altered("figures.json", rename).region.code == "Sted"  # by its classification

    def unlink(dataset):
        rename(dataset)
        del dataset["dimension"]["Sted"]["link"]

    assert altered("figures.json", unlink).region is None


def test_notes_are_plain_text_and_those_that_must_be_shown_are_marked():
    info = twin("figures.json")
    assert (
        info.notes[0].text
        == "Se forklaringen (https://example.org/forklaring) og listen (https://example.org/liste)."
    )
    shown = [(note.dimension, note.category, note.text) for note in info.mandatory_notes]
    assert shown == [
        ("", "", ". betyr i denne tabellen at grunnlaget mangler."),
        ("Kjonn", "2", "Om kvinnene."),
    ]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("<script>alert(1)</script>Tall", "alert(1)Tall"),
        ('<a href="javascript:alert(1)">lenke</a>', "lenke"),
        ("[lenke](javascript:alert)", "lenke"),
        ("5 < 6 og 7 > 3 &amp; mer", "5 < 6 og 7 > 3 & mer"),
        ("to\n  linjer ", "to\nlinjer"),
    ],
)
def test_notes_carry_no_markup_and_no_address_but_of_the_web(given, text):
    assert plain_text(given) == text


def test_the_tables_own_meaning_of_a_symbol_comes_before_the_general_one():
    info = twin("figures.json")
    assert symbol_meaning(".", info) == "grunnlaget mangler."
    assert symbol_meaning("..", info) == "tallet ikke kan finnes. / Grunnlaget mangler."
    assert "personvern" in symbol_meaning(":", info)
    assert symbol_meaning("?", info) == ""


def test_metadata_lists_code_lists_in_both_spellings():
    info = twin("metadata.json")
    assert [item.id for item in info.dimension("Region").code_lists] == ["agg_KommSummer", "vs_Kommun"]
    assert info.dimension("Region").code_lists[0].label == "Kommuner 2024, sammenslåtte tidsserier"
    assert [item.id for item in info.dimension("Kjonn").code_lists] == ["vs_Kjonn"]
    assert info.dimension("Tid").code_lists == ()


def test_only_metadata_say_which_variables_may_be_left_out():
    metadata = twin("metadata.json")
    assert [item.may_be_left_out for item in metadata.dimensions] == [True, True, False, False]
    assert {item.may_be_left_out for item in twin("figures.json").dimensions} == {None}


def test_metadata_of_the_older_api_say_less():
    info = twin("metadata_v0.json")
    assert info.table == "07459"
    assert [item.may_be_left_out for item in info.dimensions] == [True, False, False]
    assert [item.role for item in info.dimensions] == ["", "metric", "time"]
    assert info.region.code == "Region"
    assert info.contents["Personer1"].unit == ""
    assert info.updated is None


def test_a_description_with_codes_and_texts_of_different_number_is_refused():
    with pytest.raises(BadAnswer, match="koder uten tekst"):
        altered("metadata_v0.json", lambda answer: answer["variables"][0]["values"].append("5501"))


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("2026-02-25T07:00:00Z", datetime(2026, 2, 25, 7, tzinfo=UTC)),
        ("2026-02-25T08:00:00+01:00", datetime(2026, 2, 25, 7, tzinfo=UTC)),
        ("2026-02-25T07:00:00", datetime(2026, 2, 25, 7, tzinfo=UTC)),
        ("i går", None),
        (None, None),
    ],
)
def test_a_time_of_update_without_zone_is_universal_time(given, moment):
    assert altered("figures.json", lambda dataset: dataset.update(updated=given)).updated == moment


def test_junk_in_the_description_takes_nothing_down():
    def spoil(dataset):
        dataset |= {"label": 7, "note": {"a": 1}, "extension": [], "role": {"geo": ["Kjonn"], "time": "Tid"}}
        dataset["dimension"]["Kjonn"] |= {"extension": None, "link": 3, "note": [None, 4]}
        dataset["dimension"]["ContentsCode"]["category"]["unit"] = {"Antall": "antall"}

    info = altered("figures.json", spoil)
    assert (info.label, info.table, info.contents) == ("", "", {})
    assert info.region.code == "Kjonn"
    assert [note.category for note in info.notes] == ["2"]


# Real answers of Statistics Norway


def recorded(shared, name):
    return dataset_info((shared / "data" / "ssb" / name).read_bytes())


def test_recorded_population_is_in_persons_on_the_first_of_january(shared):
    info = recorded(shared, "07459_befolkning_strand_1986-2026.json")
    content = info.contents["Personer1"]
    assert (content.unit, content.reference_period, content.measuring_type) == ("antall", "1.1.", "Stock")
    assert info.region.classifications == (104, 131)
    assert info.updated == datetime(2026, 2, 25, 7, tzinfo=UTC)


def test_recorded_accounts_mark_no_regions_but_have_them(shared):
    info = recorded(shared, "13542_kostra_utvalgte_nokkeltall_strand.json")
    assert info.region.role == ""
    assert info.region.code == "KOKkommuneregion0000"
    assert info.contents["KOSAG110000"].unit == "kr"
    assert info.aggregation_allowed is False
    assert [note.text.startswith("Konsoliderte") for note in info.mandatory_notes] == [True]


def test_recorded_metadata_keep_the_order_of_positions(shared):
    info = recorded(shared, "05810_metadata_v2_en.json")
    assert list(info.dimension("Kjonn").labels.values()) == ["Both sexes", "Females", "Males"]
    assert [item.may_be_left_out for item in info.dimensions] == [True, True, False, False]
    assert sum(note.category in {"1845", "1855"} for note in info.notes) == 2


def test_recorded_html_notes_become_text_with_the_address(shared):
    info = recorded(shared, "07221_data_v0_null_status.json")
    regions = next(note for note in info.notes if note.dimension == "Region")
    assert "<" not in regions.text
    assert "(https://www.ssb.no/" in regions.text
    assert info.symbols[".."][0].startswith("Tallgrunnlag mangler")


def test_no_recorded_contact_person_is_kept(shared):
    for path in (shared / "data" / "ssb").glob("*.json"):
        try:
            info = dataset_info(path.read_bytes())
        except BadAnswer:
            continue
        assert "REDACTED" not in repr(info)
        assert "@" not in repr(info)
