"""Everything without a pointer: skip link, boxes, the tiles of the map, the tables behind the charts."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.controls import box

ADDRESS = "/?sprak=nn&fylke=15"
STEPS = 80


def tab_to(page, element):
    """Press the tabulator until an element has the focus; a reader gives up after some tries."""
    for _ in range(STEPS):
        if element.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached with {STEPS} presses of the tabulator")


def test_the_first_stop_is_a_link_to_the_content(open_page):
    page = open_page(ADDRESS)
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_municipality_is_chosen_in_its_box_and_escape_gives_the_focus_back(open_page, board, ready):
    page = open_page(ADDRESS)
    municipalities = box(page, "municipalities")
    summary = municipalities.locator("summary")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(municipalities).to_have_attribute("open", "")
    tab_to(page, page.locator("#filters-municipalities-1580"))
    page.keyboard.press("Space")
    ready(page)
    expect(page.locator("#filters-municipalities-1580")).to_be_focused()
    assert page.url == f"{board}{ADDRESS}&kommune=1580"
    page.keyboard.press("Escape")
    expect(municipalities).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    expect(summary).to_have_text("Haram")


def test_the_space_bar_on_a_tile_of_the_map_selects_its_municipality(open_page, board, ready):
    page = open_page(ADDRESS)
    tile = page.locator("#effect-tiles").get_by_role("checkbox", name="Vestnes")
    tile.focus()
    page.keyboard.press("Space")
    page.wait_for_url(f"{board}{ADDRESS}&kommune=1535")
    ready(page)
    expect(page.locator("#filters-municipalities-1535")).to_be_checked()
    expect(page.locator("#target-groups .panel-title")).to_contain_text("Vestnes")
    expect(tile).to_be_checked()
    expect(tile).to_be_focused()
    page.keyboard.press("Space")
    page.wait_for_url(f"{board}{ADDRESS}")
    ready(page)
    expect(page.locator("#filters-municipalities-1535")).not_to_be_checked()


def test_the_table_behind_each_panel_opens_with_enter(open_page):
    page = open_page(ADDRESS)
    twins = page.locator(".twin")
    assert twins.count() > 0
    for twin in twins.all():
        expect(twin.locator("table").first).to_be_hidden()
        twin.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(twin.locator("table").first).to_be_visible()
        assert twin.locator("tbody tr").count() > 0


def test_every_stop_of_the_tabulator_can_be_seen(open_page):
    page = open_page(ADDRESS)
    unseen = page.evaluate("""() => [...document.querySelectorAll("a[href], button, select, summary, input")]
        .filter(stop => stop.checkVisibility() && !stop.closest(".tiles"))
        .filter(stop => { stop.focus(); const style = getComputedStyle(stop);
                          return style.outlineStyle === "none" && style.boxShadow === "none"; })
        .map(stop => stop.outerHTML.slice(0, 80))""")
    assert unseen == []
