from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_sources.intake.limits import UnreadableFile
from data_sources.intake.workbooks.csv_file import guarded, raw_csv, read_csv, write_csv
from data_sources.intake.workbooks.sheets import BY_TABLE
from data_sources.intake.workbooks.whole_file import Asked
from tests.workbook_samples import (
    CELL,
    COUNTS,
    HARAM,
    IDENTITY_NUMBER,
    bare,
    counts_of,
    places,
    read_text,
    stored_of,
    workbook,
)


@pytest.fixture(scope="module")
def stored(filled):
    return stored_of(filled)


def text_of(delimiter, *rows, end="\r\n"):
    return end.join(delimiter.join(str(cell) for cell in row) for row in rows) + end


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_delimiter_and_encoding_gives_what_the_workbook_gives(stored, delimiter, code):
    parsed = read_text(stored, text_of(delimiter, COUNTS, CELL), code)
    assert (parsed.kind, parsed.rejected, parsed.project) == ("csv", [], HARAM)
    expected = bare(counts_of(stored, CELL).tables["intake_participation"])[0] | {"source": "tall.csv"}
    assert bare(parsed.tables["intake_participation"]) == [expected]


def test_decimal_commas_and_quoted_cells_are_read(stored):
    text = 'Mål;Dato;Verdi\r\nharam-e1;24.04.2014;"12,5"\r\n'
    row = read_text(stored, text).tables["goal_observation"][0]
    assert row["value"] == 12.5
    text = "Mål,Dato,Verdi\nharam-e1,24.04.2014,12.5\n"
    assert read_text(stored, text).tables["goal_observation"][0]["value"] == 12.5


def test_rows_are_numbered_as_excel_numbers_them(stored):
    wrong = tuple("feil" if cell == "Kvinne" else cell for cell in CELL)
    text = text_of(";", COUNTS, (), ('"' + CELL[0] + '"', *CELL[1:]), wrong)
    assert places(read_text(stored, text)) == [(4, "Kjønn")]
    assert read_text(stored, text).rejected[0].sheet == "tall.csv"


def test_a_file_that_is_about_nothing_we_know_is_told(stored):
    parsed = read_text(stored, "Dag;Vær\nmandag;sol\n")
    assert [(one.row, one.column) for one in parsed.rejected] == [(0, "")]
    assert parsed.tables == {}


def test_personal_data_stops_a_csv_file_too(stored):
    parsed = read_text(stored, text_of(";", (*COUNTS, "Kode"), (*CELL, IDENTITY_NUMBER)))
    assert parsed.tables == {}
    assert IDENTITY_NUMBER not in repr(parsed)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "tom"),
        (b"Tiltak;Kommune\x00;\x01", "ikke tekst"),
        (b"\xff\xfeT", "ikke tekst"),
        (b"Tiltak\x81;Kommune", "ikke tekst"),
        ('Mål;Dato;Verdi\n"a;24.04.2014;1\n'.encode(), "hermetegn"),
        (b";" * 200, "78 kolonner"),
    ],
)
def test_what_is_no_csv_is_told(stored, content, told):
    with pytest.raises(UnreadableFile, match=told):
        read_csv(content, Asked("tall.csv", stored))


def test_a_workbook_called_csv_is_not_read_as_text(stored):
    with pytest.raises(UnreadableFile, match="ikke tekst"):
        read_csv(workbook({"Deltakelse": [COUNTS, CELL]}), Asked("tall.csv", stored))


@pytest.mark.parametrize("text", ["=1+1", "+47", "-2", "@SUM(A1)", "\t=1", "'=1"])
def test_no_cell_we_write_is_a_live_formula(text):
    assert guarded(text).startswith("'")
    assert guarded(-12.5) == "-12,5"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(str.strip), min_size=3, max_size=3)
)
def test_text_comes_back_as_it_was_written(cells):
    sheet = BY_TABLE["goal_observation"]
    written = write_csv(sheet, [["x", *cells[1:]]], "nb")
    raw = raw_csv(written, "tall.csv", "nb")
    shown = [guarded(cell).removeprefix("'") if guarded(cell) != cell else cell for cell in ["x", *cells[1:]]]
    assert list(raw.rows[1][1]) == shown
