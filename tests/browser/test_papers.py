"""Papers in a browser: the menu by keyboard, the file that comes, the id that opens it, and many at once."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessibility import RULES, SIZES, scrolls_sideways

HARAM = "/?sprak=nn&fylke=15&kommune=1580&aar=2014"


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"][:3]]


def open_menu(page):
    page.locator(".papers-menu > summary").focus()
    page.keyboard.press("Enter")
    page.locator(".papers-list").wait_for()


def identity(file):
    words = pypdf.PdfReader(BytesIO(Path(file).read_bytes())).metadata["/Keywords"]
    return re.search(r"[2-9A-Z]{10}", words).group()


def test_the_menu_gives_the_paper_by_keyboard_and_its_id_opens_it(open_page, ready):
    page = open_page(HARAM)
    open_menu(page)
    expect(page.locator(".papers-form")).to_contain_text("Haram · 2014")
    expect(page.get_by_label("Nynorsk (målforma til mottakaren)")).to_be_checked()
    page.get_by_role("button", name="Saksframlegg som PDF").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "saksframlegg-haram-2014-nn.pdf"
    found = identity(download.value.path())
    page.keyboard.press("Escape")
    expect(page.locator(".papers-menu > summary")).to_be_focused()
    expect(page.locator(".papers-list")).to_be_hidden()
    page.locator(".foot .papers-open-fold > summary").click()
    page.locator("#papers-id-foot").fill(f"{found[:5].lower()} {found[5:].lower()}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/papir/{found}"))
    ready(page)
    expect(page.locator("main h1")).to_contain_text("Slik var det")
    expect(page.locator(".paper-title")).to_have_text("Inkludering og bulyst: Haram")
    assert page.locator(".paper-picture svg[role=img]").count() == 3


def test_the_menu_follows_the_filters_and_the_language_ticked(open_page, ready):
    page = open_page(HARAM)
    open_menu(page)
    page.keyboard.press("Escape")
    page.locator("#filters-year-from").select_option("2013")
    page.wait_for_url(re.compile("aar=2013"))
    ready(page)
    open_menu(page)
    expect(page.locator(".papers-form")).to_contain_text("Haram · 2013")
    page.get_by_label("Bokmål", exact=True).check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Saksframlegg som Word").click()
    assert re.fullmatch(r"saksframlegg-haram-2013(-2014)?-nb\.docx", download.value.suggested_filename)


def test_one_paper_for_each_municipality_arrives_as_one_file(open_page):
    page = open_page("/fylke?sprak=nn&fylke=15")
    open_menu(page)
    page.get_by_text("Eitt papir for kvar").click()
    page.locator("select[name=ending]").select_option("pdf")
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Lag papira").click()
    with zipfile.ZipFile(download.value.path()) as bundle:
        assert "saksframlegg-haram-nn.pdf" in bundle.namelist()
    expect(page.locator(".order-state")).to_contain_text("papir er ferdige")
    expect(page.get_by_role("button", name="Avbryt")).to_be_hidden()
    assert violations(page) == []


@SIZES
def test_menu_and_kept_paper_break_no_rule_and_never_scroll_sideways(open_page, size):
    page = open_page(HARAM, viewport=size)
    open_menu(page)
    assert violations(page) == []
    assert not scrolls_sideways(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Saksframlegg som PDF").click()
    kept = open_page(f"/papir/{identity(download.value.path())}", viewport=size)
    assert violations(kept) == []
    assert not scrolls_sideways(kept)


def test_an_id_that_no_paper_has_is_told_with_the_field_to_try_again(open_page):
    page = open_page("/papir/23456-789AB?sprak=nn", missing=True)
    expect(page.locator("main .notice-warning")).to_contain_text("Ingen papir har id-en 23456-789AB")
    expect(page.locator("#papers-id-missing")).to_have_value("23456-789AB")


@pytest.mark.parametrize(
    "path", ["/", "/styringsgruppe", "/fylke", "/prosjekt", "/data", "/prosjekt/haram-integrering"]
)
def test_every_view_has_the_menu(open_page, path):
    page = open_page(f"{path}?sprak=nb")
    open_menu(page)
    assert page.locator(".papers-list li").count() >= 2
