"""IMDi's files: what is taken from them, and what is refused with row, column, value and advice."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from data_sources import schema
from data_sources.database import engine, read
from data_sources.statbank.imdi_files import FileRefused, read_file
from data_sources.statbank.municipal_figures import numbers_in_use
from data_sources.statbank.refresh import fetch_file
from seeds.load import SEEDS

REASON = "kommune_code,name,year,reason,value,status\n"
SETTLEMENT = "kommune_code,name,year,measure,value,status\n"
FILES = (
    "immigrants_by_reason_2006_2021.csv",
    "refugee_settlement_1995_2023.csv",
    "refugees_settled_2022_2024.csv",
)


@pytest.fixture(scope="module")
def numbers(filled):
    board = engine(filled.board_url)
    tables = (schema.municipality, schema.municipality_successor, schema.statistic)
    yield numbers_in_use(*(read(board, table) for table in tables))
    board.dispose()


@pytest.fixture
def given(tmp_path, numbers):
    """Read a file with this text; give the figures by indicator, municipality and year."""

    def read_text(text, name="imdi.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        frame = read_file(path, numbers).frame
        keys = zip(frame["indicator"], frame["municipality"], frame["year"], strict=True)
        return dict(zip(keys, frame.itertuples(index=False), strict=True))

    return read_text


def seeded():
    with (SEEDS / "statistic.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator"], row["municipality"], int(row["year"])): row for row in csv.DictReader(file)
        }


@pytest.mark.parametrize("name", FILES)
def test_a_file_gives_the_figures_of_the_seeds_wherever_the_two_overlap(name, numbers, shared):
    frame = read_file(shared / "data" / "figures" / name, numbers).frame
    seeds, compared = seeded(), 0
    for row in frame.itertuples(index=False):
        held = seeds.get((row.indicator, row.municipality, row.year))
        if held is None:
            continue
        compared += 1
        value = "" if row.value != row.value else f"{row.value:g}"
        symbol = row.symbol if isinstance(row.symbol, str) else ""
        assert (value, symbol, row.source) == (
            f"{float(held['value']):g}" if held["value"] else "", held["symbol"], held["source"],
        ), row  # fmt: skip
    assert compared > 1400


def test_reasons_are_told_apart_and_the_rest_is_known_and_not_kept(given):
    found = given(
        REASON
        + "1534,Haram (t.o.m. 2019),2019,Alle,1418,\n1534,Haram (t.o.m. 2019),2019,Arbeidsinnvandrere,700,\n"
        + "1534,Haram (t.o.m. 2019),2019,Uoppgitt,5,\n1534,Haram (t.o.m. 2019),2019,Familieinnvandrede,,:\n"
    )
    assert {key[0]: row.value for key, row in found.items() if row.value == row.value} == {
        "immigrants_total": 1418,
        "immigrants_labour": 700,
    }
    assert found["immigrants_family", "1534", 2019].symbol == ":"


def test_a_figure_carried_to_a_later_number_stands_at_the_number_of_the_time(given):
    rows = "3403,Hamar,2016,Arbeidsinnvandrere,50,\n3403,Hamar,2021,Arbeidsinnvandrere,60,\n"
    assert [key[1:] for key in given(REASON + rows)] == [("0403", 2016), ("3403", 2021)]


def test_parts_of_an_area_that_was_one_municipality_are_added(given):
    rows = "1508,Ålesund,2021,Arbeidsinnvandrere,90,\n1580,Haram,2021,Arbeidsinnvandrere,10,\n"
    found = given(REASON + rows)
    assert {key: row.value for key, row in found.items()} == {("immigrants_labour", "1507", 2021): 100}


def test_fewer_than_five_are_hidden(given):
    row = given(REASON + "1130,Strand,2020,Arbeidsinnvandrere,4,\n")["immigrants_labour", "1130", 2020]
    assert (row.symbol, row.source) == (":", "IMDi 2020; skjult av oss: 1–4")


def test_the_last_year_of_the_settlement_table_is_not_whole_and_left_out(given):
    rows = "1130,Strand,2021,settled,20,\n1130,Strand,2022,settled,11,\n"
    assert list(given(SETTLEMENT + rows)) == [("settled_refugees", "1130", 2021)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "130,Strand,2020,Alle,7,",
            "Rad 2, kolonne «kommune_code»: «130». Kommunenummer skal ha fire siffer",
        ),
        ("1130,Strand,20,Alle,7,", "Rad 2, kolonne «year»: «20». Skriv et år"),
        ("1130,Strand,2020,Turister,7,", "Rad 2, kolonne «reason»: «Turister». Bruk en av Alle,"),
        ("1130,Strand,2020,Alle,mange,", "Rad 2, kolonne «value»: «mange». Skriv et helt tall"),
        ("1130,Strand,2020,Alle,-7,", "Rad 2, kolonne «value»: «-7». Skriv et helt tall"),
        ("1130,Strand,2020,Alle,7.5,", "Rad 2, kolonne «value»: «7.5». Skriv et helt tall"),
        ("1130,Strand,2020,Alle,,", "Rad 2, kolonne «value»: «». Skriv enten et tall, eller et tegn"),
        ("1130,Strand,2020,Alle,7,:", "Rad 2, kolonne «value»: «7». Skriv enten et tall, eller et tegn"),
        ("1130,Strand,2020,Alle,,x", "Rad 2, kolonne «status»: «x». Bruk en av"),
        ("1130,Strand,2020,Alle", "Rad 2: raden skal ha 6 celler"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_with_what_to_do(given, row, said):
    with pytest.raises(FileRefused) as refused:
        given(REASON + row + "\n")
    assert said in str(refused.value)
    assert "ingenting er endret" in str(refused.value)


def test_a_row_that_stands_twice_is_named(given):
    row = "1130,Strand,2020,Alle,700,\n"
    with pytest.raises(FileRefused, match="Rad 3, kolonne «kommune_code»: «1130» står i rad 2"):
        given(REASON + row + row)


def test_only_ten_faults_are_listed_and_the_rest_counted(given):
    with pytest.raises(FileRefused, match="og 5 til"):
        given(REASON + "130,Strand,2020,Alle,7,\n" * 15)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", REASON, "kommune_code;name\n"])
def test_another_kind_of_file_is_refused(given, text):
    with pytest.raises(FileRefused):
        given(text)


def test_a_file_that_is_not_utf_8_is_refused_with_what_to_do(tmp_path, numbers):
    path = tmp_path / "gammel.csv"
    path.write_bytes((REASON + "1508,Ålesund,2021,Alle,9,\n").encode("latin-1"))
    with pytest.raises(FileRefused, match="lagre fila som CSV UTF-8"):
        read_file(path, numbers)


def test_what_is_kept_of_a_file_is_its_name_and_hash(tmp_path, numbers):
    path = tmp_path / "imdi.csv"
    path.write_text(REASON + "1130,Strand,2020,Alle,700,\n", encoding="utf-8")
    (found,), _ = fetch_file(path, numbers, datetime(2026, 3, 20, tzinfo=UTC))
    assert '"file": "imdi.csv"' in found.request
    assert str(tmp_path) not in found.request
    assert found.table == "IMDi befolkning_innvandringsgrunn"
