"""From the line on rounded numbers to the section that explains it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.alike import some


@pytest.mark.parametrize("language", some(["nn", "nb", "en"], 3))
def test_the_line_leads_to_the_section_on_small_numbers(open_page, ready, language):
    page = open_page(f"/?sprak={language}&fylke=15&aar=2013")
    line = page.locator("#target-groups .rounding-line")
    assert line.is_visible()
    assert "0" in line.inner_text()
    line.locator("a").click()
    page.wait_for_url(f"**/metode?sprak={language}#smaa-tal")
    ready(page)
    section = page.locator("#smaa-tal")
    expect(section.locator("h3").first).to_be_in_viewport()
    assert section.locator("li").count() == 7
    assert section.locator("td").count() > 0


def test_the_line_is_not_there_where_nobody_has_been_counted(open_page):
    page = open_page("/?sprak=nb&fylke=03&aar=1999")
    assert page.locator(".rounding-line").count() == 0
