"""The data view: reporting and its reminder, and a file all the way in and out again."""

from __future__ import annotations

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.alike import pairs

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
OPEN_ALL = (
    "() => document.querySelectorAll('main details:not(.filter-box)').forEach((box) => { box.open = true; })"
)
REVIEW, HISTORY = "#uploads-review", "#uploads-history"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of the module's own board."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def own(start_board, folder):
    """A board of the module's own: its data change."""
    return start_board(folder)


@pytest.fixture
def open_own(users, own, folder, first_visit):
    """Open pages of one who came by the address that the board printed."""
    with users(own) as open_one:

        def open_with_key(path, **more):
            page = open_one(None, **more)
            page.goto(f"{first_visit(folder)}&sprak=nn")
            assert page.url == f"{own}/?sprak=nn", "the key leaves the address"
            page.goto(path)
            page.wait_for_selector("html[data-ready=true]", state="attached")
            return page

        yield open_with_key


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"][:3]
    ]


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def told(page, words, part=REVIEW):
    page.locator(part).get_by_text(words).first.wait_for()


def send(page, path):
    page.set_input_files("#uploads-file", path)
    page.get_by_role("button", name="Send inn og kontroller").click()


@pytest.fixture
def template(tmp_path):
    """The function that downloads Haram's template from a page and changes a cell of its goals."""

    def fetch(page, name, **cells):
        page.get_by_text("Malar for").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Mal for Program for integrering i Haram").click()
        path = tmp_path / name
        download.value.save_as(path)
        book = openpyxl.load_workbook(path)
        for cell, value in cells.items():
            book["Mål"][cell] = value
        book.save(path)
        return path

    return fetch


@pytest.mark.parametrize(("language", "size"), pairs(["nb", "nn", "en"], [WIDE, NARROW], 2))
def test_the_view_with_everything_open_breaks_no_rule(open_page, language, size):
    page = open_page(f"/data?sprak={language}&fylke=15", viewport=size)
    page.locator(f"{HISTORY} h2").wait_for()
    page.evaluate(OPEN_ALL)
    page.select_option("#reporting-remind", index=1)
    page.locator("#reporting-reminder textarea").wait_for()
    assert violations(page) == []
    assert not scrolls_sideways(page)


def test_the_reminder_follows_the_municipality_and_is_copied_by_keyboard(open_page):
    page = open_page("/data?sprak=en&fylke=15")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.select_option("#reporting-remind", "vestnes-god-integrering")
    letter = page.locator("#reporting-reminder textarea")
    letter.wait_for()
    assert "Dette manglar per 31. desember 2015" in letter.input_value()
    assert "/mal/vestnes-god-integrering.xlsx" in letter.input_value()
    page.get_by_role("button", name="Copy the text").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The text is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == letter.input_value()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "må nettleseren ha skrivenøkkelen"),
        ("nn", "må nettlesaren ha skrivenøkkelen"),
        ("en", "the browser must have the write key"),
    ],
)
def test_without_the_key_the_page_is_read_and_says_which_command_gives_it(open_page, language, words):
    """4a60f49: the form stood there for anybody."""
    page = open_page(f"/data?sprak={language}&fylke=15")
    told(page, words, "#uploads")
    told(page, "bolysttavla address", "#uploads")
    assert page.locator("#uploads-form").count() == 0
    assert page.locator("#uploads a[href^='/mal/']").count() > 0
    assert "nokkel" not in page.content()


def test_a_changed_workbook_is_reviewed_imported_shown_and_undone(open_own, ready, template):
    page = open_own("/data?sprak=nn&fylke=15")
    page.locator(HISTORY).get_by_text("Ingen filer er lesne inn enno.").wait_for()
    send(page, template(page, "endra.xlsx", H6=130))
    told(page, "Dette skjer når du les inn «endra.xlsx»")
    row = page.locator(f"{REVIEW} tr", has_text="haram-e1")
    assert row.inner_text().split("\t")[-2:] == ["120", "130"]
    assert violations(page) == []
    page.get_by_role("button", name="Importer").press("Enter")
    told(page, "Fila er lesen inn som innlesing 1.")
    told(page, "1 innlesing er registrert.", HISTORY)

    page.select_option("#uploads-undo-choice", "1")
    page.get_by_role("button", name="Ja, angre innlesing 1").press("Enter")
    told(page, "Innlesing 1 er angra.", HISTORY)
    told(page, "2 innlesingar er registrerte", HISTORY)
    page.reload()
    ready(page)
    told(page, "Angrar nr. 1", HISTORY)


def test_faults_are_told_with_row_and_advice_and_come_back_as_a_workbook(open_own, template, tmp_path):
    page = open_own("/data?sprak=nn&fylke=15", viewport=NARROW)
    send(page, template(page, "feil.xlsx", H6="mange"))
    told(page, "Ingenting kan lesast inn før 1 feil er retta.")
    assert "mange" in page.locator(f"{REVIEW} tr", has_text="Mål").last.inner_text()
    assert violations(page) == []
    assert not scrolls_sideways(page)
    assert page.get_by_role("button", name="Importer").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned fila med feila").click()
    download.value.save_as(tmp_path / "annotated.xlsx")
    assert "Mål" in openpyxl.load_workbook(tmp_path / "annotated.xlsx").sheetnames
    page.get_by_role("button", name="Forkast fila").click()
    told(page, "Fila er forkasta.")


def test_a_form_is_reviewed_field_by_field_and_checked_again_with_corrections(open_own, tmp_path):
    form = (
        "Frist: 24. april\nSendes til: postmottak\nÅrlig rapport BOLYST\nTil: KRD\nFra: Haram kommune\n"
        "Dato: 01.12.14\nKommune: Haram\nProsjektnavn: Noko anna\nProsjektleder: prosjektlederen\n"
        "Leder i styringsgruppen: rådmannen\nKontaktperson i fylkeskommunen: kontakten\n"
        "Kort beskrivelse av metodikk i prosjektet (max 250 ord)\nMentorar og temakveldar.\n"
    )
    path = tmp_path / "rapport.txt"
    path.write_text(form, encoding="utf-8")
    page = open_own("/data?sprak=nn&fylke=15")
    send(page, path)
    told(page, "Skjemaet, felt for felt")
    assert page.get_by_role("button", name="Importer").count() == 0, "no project on the board has the name"
    assert violations(page) == []
    page.select_option("#uploads-field-project", "haram-integrering")
    page.fill("#uploads-field-method", "Retta metode")
    page.get_by_role("button", name="Kontroller på nytt").click()
    told(page, "Dette skjer når du les inn «rapport.txt»")
    assert page.input_value("#uploads-field-project") == "haram-integrering"
    assert page.input_value("#uploads-field-method") == "Retta metode"
    page.get_by_role("button", name="Importer").click()
    told(page, "Fila er lesen inn som innlesing")
