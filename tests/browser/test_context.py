"""Official figures in context as a user meets them: weights by keyboard, the address, axe, both widths."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.alike import pairs
from tests.browser.test_accessibility import NARROW, RULES, WIDE, scrolls_sideways

HARAM = "/?sprak=nn&fylke=15&kommune=1580"


def test_weights_are_changed_by_keyboard_and_the_address_follows(open_page, board, ready):
    page = open_page(HARAM)
    panel = page.locator("#context")
    box = panel.locator("details.peers")
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(box.locator("table")).to_be_visible()
    nearest = box.locator("tbody tr").nth(1)
    before = nearest.inner_text()
    page.locator("#peers-population").focus()
    page.keyboard.press("0")
    page.keyboard.press("Tab")
    page.keyboard.press("0")
    page.keyboard.press("Tab")
    page.keyboard.press("0")
    page.keyboard.press("Tab")
    page.keyboard.press("9")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{board}{HARAM}&liknande=0-0-0-9")
    ready(page)
    assert nearest.inner_text() != before
    expect(box).to_have_attribute("open", "")
    expect(page.locator("#peers-mix")).to_have_value("9")
    page.reload()
    ready(page)
    expect(page.locator("#peers-mix")).to_have_value("9")
    expect(page.locator("#peers-population")).to_have_value("0")


def test_the_kostra_group_and_the_boards_own_weights_are_a_button_each(open_page, board, ready):
    page = open_page(HARAM)
    box = page.locator("#context details.peers")
    box.locator("summary").click()
    box.get_by_role("button", name="Bruk KOSTRA-gruppa").click()
    page.wait_for_url(f"{board}{HARAM}&liknande=kostra")
    ready(page)
    expect(box).to_contain_text("KOSTRA-gruppe 1")
    box.get_by_role("button", name="Tavla sine vekter").click()
    page.wait_for_url(f"{board}{HARAM}")
    ready(page)
    expect(box).not_to_contain_text("er i KOSTRA-gruppe")


def test_a_row_of_the_county_leads_to_the_municipality_beside_similar_ones(open_page, ready):
    page = open_page("/?sprak=nn&fylke=15")
    page.locator("#context").get_by_role("link", name="Vestnes").click()
    page.wait_for_url("**kommune=1535**")
    ready(page)
    expect(page.locator("#context .panel-title")).to_have_text(
        "Offisielle tal: Vestnes ved sida av liknande kommunar"
    )


@pytest.mark.parametrize(
    ("address", "size"),
    pairs(["/?sprak=nn&fylke=15", f"{HARAM}&liknande=3-1-2-0", "/?sprak=en&fylke=03"], [WIDE, NARROW], 2),
)
def test_the_figures_break_no_rule_and_stay_inside_the_page(open_page, address, size):
    page = open_page(address, viewport=size)
    page.evaluate("document.querySelectorAll('#context details').forEach(box => { box.open = true; })")
    found = Axe().run(page, context="#context", options=RULES).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found] == []
    assert not scrolls_sideways(page)
