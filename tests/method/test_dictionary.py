from __future__ import annotations

import pytest

from dashboard.method import dictionary
from dashboard.store.frames import SPECS
from dashboard.store.store import FrameStore
from terms import columns
from terms.columns import TABLES
from terms.languages import LANGUAGES
from terms.words import speaker


def test_every_subject_access_type_and_unit_has_its_words():
    assert set(dictionary.SUBJECT_KEYS) == set(columns.SUBJECTS)
    assert set(dictionary.ACCESS_KEYS) == {table.access for table in TABLES.values()}
    stored = [column for table in TABLES.values() for column in table.stored]
    assert {column.type for column in stored} <= set(dictionary.TYPE_KEYS)
    assert {column.unit for column in stored} - {""} == set(dictionary.UNIT_KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_table_with_every_column(store, language):
    say = speaker(language)
    page = str(dictionary.layout(say, store))
    for frame, spec in SPECS.items():
        assert f"id='tabell-{frame}'" in page
        for column in spec.columns:
            words = TABLES[frame].columns[column].means(language)
            assert words[1:] in page
    assert say("dictionary.raw_rule") in page


def test_a_column_that_only_the_template_shows_is_not_in_the_dictionary(store):
    page = str(dictionary.layout(speaker("nb"), store))
    table = page.split("id='tabell-module_item_status'", maxsplit=1)[0].rsplit("Section(", 1)[1]
    assert "Code('status')" in table
    assert "Code('text')" not in table


def test_the_number_of_rows_is_the_frames_own(store):
    say = speaker("nn")
    page = str(dictionary.layout(say, store)).replace("\\xa0", "\N{NO-BREAK SPACE}")
    assert say.count("dictionary.rows_now", len(store["statistic"])) in page


def test_the_words_are_there_when_nothing_can_be_read():
    def closed():
        raise OSError

    store = FrameStore(dict.fromkeys(SPECS, closed), lambda: 1)
    page = str(dictionary.layout(speaker("nb"), store))
    assert "id='tabell-goal'" in page
    assert "rader nå" not in page
