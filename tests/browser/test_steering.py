"""The steering group's view: the day changes count from, sifting, the timeline by keyboard, axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import NARROW, OPEN_ALL, WIDE, scrolls_sideways, violations

ADDRESS = "/styringsgruppe?sprak=nn&fylke=15&kommune=1580"


def test_the_day_is_chosen_by_button_and_field_and_kept_in_the_address_also_by_back(open_page, board, ready):
    page = open_page(ADDRESS)
    title = page.locator("#changes .panel-title")
    expect(title).to_have_text("Endra sidan 20. oktober 2015")
    page.get_by_role("button", name="Sidan årsskiftet 2015").click()
    expect(title).to_have_text("Endra sidan 1. januar 2015")
    assert page.url == f"{board}{ADDRESS}&sidan=2015-01-01"
    page.get_by_label("Endra sidan", exact=True).fill("2014-06-01")
    page.keyboard.press("Enter")
    expect(title).to_have_text("Endra sidan 1. juni 2014")
    assert page.url == f"{board}{ADDRESS}&sidan=2014-06-01"
    ready(page)
    page.locator("nav.views a").last.click()
    page.wait_for_url("**/metode?**")
    page.go_back()
    page.wait_for_url(f"{board}{ADDRESS}&sidan=2014-06-01")
    expect(page.locator("#changes .panel-title")).to_have_text("Endra sidan 1. juni 2014")


def test_the_register_is_sifted_without_asking_the_server(open_page):
    page = open_page("/styringsgruppe?sprak=nn&fylke=15")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-sift=phase]").focus()
    page.locator("[data-sift=phase]").select_option("closed")
    expect(page.locator(".sift-count")).to_have_text("Viser 1 av 29 tiltak.")
    assert page.locator("#measure-register tbody[data-phase]:visible").count() == 1
    page.locator("[data-sift=theme]").select_option("settlement")
    expect(page.locator(".sift-count")).to_have_text("Viser 0 av 29 tiltak.")
    page.locator("[data-sift=phase]").select_option("")
    expect(page.locator(".sift-count")).to_have_text("Viser 4 av 29 tiltak.")
    assert asked == []


def test_another_choice_of_place_begins_with_an_unsifted_register(open_page, ready):
    page = open_page("/styringsgruppe?sprak=nn&fylke=15")
    page.locator("[data-sift=phase]").select_option("closed")
    page.locator("#filters-county").select_option("18")
    ready(page)
    expect(page.locator("#measure-register .panel-title")).to_contain_text("Nordland")
    expect(page.locator("[data-sift=phase]")).to_have_value("")
    assert page.locator("#measure-register [data-phase][hidden]").count() == 0


def test_a_milestone_on_the_line_leads_by_keyboard_to_why_it_is_late(open_page):
    page = open_page(ADDRESS)
    diamond = page.get_by_role("link", name="Programmet er vedteke i kommunestyret")
    diamond.focus()
    page.keyboard.press("Enter")
    line = page.locator("#milestone-haram-e-m6")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text("Saka er flytta til første møte etter nyttår")


def test_the_details_of_a_measure_open_by_keyboard(open_page):
    page = open_page(ADDRESS)
    summary = page.locator(".register-more summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".register-more .measure-facts").first).to_be_visible()


@pytest.mark.parametrize(("language", "size"), [("nn", WIDE), ("nb", NARROW), ("en", NARROW)])
def test_the_view_breaks_no_rule_closed_or_open(open_page, language, size):
    page = open_page(f"/styringsgruppe?sprak={language}&fylke=alle", viewport=size)
    assert violations(page) == []
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    assert not scrolls_sideways(page)
