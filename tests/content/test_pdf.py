from __future__ import annotations

from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.content.blocks import Heading, Sentence
from dashboard.content.characters import printable
from dashboard.content.pdf import pdf
from terms.words import speaker
from tests.paper_samples import paper, picture

CODE = '#panic("x") $1/0$ *a* _b_ `c` @ref <label> // /* */ \\u{1} #import "@preview/x:1.0.0" = Tittel'
STRANGE = (
    *("😀", "漢字", "שלום", "السلام", "e\u0301", "Ж\u0489", "\ue000", "\ud800", "\x00"),
    *("\u202e", "\u2028", "\U000f0000", "\uffff", "ﬁ", "a\tb\r\nc", ""),
)
LATIN = st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cf"))


def read(document):
    return pypdf.PdfReader(BytesIO(pdf(document)))


def words(reader):
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def structure(node):
    """Every element of the structure tree with its kind."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from structure(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"], node
        if "/K" in node:
            yield from structure(node["/K"])


def elements(reader):
    return list(structure(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_a_paper_is_tagged_titled_and_says_its_language(language, tag):
    root = (reader := read(paper(language=language))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # pypdf's own boolean
    assert root["/Lang"].lower() == tag.lower()
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  # the same
    assert reader.metadata.title == "Status Nok tekst"


def test_a_paper_claims_both_standards():
    metadata = read(paper()).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


def test_headings_tables_and_pictures_are_tagged():
    found = elements(read(paper()))
    kinds = [kind for kind, _ in found]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 2
    assert kinds.count("/H3") == 1
    assert kinds.count("/TH") == 2 + 3
    assert "/TBody" in kinds
    figures = [node for kind, node in found if kind == "/Figure"]
    assert [node["/Alt"] for node in figures] == ["Dekning: innvandrarar 7–10 prosent."]


def test_text_in_another_language_is_marked():
    langs = {node.get("/Lang") for _, node in elements(read(paper()))}
    assert any(lang and str(lang).startswith("nb") for lang in langs)


def test_the_headings_are_bookmarks():
    titles = []

    def collect(items):
        for item in items:
            if isinstance(item, list):
                collect(item)
            else:
                titles.append(item.title)

    collect(read(paper()).outline)
    assert titles == ["Status Nok tekst", "Nok tekst", "Nok tekst hopp", "Vurdering"]


def test_every_page_says_that_something_is_invented_and_which_snapshot_it_is():
    reader = read(paper().kept_as("K7M3P9QXWT"))
    assert len(reader.pages) > 1
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "Eksempeldata" in text
        assert "K7M3P-9QXWT" in text
        assert f"side {number} av {len(reader.pages)}" in text
    assert "Eksempeldata" not in words(read(paper(example=False)))


def test_code_in_a_text_is_text():
    said = words(read(paper(text=CODE)))
    assert "".join(CODE.split()) in "".join(said.split())


@settings(max_examples=60)
@given(st.text(st.characters(codec=None), max_size=60))
def test_no_text_breaks_a_paper(text):
    assert pdf(paper(text=text)).startswith(b"%PDF")


@pytest.mark.parametrize("sign", STRANGE)
def test_signs_that_no_font_has_do_not_break_a_paper(sign):
    said = words(read(paper(text=f"før {sign} etter")))
    assert "før" in said
    assert "etter" in said


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cf")), min_size=1)
)
@settings(max_examples=40)
def test_letters_survive(text):
    said = words(read(paper(text=f"«{text}»")))
    assert "".join(f"«{printable(text)}»".split()) in "".join(said.split())


def test_headings_that_skip_a_level_or_say_nothing_do_not_break_a_paper():
    reader = read(paper(more=(Heading("Under", 3), Heading(" "), Heading("Inst", 3))))
    kinds = [kind for kind, _ in elements(reader)]
    assert kinds.count("/H3") == 2
    assert kinds.count("/H4") == 1
    assert read(paper(text="")).metadata.title == "Status"


def test_a_picture_has_its_words_beside_it():
    said = words(read(paper(more=(Heading("Kart"), picture(), Sentence("Slutt")))))
    assert "Sju av hundre innvandrarar tok del." in said
    assert "312–420 av" in said
    assert speaker("nn")("papers.key_at_least") in said
