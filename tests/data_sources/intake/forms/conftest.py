from __future__ import annotations

import textwrap
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "reports"

HEADING = (
    ("Frist:", "24. april"),
    ("Sendes til:", "postmottak@eksempel.no"),
    ("", "Sluttrapport BOLYST 2012/2014"),
    ("Til:", "KRD"),
    ("Fra:", "Ulstein kommune"),
    ("Dato:", "1.2.2013"),
)
GOALS = (
    "Mål og eventuelle delmål med prosjektet. I hvilken grad har prosjektet nådd eller er prosjektet på vei"
)
POLICY = "Hvilke målsettinger i distrikts- og regionalpolitikken hører prosjektet inn under?"
EFFECT = """a) Helt lokal effekt
b) Effekten kommer innen flere kommuner i regionen X
c) Effekten kommer i hele fylket
d) Effekten kommer i eget og andre fylker
e) Effekten kommer i eget fylke, samt andre fylker og/eller utenfor Norge
f) Vet ikke/ikke relevant"""
POLICY_GOALS = """☒ a) Stabilisere eller øke befolkningen
☐ b) Styrke, sikre eller etablere arbeidsplasser
☐ c) Opprettholde/videreutvikle eksisterende virksomhet
☐ d) Økt innovasjon eller innovasjonsevne
☐ e) Økt kompetanse
☒ f) Økt tilgjengelighet
☐ g) Styrke regionale sentra
☐ h) Å gjøre stedet mer attraktivt som bosted
☐ i) Å gjøre stedet mer attraktivt som reisemål"""
ROWS = (
    ("Kommune:", "Ulstein og Hareid"),
    ("Prosjektnavn:", "Ny ved kaia"),
    ("Prosjektleder:", "Kari Eksempelsen"),
    ("Leder i styringsgruppen:", "Ordføreren"),
    ("Kontaktperson i fylkeskommunen:", ""),
    (
        "Forankring av prosjektet (flere kryss er mulig)",
        "a) Styringsgruppe X\nb) Forankring i befolkningen\nc) Samarbeid med andre aktører lokalt",
    ),
    (f"{GOALS} til å nå sine mål?", "Hovedmål: alle kjenner noen.\nVi er i gang."),
    ("Målgrupper for prosjektet, når prosjektet frem til disse?", "Sesongarbeidere. De nås om sommeren."),
    ("Resultat som er oppnådd i form av aktiviteter eller tiltak", "Kaikafé hver lørdag."),
    (
        "Vurdering av framdrift i forhold til opprinnelig plan",
        "a) Følger opprinnelig plan\nb) Forsinket pga. is i havna.\nc) Det er foretatt følgende justering",
    ),
    ("Oppnådde resultater Hvor geografisk konsentrert har prosjektet hatt effekt? (Kryss av)", EFFECT),
    ("Kort beskrivelse av metodikk i prosjektet (max 250 ord)", "Vi møter opp."),
    ("Overføringsverdi for eksempel til andre lokalsamfunn", "Alle med kai kan gjøre det."),
    ("Ekstern kommunikasjon og deltakelse på samlinger med utgangspunkt i prosjektet", "Samling i Molde."),
    ("Regnskap (satt opp slik at det kan sammenlignes med budsjettpostene)", "Lønn 500.000"),
    (f"{POLICY} (Sett kryss ved svaret, flere svar er mulig)", POLICY_GOALS),
    (
        "Gi en kort omtale av hvordan arbeidet er tenkt videreført etter prosjektets slutt (maks 250 ord)",
        "Kafeen fortsetter.",
    ),
)
READ = {
    "deadline": "24. april",
    "sent_to": "postmottak@eksempel.no",
    "report_type": "Sluttrapport BOLYST 2012/2014",
    "to": "KRD",
    "from": "Ulstein kommune",
    "date": "1.2.2013",
    "municipalities": ["Ulstein", "Hareid"],
    "project_name": "Ny ved kaia",
    "project_leader": "Kari Eksempelsen",
    "steering_group_leader": "Ordføreren",
    "county_contact": "",
    "anchoring": ["a"],
    "goals": "Hovedmål: alle kjenner noen.\nVi er i gang.",
    "target_groups": "Sesongarbeidere. De nås om sommeren.",
    "results": "Kaikafé hver lørdag.",
    "progress": ["b"],
    "geographic_effect": "b",
    "method": "Vi møter opp.",
    "transfer_value": "Alle med kai kan gjøre det.",
    "external_communication": "Samling i Molde.",
    "accounts": "Lønn 500.000",
    "policy_goals": ["a", "f"],
    "continuation": "Kafeen fortsetter.",
}


def as_text(rows):
    lines = [f"{label} {answer}".strip() for label, answer in HEADING]
    return "\n".join([*lines, *(f"{label}\t{answer}" for label, answer in rows)]).encode()


def as_html(rows):
    lines = "".join(f"<p>{label} {answer}</p>" for label, answer in HEADING)
    cells = "".join(
        f"<tr><th>{label}</th><td>{answer.replace(chr(10), '<br>')}</td></tr>" for label, answer in rows
    )
    return f"<html><body>{lines}<table>{cells}</table></body></html>".encode("cp1252", "xmlcharrefreplace")


def as_word(rows):
    document = Document()
    for label, answer in HEADING:
        document.add_paragraph(f"{label} {answer}")
    table = document.add_table(rows=0, cols=2)
    for label, answer in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, answer
    return saved(document)


def saved(document):
    """The bytes of a Word document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(rows):
    """A PDF of two columns, label and answer wrapped, written row by row as word processors do."""
    lines = [(60, f"{label} {answer}") for label, answer in HEADING]
    for label, answer in rows:
        lines += [(60, line) for line in textwrap.wrap(label, 32)]
        lines += [(280, line) for part in answer.split("\n") for line in textwrap.wrap(part, 60)]
    return pdf_of([lines[:45], lines[45:]])


def pdf_of(pages):
    """A PDF with lines of text at (distance from the left, text) on each page."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", font]
    kids = []
    for lines in pages:
        shown = "".join(
            f"BT /F1 9 Tf {left} {800 - 15 * number} Td ({_escaped(text)}) Tj ET\n"
            for number, (left, text) in enumerate(lines)
        )
        objects.append(f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def _escaped(text):
    plain = text.replace("☒", "[x]").replace("☐", "[ ]")
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


WRITERS = {"text": as_text, "html": as_html, "word": as_word, "pdf": as_pdf}


@pytest.fixture(scope="session")
def samples():
    """The folder of papers written by hand for these tests."""
    return SAMPLES


@pytest.fixture(scope="session")
def form():
    """Writes the form in a format; keyword arguments replace answers by the beginning of their label."""

    def write(kind, without=(), **answers):
        rows = [row for row in ROWS if not row[0].startswith(tuple(without))]
        wanted = {name.replace("_", " "): answer for name, answer in answers.items()}
        return WRITERS[kind](
            [
                (
                    label,
                    next((new for name, new in wanted.items() if label.casefold().startswith(name)), answer),
                )
                for label, answer in rows
            ]
        )

    return write


@pytest.fixture(scope="session")
def expected():
    """What the form of `form` says, field by field."""
    return READ
