from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from data_sources.intake import limits
from data_sources.intake.limits import is_workbook, look_through
from data_sources.intake.refusals import UnreadableFile
from data_sources.intake.workbooks.files import read_workbook
from data_sources.intake.workbooks.whole_file import FileContext
from tests.workbook_samples import CELL, COUNTS, Formula, changed, stored_of, workbook


@pytest.fixture(scope="module")
def stored(filled):
    return stored_of(filled)


@pytest.fixture(scope="module")
def sound():
    return workbook({"Deltakelse": [COUNTS, CELL]})


def with_parts(content, **parts):
    """A workbook with some parts added or put in place of others; names with «__» for «/»."""
    written = BytesIO()
    added = {name.replace("__", "/").replace("_dot_", "."): value for name, value in parts.items()}
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in added:
                new.writestr(name, old.read(name))
        for name, value in added.items():
            new.writestr(name, value)
    return written.getvalue()


def part_of(content, name):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


SHEET = "xl__worksheets__sheet1_dot_xml"


def test_a_sound_workbook_is_counted(sound):
    contents = look_through(sound, "nb")
    assert (contents.rows, contents.formulas) == (2, False)
    assert look_through(workbook({"A": [(Formula("=1+1"),)]}), "nb").formulas
    assert is_workbook(sound)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({"xl__vbaProject_dot_bin": b"x"}, "makroer"),
        ({"xl__macrosheets__sheet1_dot_xml": b"<a/>"}, "makroer"),
        ({"xl__externalLinks__externalLink1_dot_xml": b"<a/>"}, "andre filer"),
        ({"xl__connections_dot_xml": b"<a/>"}, "andre filer"),
        ({"xl__embeddings__oleObject1_dot_bin": b"x"}, "innebygde"),
        ({SHEET: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "ikke skal ha"),
        ({SHEET: "<?xml version='1.0' encoding='utf-16'?><worksheet/>".encode("utf-16")}, "ikke skal ha"),
        ({SHEET: b"<worksheet>" + b" " * 5_000_000 + b"</worksheet>"}, "pakkes ut"),
        ({SHEET: b'<worksheet><row r="1"><c r="XFD1"/></row></worksheet>'}, "78 kolonner"),
        ({"x__.." : b"x"}, "ikke skal ha"),
    ],
)  # fmt: skip
def test_an_unsafe_workbook_is_refused_before_it_is_opened(stored, sound, part, told):
    with pytest.raises(UnreadableFile, match=told):
        read_workbook(with_parts(sound, **part), FileContext("bok.xlsx", stored))


def test_a_workbook_that_may_have_macros_is_refused_whatever_it_is_called(stored, sound):
    types = part_of(sound, "[Content_Types].xml").replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    types = types.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    content = with_parts(sound, **{"[Content_Types].xml": types + b"<!-- macroEnabled -->"})
    with pytest.raises(UnreadableFile, match="makroer"):
        read_workbook(content, FileContext("bok.xlsx", stored))


def test_a_part_that_lies_about_its_size_is_unpacked_a_piece_at_a_time(stored, sound, monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED", 2_000_000)
    swollen = with_parts(sound, xl__media__a_dot_txt=bytes(range(256)) * 20_000)
    small = (1000).to_bytes(4, "little")
    lying = swollen.replace((256 * 20_000).to_bytes(4, "little"), small)
    assert lying != swollen
    with pytest.raises(UnreadableFile):
        read_workbook(lying, FileContext("bok.xlsx", stored))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "tom"),
        (b"Tiltak;Kommune", "ikke en Excel-arbeidsbok"),
        (b"%PDF-1.7", "ikke en Excel-arbeidsbok"),
        (limits.OLD_OFFICE + b"W\0o\0r\0k\0b\0o\0o\0k\0", "gammelt"),
        (limits.OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "passord"),
        (b"PK\x03\x04 og ikke mer", "skadet"),
        (b"x" * (limits.MAX_UPLOAD + 1), "21 MB, og grensen er 20 MB"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_told_what_it_is(stored, content, told):
    with pytest.raises(UnreadableFile, match=told):
        read_workbook(content, FileContext("bok.xlsx", stored))


def test_a_locked_part_is_told(stored, sound):
    locked = bytearray(sound)
    at = locked.rfind(b"PK\x01\x02")
    locked[at + 8] |= 1
    with pytest.raises(UnreadableFile, match="passord"):
        read_workbook(bytes(locked), FileContext("bok.xlsx", stored))


def test_a_word_document_is_no_workbook():
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert not is_workbook(written.getvalue())
    with pytest.raises(UnreadableFile, match="ikke en Excel-arbeidsbok"):
        look_through(written.getvalue(), "nb")


def test_a_row_far_down_the_sheet_does_not_keep_the_program_busy(stored, sound):
    sheet = part_of(sound, "xl/worksheets/sheet1.xml").replace(b'<row r="2"', b'<row r="999999999999"')
    with pytest.raises(UnreadableFile, match="skadet"):
        read_workbook(with_parts(sound, **{SHEET: sheet}), FileContext("bok.xlsx", stored))


def test_more_rows_than_are_read_are_told(stored, monkeypatch):
    monkeypatch.setattr("data_sources.intake.workbooks.files.MAX_ROWS", 3)
    rows = [changed(CELL, Unike_deltakere=number, Fullført=0) for number in range(5)]
    with pytest.raises(UnreadableFile, match="mer enn 3 rader"):
        read_workbook(workbook({"Deltakelse": [COUNTS, *rows]}), FileContext("bok.xlsx", stored))


def test_a_link_to_a_page_is_left_where_it_is(stored, sound):
    link = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    link += b'<Relationship Id="rId1" '
    link += b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
    link += b'Target="http://127.0.0.1:9/" TargetMode="External"/></Relationships>'
    content = with_parts(sound, xl__worksheets___rels__sheet1_dot_xml_dot_rels=link)
    assert read_workbook(content, FileContext("bok.xlsx", stored)).rejected == []
