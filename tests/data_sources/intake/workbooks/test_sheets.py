from __future__ import annotations

import re

import pytest
from sqlalchemy import CheckConstraint

from data_sources import schema
from data_sources.intake.wording import LANGUAGES, words
from data_sources.intake.workbooks.sheets import (
    BY_TABLE,
    PARTICIPATION,
    SHEETS,
    language_of,
    plain,
    sheet_named,
    sheets_like,
)
from data_sources.intake.workbooks.stored import key_columns, own_lists
from tests.workbook_samples import stored_of

FILLED_IN = {"evidence", "source"}


def table_of(sheet):
    return (schema.intake if sheet.table == PARTICIPATION else schema.board).tables[sheet.table]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
def test_every_column_of_a_sheet_is_one_of_the_table_and_the_other_way_round(sheet):
    columns = {column.name for column in sheet.columns if column.kind != "shown"}
    tables = {column.name for column in table_of(sheet).columns}
    from_elsewhere = {"text"} if sheet.table == "module_item_status" else set()
    assert columns - from_elsewhere == tables - FILLED_IN


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
def test_what_the_table_needs_is_required_or_worked_out(sheet):
    worked_out = {"project", "position", *({sheet.table} & {"project", "goal", "measure", "milestone"})}
    needed = {column.name for column in table_of(sheet).columns if not column.nullable} - FILLED_IN
    given = {column.name for column in sheet.columns if column.required or column.default}
    assert needed - given <= worked_out
    assert set(key_columns(sheet.table)) - given <= worked_out


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
def test_the_headings_of_a_sheet_tell_columns_apart_and_tell_the_sheet(sheet):
    for column in sheet.columns:
        for text in (*column.headings.values(), *column.also, column.name):
            assert sheet.column(text) is column, text
    for language in LANGUAGES:
        assert sheets_like(sheet.listed(language)) == [sheet]
        assert sheet_named(sheet.names[language]) is sheet


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
def test_the_codes_of_the_database_have_labels(sheet):
    lists = own_lists()
    for constraint in table_of(sheet).constraints:
        match = re.match(r"(\w+) IN \((.*)\)", str(getattr(constraint, "sqltext", "")))
        if not isinstance(constraint, CheckConstraint) or not match or match[1] in FILLED_IN:
            continue
        column = next(column for column in sheet.columns if column.name == match[1])
        assert set(lists[column.codes].labels) == set(re.findall(r"'([^']*)'", match[2]))


def test_headings_are_matched_loosely_and_not_too_loosely():
    counts = BY_TABLE[PARTICIPATION]
    for heading in (
        "UNIKE DELTAKERE *",
        "Unike deltakarar",
        "unike_deltakere",
        "Unike deltagere",
        "unique_participants",
    ):
        assert counts.column(heading).name == "unique_participants", heading
    assert counts.column("Deltakere fra Haram") is None
    assert counts.column("Navn") is None
    assert sheet_named("Deltaking (2)") is counts
    assert sheet_named("Ark1") is None


def test_the_language_of_a_file_shows_in_its_headings():
    for language in LANGUAGES:
        assert language_of(BY_TABLE["measure"].listed(language)) == language
    assert language_of(["Ark1", "noe annet"]) == "nb"


def test_a_label_means_one_code_in_every_language(filled):
    lists = stored_of(filled).lists
    for name, codes in lists.items():
        for code in codes.labels:
            for text in (
                code,
                codes.label(code, "nb"),
                codes.label(code, "nn"),
                codes.label(code, "nb").upper(),
            ):
                assert codes.find(text) == code, (name, text)


def test_english_labels_and_everyday_words_are_codes_too(filled):
    lists = stored_of(filled).lists
    assert lists["phase"].find("Start-up") == "start_up"
    assert lists["target_group"].find("Labour immigrants") == "labour_immigrants"
    assert lists["gender"].find("k") == "female"
    assert lists["age_group"].find("6–15") == lists["age_group"].find("6-15 år") == "6-15"
    assert lists["age_group"].find("67+") == "67+"
    assert lists["gender"].find("annet") is None


def test_every_sentence_has_the_same_places_in_both_languages():
    for word, texts in words().items():
        assert set(re.findall(r"{(\w+)}", texts["nb"])) == set(re.findall(r"{(\w+)}", texts["nn"])), word
        assert texts["nb"], word


def test_no_help_or_heading_is_in_the_wrong_language():
    nynorsk = re.compile(r"\b(ikkje|frå|eit|kva|kven|blir|namn|kommunar|berre)\b", re.IGNORECASE)
    bokmaal = re.compile(r"\b(ikke|fra|hva|hvem|navn|kommuner|bare|noen|av en)\b", re.IGNORECASE)
    for sheet in SHEETS:
        for texts in (sheet.names, sheet.help, *(column.help for column in sheet.columns)):
            assert not nynorsk.search(texts["nb"].replace("blir", "")), texts
            assert not bokmaal.search(texts["nn"]), texts
    assert plain("Ja/nei (velg)") == "ja nei"
