"""Council mode: one panel at a time, by keyboard, and back where one was."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

VISIBLE = """() => Array.from(document.querySelectorAll("main [data-panel]"))
    .filter((panel) => panel.offsetParent).map((panel) => panel.id)"""
SCROLLS = "() => document.documentElement.scrollWidth > window.innerWidth"


def test_one_panel_at_a_time_by_keyboard_and_the_whole_page_afterwards(open_page):
    page = open_page("/?kommune=1580&sprak=nn")
    panels = page.evaluate(VISIBLE)
    page.get_by_role("button", name="Møtevising").click()
    shown = [page.evaluate(VISIBLE)]
    for _ in panels[1:]:
        page.keyboard.press("ArrowRight")
        shown.append(page.evaluate(VISIBLE))
    assert shown == [[panel] for panel in panels]
    assert page.locator(".council-place").inner_text() == f"{len(panels)} av {len(panels)}"
    assert page.get_by_role("button", name="Neste").is_disabled()
    page.keyboard.press("Home")
    assert page.evaluate(VISIBLE) == panels[:1]
    page.keyboard.press("Escape")
    assert page.evaluate(VISIBLE) == panels
    assert page.evaluate("document.activeElement.className") == "council-start"


def test_the_type_is_large_nothing_sticks_out_and_axe_finds_nothing(open_page):
    page = open_page("/?kommune=1580&sprak=nb")
    before = page.evaluate("getComputedStyle(document.querySelector('.panel-title')).fontSize")
    page.get_by_role("button", name="Møtevisning").click()
    after = page.evaluate("getComputedStyle(document.querySelector('.council-slide .panel-title')).fontSize")
    assert float(after[:-2]) >= 1.8 * float(before[:-2])
    for _ in range(page.locator("[data-panel]").count()):
        assert not page.evaluate(SCROLLS)
        assert Axe().run(page).response["violations"] == []
        page.keyboard.press("PageDown")


def test_arrows_typed_in_a_field_are_left_alone(open_page):
    page = open_page("/?sprak=nb")
    page.get_by_role("button", name="Møtevisning").click()
    panel = page.evaluate(VISIBLE)
    page.evaluate(
        "document.querySelector('main [data-panel]').insertAdjacentHTML('beforeend', '<input id=field>')"
    )
    page.locator("#field").press("ArrowRight")
    assert page.evaluate(VISIBLE) == panel
