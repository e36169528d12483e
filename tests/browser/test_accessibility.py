"""The rules of axe-core (WCAG 2.1 A and AA, and best practice) on every view, and no sideways scroll."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.controls import open_box

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
OPEN_ALL = """() => {
    for (const box of document.querySelectorAll("main details:not(.filter-box)")) { box.open = true; }
}"""


def violations(page):
    """What axe finds, as rule and elements."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"][:3]
    ]


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("language", "size"), [("nb", WIDE), ("nn", WIDE), ("en", WIDE), ("nn", NARROW), ("en", NARROW)]
)
def test_the_overview_breaks_no_rule_closed_or_with_every_table_open(open_page, language, size):
    page = open_page(f"/?sprak={language}&fylke=15", viewport=size)
    if size == WIDE:
        assert violations(page) == []
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    assert not scrolls_sideways(page)


@SIZES
def test_an_open_box_breaks_no_rule(open_page, size):
    page = open_page("/?sprak=nn&fylke=15&kommune=1580", viewport=size)
    open_box(page, "municipalities")
    assert violations(page) == []


@SIZES
@pytest.mark.parametrize(
    "address",
    ["/metode?sprak=nn", "/tilgjenge?sprak=en", "/?sprak=nb&kommune=9999,1577&farge=1"],
)
def test_the_other_views_and_an_empty_choice_break_no_rule(open_page, address, size):
    page = open_page(address, viewport=size)
    assert violations(page) == []
    assert not scrolls_sideways(page)


def test_the_whole_country_on_a_telephone_breaks_no_rule_and_does_not_scroll_sideways(open_page):
    page = open_page("/?sprak=en&fylke=alle", viewport=NARROW)
    assert violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", [320, 390, 768, 1024])
def test_the_page_and_its_boxes_stay_inside_every_width(open_page, width):
    page = open_page("/?sprak=nn&fylke=15", viewport={"width": width, "height": 844})
    assert not scrolls_sideways(page)
    for control in ("municipalities", "projects", "groups"):
        open_box(page, control)
        assert not scrolls_sideways(page)
        page.keyboard.press("Escape")
