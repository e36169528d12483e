from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.address.selection import Selection
from dashboard.address.view_tables import PICTURE_KEYS, VIEW_PICTURES, VIEW_TABLES
from dashboard.content.field_codes import CODES
from dashboard.content.fields import FIELDS
from dashboard.coverage.coverage_matrix import coverage_matrix
from dashboard.delivery.tables import TABLES, tables_of
from dashboard.overview.ground import Ground
from dashboard.papers.pictures import PICTURES
from terms.languages import LANGUAGES
from terms.words import speaker

TODAY = dt.date(2026, 11, 22)
COUNTRY, HARAM = Selection("nn"), Selection("nn", municipalities=("1580",))
NOWHERE = Selection("nb", municipalities=("0301",), years=(1900, 1901))


def made(store, key, selection=COUNTRY):
    return tables_of(Ground(store, selection, speaker(selection.language), TODAY), [key])[0]


@pytest.mark.parametrize("key", TABLES)
@pytest.mark.parametrize("selection", [COUNTRY, HARAM, NOWHERE], ids=["country", "haram", "nowhere"])
def test_every_column_is_known_and_every_code_has_its_word(store, key, selection):
    rows = made(store, key, selection).rows
    assert set(rows.columns) <= set(FIELDS)
    assert rows.columns.is_unique
    for name in rows.columns:
        if FIELDS[name].kind == "word":
            assert set(rows[name].dropna()) <= set(CODES[name]), name


@pytest.mark.parametrize("key", [key for key in TABLES if key != "offisielle-rekkjer"])
def test_every_table_has_rows_for_the_whole_country(store, key):
    assert len(made(store, key).rows)


def test_every_view_names_tables_and_pictures_that_exist():
    assert {name for names in VIEW_TABLES.values() for name in names} == set(TABLES)
    assert {name for names in VIEW_PICTURES.values() for name in names} == set(PICTURES) == set(PICTURE_KEYS)


def test_every_column_and_code_has_a_name_in_every_language():
    for language in LANGUAGES:
        say = speaker(language)
        assert all(field.label[language] for field in FIELDS.values())
        assert all(say(key) for words in CODES.values() for key in words.values())
        assert all(len(say(kind.name)) <= 31 for kind in TABLES.values())
        assert len({say(kind.name) for kind in TABLES.values()}) == len(TABLES)


def test_coverage_is_the_matrix_of_the_screen(store):
    matrix = coverage_matrix(store, HARAM)
    rows = made(store, "dekning", HARAM).rows.set_index(["target_group", "municipality"])
    assert len(rows) == len(matrix.cells)
    for (group, number), cell in matrix.cells.items():
        row = rows.loc[(group, number)]
        assert row["coverage_state"] == cell.state
        assert (row["persons_low"] if cell.persons else None) == (cell.persons.low if cell.persons else None)
        assert pd.isna(row["share_low"]) == (cell.share is None)
        assert pd.isna(row["missing_reason"]) == (cell.share is not None)


def test_persons_by_measure_are_sums_of_protected_cells(store, cells):
    rows = made(store, "tiltak-personar").rows
    year = cells[cells["period"].str.len() == 4]
    assert rows["persons"].sum() == year["unique_participants"].sum()
    base = int(store["protection_error"]["base"].max())
    assert not rows["persons"].between(0, base, inclusive="neither").any()


def test_a_choice_of_municipality_years_and_group_narrows_the_counts(store):
    chosen = HARAM.within(years=(2014, 2014), groups=("refugees",))
    rows = made(store, "deltaking", chosen).rows
    assert set(rows["year"]) == {2014}
    assert set(rows["target_group"]) == {"refugees"}
    assert all("1580" in area.split("+") for area in rows["area"])


def test_a_number_of_another_time_is_marked_as_converted(store):
    rows = made(store, "deltaking", HARAM).rows
    old = rows[rows["municipality"] == "1534"]
    assert len(old)
    assert old["converted"].all()
    assert not old["joint"].any()
    assert set(old["area"]) == {"1580"}


def test_a_figure_with_a_symbol_has_no_value(store):
    rows = made(store, "offisielle-tal").rows
    assert rows["symbol"].notna().any()
    assert rows.loc[rows["symbol"].notna(), "value"].isna().all()


def test_series_are_worked_out_for_few_municipalities_only(store):
    assert len(made(store, "offisielle-rekkjer", HARAM).rows)
    assert made(store, "offisielle-rekkjer").rows.empty


def test_invented_values_mark_their_table(store):
    assert made(store, "maal").example
    assert not made(store, "partnarar").example
