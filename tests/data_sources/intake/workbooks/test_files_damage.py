from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_sources.intake.refusals import UnreadableFile
from data_sources.intake.template.template import template
from data_sources.intake.workbooks.annotated import annotated
from data_sources.intake.workbooks.files import read_csv, read_workbook
from data_sources.intake.workbooks.whole_file import FileContext
from tests.workbook_samples import CELL, COUNTS, HARAM, stored_of, workbook

FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
"""Enough to notice a change for the worse."""
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1901, 1, 1), date(9000, 1, 1)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(CELL),
    st.sampled_from(["0", "mob", "+47", "(", "a.", "1 ", "(a) i "]).map(lambda text: text * 10_000),
)


@pytest.fixture(scope="module")
def stored(filled):
    return stored_of(filled)


@pytest.fixture(scope="module")
def filled_in(stored):
    return template(stored, project=HARAM, language="nn")


def outcome(read, content, asked):
    """What a file gives: rows or reasons, never both, and no exception but the one that is promised."""
    try:
        parsed = read(content, asked)
    except UnreadableFile:
        return None
    assert not (parsed.rejected and parsed.tables)
    for one in parsed.rejected:
        assert one.advice
        assert len(one.value) <= 80
    annotated(content, asked.source, parsed.rejected, "nb")
    return parsed


@FEW
@given(st.data())
def test_damaged_bytes_are_told_and_nothing_else(stored, filled_in, data):
    damaged = bytearray(filled_in)
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    outcome(read_workbook, bytes(damaged), FileContext("bok.xlsx", stored))


@FEW
@given(st.integers(0, 70_000))
def test_a_file_that_is_cut_off_is_told(stored, filled_in, kept):
    outcome(read_workbook, filled_in[: min(kept, len(filled_in) - 1)], FileContext("bok.xlsx", stored))


@pytest.mark.slow
@FEW
@given(st.data())
def test_damage_inside_the_parts_of_a_workbook_is_told(stored, filled_in, data):
    written = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(filled_in)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        chosen = data.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == chosen and part:
                for _ in range(data.draw(st.integers(1, 6))):
                    part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(32, 126))
            new.writestr(name, bytes(part))
    outcome(read_workbook, written.getvalue(), FileContext("bok.xlsx", stored))


@pytest.mark.slow
@FEW
@given(st.lists(st.lists(CELLS, max_size=11), max_size=6), st.sampled_from(["Deltakelse", "Mål", "Ark1"]))
def test_any_cells_give_rows_or_reasons(stored, rows, name):
    outcome(read_workbook, workbook({name: [COUNTS, *rows]}), FileContext("bok.xlsx", stored, HARAM))


@FEW
@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_reasons(stored, tail):
    for head in (b"", b"Tiltak;Kommune;\xc5r\r\n", "Mål;Dato;Verdi\n".encode()):
        outcome(read_csv, head + tail, FileContext("tall.csv", stored))
    outcome(read_workbook, tail, FileContext("bok.xlsx", stored))
