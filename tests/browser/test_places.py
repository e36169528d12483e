"""Municipalities through time, and places with nothing to show."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def official(indicator, municipality, year):
    """Figure of the seeds, as Norwegians write it."""
    with (SEEDS / "statistic.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if (row["indicator"], row["municipality"], row["year"]) == (indicator, municipality, year):
                return f"{int(row['value']):,}".replace(",", "\N{NO-BREAK SPACE}")
    raise LookupError(f"{indicator} {municipality} {year}")


@pytest.fixture
def coverage(open_page):
    """Open an address and lend its coverage panel."""

    def of(address):
        return open_page(address).locator("#target-groups")

    return of


def test_coverage_of_haram_in_2013_is_measured_against_harams_own_residents(coverage):
    panel = coverage("/?sprak=nn&kommune=1580&aar=2013")
    expect(panel.locator("tr", has_text="Innvandrarar").first).to_contain_text(
        f"av {official('immigrants_total', '1534', '2013')}"
    )
    expect(panel.locator(".panel-sentence")).to_contain_text("innvandrarar i Haram")
    expect(panel.locator("thead").first).not_to_contain_text("Ålesund")


def test_coverage_of_haram_in_2021_says_that_haram_was_part_of_aalesund(coverage):
    panel = coverage("/?sprak=nn&kommune=1580&aar=2021")
    expect(panel).to_contain_text("Haram var del av Ålesund i 2021; tala gjeld heile Ålesund.")
    expect(panel.locator("thead").first).to_contain_text("Ålesund")
    expect(panel).to_contain_text(f"{official('immigrants_total', '1507', '2021')} i gruppa")


def test_coverage_of_haram_in_2024_is_about_the_municipality_of_today(coverage):
    panel = coverage("/?sprak=nn&kommune=1580&aar=2024")
    expect(panel.locator(".panel-sentence")).to_contain_text(
        f"budde det {official('population', '1580', '2024')} innbyggjarar i Haram"
    )
    expect(panel.locator("thead").first).not_to_contain_text("Ålesund")


def test_the_number_haram_had_before_opens_haram(open_page, board):
    page = open_page("/?sprak=nn&kommune=1534&aar=2013")
    assert page.url == f"{board}/?sprak=nn&fylke=15&kommune=1580&aar=2013"
    expect(page.locator("#shell-notice")).to_contain_text("Kommunenummer 1534 er ikkje lenger i bruk.")
    expect(page.locator("#target-groups .panel-sentence")).to_contain_text(
        official("immigrants_total", "1534", "2013")
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "Ingen prosjekter i utvalget, så det er ingen effekt å vise."),
        ("nn", "Ingen prosjekt i utvalet, så det er ingen effekt å vise."),
        ("en", "No projects in the selection, so there is no effect to show."),
    ],
)
def test_a_municipality_without_projects_gets_a_sentence_in_every_panel(open_page, language, sentence):
    page = open_page(f"/?sprak={language}&kommune=1577")
    expect(page.locator(".panel-title")).to_have_count(page.locator("[data-panel]").count())
    expect(page.locator("#effect .panel-sentence")).to_have_text(sentence)
    for panel in page.locator("[data-panel]").all():
        assert len(panel.locator(".panel-sentence").inner_text()) > 20
    expect(page.locator("main")).not_to_contain_text("NaN")
    expect(page.locator("main")).not_to_contain_text(re.compile(r"\bNone\b(?! of )"))


def test_choices_that_no_project_meets_together_get_sentences_too(open_page):
    page = open_page("/?sprak=nb&kommune=1580&gruppe=seasonal_workers&aar=1999")
    expect(page.locator(".panel-title")).to_have_count(page.locator("[data-panel]").count())
    expect(page.locator("#effect")).to_contain_text("Ingen prosjekter i utvalget")
    expect(page.locator("#shell-failure")).to_be_empty()
