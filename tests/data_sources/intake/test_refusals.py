from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from data_sources.intake.forms import pdf_pages
from data_sources.intake.forms.annual_report import parse_report, read_report
from data_sources.intake.forms.refusals import UnreadablePaper
from data_sources.intake.forms.report_layout import LARGEST_FILE

WORD = "word/document.xml"


def archive(parts, packing=zipfile.ZIP_DEFLATED):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", packing) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def document(body, before=""):
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<?xml version='1.0'?>{before}<w:document {names}><w:body>{body}</w:body></w:document>"


BOMB = (
    "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
UNREADABLE = {
    "nothing": (b"", "ingen tekst"),
    "spaces": (b" \n\t\n", "ingen tekst"),
    "program": (bytes(range(256)) * 40, "verken Word"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "eldre Word-format"),
    "rtf": (b"{\\rtf1 Til: KRD}", "eldre Word-format"),
    "too large": (b"a" * (LARGEST_FILE + 1), "20 MB"),
    "too long": (b"Til: KRD\n" * 30_000, "lengre enn"),
    "workbook": (archive({"xl/workbook.xml": "<a/>"}), "ikke et Word-dokument"),
    "macros": (archive({WORD: document(""), "word/vbaProject.bin": b"x"}), "makroer"),
    "entities": (archive({WORD: document("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", BOMB)}), "dokumenttype"),
    "hidden entities": (
        archive(
            {WORD: document("<w:p/>", BOMB).replace("'1.0'", "'1.0' encoding='utf-16'").encode("utf-16")}
        ),
        "dokumenttype",
    ),
    "zip bomb": (archive({WORD: document("<w:p/>") + " " * 40_000_000}), "mye mer enn et skjema"),
    "bomb beside": (archive({WORD: document("<w:p/>"), "word/media/a.bin": bytes(50_000_000)}), "mye mer"),
    "many parts": (archive({WORD: "a"} | {f"a{n}": "" for n in range(5_001)}, zipfile.ZIP_STORED), "mye mer"),
    "no xml": (archive({WORD: "Til: KRD"}), "skadet"),
    "half a zip": (archive({WORD: document("<w:p/>")})[:60], "skadet"),
    "no pdf": (b"%PDF-1.4\nhei", "skadet"),
}


@pytest.mark.parametrize(("content", "sentence"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_or_should_not_be_opened_is_refused_with_a_sentence(content, sentence):
    began = time.monotonic()
    with pytest.raises(UnreadablePaper, match=sentence):
        parse_report(content)
    assert time.monotonic() - began < 10


def test_a_name_for_a_file_of_the_machine_is_never_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmelig", encoding="utf-8")
    before = f"{' ' * 3000}<!DOCTYPE a [<!ENTITY a SYSTEM '{secret.as_uri()}'>]>"
    content = archive({WORD: document("<w:p><w:r><w:t>Frist: &a;</w:t></w:r></w:p>", before)})
    with pytest.raises(UnreadablePaper, match="dokumenttype"):
        parse_report(content)


def test_a_pdf_without_text_is_said_to_be_scanned(form):
    with pytest.raises(UnreadablePaper, match="skannet"):
        parse_report(form("pdf").replace(b" Tj", b" Tx"))


def test_a_locked_pdf_is_said_to_be_locked(form):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form("pdf"))))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    with pytest.raises(UnreadablePaper, match="låst"):
        parse_report(locked.getvalue())


def test_a_pdf_that_never_ends_is_stopped(form, monkeypatch, tmp_path):
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass", encoding="utf-8")
    monkeypatch.setattr(pdf_pages, "__file__", str(endless))
    monkeypatch.setattr(pdf_pages, "MOST_SECONDS", 0.2)
    with pytest.raises(UnreadablePaper, match="for lang tid"):
        parse_report(form("pdf"))


def test_a_file_that_is_not_there_is_no_refusal_of_its_content(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_report(tmp_path / "ingen.docx")
