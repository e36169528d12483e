"""An address is a screen: the same in another browser, canonical, and patient with what it does not know."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.controls import open_box

CONTROLS = """() => Object.fromEntries([...document.querySelectorAll("#filters select, #filters input")].map(
    control => [control.id, control.type === "checkbox" ? control.checked : control.value]))"""


def words(page):
    """What a reader sees of the view, and what the controls say."""
    return page.locator("main").inner_text(), page.evaluate(CONTROLS)


def test_a_copied_address_opens_the_same_screen_in_another_browser(open_page, board):
    first = open_page("/?sprak=nn&kommune=1580&aar=2013")
    assert first.url == f"{board}/?sprak=nn&fylke=15&kommune=1580&aar=2013"
    second = open_page(first.url, fresh=True, viewport={"width": 1280, "height": 720})
    assert second.url == first.url
    assert words(second) == words(first)
    assert second.locator("html").get_attribute("lang") == "nn"
    expect(second.locator("#filters-municipalities-1580")).to_be_checked()
    expect(second.locator("#filters-county")).to_have_value("15")
    expect(second.locator("#filters-year-from")).to_have_value("2013")


def test_an_address_made_with_the_controls_opens_the_same_screen_in_another_browser(open_page, ready):
    first = open_page("/?sprak=nb&fylke=18")
    open_box(first, "projects")
    first.locator("#filters-projects-vesteralen-innvandrere-en-ressurs").check()
    ready(first)
    first.locator("#filters-year-to").select_option("2014")
    ready(first)
    second = open_page(first.url)
    assert second.url == first.url
    assert words(second)[1] == words(first)[1]
    assert second.locator(".panel-title").all_inner_texts() == first.locator(".panel-title").all_inner_texts()


def test_an_address_without_a_place_shows_the_home_region_in_its_language(open_page, board):
    page = open_page("/")
    assert page.url == f"{board}/?sprak=nn&fylke=15"
    assert page.locator("html").get_attribute("lang") == "nn"


@pytest.mark.parametrize(
    ("query", "canonical", "sentences"),
    [
        (
            "sprak=nb&fylke=15&farge=blå",
            "sprak=nb&fylke=15",
            ["Adressen har «farge», som tavla ikke kjenner. Det er sett bort fra."],
        ),
        (
            "sprak=nn&kommune=9999",
            "sprak=nn&fylke=alle",
            ["«9999» finst ikkje blant vala for «kommune». Det er sett bort frå."],
        ),
        (
            "sprak=en&kommune=1534",
            "sprak=en&fylke=15&kommune=1580",
            ["Municipality number 1534 is no longer in use."],
        ),
        (
            "sprak=nb&fylke=15&aar=i+fjor",
            "sprak=nb&fylke=15",
            ["«i fjor» er ikke et årstall tavla forstår."],
        ),
        (
            "sprak=nb&kommune=9999,1580&prosjekt=nei&farge=1",
            "sprak=nb&fylke=15&kommune=1580",
            ["«9999» finnes ikke", "«nei» finnes ikke", "«farge»"],
        ),
    ],
)
def test_what_an_address_asks_for_in_vain_is_said_in_a_sentence(
    open_page, board, query, canonical, sentences
):
    page = open_page(f"/?{query}")
    assert page.url == f"{board}/?{canonical}"
    for sentence in sentences:
        expect(page.locator("#shell-notice")).to_contain_text(sentence)
    panels = page.locator("[data-panel]").count()
    assert panels > 1
    expect(page.locator(".panel-title")).to_have_count(panels)


def test_back_from_the_method_page_returns_to_the_same_selection(open_page, ready):
    page = open_page("/?sprak=nn&fylke=15")
    open_box(page, "municipalities")
    page.locator("#filters-municipalities-1535").check()
    ready(page)
    address = page.url
    assert "kommune=1535" in address
    page.keyboard.press("Escape")
    page.locator("#target-groups .panel-method").click()
    page.wait_for_url("**/metode?*#dekning")
    ready(page)
    expect(page.locator("#dekning h3")).to_be_visible()
    page.go_back()
    ready(page)
    assert page.url == address
    expect(page.locator("#filters-municipalities-1535")).to_be_checked()
    expect(page.locator("#target-groups .panel-title")).to_contain_text("Vestnes")
