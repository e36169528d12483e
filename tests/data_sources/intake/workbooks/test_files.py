from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_sources.intake.parsed import PLACE
from data_sources.intake.refusals import UnreadableFile
from data_sources.intake.workbooks.files import LARGE, guarded, raw_csv, read_csv, read_workbook, write_csv
from data_sources.intake.workbooks.sheets import BY_TABLE
from data_sources.intake.workbooks.whole_file import FileContext
from tests.workbook_samples import (
    CELL,
    COUNTS,
    HARAM,
    IDENTITY_NUMBER,
    MEASURE,
    Formula,
    Percent,
    bare,
    changed,
    counts_of,
    headings_of,
    places,
    read_sheet,
    read_text,
    stored_of,
    workbook,
)

GOALS = ("Nøkkel", "Mål", "Nivå", "Måltall", "Frist")


@pytest.fixture(scope="module")
def stored(filled):
    return stored_of(filled)


def test_participation_becomes_typed_rows_with_their_place_and_source(stored):
    parsed = counts_of(stored, CELL)
    assert parsed.rejected == []
    assert (parsed.kind, parsed.project) == ("workbook", HARAM)
    assert parsed.tables["intake_participation"] == [
        {
            PLACE: ("Deltakelse", 2), "measure_id": MEASURE, "municipality": "1534", "period": "2014",
            "target_group": "refugees", "gender": "female", "age_group": "30-54", "unique_participants": 14,
            "attendances": 96, "completed": 11, "evidence": "self_reported", "source": "tall.xlsx",
        }
    ]  # fmt: skip


def test_rows_are_read_alike_whatever_language_order_and_form_they_are_written_in(stored):
    nynorsk = (
        "Fullført",
        "Oppmøte",
        "Unike deltakarar",
        "Alder",
        "Kjønn",
        "Målgruppe",
        "År",
        "Kommune",
        "Tiltak",
    )
    name = next(row["name"] for row in stored.tables["measure"] if row["measure"] == MEASURE)
    rows = ("11", "96", "14", "30-54", "female", "Refugees and their family immigrants", "2014", 1534, name)
    label = stored.lists["target_group"].label("refugees", "nn")
    rows = (*rows[:5], label, *rows[6:])
    book = workbook({"Deltaking": [("Tal for 2014",), (), nynorsk, rows]})
    parsed = read_workbook(book, FileContext("tall.xlsx", stored, HARAM))
    assert parsed.rejected == []
    first = counts_of(stored, CELL).tables["intake_participation"]
    assert bare(parsed.tables["intake_participation"]) == bare(first)
    assert parsed.tables["intake_participation"][0][PLACE] == ("Deltaking", 4)


def test_every_cell_that_cannot_be_used_is_listed_with_its_row_heading_and_value(stored):
    wrong = (MEASURE, "Herøy", "14", "Naboer", "Annet", "30-99", "mange", 1.5, -1)
    parsed = counts_of(stored, CELL, wrong, project=HARAM)
    assert places(parsed) == [(3, heading) for heading in COUNTS[2:]]
    assert [one.value for one in parsed.rejected] == ["14", "Naboer", "Annet", "30-99", "mange", "1,5", "-1"]
    assert all(one.sheet == "Deltakelse" and one.advice for one in parsed.rejected)


def test_a_name_that_two_municipalities_have_is_asked_about(stored):
    parsed = counts_of(stored, changed(CELL, Kommune="Herøy"))
    assert places(parsed) == [(2, "Kommune")]
    assert "1515 Herøy (Møre og Romsdal)" in parsed.rejected[0].advice
    assert "1818 Herøy (Nordland)" in parsed.rejected[0].advice


def test_a_municipality_is_to_be_valid_in_the_period(stored):
    parsed = counts_of(stored, changed(CELL, År=2024))
    assert places(parsed) == [(2, "Kommune")]
    assert "1580 Haram" in parsed.rejected[0].advice


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"Oppmøter": 13}, "Oppmøter"), ({"Fullført": 15}, "Fullført"), ({"Unike_deltakere": 97}, "Oppmøter")],
)
def test_counts_that_contradict_each_other_are_refused(stored, cells, column):
    assert (2, column) in places(counts_of(stored, changed(CELL, **cells)))


def test_counts_may_be_missing_but_unique_participants_not(stored):
    assert counts_of(stored, changed(CELL, Oppmøter=None, Fullført=None)).rejected == []
    assert places(counts_of(stored, changed(CELL, Unike_deltakere=None))) == [(2, "Unike deltakere")]


def test_the_same_cell_twice_is_refused_naming_both_rows(stored):
    parsed = counts_of(stored, CELL, changed(CELL, Kjønn="Mann"), changed(CELL, Kommune="Haram", Oppmøter=40))
    assert places(parsed) == [(4, "")]
    assert "Rad 4 og rad 2" in parsed.rejected[0].advice


def test_a_group_of_organisations_has_no_participants(stored):
    assert places(counts_of(stored, changed(CELL, Målgruppe="Næringsliv"))) == [(2, "Målgruppe")]


def test_a_formula_is_refused_and_its_old_result_not_used(stored):
    parsed = counts_of(stored, changed(CELL, Unike_deltakere=Formula("=6+8")))
    assert places(parsed) == [(2, "Unike deltakere")]
    assert "lim den inn som verdi" in parsed.rejected[0].advice


def test_text_that_begins_like_a_formula_is_text(stored):
    rows = (
        GOALS,
        (None, "=SUM(A1) er ikke en formel her", "Delmål", None, None),
        (None, "- uten tall", "Delmål", None, None),
    )
    parsed = read_sheet(stored, "Mål", *rows)
    assert parsed.rejected == []
    assert [row["text"] for row in parsed.tables["goal"]] == ["=SUM(A1) er ikke en formel her", "- uten tall"]


def test_unknown_sheets_and_columns_are_told_and_empty_sheets_are_not(stored):
    sheets = {"Deltakelse": [(*COUNTS, "Vær"), (*CELL, "sol")], "Notater": [("husk kake",)], "Ark1": []}
    parsed = read_workbook(workbook(sheets), FileContext("tall.xlsx", stored))
    assert [(one.sheet, one.row, one.column) for one in parsed.rejected] == [
        ("Notater", 0, ""),
        ("Deltakelse", 1, "Vær"),
    ]


def test_a_sheet_with_another_name_is_known_by_its_headings(stored):
    parsed = read_workbook(workbook({"Ark1": [COUNTS, CELL]}), FileContext("tall.xlsx", stored))
    assert parsed.rejected == []
    assert len(parsed.tables["intake_participation"]) == 1


def test_two_sheets_about_the_same_are_refused(stored):
    parsed = read_workbook(
        workbook({"Deltakelse": [COUNTS, CELL], "Deltaking": [COUNTS, CELL]}), FileContext("x.xlsx", stored)
    )
    assert [(one.sheet, one.row) for one in parsed.rejected] == [("Deltaking", 0)]


def test_missing_and_repeated_columns_are_told(stored):
    headings = tuple("Oppmøter" if name == "Fullført" else name for name in COUNTS if name != "Kjønn")
    parsed = counts_of(stored, tuple(cell for cell in CELL if cell != "Kvinne"), headings=headings)
    assert places(parsed) == [(1, "Kjønn"), (1, "Oppmøter")]


def test_a_cell_outside_the_headings_is_told(stored):
    assert places(counts_of(stored, (*CELL, "og dette"))) == [(2, "kolonne J")]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Fødselsnummer", (IDENTITY_NUMBER,)), ("Kode", (IDENTITY_NUMBER,)),
        ("Kode", (int(IDENTITY_NUMBER),)),
        ("Deltakernavn", ("Kari",)), ("Hvem", ("Kari Nordmann", "Ola Nordmann")),
        ("Merknad", ("sjekk a.b@eksempel.no",)), ("Nr", ("900 00 000",)), ("Mobil", (None,)),
        (None, ("Kari Nordmann",)), (IDENTITY_NUMBER, (None,)),
    ],
)  # fmt: skip
def test_a_column_that_looks_like_personal_data_stops_the_import_and_is_not_repeated(stored, heading, cells):
    rows = [
        (*changed(CELL, Kjønn=gender), cell) for cell, gender in zip(cells, ("Kvinne", "Mann"), strict=False)
    ]
    parsed = counts_of(stored, *rows, (MEASURE, "feil"), headings=(*COUNTS, heading))
    assert parsed.tables == {}
    assert parsed.project is None
    assert len(parsed.rejected) == 1
    assert "ingenting i fila er lagret" in parsed.rejected[0].advice
    assert parsed.rejected[0].value == ""
    for cell in (*cells, IDENTITY_NUMBER):
        assert cell is None or str(cell) not in repr(parsed)


@pytest.mark.parametrize("heading", ["Målgruppe", "Unike deltakere", "Kommune", "Tiltak"])
def test_personal_data_in_one_of_our_own_columns_stops_the_import_too(stored, heading):
    parsed = counts_of(stored, CELL, changed(CELL, **{heading.replace(" ", "_"): IDENTITY_NUMBER}))
    assert parsed.tables == {}
    assert places(parsed) == [(3, heading)]
    assert IDENTITY_NUMBER not in repr(parsed)


def test_a_name_where_a_role_belongs_stops_the_import(stored):
    goals = [(*GOALS, "Ansvarlig rolle"), ("g1", "Et mål", "Delmål", 3, None, "Kari Nordmann")]
    parsed = read_sheet(stored, "Mål", *goals)
    assert places(parsed) == [(2, "Ansvarlig rolle")]
    assert "Nordmann" not in repr(parsed)
    assert parsed.tables == {}


def test_a_partner_is_an_organisation_and_no_person(stored):
    organisation = next(str(row["name"]) for row in stored.tables["partner"])
    goals = [(*GOALS, "Ansvarlig rolle"), ("g1", "Et mål", "Delmål", 3, None, organisation)]
    assert read_sheet(stored, "Mål", *goals).rejected == []


def test_a_name_in_a_column_of_codes_is_refused_without_repeating_it(stored):
    parsed = counts_of(stored, changed(CELL, Kjønn="Kari Nordmann"))
    assert places(parsed) == [(2, "Kjønn")]
    assert "Nordmann" not in repr(parsed)


def test_numbers_and_dates_are_typed_and_percent_cells_are_asked_about(stored):
    parsed = read_sheet(
        stored,
        "Mål",
        GOALS,
        ("g1", "Et mål", "Delmål", "12,5", date(2014, 4, 24)),
        (None, "To", "delmål", 40, "24.4.2014"),
    )
    assert parsed.rejected == []
    assert [(row["target"], row["deadline"]) for row in parsed.tables["goal"]] == [
        (12.5, date(2014, 4, 24)),
        (40.0, date(2014, 4, 24)),
    ]


def test_a_percent_cell_is_asked_about(stored):
    parsed = read_sheet(stored, "Mål", GOALS, ("g1", "Et mål", "Delmål", Percent(0.12), None))
    assert places(parsed) == [(2, "Måltall")]
    assert "prosent" in parsed.rejected[0].advice


def every_cell(stored):
    """Cells of participation, no two alike, more than are read with formats."""
    lists = stored.lists
    for measure in stored.rows_of("measure", HARAM):
        for group in lists["participant_group"].written("nb"):
            for gender in lists["gender"].written("nb"):
                for age in lists["age_group"].written("nb"):
                    yield changed(CELL, Tiltak=measure["measure"], Målgruppe=group, Kjønn=gender, Alder=age)


def test_a_large_workbook_is_read_as_a_small_one(stored):
    rows = list(every_cell(stored))[: LARGE + 100]
    assert len(rows) > LARGE
    small, large = counts_of(stored, *rows[:300]), counts_of(stored, *rows)
    assert small.rejected == large.rejected == []
    assert large.tables["intake_participation"][:300] == small.tables["intake_participation"]
    assert len(large.tables["intake_participation"]) == len(rows)


def test_a_formula_in_a_large_workbook_is_refused_too(stored):
    rows = list(every_cell(stored))[: LARGE + 100]
    rows[-1] = changed(rows[-1], Unike_deltakere=Formula("=6+8"))
    assert places(counts_of(stored, *rows)) == [(len(rows) + 1, "Unike deltakere")]


def test_progress_ends_where_it_said_it_would(stored):
    seen = []
    book = workbook({"Deltakelse": [COUNTS, CELL]})
    read_workbook(
        book, FileContext("tall.xlsx", stored), progress=lambda done, total: seen.append((done, total))
    )
    assert seen[-1][0] == seen[-1][1] > 0
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert len({total for _, total in seen}) == 1


def test_an_empty_template_says_that_there_is_nothing(stored):
    parsed = read_workbook(
        workbook({"Deltakelse": [headings_of("intake_participation")]}), FileContext("tom.xlsx", stored)
    )
    assert [one.row for one in parsed.rejected] == [0]


def test_a_workbook_without_cells_is_no_error_of_the_program(stored):
    assert read_workbook(workbook({"Ark1": []}), FileContext("tom.xlsx", stored)).rejected
    with pytest.raises(UnreadableFile):
        read_workbook(b"PK", FileContext("tom.xlsx", stored))


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
        read_csv(content, FileContext("tall.csv", stored))


def test_a_workbook_called_csv_is_not_read_as_text(stored):
    with pytest.raises(UnreadableFile, match="ikke tekst"):
        read_csv(workbook({"Deltakelse": [COUNTS, CELL]}), FileContext("tall.csv", stored))


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
