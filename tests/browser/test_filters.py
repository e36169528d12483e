"""The filter bar drives every panel: the page says so, the address follows, the filters narrow each other."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.controls import box, open_box


def never(_route):
    """Leave a request without an answer."""


RECORD = """() => {
    window.marks = [];
    new MutationObserver(() => window.marks.push(document.documentElement.dataset.ready))
        .observe(document.documentElement, { attributes: true, attributeFilter: ["data-ready"] });
}"""


def test_a_change_of_county_redraws_every_panel_and_the_address_follows(open_page, board, ready):
    page = open_page("/?sprak=nn&fylke=15")
    titles = page.locator(".panel-title")
    placed = titles.filter(has_text="Møre og Romsdal").count()
    assert placed > 1
    page.evaluate(RECORD)
    page.locator("#filters-county").select_option("18")
    ready(page)
    marks = page.evaluate("window.marks")
    assert marks[0] == "false"
    assert marks[-1] == "true"
    assert page.url == f"{board}/?sprak=nn&fylke=18"
    expect(titles.filter(has_text="Nordland")).to_have_count(placed)
    expect(titles.filter(has_text="Møre og Romsdal")).to_have_count(0)
    drawn = page.locator("[data-drawn]").evaluate_all("marks => marks.map(mark => mark.dataset.drawn)")
    assert set(drawn) == {"sprak=nn&fylke=18"}


def test_the_page_is_not_ready_while_a_panel_shows_an_older_choice(open_page):
    page = open_page("/?sprak=nn&fylke=15")
    page.route("**/_dash-update-component*", never)
    page.locator("#filters-county").select_option("18")
    expect(page.locator("html")).to_have_attribute("data-ready", "false")
    page.unroute_all(behavior="ignoreErrors")


def test_the_filters_narrow_each_other(open_page, ready):
    page = open_page("/?sprak=nb&fylke=15")
    expect(page.locator("#filters-municipalities input")).to_have_count(27)
    page.locator("#filters-county").select_option("18")
    ready(page)
    expect(page.locator("#filters-municipalities input")).to_have_count(41)
    expect(page.locator("#filters-municipalities-1866")).to_have_count(1)
    expect(page.locator("#filters-municipalities-1580")).to_have_count(0)
    projects = page.locator("#filters-projects input")
    expect(page.locator("#filters-projects-vesteralen-innvandrere-en-ressurs")).to_have_count(1)
    expect(page.locator("#filters-projects-haram-integrering")).to_have_count(0)
    everywhere = projects.count()
    open_box(page, "municipalities")
    page.locator("#filters-municipalities-1866").check()
    ready(page)
    assert 0 < projects.count() < everywhere
    expect(page.locator("#filters-summary")).to_contain_text("1 prosjekt")


def test_a_choice_that_another_filter_takes_away_leaves_the_address_too(open_page, board, ready):
    page = open_page("/?sprak=nb&kommune=1580")
    page.locator("#filters-county").select_option("18")
    ready(page)
    assert page.url == f"{board}/?sprak=nb&fylke=18"
    expect(box(page, "municipalities").locator("summary")).to_have_text("Alle")


def test_reset_clears_every_filter_and_keeps_the_language(open_page, board, ready):
    page = open_page("/?sprak=en&kommune=1580,1535&prosjekt=haram-integrering&aar=2012-2014")
    page.locator("#filters-reset").click()
    page.wait_for_url(f"{board}/?sprak=en&fylke=15")
    ready(page)
    expect(page.locator("#filters input:checked")).to_have_count(0)
    expect(page.locator("#filters-year-from")).to_have_value("alle")
    assert page.locator("html").get_attribute("lang") == "en"


def test_unticking_the_last_municipality_shows_the_county_again(open_page, board, ready):
    page = open_page("/?sprak=nn&kommune=1580")
    open_box(page, "municipalities")
    page.locator("#filters-municipalities-1580").uncheck()
    ready(page)
    assert page.url == f"{board}/?sprak=nn&fylke=15"


def test_the_two_ends_of_the_period_say_what_is_shown(open_page, board, ready):
    page = open_page("/?sprak=nn&fylke=15")
    first, last = page.locator("#filters-year-from"), page.locator("#filters-year-to")
    for control, year, ends in (
        (first, "2014", ("2014", "2014")),
        (last, "2016", ("2014", "2016")),
        (last, "2013", ("2013", "2013")),
        (first, "2015", ("2015", "2015")),
        (last, "alle", ("alle", "alle")),
    ):
        control.select_option(year)
        expect(first).to_have_value(ends[0])
        expect(last).to_have_value(ends[1])
        ready(page)
        period = "" if year == "alle" else f"&aar={'-'.join(dict.fromkeys(ends))}"
        expect(page).to_have_url(f"{board}/?sprak=nn&fylke=15{period}")


def test_typing_in_a_box_narrows_its_list_without_changing_the_choice(open_page):
    page = open_page("/?sprak=nn&fylke=15")
    open_box(page, "municipalities")
    page.locator("#filters-municipalities-search").fill("hara")
    expect(page.locator("#filters-municipalities .form-check:visible")).to_have_count(1)
    expect(page.locator("#filters-municipalities-1580")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-ready", "true")


def test_the_same_value_once_more_leaves_the_page_ready(open_page, ready):
    page = open_page("/?sprak=nn&fylke=15")
    page.locator("#filters-county").select_option("15")
    expect(page.locator("html")).to_have_attribute("data-ready", "true")
    page.locator("#filters-county").select_option("18")
    ready(page)
    expect(page.locator("#effect .panel-title")).to_contain_text("Nordland")
