"""Every project of the client's documents is three steps from the first screen."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.alike import some
from tests.browser.controls import box, open_box

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DOCUMENT = re.compile(r"\d{3}_[0-9a-f]+\.txt")


def of_documents():
    """Projects that a document states, with their names."""
    with (SEEDS / "project.csv").open(encoding="utf-8") as table:
        return [row for row in csv.DictReader(table) if DOCUMENT.fullmatch(row["source"])]


@pytest.fixture(scope="module")
def country(users, board, ready):
    """The board after one step from the first screen: the whole country chosen."""
    with users(board) as open_one:
        page = open_one("/?sprak=nb")
        page.locator("#filters-county").select_option("alle")
        ready(page)
        yield page


def test_the_documents_state_thirteen_projects():
    assert len(of_documents()) == 13


@pytest.mark.parametrize("project", some(of_documents(), 4), ids=lambda row: row["project"])
def test_a_project_is_found_by_opening_the_box_and_ticking_it(country, ready, project):
    choice = country.locator(f"#filters-projects-{project['project']}")
    open_box(country, "projects")
    expect(choice.locator("xpath=..")).to_contain_text(project["name"])
    choice.check()
    ready(country)
    assert country.url.endswith(f"/?sprak=nb&prosjekt={project['project']}")
    expect(box(country, "projects").locator("summary")).to_have_text(project["name"])
    expect(country.locator("#effect")).to_contain_text(project["name"])
    choice.uncheck()
    ready(country)
    country.keyboard.press("Escape")
