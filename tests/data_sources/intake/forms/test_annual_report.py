from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from docx import Document

from data_sources.intake.forms.annual_report import parse_report, read_report
from data_sources.intake.forms.fields import FIELDS
from data_sources.intake.refusals import NotAnAnnualReport

FORM = "001_53ea93677e2763da.txt"
OTHERS = {
    "000_c571b0cefe30c793.txt": "project_page",
    "002_d381840ac3f8ce8b.txt": "slides",
    "003_43816d8ea55cca29.txt": "presentation",
    "004_7e317225d6d87f11.txt": "brochure",
}


def between(text, start, end):
    """The visible text of the form's source between two marks, as one line."""
    bare = re.sub(r"<[^>]*>", " ", text.split(start, 1)[1].split(end, 1)[0])
    return " ".join(re.sub(r"\s*•\s*", " • ", bare).split())


def one_line(value):
    return " ".join(value.split())


def test_the_clients_form_comes_out_complete_and_right(shared):
    path = shared / "documents" / FORM
    source = path.read_text(encoding="utf-8")
    report = read_report(path)
    said = report.to_json()
    assert list(said) == [field.key for field in FIELDS]
    assert said["deadline"] == "24. april"
    assert said["sent_to"] == "postmottak@kmd.dep.no"
    assert said["report_type"] == "Årlig rapport BOLYST"
    assert said["to"] == "KRD"
    assert said["from"] == "KUN senter for kunnskap og likestilling"
    assert said["date"] == "01.12.14"
    assert said["municipalities"] == ["Hadsel", "Sortland", "Bø", "Lødingen", "Andøy", "Øksnes"]
    assert said["project_name"] == "Innvandre en ressurs i Nordland/Vesterålen"
    assert said["project_leader"] == between(source, "Prosjektleder:", "\n")
    assert said["steering_group_leader"] == between(source, "Leder i styringsgruppen:", "\n")
    assert said["county_contact"] == between(source, "Kontaktperson i fylkeskommunen:", "\n")
    assert said["anchoring"] == ["a", "b", "c"]
    assert said["progress"] == ["a", "c"]
    assert said["geographic_effect"] == "b"
    assert said["policy_goals"] == ["a", "e", "h"]
    assert said["accounts"] == ""
    prose = {
        "goals": ("nå sine mål?\t", "Målgrupper for prosjektet, når"),
        "target_groups": ("når prosjektet frem til disse?\t", "<p>Resultat som er"),
        "results": ("aktiviteter eller tiltak</p>\t", "<p>Vurdering av"),
        "method": ("(max 250 ord)</p>\t", "<p>Overføringsverdi"),
        "transfer_value": ("andre lokalsamfunn</p>\t", "<p>Ekstern"),
        "external_communication": ("utgangspunkt i prosjektet</p>\t", "<p>Regnskap"),
        "continuation": ("(maks 250 ord)</p>\t", "--\t--"),
    }
    for key, marks in prose.items():
        assert one_line(said[key]) == between(source, *marks), key


def test_the_clients_form_leaves_one_question_and_no_text_over(shared):
    report = read_report(shared / "documents" / FORM)
    assert {field.key for field in report.fields if field.state != "read"} == {"municipalities", "accounts"}
    assert report["accounts"].state == "empty"
    [(key, question)] = report.questions
    assert (key, question.about, question.possible) == ("municipalities", "Bø", ("0821", "1867"))
    assert question.suggestion == "1867"
    numbers = [place.number for place in report.places]
    assert numbers == ["1866", "1870", None, "1851", "1871", "1868"]
    assert report.day.isoformat() == "2014-12-01"
    assert report.unplaced == ()
    notes = {(key, letter): note for key, letter, note in report.notes}
    assert set(notes) == {("progress", "a"), ("progress", "c")}
    assert notes["progress", "a"].startswith("Oppstart tok lenger tid")
    assert "to fagdager" in notes["progress", "c"]


@pytest.mark.parametrize(("name", "kind"), OTHERS.items())
def test_the_clients_other_papers_are_refused_each_as_what_it_is(shared, name, kind):
    with pytest.raises(NotAnAnnualReport) as refused:
        read_report(shared / "documents" / name)
    assert refused.value.kind == kind
    assert str(refused.value).endswith(".")


def test_a_form_like_the_clients_is_read_field_by_field(samples):
    report = read_report(samples / "form_bokmaal.txt")
    assert report.to_json() == json.loads((samples / "form_bokmaal.json").read_text(encoding="utf-8"))
    [(key, question)] = report.questions
    assert (key, question.about, question.suggestion) == ("municipalities", "Herøy", "1515")
    assert ("progress", "b", "flom i mai.") in report.notes


@pytest.mark.parametrize("name", ["form_nynorsk.html", "form_nynorsk.pdf"])
def test_a_nynorsk_form_is_read_from_a_page_and_from_its_print(samples, name):
    report = read_report(samples / name)
    said = report.to_json()
    expected = json.loads((samples / "form_nynorsk.json").read_text(encoding="utf-8"))
    if name.endswith("pdf"):  # lines below the form's table cannot be told from its last answer
        expected["continuation"] += "\nVedlegg: to bilete"
        assert report["continuation"].sure == "medium"
    assert said == expected
    assert [place.number for place in report.places] == ["0831", "0821"]
    assert [(int(amount.kroner), amount.ceiling) for amount in report.amounts] == [
        (500_000, False),
        (1_900_000, True),
    ]
    assert report.questions == ()


@pytest.mark.parametrize("kind", ["text", "html", "word", "pdf"])
def test_the_same_form_reads_alike_in_every_format(form, expected, kind):
    report = parse_report(form(kind))
    assert report.format == kind
    assert report.to_json() == expected
    assert report.questions == ()
    assert report.day.isoformat() == "2013-02-01"


def test_every_field_says_where_it_was_read(form):
    assert str(parse_report(form("word"))["goals"].place) == "tabellrad 7"
    assert parse_report(form("pdf"))["continuation"].place.page == 2
    assert str(parse_report(form("text"))["to"].place) == "linje 4"


def test_a_label_left_out_is_missing_and_one_left_blank_is_empty(form):
    report = parse_report(form("word", without=["Overføringsverdi"], ekstern=""))
    assert (report["transfer_value"].state, report.to_json()["transfer_value"]) == ("missing", None)
    assert (report["external_communication"].state, report.to_json()["external_communication"]) == (
        "empty",
        "",
    )


def test_an_answer_that_says_none_is_read_as_it_stands(form):
    report = parse_report(form("word", leder="Ingen"))
    assert (report["steering_group_leader"].state, report["steering_group_leader"].value) == ("read", "Ingen")


def test_a_form_cut_off_keeps_what_it_says_and_asks_for_the_rest(samples):
    text = (samples / "form_bokmaal.txt").read_text(encoding="utf-8")
    report = parse_report(text.split("tiltak etterpå")[0].encode())
    assert report["method"].state == "cut_off"
    assert report["method"].value == "Vi spør først og lager"
    assert report["transfer_value"].state == "missing"
    assert report["results"].state == "read"
    assert [key for key, _ in report.questions] == ["municipalities", "method"]


def test_no_cross_in_a_question_cut_off_is_unknown_and_not_none(samples):
    text = (samples / "form_bokmaal.txt").read_text(encoding="utf-8")
    report = parse_report(text.split("<p>c) X Effekten kommer")[0].encode())
    assert report["geographic_effect"].state == "cut_off"
    assert report.to_json()["geographic_effect"] is None
    crossed = parse_report(text.split("f) <input")[0].encode())
    assert crossed["policy_goals"].state == "cut_off"
    assert crossed["policy_goals"].value == ("a", "d")


def test_a_form_cut_off_inside_a_label_belongs_to_that_label(samples):
    text = (samples / "form_bokmaal.txt").read_text(encoding="utf-8")
    report = parse_report(text.split("for eksempel til andre")[0].encode())
    assert report["transfer_value"].state == "cut_off"
    assert report.to_json()["transfer_value"] is None
    assert report["method"].value == "Vi spør først og lager tiltak etterpå."


def test_a_form_cut_off_anywhere_says_nothing_that_the_whole_form_does_not(samples):
    text = (samples / "form_bokmaal.txt").read_text(encoding="utf-8")
    whole = parse_report(text.encode())
    for end in range(120, text.index("Frivilligsentralen tar over"), 7):
        report = parse_report(text[:end].encode())
        for field in report.fields:
            full = whole[field.key]
            same = (field.state, field.value) == (full.state, full.value)
            if field.state == "cut_off" and isinstance(field.value, str):
                assert full.value.startswith(field.value) or full.value == "", (end, field)
            elif field.key != "continuation" or field.value:
                assert same or field.state in {"missing", "cut_off"}, (end, field)
        assert any(field.state == "cut_off" for field in report.fields) or end > text.index("i) <input")


def test_answers_that_stand_together_are_shown_and_not_guessed(samples):
    report = read_report(samples / "form_opening.txt")
    block = report["project_leader"].raw
    for key in ("to", "from", "date", "municipalities", "project_name", "project_leader", "county_contact"):
        assert report[key].state == "ambiguous"
        assert report[key].value is None
        assert report[key].raw == block
    assert "24. april 2014" in block
    assert report["sent_to"].state == "empty"
    assert report["anchoring"].value == ("a", "c")
    assert report["goals"].state == "cut_off"
    assert report["goals"].value.startswith("Effektmål")


def test_answers_below_their_labels_are_shared_out_where_each_line_fits(samples):
    opening = (samples / "form_opening.txt").read_text(encoding="utf-8")
    labels, rest = opening.split(" Til: ", 1)
    values, rest = rest.split("\n", 1)
    names = values.split(": KMD")[0].split(": ")
    answers = [
        "KMD",
        "Bø kommune",
        "24. april 2014",
        "Bø i Telemark",
        "Flere hender",
        "Kari Eksempelsen",
        "Ingen",
        "Ola Eksempelsen",
    ]
    lines = ["Til:", *(f"{name}:" for name in names), *answers]
    report = parse_report("\n".join([labels, *lines, rest]).encode())
    assert [report[key].value for key in ("to", "from", "date", "project_leader", "county_contact")] == [
        "KMD",
        "Bø kommune",
        "24. april 2014",
        "Kari Eksempelsen",
        "Ola Eksempelsen",
    ]
    assert report.places[0].number == "0821"
    assert report["from"].sure == "medium"
    one_short = parse_report("\n".join([labels, *lines[:-1], rest]).encode())
    assert one_short["project_leader"].state == "ambiguous"


def test_two_forms_in_one_paper_are_asked_about(form):
    document = Document(BytesIO(form("word")))
    cells = document.tables[0].add_row().cells
    cells[0].text, cells[1].text = "Prosjektnavn:", "Et annet prosjekt"
    again = BytesIO()
    document.save(again)
    report = parse_report(again.getvalue())
    assert report["project_name"].state == "ambiguous"
    assert report["project_name"].value == "Ny ved kaia"
    assert [block.text for block in report.unplaced] == ["Prosjektnavn:", "Et annet prosjekt"]


def test_text_under_a_label_the_form_does_not_have_is_kept_and_shown(form):
    content = form("text") + "\nHva vi ellers lærte\tAt kaffe hjelper.".encode()
    report = parse_report(content)
    assert report["continuation"].value == "Kafeen fortsetter."
    assert [block.text for block in report.unplaced] == ["Hva vi ellers lærte At kaffe hjelper."]


def test_a_date_that_is_no_date_is_asked_about(form):
    content = form("text").replace(b"1.2.2013", b"31.02.13")
    report = parse_report(content)
    assert report["date"].state == "ambiguous"
    assert report["date"].value == "31.02.13"
    assert report.day is None
    assert report["municipalities"].sure == "medium"


def test_a_form_copied_without_its_table_is_read_from_its_lines(samples):
    text = (samples / "form_bokmaal.txt").read_text(encoding="utf-8")
    expected = json.loads((samples / "form_bokmaal.json").read_text(encoding="utf-8"))
    for between_cells in ("\n", " "):
        said = parse_report(text.replace("\t--", " --").replace("\t", between_cells).encode()).to_json()
        assert {key for key in said if said[key] != expected[key]} == set(), between_cells
