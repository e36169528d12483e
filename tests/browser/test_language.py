"""The same choice in three languages, with no words of another language left in the page."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from terms.words import messages

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PLACES = frozenset(
    row["name"]
    for row in csv.DictReader((SEEDS / "municipality.csv").read_text(encoding="utf-8").splitlines())
)
"""Names of places are the same in every language, though Time and Stad are also words."""
NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
CHOICE = "fylke=15&kommune=1580&aar=2013-2014"
TEXTS = """() => {
    const language = document.documentElement.lang;
    const own = element => (element.closest("[lang]") || document.documentElement).lang === language;
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (own(parent) && !["SCRIPT", "STYLE"].includes(parent.tagName)) {
            texts.push(walker.currentNode.textContent);
        }
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
        if (own(element)) {
            for (const name of ["aria-label", "title", "placeholder", "alt"]) {
                texts.push(element.getAttribute(name));
            }
        }
    }
    return texts.filter(Boolean).map(text => text.trim());
}"""


def texts_of(language):
    """Every text of a language; each form of a counted one."""
    for text in messages(language).values():
        yield from [text] if isinstance(text, str) else text.values()


def patterns(language):
    """Texts that only other languages have, as patterns: any words in the places that are filled in."""
    own = set(texts_of(language))
    foreign = {text for other in NAMES if other != language for text in texts_of(other)}
    return [
        re.compile(re.sub(r"\\\{\w+\\\}", ".+?", re.escape(text)))
        for text in foreign - own
        if len(re.sub(r"\{\w+\}|\W", "", text)) > 3
    ]


@pytest.mark.parametrize("language", NAMES)
def test_a_change_of_language_keeps_the_choice(open_page, board, ready, language):
    other = "en" if language != "en" else "nn"
    page = open_page(f"/?sprak={other}&{CHOICE}")
    page.get_by_role("link", name=NAMES[language], exact=True).click()
    page.wait_for_url(f"{board}/?sprak={language}&{CHOICE}")
    ready(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#filters-municipalities-1580")).to_be_checked()
    expect(page.locator("#filters-year-to")).to_have_value("2014")
    expect(page.get_by_role("link", name=NAMES[language], exact=True)).to_have_attribute(
        "aria-current", "page"
    )


def test_the_links_to_other_languages_follow_a_change_of_filter(open_page, ready):
    page = open_page("/?sprak=nn&fylke=15")
    page.locator("#filters-county").select_option("18")
    ready(page)
    expect(page.locator("#shell-languages-en")).to_have_attribute("href", "/?sprak=en&fylke=18")
    expect(page.locator(".views").get_by_role("link", name="Metode og kjelder")).to_have_attribute(
        "href", "/metode?sprak=nn&fylke=18"
    )


@pytest.mark.parametrize("path", ["/?", "/metode?", "/tilgjenge?"])
@pytest.mark.parametrize("language", NAMES)
def test_no_words_of_another_language_are_left(open_page, language, path):
    page = open_page(f"{path}sprak={language}&fylke=15")
    shown = set(page.evaluate(TEXTS)) - PLACES
    assert len(shown) > 10
    foreign = patterns(language)
    own = {line for text in texts_of(language) for line in (text, *text.splitlines())}
    assert [text for text in shown - own if any(pattern.fullmatch(text) for pattern in foreign)] == []


def test_groups_are_named_in_the_language_of_the_page(open_page):
    page = open_page("/?sprak=en&fylke=15")
    english = page.locator("#filters-groups .form-check-label").all_text_contents()
    page = open_page("/?sprak=nb&fylke=15")
    norwegian = page.locator("#filters-groups .form-check-label").all_text_contents()
    assert len(english) == len(norwegian) > 3
    assert not set(english) & set(norwegian)
