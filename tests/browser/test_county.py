"""The county's view: the matrix is sorted, searched and narrowed, read on a telephone, and led from."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import NARROW, OPEN_ALL, WIDE, scrolls_sideways, violations

ADDRESS = "/fylke?sprak=nn&fylke=alle"
COLUMN = """(field) => {
    const table = document.querySelector("[data-portfolio]");
    const place = Array.from(table.tHead.rows[0].cells).findIndex(head => head.dataset.field === field);
    return Array.from(table.tBodies[0].rows, row => row.cells[place].dataset.sort ?? null);
}"""


def column(page, field):
    """What a column is sorted by, row for row; None where it is missing."""
    return [None if key is None else float(key) for key in page.evaluate(COLUMN, field)]


def expect_sorted(page, field, *, falling):
    keys = column(page, field)
    known = [key for key in keys if key is not None]
    assert len(known) > 1
    assert known == sorted(known, reverse=falling)
    assert keys == known + [None] * (len(keys) - len(known)), "missing stands last both ways"


def test_a_heading_sorts_by_keyboard_both_ways_and_says_which(open_page):
    page = open_page(ADDRESS)
    head = page.locator("th[data-field=persons]")
    head.locator("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect_sorted(page, "persons", falling=False)
    page.keyboard.press("Space")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect_sorted(page, "persons", falling=True)
    expect(head.locator("button")).to_be_focused()
    assert page.locator("[aria-sort=ascending], [aria-sort=descending]").count() == 1


def test_names_are_sorted_as_norwegian(open_page):
    page = open_page(ADDRESS)
    page.locator("th[data-field=name] button").click()
    names = page.locator(".portfolio-table tbody th a").all_text_contents()
    herad = [name for name in names if name.startswith("Bolystprosjekt i ")]
    assert herad.index("Bolystprosjekt i Bø (Telemark)") > herad.index("Bolystprosjekt i Bygdekvinnelaget")


def test_search_and_the_choice_of_what_is_serious_narrow_the_rows_and_outlive_the_filters(open_page, ready):
    page = open_page(ADDRESS)
    rows = page.locator(".portfolio-table tbody tr:visible")
    assert rows.count() == 24
    page.get_by_label("Søk i prosjekta").fill("HARAM")
    expect(rows).to_have_count(1)
    expect(page.locator(".portfolio-count")).to_have_text("Viser 1 av 24 prosjekt")
    page.get_by_label("Søk i prosjekta").fill("")
    page.get_by_label("Berre det som må avklarast").check()
    expect(rows).to_have_count(6)
    page.locator("th[data-field=persons] button").click()
    page.locator("#filters-county").select_option("15")
    ready(page)
    expect(page.locator("th[data-field=persons]")).to_have_attribute("aria-sort", "ascending")
    expect(rows).to_have_count(4)
    expect_sorted(page, "persons", falling=False)


def test_a_telephone_gets_cards_with_labels_and_a_choice_of_order(open_page):
    page = open_page("/fylke?sprak=nn&fylke=15", viewport=NARROW)
    assert not scrolls_sideways(page)
    row = page.locator(".portfolio-table tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "grid"
    assert row.evaluate("row => row.scrollWidth <= row.clientWidth")
    assert row.locator("td").nth(1).get_attribute("data-label") == "Mål i rute"
    page.get_by_label("Sorter etter").select_option("overdue")
    expect_sorted(page, "overdue", falling=False)


def test_two_projects_are_chosen_in_the_panel_and_the_address_says_so(open_page, ready):
    page = open_page("/fylke?sprak=nn&fylke=15")
    form = page.locator("form[data-compare=prosjekt]")
    form.locator("xpath=..").locator("summary").click()
    form.get_by_label("Program for integrering i Haram").check()
    form.get_by_role("button").click()
    expect(form.locator(".side-limits")).to_have_text("Vel frå 2 til 6.")
    form.get_by_label("God integrering").check()
    form.get_by_role("button").click()
    page.wait_for_url("**prosjekt=**")
    ready(page)
    expect(page.locator(".side-table thead th")).to_have_count(4)
    expect(page.locator("#side-by-side")).to_contain_text("uklar forskjell")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_view_breaks_no_rule(open_page, size):
    page = open_page(
        "/fylke?sprak=nn&fylke=15&prosjekt=haram-integrering,vestnes-god-integrering", viewport=size
    )
    page.evaluate(OPEN_ALL)
    for panel in ("attention", "portfolio", "side-by-side"):
        assert [fault for fault in violations(page) if panel in fault or ".portfolio" in fault] == []
    assert not scrolls_sideways(page)
