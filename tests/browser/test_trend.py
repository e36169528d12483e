"""The trend of a target group: plotly comes when it is asked for, and not before."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.alike import some


def is_plotly(address):
    return "plotly" in address and "plotly-setup" not in address


@pytest.mark.parametrize("language", some(["nn", "nb", "en"], 3))
def test_the_trend_is_drawn_when_a_group_is_chosen(open_page, ready, language):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/?sprak={language}&fylke=15&kommune=1580")
    ready(page)
    assert not any(map(is_plotly, asked))
    page.locator("#target-groups-trend-group").select_option("immigrants")
    expect(page.locator("#target-groups-trend-graph .main-svg").first).to_be_visible(timeout=20_000)
    assert any(map(is_plotly, asked))
    ready(page)
    rows = page.locator("#target-groups-trend tbody tr")
    assert rows.count() > 1
    expect(page.locator("#target-groups-trend figcaption")).to_contain_text("2013")
    page.locator("#filters-county").select_option("18")
    ready(page)
    expect(page.locator("#target-groups-trend-graph")).to_have_count(0)
