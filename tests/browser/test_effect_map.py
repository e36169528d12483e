"""The map of geographic effect in a browser: tiles by keyboard and pointer, outlines where their file is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from data_sources.outlines.boundaries import install

OUTLINES = Path(__file__).resolve().parents[1] / "data" / "outlines" / "two_municipalities.geojson"
SLOW = 20_000
MIDDLE = """number => {
  const areas = [...document.querySelectorAll("#effect-map .choroplethlayer path")];
  const box = areas.find(area => area.__data__.loc === number).getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


@pytest.fixture(scope="module")
def outlined(start_board, tmp_path_factory):
    """Address of a board that has an outline file."""
    folder = tmp_path_factory.mktemp("outlined")
    install(OUTLINES, folder / "var" / "outlines.geojson", {"1508", "1580"})
    return start_board(folder)


def tile(page, name):
    return page.locator("#effect-tiles").get_by_role("checkbox", name=name)


def shown(page, query):
    expect(page.locator("#effect [data-drawn]")).to_have_attribute("data-drawn", query, timeout=SLOW)


def click_area(page, number):
    page.locator("#effect-map").scroll_into_view_if_needed()
    at = page.evaluate(MIDDLE, number)
    page.mouse.move(*at)
    page.mouse.click(*at)


def test_the_space_bar_on_a_tile_chooses_and_unchooses_and_the_focus_stays(page, ready):
    page.goto("/?sprak=nn&fylke=15")
    ready(page)
    haram = tile(page, "Haram")
    haram.focus()
    page.keyboard.press("Space")
    shown(page, "sprak=nn&fylke=15&kommune=1580")
    expect(haram).to_be_focused()
    expect(haram).to_be_checked()
    assert page.url.endswith("/?sprak=nn&fylke=15&kommune=1580")
    page.keyboard.press("Space")
    shown(page, "sprak=nn&fylke=15")
    expect(haram).to_be_focused()
    expect(haram).not_to_be_checked()


def test_quick_clicks_on_tiles_all_count_and_then_the_board_is_quiet(page, ready):
    page.goto("/?sprak=nn&fylke=15")
    ready(page)
    for name in ("Vestnes", "Molde", "Rauma"):
        page.locator("#effect-tiles label", has_text=name).click()
    shown(page, "sprak=nn&fylke=15&kommune=1506,1535,1539")
    ready(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(800)
    assert asked == []


def test_no_plotly_is_fetched_where_tiles_are_drawn(page, ready):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto("/?sprak=nn&fylke=15")
    ready(page)
    assert not [name for name in asked if name.startswith("plotly.") or "graph" in name]


def test_a_tile_tells_its_whole_text_when_pointed_at(page, ready):
    page.goto("/?sprak=nn&fylke=15")
    ready(page)
    surnadal = page.locator("#effect-tiles label", has_text="Surnadal")
    surnadal.hover()
    expect(surnadal).to_have_attribute(
        "title", "Surnadal\n – oppgitt effekt, ikkje dokumentert, eksempeldata"
    )


def test_with_an_outline_file_a_click_in_the_map_chooses_and_a_second_unchooses(page, ready, outlined):
    page.goto(f"{outlined}/?sprak=nn&fylke=15")
    ready(page)
    expect(page.locator("#effect-map .choroplethlayer path").first).to_be_attached(timeout=SLOW)
    assert page.locator("#effect-tiles").count() == 0
    for query in ("sprak=nn&fylke=15&kommune=1508", "sprak=nn&fylke=15"):
        click_area(page, "1508")
        shown(page, query)
        ready(page)
        expect(page.locator("#effect-map .choroplethlayer path").first).to_be_attached(timeout=SLOW)


def test_the_charts_only_button_is_in_the_users_language(page, ready, outlined):
    page.goto(f"{outlined}/?sprak=nn&fylke=15")
    ready(page)
    button = page.locator("#effect-map .modebar-btn")
    expect(button).to_have_count(1, timeout=SLOW)
    expect(button).to_have_attribute("data-title", "Last ned som bilete (PNG)")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_map_of_the_whole_country_does_not_widen_the_page(page, ready, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/?sprak=nn&fylke=alle")
    ready(page)
    assert page.locator("#effect-tiles input").count() == 357
    assert page.evaluate("document.documentElement.scrollWidth") <= width
