"""The overview: from a card or a cell to its detail and back, my municipality, no projects."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

HARAM = "/?sprak=nn&fylke=15&kommune=1580"
OVERFLOWS = "() => document.documentElement.scrollWidth > window.innerWidth"
IN_VIEW = """(id) => {
    const place = document.getElementById(id).getBoundingClientRect();
    return place.top < innerHeight && place.bottom > 0;
}"""


def until(page, script, argument=None):
    """Wait for what a script says; the page's own rules forbid Playwright's way of waiting."""
    for _ in range(200):
        if page.evaluate(script, argument):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {script}")


def test_the_lines_and_what_to_follow_up_stand_on_the_first_screen(open_page):
    page = open_page(HARAM)
    for place in (
        ".status-line >> nth=4",
        "#attention-worst .attention-item >> nth=1",
        "#cards .card-value >> nth=0",
    ):
        box = page.locator(place).bounding_box()
        assert box["y"] + box["height"] <= 900, place
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize(
    ("card", "panel"),
    [("Måloppnåing", "goals"), ("Unike deltakarar", "target-groups"), ("Tilskot", "money")],
)
def test_a_card_leads_to_its_panel_and_back_leads_to_where_one_was(open_page, board, card, panel):
    page = open_page(HARAM)
    page.locator(".kpi-card", has_text=card).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.locator(".kpi-card", has_text=card).click()
    until(page, IN_VIEW, panel)
    assert page.url == f"{board}{HARAM}#{panel}"
    page.go_back()
    until(page, "(y) => Math.abs(scrollY - y) < 5", before)
    assert page.url == f"{board}{HARAM}"


def test_a_cell_leads_to_its_measures_and_back_returns_to_the_same_place(open_page, ready):
    page = open_page("/?sprak=nb&fylke=15&aar=2013-2014")
    cell = page.locator("#target-groups td:not(.cov-total) .cov-state a").first
    cell.scroll_into_view_if_needed()
    before, address = page.evaluate("scrollY"), page.url
    assert before > 0
    cell.click()
    page.wait_for_url("**/styringsgruppe?*#measure-register")
    ready(page)
    assert "aar=2013-2014" in page.url
    assert "gruppe=" in page.url
    assert "kommune=" in page.url
    page.go_back()
    page.wait_for_url("**/?*")
    ready(page)
    assert page.url == address
    until(page, "(y) => Math.abs(scrollY - y) < 5", before)


def test_a_status_line_leads_to_another_view_with_the_same_filters_and_back(open_page, ready):
    page = open_page(HARAM)
    address = page.url
    page.get_by_role("link", name="Tiltak og milepælar").click()
    page.wait_for_url("**/styringsgruppe?sprak=nn&fylke=15&kommune=1580#timeline")
    ready(page)
    page.go_back()
    ready(page)
    assert page.url == address


def test_the_small_picture_of_years_opens_the_trend(open_page):
    page = open_page(HARAM)
    page.locator("#target-groups a[data-trend]").first.click()
    expect(page.locator("#target-groups-trend .dash-graph")).to_be_visible()


def test_my_municipality_is_remembered_where_an_address_names_no_place(open_page, board, ready):
    page = open_page("/?sprak=nb&fylke=18", fresh=True)
    page.get_by_label("Min kommune").select_option("1580")
    page.wait_for_url("**/?sprak=nb&fylke=15&kommune=1580")
    ready(page)
    page.goto("/")
    until(page, "() => location.search === '?sprak=nb&fylke=15&kommune=1580'")
    ready(page)
    assert page.locator("html").get_attribute("lang") == "nb", "the language of the municipality"
    page.goto("/?sprak=nn&fylke=18")
    ready(page)
    assert page.url == f"{board}/?sprak=nn&fylke=18", "a link shows what was on screen"
    page.get_by_role("link", name="Vis Haram").click()
    page.wait_for_url("**/?sprak=nn&fylke=15&kommune=1580")
    ready(page)
    page.get_by_label("Min kommune").select_option("")
    page.goto("/")
    ready(page)
    assert page.url == f"{board}/?sprak=nn&fylke=15"


def test_a_municipality_without_projects_gets_ways_on_instead_of_empty_panels(open_page):
    page = open_page("/?sprak=nb&fylke=03&kommune=0301")
    expect(page.locator(".ways-on a")).to_have_count(4)
    shown = page.evaluate(
        "() => [...document.querySelectorAll('main [data-panel]')].filter(p => p.offsetParent).map(p => p.id)"
    )
    assert shown == ["status", "effect", "context"]
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Møtevisning").click()
    expect(page.locator(".council-place")).to_have_text("1 av 3")
    page.keyboard.press("Escape")


@pytest.mark.parametrize(
    "query", ["sprak=nn&fylke=15&kommune=1580", "sprak=nb&fylke=alle", "sprak=en&fylke=03"]
)
def test_nothing_sticks_out_on_a_phone(open_page, query):
    page = open_page(f"/?{query}", viewport={"width": 390, "height": 844})
    assert not page.evaluate(OVERFLOWS)
