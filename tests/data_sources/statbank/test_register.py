from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from data_sources.statbank.register import HEADING, RegisterError, check_register, load_register, title_core
from data_sources.statbank.table_info import dataset_info
from seeds.load import SEEDS

TWIN = Path(__file__).parents[2] / "data" / "ssb" / "metadata.json"
REGISTER = load_register(SEEDS / "indicator_source.csv")
POPULATION = next(row for row in REGISTER if row.indicator == "population")


def check(row=POPULATION, alter=None, **changes):
    dataset = json.loads(TWIN.read_text("utf-8"))
    if alter is not None:
        alter(dataset)
    info = dataset_info(json.dumps(dataset).encode())
    return check_register([replace(row, **changes)], {"07459": info})


def subjects(*args, **changes):
    return [mismatch.subject for mismatch in check(*args, **changes)]


def test_a_table_that_is_what_the_register_expects_passes():
    assert check() == []


def test_a_table_that_is_not_there_is_said():
    assert [mismatch.subject for mismatch in check_register([POPULATION], {})] == ["table"]


def test_metadata_of_another_table_are_a_mismatch_and_nothing_else():
    def renumber(dataset):
        dataset["extension"]["px"]["tableid"] = "06913"

    mismatches = check(alter=renumber)
    assert [mismatch.text for mismatch in mismatches] == [
        "population hentes ikke: tabell 07459 skulle leses, men svaret gjelder tabell 06913."
    ]


def test_another_title_refuses_the_figures_and_names_both():
    def rename(dataset):
        dataset["label"] = "07459: Biler, etter region og år"
        dataset["extension"]["px"]["contents"] = "07459: Biler,"

    (mismatch,) = check(alter=rename)
    assert mismatch.subject == "title"
    assert "«07459: Biler, etter region og år», ventet «Befolkning" in mismatch.text


@pytest.mark.parametrize("unit", ["prosent", "1000 personer", "", "kr"])
def test_another_unit_refuses_the_figures(unit):
    def change(dataset):
        dataset["dimension"]["ContentsCode"]["category"]["unit"]["Personer1"]["base"] = unit

    (mismatch,) = check(alter=change)
    assert mismatch.subject == "unit"
    assert (unit or "ikke oppgitt") in mismatch.text


def test_a_description_without_units_cannot_be_trusted():
    older = dataset_info((TWIN.parent / "metadata_v0.json").read_bytes())
    found = check_register([replace(POPULATION, code_list=None)], {"07459": older})
    assert [mismatch.subject for mismatch in found] == ["unit"]


def test_what_the_table_does_not_have_is_named():
    assert subjects(contents="Personer") == ["contents"]
    assert subjects(region_dimension="Sted") == ["region"]
    assert subjects(code_list="agg_kommsummer") == ["code_list"]
    assert subjects(selection={"Alder": ("999",)}) == ["variable"]
    assert subjects(selection={"Kjonn": ("0",)}) == ["variable"]
    assert subjects(selection={"Kjonn": ("1", "2")}) == []


def test_a_code_used_anew_for_something_else_refuses_the_figures():
    def households(dataset):
        dataset["dimension"]["ContentsCode"]["category"]["label"]["Personer1"] = "Husholdninger"

    def swap(dataset):
        dataset["dimension"]["Kjonn"]["category"]["label"] = {"1": "Kvinner", "2": "Menn"}

    (mismatch,) = check(alter=households)
    assert mismatch.subject == "wording"
    assert "Personer1 i tabell 07459 heter «Husholdninger», ventet noe med «person»" in mismatch.text
    women = {"selection": {"Kjonn": ("2",)}, "wording": {"Personer1": ("person",), "2": ("kvinner",)}}
    assert subjects(**women) == []
    assert subjects(alter=swap, **women) == ["wording"]


@pytest.mark.parametrize(("label", "passes"), [("1 år", True), ("11 år", False), ("21 år", False)])
def test_words_are_met_at_their_beginning(label, passes):
    def age(dataset):
        dataset["dimension"]["Kjonn"]["category"]["label"]["1"] = label

    one = {"selection": {"Kjonn": ("1",)}, "wording": {"1": ("1 år",)}}
    assert (subjects(alter=age, **one) == []) is passes


def test_a_title_in_another_language_refuses_the_figures():
    def english(dataset):
        dataset["label"] = "07459: Population, by region, sex and year"
        dataset["extension"]["px"]["contents"] = "07459: Population,"

    assert subjects(alter=english) == ["title"]


def test_a_variable_that_has_become_compulsory_refuses_the_figures():
    def require(dataset):
        dataset["dimension"]["Kjonn"]["extension"]["elimination"] = False

    (mismatch,) = check(alter=require)
    assert "krever et valg av Kjonn" in mismatch.text


def test_every_mismatch_is_told_at_once():
    assert subjects(titles=("Biler",), contents="Biler", code_list="vs_Biler") == [
        "title",
        "contents",
        "code_list",
    ]


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("07459: Befolkning, etter region, kjønn og år", "befolkning"),
        ("07459: Befolkning,", "befolkning"),
        ("05810: Population, by sex and age 1845-2025", "population"),
        ("Utdanningsnivå, etter kommune og kjønn (K) 1970 - 2024", "utdanningsnivå"),
        ("Endringer i kommuner, fylker og hele landets befolkning (K) 1951-2026", None),
        ("Lavinntekt (K) (B) 2005-2024", "lavinntekt"),
        ("Vedvarende lavinntekt (EU-60), 3-årsperiode", "vedvarende lavinntekt (eu-60), 3-årsperiode"),
        ("Arbeidsledige 2006M01–2025M09", "arbeidsledige"),
    ],
)
def test_titles_are_compared_without_number_variables_marks_and_years(title, core):
    assert title_core(title) == (core or "endringer i kommuner, fylker og hele landets befolkning")


def test_titles_of_two_tables_stay_apart():
    cores = {title_core(title): row.table for row in REGISTER for title in row.titles}
    for row in REGISTER:
        assert {cores[title_core(title)] for title in row.titles} == {row.table}


# The register file


def write(tmp_path, **changes):
    row = dict.fromkeys(HEADING, "") | {
        "indicator": "a",
        "table": "07459",
        "title": "Befolkning",
        "contents": "Personer1",
        "region_dimension": "Region",
        "wording": "Personer1=person",
        "unit": "person",
        "direction": "neutral",
        "summable": "1",
        "source": "https://example.org",
    }
    path = tmp_path / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADING)
        writer.writeheader()
        writer.writerow(row | changes)
    return path


def test_a_row_is_read_with_its_choices(tmp_path):
    wording = "Personer1=person|folk;1=menn;2=kvinner;999=alle"
    (row,) = load_register(
        write(tmp_path, title="Folk | Befolkning", selection="Kjonn=1|2;Alder=999", wording=wording)
    )
    assert row.titles == ("Folk", "Befolkning")
    assert row.selection == {"Kjonn": ("1", "2"), "Alder": ("999",)}
    assert (row.wording["Personer1"], row.wording["2"]) == (("person", "folk"), ("kvinner",))
    assert (row.code_list, row.denominator, row.summable) == (None, None, True)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"table": ""}, "rad 2, kolonne «table».*fylles ut"),
        ({"unit": "personer"}, "Bruk en av"),
        ({"direction": "opp"}, "Bruk en av"),
        ({"summable": "ja"}, "Bruk en av"),
        ({"unit": "%", "summable": "1"}, "Andeler kan ikke legges sammen"),
        ({"unit": "%", "summable": "0", "selection": "Kjonn=1|2"}, "velg én kode"),
        ({"selection": "Kjonn"}, "Variabel=kode"),
        ({"selection": "Kjonn="}, "Variabel=kode"),
        ({"wording": ""}, "et ord som teksten til Personer1 skal ha"),
        ({"wording": "Personer1="}, "et ord som teksten til Personer1 skal ha"),
        ({"selection": "Kjonn=1"}, "et ord som teksten til 1 skal ha"),
    ],
)
def test_a_cell_that_cannot_be_used_is_explained(tmp_path, changes, words):
    with pytest.raises(RegisterError, match=words):
        load_register(write(tmp_path, **changes))


def test_an_indicator_stands_once(tmp_path):
    path = write(tmp_path)
    path.write_text(path.read_text("utf-8") + path.read_text("utf-8").splitlines()[1] + "\n", "utf-8")
    with pytest.raises(RegisterError, match="mer enn én gang"):
        load_register(path)


def test_another_heading_is_refused(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("indicator,table\n", "utf-8")
    with pytest.raises(RegisterError, match="kolonnene skal være"):
        load_register(path)


def test_the_shipped_register_agrees_with_the_indicators_of_the_board():
    with (SEEDS / "indicator.csv").open(encoding="utf-8", newline="") as file:
        known = {row["indicator"]: row for row in csv.DictReader(file)}
    both = [row for row in REGISTER if row.indicator in known]
    assert {row.indicator for row in both} >= {"population", "immigrants_total", "immigrant_share"}
    for row in both:
        there = known[row.indicator]
        assert (row.unit, row.direction, str(int(row.summable))) == (
            there["unit"],
            there["direction"],
            there["summable"],
        )
        assert f"SSB {row.table}" in there["source_table"]


def test_denominators_of_the_shipped_register_are_counts_of_its_own():
    counts = {row.indicator for row in REGISTER if row.summable}
    assert {row.denominator for row in REGISTER if row.denominator} <= counts


def test_population_growth_is_never_good_or_bad():
    directions = {row.indicator: row.direction for row in REGISTER}
    assert {directions[name] for name in ("population", "population_growth", "net_migration")} == {"neutral"}


# Real answers of Statistics Norway


def test_recorded_tables_pass_but_for_what_an_answer_of_one_place_leaves_out(shared):
    rows = {
        row.table: row for row in REGISTER if row.indicator in {"population", "net_operating_result_share"}
    }
    for table, name in (
        ("07459", "07459_befolkning_strand_1986-2026.json"),
        ("13542", "13542_kostra_utvalgte_nokkeltall_strand.json"),
    ):
        info = dataset_info((shared / "data" / "ssb" / name).read_bytes())
        assert check_register([replace(rows[table], code_list=None)], {table: info}) == []


def test_a_recorded_table_in_the_place_of_another_is_refused(shared):
    info = dataset_info((shared / "data/ssb/13542_kostra_utvalgte_nokkeltall_strand.json").read_bytes())
    found = check_register([POPULATION], {"07459": info})
    assert [mismatch.subject for mismatch in found] == ["table"]
    unnumbered = replace(info, table="")
    found = check_register([POPULATION], {"07459": unnumbered})
    assert {mismatch.subject for mismatch in found} >= {"title", "contents", "region"}
