"""The map with the outlines of every municipality: drawn by plotly, from a file of the board's own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data_sources.outlines.boundaries import install

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SURNADAL = "1566"
MIDDLE = """number => {
    const drawn = [...document.querySelectorAll("#effect-map .choroplethlayer path")];
    const box = drawn.find(area => area.__data__.loc === number).getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def numbers_of_today():
    with (SEEDS / "municipality.csv").open(encoding="utf-8") as table:
        return {row["municipality"] for row in csv.DictReader(table) if not row["valid_to"]}


@pytest.fixture(scope="module")
def outlined(start_board, tmp_path_factory, shared):
    """Address of a board with the outlines of all municipalities."""
    folder = tmp_path_factory.mktemp("outlines")
    source = shared / "data" / "geo" / "kommuner_2024_mini.geojson"
    assert install(source, folder / "var" / "outlines.geojson", numbers_of_today()) == 357
    return start_board(folder)


def areas(page):
    return page.locator("#effect-map .choroplethlayer path[d]:not([d=''])")


def test_with_outlines_every_municipality_of_the_county_is_drawn(users, outlined):
    with users(outlined) as open_one:
        page = open_one("/?sprak=nn&fylke=15")
        expect(areas(page)).to_have_count(27)
        expect(page.locator("#effect-tiles")).to_have_count(0)
        expect(page.locator("#effect .panel-foot")).to_contain_text("Kartverket")


def test_a_click_in_the_outlines_chooses_a_municipality_and_another_takes_it_away(users, outlined, ready):
    with users(outlined) as open_one:
        page = open_one("/?sprak=nn&fylke=15", viewport={"width": 1440, "height": 900})
        for address in ("/?sprak=nn&fylke=15&kommune=1566", "/?sprak=nn&fylke=15"):
            ready(page)
            page.locator("#effect-map").scroll_into_view_if_needed()
            expect(areas(page).first).to_be_visible()
            at = page.evaluate(MIDDLE, SURNADAL)
            page.mouse.move(*at)
            page.mouse.click(*at)
            page.wait_for_url(f"{outlined}{address}")
        ready(page)
        expect(page.locator("#filters-municipalities-1566")).not_to_be_checked()
