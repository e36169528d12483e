from __future__ import annotations

import pytest

from data_sources.intake.forms.annual_report import parse_report


@pytest.fixture
def client(app):
    return app.server.test_client()


def test_the_form_is_a_word_file_that_our_reader_reads(client):
    answer = client.get("/skjema/haram-integrering.docx?aar=2014")
    assert answer.status_code == 200
    assert "haram-integrering-rapport-2014.docx" in answer.headers["Content-Disposition"]
    report = parse_report(answer.data)
    assert report["project_name"].value == "Program for integrering i Haram"
    assert report["report_type"].value == "Årleg rapport BOLYST"


@pytest.mark.parametrize(
    ("language", "title"),
    [("nb", "Årlig rapport BOLYST"), ("nn", "Årleg rapport BOLYST"), ("en", "Årleg rapport BOLYST")],
)
def test_there_is_no_english_form_so_the_projects_own_language_is_given(client, language, title):
    answer = client.get(f"/skjema/haram-integrering.docx?aar=2014&sprak={language}")
    assert parse_report(answer.data)["report_type"].value == title


def test_the_form_is_a_pdf_too(client):
    answer = client.get("/skjema/haram-integrering.pdf")
    assert answer.data.startswith(b"%PDF-")
    assert "rapport-2015.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/skjema/ukjend.docx?sprak=nn", 404, "Tavla har ikkje noko prosjekt «ukjend»."),
        ("/skjema/haram-integrering.docx?aar=i fjor", 400, "«i fjor» er ikke et år."),
        ("/skjema/haram-integrering.docx?aar=²⁰¹⁴", 400, "er ikke et år"),
        ("/skjema/kristiansund-levekar.docx?sprak=en", 400, "give the year"),
    ],
)
def test_what_there_is_not_is_told_in_the_language_of_the_address(client, address, status, said):
    answer = client.get(address)
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)
    assert answer.mimetype == "text/plain"
