from __future__ import annotations

import pytest

from dashboard.frames import SPECS
from dashboard.selection import LANGUAGES
from dashboard.store import FrameStore
from dashboard.text import speaker
from dashboard.views import dictionary
from dashboard.wording.column_meanings import COLUMN_KEYS, OWN_COLUMN_KEYS
from dashboard.wording.frame_meanings import EMPTY, FRAMES, GROUPS, INTERNAL, PROTECTED, UNITS

NAMED = {f"{frame}.{column}" for frame, spec in SPECS.items() for column in spec.columns}
COLUMNS = {column for spec in SPECS.values() for column in spec.columns}


def test_every_frame_is_described_and_nothing_else():
    assert set(FRAMES) == set(SPECS)
    assert {described.group for described in FRAMES.values()} == set(GROUPS)


def test_no_column_is_without_a_text_and_no_text_without_a_column():
    described = {name for name in NAMED if name in OWN_COLUMN_KEYS or name.split(".")[1] in COLUMN_KEYS}
    assert described == NAMED
    assert set(OWN_COLUMN_KEYS) <= NAMED
    spoken = {name.split(".")[1] for name in NAMED - set(OWN_COLUMN_KEYS)}
    assert set(COLUMN_KEYS) == spoken


def test_units_and_empty_values_are_those_of_columns_there_are():
    for name in (*UNITS, *EMPTY):
        assert name in (NAMED if "." in name else COLUMNS), name


@pytest.mark.parametrize("frame", SPECS)
def test_every_column_stands_once_with_the_key_first(frame):
    spec = SPECS[frame]
    columns = dictionary.columns_of(spec)
    assert sorted(columns) == sorted(spec.columns)
    assert columns[: len(spec.key)] == spec.key


def test_what_is_counted_in_persons_is_called_protected():
    counted = {name.split(".")[0] for name in NAMED if name.split(".")[1] == "unique_participants"}
    assert counted
    assert {FRAMES[name].public for name in counted} == {PROTECTED}
    assert {FRAMES[name].public for name in ("batch", "batch_change")} == {INTERNAL}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_table_with_every_column(store, language):
    say = speaker(language)
    page = str(dictionary.layout(say, store))
    for frame, spec in SPECS.items():
        assert f"id='tabell-{frame}'" in page
        for column in spec.columns:
            words = dictionary.meaning(frame, column, say)
            assert words[1:] in page
    assert say("dictionary.raw_rule") in page


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
