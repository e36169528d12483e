"""The county's lists in a browser: from a group nobody reaches to a project that did, and no rule broken."""

from __future__ import annotations

import pytest

from tests.browser.test_accessibility import NARROW, OPEN_ALL, WIDE, scrolls_sideways, violations

LISTS = ("gaps", "transfer", "policy-goals", "success-factors", "modules", "continuation", "programme-facts")


@pytest.mark.parametrize(
    ("query", "size"),
    [("sprak=nn&fylke=15", WIDE), ("sprak=nb&fylke=50", NARROW), ("sprak=en&fylke=alle", NARROW)],
    ids=["county", "narrow", "country"],
)
def test_the_lists_break_no_rule_with_every_detail_open(open_page, query, size):
    page = open_page(f"/fylke?{query}", viewport=size)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    assert not scrolls_sideways(page)
    for panel in LISTS:
        assert page.locator(f"#{panel} .panel-sentence").inner_text().endswith(".")


def test_a_project_that_reached_a_group_missed_here_is_one_click_away(open_page, ready):
    page = open_page("/fylke?sprak=nn&fylke=15&kommune=1535&gruppe=mentors")
    link = page.locator("#transfer .match-head a", has_text="Lierne").first
    assert link.get_attribute("lang") == "nb"
    link.click()
    page.wait_for_url("**/prosjekt/lierne-inn?*")
    ready(page)
    assert "Lierne" in page.locator("h1").inner_text()
