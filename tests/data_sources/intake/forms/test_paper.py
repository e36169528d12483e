from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter

from data_sources.intake.forms import pdf_pages
from data_sources.intake.forms.annual_report import parse_report, read_report
from data_sources.intake.forms.fields import FIELDS
from data_sources.intake.forms.markup import fragment_text
from data_sources.intake.forms.paper import LARGEST_FILE, layout_of, page_blocks
from data_sources.intake.refusals import UnreadablePaper

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def control(ticked, text):
    """A checkbox of today's Word, which also writes the sign it shows."""
    sign = "☒" if ticked else "☐"
    return (
        f'<w:p {nsdecls("w")} {W14}><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
        f"</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p>'
    )


def form_field(ticked, text):
    """A checkbox of a form protected for filling in, from older versions of Word."""
    state = '<w:default w:val="0"/><w:checked/>' if ticked else '<w:default w:val="0"/>'
    begin = (
        f'<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar>'
    )
    return (
        f"<w:p {nsdecls('w')}><w:r>{begin}</w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p>'
    )


def wingdings(ticked, text):
    """A sign of the font Wingdings put in by hand."""
    sign = "F0FE" if ticked else "F0A8"
    return (
        f'<w:p {nsdecls("w")}><w:r><w:sym w:font="Wingdings" w:char="{sign}"/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p>'
    )


def changed(content, row, paragraphs):
    """The Word form with other paragraphs in the answer of one row."""
    document = Document(BytesIO(content))
    cell = document.tables[0].rows[row].cells[1]._tc  # noqa: SLF001 - python-docx has no checkboxes of its own
    for paragraph in list(cell.p_lst):
        cell.remove(paragraph)
    for paragraph in paragraphs:
        cell.append(parse_xml(paragraph))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


EFFECT_ROW = 10
EFFECTS = (
    "a) Helt lokal effekt",
    "b) Effekten kommer innen flere kommuner i regionen",
    "c) Effekten kommer i hele fylket",
)


@pytest.mark.parametrize("box", [control, form_field, wingdings])
def test_words_checkboxes_of_every_kind_are_read(form, box):
    paragraphs = [box(text.startswith("c"), text) for text in EFFECTS]
    report = parse_report(changed(form("word"), EFFECT_ROW, paragraphs))
    assert report["geographic_effect"].value == ("c",)


def test_words_automatic_letters_are_not_needed(form):
    paragraphs = [control(text.startswith("b"), text[3:]) for text in EFFECTS]
    report = parse_report(changed(form("word"), EFFECT_ROW, paragraphs))
    assert report["geographic_effect"].value == ("b",)


def test_a_table_inside_an_answer_stays_in_the_answer(form):
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{mark}</w:t></w:r></w:p></w:tc></w:tr>"
        for text, mark in zip(EFFECTS, ("", "", "X"), strict=True)
    )
    inner = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
    report = parse_report(changed(form("word"), EFFECT_ROW, [inner, f"<w:p {nsdecls('w')}/>"]))
    assert report["geographic_effect"].value == ("c",)
    assert report["method"].value == "Vi møter opp."


def test_deleted_text_and_second_copies_in_word_are_not_read(form):
    paragraph = (
        f"<w:p {nsdecls('w')} {MC}><w:del><w:r><w:delText>Borte</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>Flyttet</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>Ny</w:t></w:r></w:ins><w:hyperlink><w:r><w:t> lenke</w:t></w:r></w:hyperlink>"
        "<w:r><mc:AlternateContent><mc:Choice><w:t> boks</w:t></mc:Choice>"
        "<mc:Fallback><w:t> boks</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    report = parse_report(changed(form("word"), 11, [paragraph]))
    assert report["method"].value == "Ny lenke boks"


def test_a_row_without_a_label_continues_the_row_above(form):
    document = Document(BytesIO(form("word")))
    row = document.tables[0].add_row()
    row.cells[1].text = "Og mer til."
    document.tables[0].add_row().cells[0].text = "--"
    file = BytesIO()
    document.save(file)
    report = parse_report(file.getvalue())
    assert report["continuation"].value == "Kafeen fortsetter.\nOg mer til."
    assert report.unplaced == ()


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_in_the_encodings_people_save(samples, code):
    text = (samples / "form_bokmaal.txt").read_text(encoding="utf-8")
    said = parse_report(text.encode(code)).to_json()
    assert said["municipalities"] == ["Herøy", "Ulstein", "Vanylven"]
    assert said["policy_goals"] == ["a", "d", "i"]


def test_a_form_whose_letters_were_lost_is_read_all_the_same(samples):
    text = (
        (samples / "form_bokmaal.txt")
        .read_text(encoding="utf-8")
        .translate(str.maketrans("æøåÆØÅ", "??????"))
    )
    report = parse_report(text.encode())
    assert report["report_type"].value == "?rlig rapport BOLYST"
    assert report["goals"].value.startswith("Hovedm?l: flere")
    assert report["anchoring"].value == ("a", "c")
    assert report["policy_goals"].value == ("a", "d", "i")
    assert report["geographic_effect"].value == ("c",)


def test_the_format_is_told_by_the_content():
    assert layout_of(b"<!DOCTYPE html><p>a").format == "html"
    assert layout_of(b"a < b\nTil: <Ola>").format == "text"
    assert layout_of(b"| Til: | KRD |\n|---|---|").blocks[1].text == "KRD"


def test_what_looks_like_a_tag_but_is_none_is_kept():
    assert fragment_text("5 < 6 & <navn>, <b>fet</b> &aring;") == "5 < 6 & <navn>, fet å"
    assert fragment_text('<p>a</p><input type="checkbox" CHECKED/>b') == "\na\n ☒ b"


def test_a_web_page_shows_only_what_a_reader_sees():
    hidden = "<title>T</title><script>var a='<td>'</script><style>p{}</style><!-- c -->"
    layout = layout_of(f"<html>{hidden}<p>Synlig</p><table><tr><td>1<td>2</table>".encode())
    assert [(block.text, block.column) for block in layout.blocks] == [("Synlig", None), ("1", 0), ("2", 1)]


def test_page_numbers_in_a_pdf_are_not_part_of_the_answers():
    blocks = page_blocks("3\nHei\n4\nDato:\nSide 3 av 9", 3)
    assert [(block.text, str(block.place)) for block in blocks] == [
        ("Hei", "side 3, linje 1"),
        ("4", "side 3, linje 2"),
        ("Dato:", "side 3, linje 3"),
    ]


def two_columns(answers):
    """A Word form with all its questions in a table; those not given are answered «Ja.» or «a»."""
    document = Document()
    document.add_paragraph("Årleg rapport BOLYST")
    table = document.add_table(rows=0, cols=2)
    for field in FIELDS:
        if field.kind != "title":
            cells = table.add_row().cells
            cells[0].text = field.labels[0] + (":" if field.heading else "")
            cells[1].text = answers.get(field.key, "a" if field.options else "Ja.")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "answer",
    ["Kommunane held fram med arbeidet, og fordeler oppgåvene mellom " + "seg " * 9, "FoU&U", "(sjå"],
)
def test_the_last_cell_of_a_word_table_is_whole_without_a_full_stop(answer):
    field = parse_report(two_columns({"continuation": answer}))["continuation"]
    assert (field.state, field.value) == ("read", answer.strip())


def test_the_only_cell_beside_a_label_is_its_answer_even_where_it_looks_like_a_label():
    report = parse_report(two_columns({"project_name": "Kommune:", "project_leader": "Dato:"}))
    assert (report["project_name"].value, report["project_leader"].value) == ("Kommune:", "Dato:")


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
