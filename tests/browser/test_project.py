"""A project's sheet in a browser: the way in and back, its titles, its rules, and that nothing jumps."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessibility import OPEN_ALL, RULES, SIZES, scrolls_sideways

HARAM = "/prosjekt/haram-integrering"
MOST_SHIFT = 0.1
"""Cumulative layout shift that a reader does not notice (Web Vitals)."""
WATCH_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) { if (!entry.hadRecentInput) { window.shift += entry.value; } }
}).observe({ type: "layout-shift", buffered: true });
"""


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"][:3]]


def test_a_name_leads_to_the_sheet_and_back_leads_to_the_same_choice(open_page, ready):
    page = open_page("/prosjekt?sprak=nn&fylke=15&aar=2014")
    expect(page).to_have_title("Prosjekt: Møre og Romsdal · Bolysttavla")
    listed = page.url
    page.get_by_role("link", name="Program for integrering i Haram").first.click()
    page.wait_for_url(re.compile("/prosjekt/haram-integrering"))
    ready(page)
    expect(page).to_have_title("Program for integrering i Haram · Bolysttavla")
    assert "fylke=15" in page.url
    assert "aar=2014" in page.url
    expect(page.locator("main h1")).to_be_focused()
    page.go_back()
    ready(page)
    assert page.url == listed
    expect(page.locator("#filters-year-from")).to_have_value("2014")


def test_the_crumbs_lead_up_with_the_choice_and_without_the_project(open_page, ready):
    page = open_page(f"{HARAM}?sprak=nn&fylke=15&aar=2014")
    page.locator(".trail a").first.click()
    page.wait_for_url(re.compile(r"/\?"))
    ready(page)
    assert page.url.endswith("/?sprak=nn&fylke=15&aar=2014")
    expect(page.locator(".trail")).to_contain_text("Møre og Romsdal")


def test_a_year_is_chosen_without_leaving_the_sheet(open_page, ready):
    page = open_page(f"{HARAM}?sprak=nn")
    page.locator("#project-year").select_option("2013")
    page.locator(".project-show").click()
    page.wait_for_url(re.compile("aar=2013"))
    ready(page)
    assert HARAM in page.url
    expect(page.locator("#status")).to_contain_text("31. desember 2013")
    page.get_by_role("link", name="English").click()
    page.wait_for_url(re.compile("sprak=en"))
    ready(page)
    assert HARAM in page.url
    assert "aar=2013" in page.url


def test_a_project_in_a_panel_is_a_way_to_its_sheet_with_the_choice(open_page, ready):
    page = open_page("/?sprak=nn&fylke=15&aar=2014")
    page.locator("#effect .chip-name").first.click()
    page.wait_for_url(re.compile("/prosjekt/"))
    ready(page)
    assert "aar=2014" in page.url


def test_who_opens_an_address_directly_begins_at_the_skip_link(open_page):
    page = open_page(f"{HARAM}?sprak=nn")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()


def test_a_project_that_is_not_there_is_told_with_the_way_to_those_that_are(open_page):
    page = open_page()
    answer = page.request.get("/prosjekt/finst-ikkje?sprak=nn")
    assert answer.status == 404
    assert "Fann ikkje sida" in answer.text()


@SIZES
@pytest.mark.parametrize(
    "address", [f"{HARAM}?sprak=nn", "/prosjekt/dalen-bolyst?sprak=en", "/prosjekt?sprak=nb"]
)
def test_a_sheet_breaks_no_rule_closed_or_open_and_never_scrolls_sideways(open_page, address, size):
    page = open_page(address, viewport=size)
    assert violations(page) == []
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    assert not scrolls_sideways(page)


@SIZES
@pytest.mark.parametrize(
    "address", ["/?sprak=nn&fylke=15", f"{HARAM}?sprak=nn", "/prosjekt?sprak=nn&fylke=alle"]
)
def test_nothing_jumps_while_the_panels_are_drawn(open_page, ready, address, size):
    page = open_page(viewport=size)
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address)
    ready(page)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") <= MOST_SHIFT
