from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import CheckConstraint, Date, DateTime, Float, Integer

from dashboard.store.frames import SUMS
from data_sources import schema
from data_sources.catalogue import LOADERS
from terms import columns
from terms.code_lists import CODE_LISTS
from terms.columns import EXPORTED, TABLES, WORKED_OUT
from tests.terms.test_words import ONLY_BOKMAL

FOLDER = Path(columns.__file__).parent / "columns"
LANGUAGES = {"nb", "nn", "en"}
HISTORY = {"municipality_change", "municipality_successor"}
"""What became of municipalities: read once, by whoever converts figures, and promised as no frame."""
NOT_LENT = {"source"}
"""Reference lists keep where a row came from in the database; no panel shows it."""
REFERENCE = {"county", "municipality", "target_group", "target_group_overlap"}
CHECKED_BY_THE_INTAKE = {"participation.gender", "participation.age_group"}
"""Codes of raw counts, which the database takes as they come."""
STORED = {f"{table.name}.{column.name}": column for table in TABLES.values() for column in table.stored}
EVERY = {**STORED, **WORKED_OUT}


def entries():
    """Every entry as it is written: its file, its name, and what it says."""
    for path in sorted(FOLDER.glob("*.toml")):
        for name, said in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if path.stem in columns.SUBJECTS:
                yield path.stem, name, {key: value for key, value in said.items() if key != "columns"}
                yield from ((path.stem, f"{name}.{column}", own) for column, own in said["columns"].items())
            else:
                yield path.stem, name, said


def checks(table):
    """What the database lets a column hold, by column."""
    for constraint in table.constraints:
        said = re.match(r"(\w+) IN \((.*)\)", str(getattr(constraint, "sqltext", "")))
        if isinstance(constraint, CheckConstraint) and said:
            yield said[1], re.findall(r"'([^']*)'", said[2])


def texts(said):
    """Every text by language in an entry."""
    for value in said.values():
        if isinstance(value, dict) and set(value) <= LANGUAGES:
            yield value
        elif isinstance(value, dict):
            yield from texts(value)


def test_the_register_has_every_table_that_is_told_of_and_no_raw_counts():
    lent = {load.__name__.removeprefix("load_") for load in LOADERS}
    described = (lent & set(schema.board.tables)) - HISTORY - SUMS.keys() | {"participation"}
    assert set(TABLES) == described  # cells are described for readers of the database; only sums are lent
    assert set(TABLES).isdisjoint(schema.intake.tables)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_columns_and_the_key_of_the_database(name):
    stored = schema.board.tables[name]
    named = {column.name for column in TABLES[name].stored}
    assert set(stored.columns.keys()) - named <= (NOT_LENT if name in REFERENCE else set())
    assert named <= set(stored.columns.keys())
    assert set(TABLES[name].key) == set(stored.primary_key.columns.keys())


@pytest.mark.parametrize("name", STORED)
def test_a_column_has_the_type_of_the_database_and_is_empty_where_it_says_so(name):
    table, column = name.split(".")
    stored = schema.board.tables[table].columns[column]
    fits = {"integer": Integer, "flag": Integer, "number": Float, "date": Date | DateTime}
    if STORED[name].type in fits:
        assert isinstance(stored.type, fits[STORED[name].type])
    else:
        assert not isinstance(stored.type, Integer | Float | Date | DateTime)
    assert stored.nullable or STORED[name].empty is None
    assert not (stored.nullable and column in TABLES[table].key)
    assert not (stored.nullable and STORED[name].sheet and STORED[name].sheet.required)


def test_the_codes_of_the_database_are_those_of_the_lists():
    checked = {
        f"{table.name}.{column}": codes
        for table in schema.board.tables.values()
        for column, codes in checks(table)
        if table.name in TABLES
    }
    listed = {name: list(CODE_LISTS[column.codes]) for name, column in STORED.items() if column.codes}
    assert {name: listed.pop(name) for name in CHECKED_BY_THE_INTAKE}
    assert checked == listed


def test_a_sheet_fills_its_table():
    for table in TABLES.values():
        if table.sheet:
            in_sheet = {column.name for column in table.columns.values() if column.sheet}
            assert set(table.sheet.columns) == in_sheet
            assert {column.name for column in table.stored} - in_sheet == {"evidence", "source"}
            assert not table.sheet.fills or table.sheet.fills in schema.intake.tables
    positions = sorted(table.sheet.position for table in TABLES.values() if table.sheet)
    assert positions == list(range(1, len(positions) + 1))


def test_types_units_and_access_are_those_the_module_names():
    assert {column.type for column in EVERY.values()} <= set(get_args(columns.Type))
    assert {column.unit for column in EVERY.values()} <= set(get_args(columns.Unit))
    assert {table.access for table in TABLES.values()} == set(get_args(columns.Access))


def test_a_count_of_persons_is_protected_where_it_is_stored():
    counted = {name for name, column in STORED.items() if column.unit in {"persons", "attendances"}}
    assert counted
    assert all(STORED[name].protected for name in counted)
    assert {TABLES[name.split(".")[0]].access for name in counted} == {"protected"}


def test_a_column_has_one_name_in_files():
    named = {}
    for column in EVERY.values():
        if column.export:
            assert named.setdefault(column.export, column.label) == column.label, column.export
    assert set(named) == set(EXPORTED)
    assert not {column.export for column in STORED.values()} & set(WORKED_OUT)


@pytest.mark.parametrize("name", EVERY)
def test_no_column_says_its_own_name_again(name):
    column = EVERY[name]
    for language in LANGUAGES:
        label, means = column.label[language].casefold(), column.means(language).casefold()
        assert column.meaning is None or not means.startswith(label) or len(means) - len(label) > 3, language
        assert column.meaning is None or column.meaning[language] != column.name


def test_no_entry_says_what_is_said_for_it_elsewhere():
    shared = tomllib.loads((FOLDER / "shared.toml").read_text(encoding="utf-8"))
    used = Counter(
        name.split(".")[1] for file, name, _ in entries() if file in columns.SUBJECTS and "." in name
    )
    for name in shared:
        assert used[name] > 1, name
    for file, name, own in entries():
        table, _, column = name.partition(".")
        if file in columns.SUBJECTS and column:
            for part in (own, own.get("sheet", {})):
                above = shared.get(column, {}) if part is own else shared.get(column, {}).get("sheet", {})
                assert not [
                    key for key, value in part.items() if key != "sheet" and above.get(key) == value
                ], name
            sheet = TABLES[table].columns[column].sheet
            written = own.get("sheet", {}).get("heading")
            label = TABLES[table].columns[column].label
            assert not (sheet and written and all(label[key] == text for key, text in written.items())), name


def test_every_text_has_its_languages():
    for _, name, said in entries():
        sheet = said.get("sheet", {})
        for text in texts({key: value for key, value in said.items() if key != "sheet"}):
            assert set(text) in (LANGUAGES, LANGUAGES - {"en"}), name
            assert all(words.strip() for words in text.values()), name
        for text in texts(sheet):
            assert set(text) == LANGUAGES - {"en"}, name
    for column in EVERY.values():
        assert set(column.label) == LANGUAGES
        assert column.meaning is None or set(column.meaning) == LANGUAGES
        assert column.empty is None or set(column.empty) == LANGUAGES
    for name, codes in CODE_LISTS.items():
        for code in codes.values():
            assert set(code.label) == set(code.choice) == LANGUAGES, name


def test_nynorsk_is_nynorsk():
    words = re.compile(rf"\b({'|'.join(ONLY_BOKMAL.split())})\b", re.IGNORECASE)
    found = {
        name: hits
        for _, name, said in entries()
        for text in texts(said)
        if (hits := words.findall(text["nn"]))
    }
    assert found == {}


def test_an_entry_with_a_field_nobody_knows_is_refused():
    with pytest.raises(TypeError, match="lable"):
        columns.Column(name="x", type="text", lable={"nb": "X"})


def test_what_is_never_given_out_is_in_no_file():
    kept = {
        column.export for table in TABLES.values() if table.access == "internal" for column in table.stored
    }
    given = {
        column.export for table in TABLES.values() if table.access != "internal" for column in table.stored
    }
    assert kept - given - {""} == set()
