from __future__ import annotations

import pytest

from data_sources.intake.forms.annual_report import parse_report, read_report
from data_sources.intake.forms.kinds import SENTENCES
from data_sources.intake.refusals import NotAnAnnualReport

PAPERS = {
    "application.txt": ("application", "søknad"),
    "project_page.txt": ("project_page", "prosjektside"),
    "slides.txt": ("slides", "lysbilder"),
    "presentation.txt": ("presentation", "omtale"),
    "brochure.txt": ("brochure", "brosjyre"),
    "free_report.txt": ("free_report", "fri form"),
    "letter.txt": ("unknown", "ikke årsrapportskjemaet"),
}


@pytest.mark.parametrize(("name", "kind", "word"), [(name, *told) for name, told in PAPERS.items()])
def test_another_paper_is_refused_as_what_it_is(samples, name, kind, word):
    with pytest.raises(NotAnAnnualReport, match=word) as refused:
        read_report(samples / name)
    assert refused.value.kind == kind


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_refusal_says_what_to_do(kind):
    assert "lever" in SENTENCES[kind].casefold() or "Fyll ut" in SENTENCES[kind]


def test_the_programmes_name_makes_no_report_of_a_paper():
    with pytest.raises(NotAnAnnualReport):
        parse_report(b"Bolyst i Eksempeldal\nKommune: Eksempeldal\nDato: 1.1.2014\nTil: alle")


def test_a_form_that_mentions_applications_and_modules_is_still_the_form(form):
    content = form(
        "text", resultat="Søknadsnr 2013-0001 og Støtteordning i modul 1, modul 2. Ta kontakt. Foto: oss"
    )
    assert parse_report(content)["results"].state == "read"


def test_the_first_page_of_a_form_alone_is_the_form(samples):
    text = (samples / "form_bokmaal.txt").read_text(encoding="utf-8")
    report = parse_report(text.split("Prosjektleder:")[0].encode())
    assert report["project_name"].value == "Velkomen til bygda"
    assert report["goals"].state == "missing"
