from __future__ import annotations

import pytest

from data_sources.intake.workbooks.files import read_workbook
from data_sources.intake.workbooks.whole_file import FileContext
from tests.workbook_samples import CELL, COUNTS, HARAM, MEASURE, bare, places, read_sheet, stored_of, workbook

PROJECT = ("Nøkkel", "Navn", "Program", "Prosjekteier", "Fra år", "Til år", "Målform")
NEW = (None, "Nye naboer på Øya", "Bolyst", "Ulstein kommune", 2013, 2015, "Nynorsk")
GOALS = ("Nøkkel", "Mål", "Nivå", "Over i mål")
MEASURES = ("Nøkkel", "Navn", "Type", "Fase", "Planlagt start", "Planlagt slutt")
OTHER = "kristiansund-levekar"


@pytest.fixture(scope="module")
def stored(filled):
    return stored_of(filled)


def read(stored, sheets, project=None):
    return read_workbook(workbook(sheets), FileContext("bok.xlsx", stored, project))


def test_a_new_project_gets_keys_from_names_and_its_rows_refer_to_one_another(stored):
    sheets = {
        "Prosjekt": [PROJECT, NEW],
        "Kommuner": [("Kommune", "År", "Rolle"), ("Ulstein", 2014, "Eier")],
        "Mål": [
            GOALS,
            ("arbeid", "Fleire i arbeid", "Prosjektmål", None),
            (None, "Ti i praksis", "Delmål", "arbeid"),
        ],
        "Målinger": [("Mål", "Dato", "Verdi"), ("Ti i praksis", "31.12.2014", "7")],
        "Tiltak": [MEASURES, (None, "Språkkafé", "Språkkafé", "Gjennomføring", None, None)],
        "Mål for tiltak": [("Tiltak", "Mål"), ("Språkkafé", "arbeid")],
        "Deltakelse": [COUNTS, ("Språkkafé", "Ulstein", *CELL[2:])],
    }
    parsed = read(stored, sheets)
    assert parsed.rejected == []
    assert parsed.project == "nye-naboer-pa-oya"
    project = parsed.tables["project"][0]
    assert (project["project"], project["programme"], project["grant_ceiling"]) == (
        parsed.project,
        "bolyst",
        None,
    )
    assert (project["evidence"], project["source"]) == ("self_reported", "bok.xlsx")
    assert parsed.tables["project_municipality"][0]["continued"] == "unknown"
    goals = {row["text"]: row for row in parsed.tables["goal"]}
    assert goals["Fleire i arbeid"]["goal"] == "nye-naboer-pa-oya-arbeid"
    assert goals["Ti i praksis"]["goal"] == "nye-naboer-pa-oya-ti-i-praksis"
    assert goals["Ti i praksis"]["parent"] == "nye-naboer-pa-oya-arbeid"
    assert [row["position"] for row in parsed.tables["goal"]] == [1, 2]
    assert parsed.tables["goal_observation"][0]["goal"] == "nye-naboer-pa-oya-ti-i-praksis"
    assert parsed.tables["measure_goal"][0]["measure"] == "nye-naboer-pa-oya-sprakkafe"
    assert parsed.tables["intake_participation"][0]["measure_id"] == "nye-naboer-pa-oya-sprakkafe"


def test_the_same_file_twice_gives_the_same_keys(stored):
    sheets = {"Prosjekt": [PROJECT, NEW], "Mål": [GOALS, (None, "Ti i praksis", "Delmål", None)]}
    assert read(stored, sheets).tables == read(stored, sheets).tables


def test_a_stored_row_is_found_by_its_name_where_the_key_is_left_out(stored):
    measure = next(row for row in stored.rows_of("measure", HARAM) if row["measure"] == MEASURE)
    rows = (MEASURES, (None, measure["name"], "Språkopplæring", "Gjennomføring", None, None))
    parsed = read_sheet(stored, "Tiltak", *rows)
    assert parsed.rejected == []
    assert parsed.tables["measure"][0]["measure"] == MEASURE


def test_only_what_was_changed_is_changed_and_a_column_left_out_says_nothing(stored):
    kept = next(row for row in stored.rows_of("measure", HARAM) if row["measure"] == MEASURE)
    changed = next(row for row in stored.rows_of("measure", HARAM) if row["measure"] == "haram-program")
    headings = ("Nøkkel", "Navn", "Type", "Fase")
    rows = [(row["measure"], row["name"], row["type"], row["phase"]) for row in (kept, changed)]
    rows[1] = (*rows[1][:3], "Avlyst")
    parsed = read_sheet(stored, "Tiltak", headings, *rows)
    assert parsed.rejected == []
    same, new = bare(parsed.tables["measure"])
    assert same == kept
    assert new == {
        "measure": "haram-program", "project": HARAM, "name": changed["name"], "type": changed["type"],
        "phase": "cancelled", "evidence": "self_reported", "source": "bok.xlsx",
    }  # fmt: skip


def test_rows_of_other_projects_cannot_be_taken_or_referred_to(stored):
    theirs = str(stored.rows_of("measure", OTHER)[0]["measure"])
    parsed = read_sheet(stored, "Tiltak", MEASURES, (theirs, "Vårt", "Språkkafé", "Oppstart", None, None))
    assert places(parsed) == [(2, "Nøkkel")]
    assert "et annet prosjekt" in parsed.rejected[0].advice
    parsed = read(stored, {"Deltakelse": [COUNTS, (theirs, *CELL[1:])]}, HARAM)
    assert places(parsed) == [(2, "Tiltak")]
    assert "et annet prosjekt" in parsed.rejected[0].advice


def test_a_file_is_about_one_project(stored):
    theirs = str(stored.rows_of("measure", OTHER)[0]["measure"])
    parsed = read(stored, {"Deltakelse": [COUNTS, CELL, (theirs, "Kristiansund", *CELL[2:])]})
    assert parsed.rejected
    assert any("andre prosjekter i egne filer" in one.advice for one in parsed.rejected)
    parsed = read(stored, {"Prosjekt": [PROJECT, NEW, (None, "Et til", *NEW[2:])]})
    assert places(parsed) == [(3, "")]
    parsed = read(stored, {"Prosjekt": [PROJECT, NEW]}, HARAM)
    assert any(
        "handler om prosjektet" in one.advice or "handlar om prosjektet" in one.advice
        for one in parsed.rejected
    ) or (parsed.project == HARAM)


def test_a_file_that_names_no_project_is_asked_about_it(stored):
    rows = [("Dato", "Sektorer til stede"), ("18.03.2014", "NAV; helse")]
    parsed = read(stored, {"Teammøter": rows})
    assert "hvilket prosjekt" in parsed.rejected[0].advice
    named = [("Prosjekt", *rows[0]), (HARAM, *rows[1])]
    parsed = read(stored, {"Teammøter": named})
    assert (parsed.rejected, parsed.project) == ([], HARAM)
    parsed = read(stored, {"Teammøter": [named[0], ("finnes-ikke", *rows[1])]})
    assert (2, "Prosjekt") in places(parsed)
    assert read(stored, {"Teammøter": rows}, "finnes-ikke").rejected


def test_a_reference_to_nothing_is_told_and_one_to_a_faulty_row_is_not(stored):
    sheets = {
        "Mål": [GOALS, ("arbeid", "Fleire i arbeid", "Prosjektmaalet", None)],
        "Målinger": [("Mål", "Dato", "Verdi"), ("arbeid", "31.12.2014", 7), ("ukjent", "31.12.2014", 7)],
    }
    parsed = read(stored, sheets, HARAM)
    assert [(one.sheet, one.row) for one in parsed.rejected] == [("Mål", 2), ("Målinger", 3)]


def test_goals_in_a_ring_are_told(stored):
    rows = (
        GOALS,
        ("a", "Første", "Delmål", "b"),
        ("b", "Andre", "Delmål", "a"),
        ("c", "Tredje", "Delmål", "a"),
    )
    assert places(read_sheet(stored, "Mål", *rows)) == [(2, "Over i mål"), (3, "Over i mål")]


def test_an_end_before_its_start_is_told(stored):
    rows = (MEASURES, ("x", "Nytt", "Annet", "Oppstart", "02.05.2014", "01.05.2014"))
    assert places(read_sheet(stored, "Tiltak", *rows)) == [(2, "Planlagt slutt")]
    assert places(read(stored, {"Prosjekt": [PROJECT, (*NEW[:4], 2015, 2013, "Nynorsk")]})) == [(2, "Til år")]


def test_checklists_take_known_items_and_skip_questions_without_an_answer(stored):
    rows = (
        ("Punkt", "Status", "Merknad"),
        ("1.1 Klare mål", "Delvis", None),
        (1.2, "ja", None),
        ("1.3", None, None),
    )
    parsed = read_sheet(stored, "Suksessfaktorer", *rows)
    assert parsed.rejected == []
    assert [(row["item"], row["status"]) for row in parsed.tables["success_factor_assessment"]] == [
        ("1.1", "partly"),
        ("1.2", "fulfilled"),
    ]
    rows = (
        ("Kommune", "Modul", "Punkt", "Status"),
        ("1534 Haram", "kun-1", 1, "Ferdig"),
        ("1534", "kun-1", 9, "Ferdig"),
    )
    parsed = read_sheet(stored, "Moduler", *rows)
    assert places(parsed) == [(3, "Punkt")]
    assert "1, 2, 3, 4" in parsed.rejected[0].advice


def test_advice_is_in_the_language_of_the_headings(stored):
    nynorsk = (
        "Tiltak",
        "Kommune",
        "År",
        "Målgruppe",
        "Kjønn",
        "Alder",
        "Unike deltakarar",
        "Oppmøte",
        "Fullført",
    )
    parsed = read(stored, {"Deltaking": [nynorsk, (*CELL[:5], None, *CELL[6:])]})
    assert parsed.rejected[0].advice == "Cella kan ikkje vere tom: fyll inn."
