from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.content.word import word
from tests.paper_samples import paper


def opened(document):
    return docx.Document(BytesIO(word(document)))


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_language_of_the_paper_is_that_of_the_file(language, tag):
    made = opened(paper(language=language))
    assert made.core_properties.language == tag
    defaults = made.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert [lang.get(qn("w:val")) for lang in defaults.findall(qn("w:lang"))] == [tag]


def test_headings_have_the_styles_that_word_lists():
    styles = {at.text: at.style.name for at in opened(paper()).paragraphs}
    assert styles["Status Nok tekst"] == "Title"
    assert styles["Nok tekst hopp"] == "Heading 2"
    assert styles["Vurdering"] == "Heading 1"


def test_header_rows_are_marked_and_repeated_and_tables_named():
    made = opened(paper())
    marked = [
        [bool(row.xpath("w:trPr/w:tblHeader")) for row in table.xpath("w:tr")]
        for table in made.element.body.xpath("w:tbl")[1:3]
    ]
    assert marked == [[True, False, False], [True, False, False]]
    assert made.element.body.xpath("//w:tblCaption/@w:val") == ["Mål Nok tekst"]
    assert [cell.text for cell in made.tables[2].rows[1].cells] == ["Nok tekst", "38", "60 personar"]


def test_pictures_have_alternative_texts():
    found = opened(paper()).element.body.xpath("//wp:docPr/@descr")
    assert found == ["Dekning: innvandrarar 7–10 prosent."]


def test_text_in_another_language_is_marked():
    body = opened(paper()).element.body
    texts = body.xpath('//w:r[w:rPr/w:lang/@w:val="nb-NO"]/w:t/text()')
    assert texts == [" hopp", "på bokmål", "annet"]


def test_the_file_says_what_it_is_and_names_no_person():
    core = opened(paper().kept_as("K7M3P9QXWT")).core_properties
    assert core.title == "Status Nok tekst"
    assert core.author == core.last_modified_by == "Bolysttavla"
    assert core.keywords == "K7M3P9QXWT"


def test_header_and_footer_say_example_id_and_page():
    section = opened(paper().kept_as("K7M3P9QXWT")).sections[0]
    assert "Eksempeldata" in section.header.paragraphs[0].text
    foot = section.footer.paragraphs[0]
    assert "K7M3P-9QXWT" in foot.text
    codes = foot.part.element.xpath("//w:instrText/text()")
    assert codes == ["PAGE", "NUMPAGES"]
    assert "Eksempeldata" not in opened(paper(example=False)).sections[0].header.paragraphs[0].text


def test_boxes_are_ticked():
    texts = [at.text for at in opened(paper()).paragraphs if at.style.name == "Choice"]
    assert texts == ["☒ a Nok tekst", "☐ b nei", "☐ c –"]


@settings(max_examples=15)
@given(st.text(st.characters(codec=None), max_size=40))
def test_no_text_breaks_a_file(text):
    made = word(paper(text=text))
    assert docx.Document(BytesIO(made)).paragraphs
    assert ZipFile(BytesIO(made)).testzip() is None
