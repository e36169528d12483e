"""Two users at the same time, on two workers: neither sees what the other chooses."""

from __future__ import annotations

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

ROUNDS = 8
ACCESS = "--access-logfile workers.log --access-logformat %(p)s"
COUNTIES = {"15": "Møre og Romsdal", "18": "Nordland", "50": "Trøndelag", "33": "Buskerud"}
PANELS = ("status", "cards", "goals", "effect", "target-groups")


@pytest.fixture(scope="module")
def logged(start_board, tmp_path_factory):
    """Address of a board that logs which worker answers, and the log."""
    folder = tmp_path_factory.mktemp("workers")
    return start_board(folder, GUNICORN_CMD_ARGS=ACCESS), folder / "workers.log"


def workers(log):
    return set(log.read_text(encoding="utf-8").split())


def test_two_users_who_choose_at_the_same_time_each_see_their_own(users, logged, ready):
    address, log = logged
    with users(address) as open_one:
        first, second = open_one("/?sprak=nn&fylke=15"), open_one("/?sprak=en&fylke=18")
        for turn in range(ROUNDS):
            wanted = [("15", "18"), ("50", "15"), ("18", "33"), ("33", "50")][turn % 4]
            for page, county in zip((first, second), wanted, strict=True):
                page.locator("#filters-county").select_option(county)
            for page, county, language in zip((first, second), wanted, ("nn", "en"), strict=True):
                ready(page)
                assert page.url == f"{address}/?sprak={language}&fylke={county}"
                titles = page.locator("#effect .panel-title, #target-groups .panel-title")
                expect(titles.filter(has_text=COUNTIES[county])).to_have_count(2)
                marks = page.locator("[data-drawn]").evaluate_all(
                    "marks => marks.map(mark => mark.dataset.drawn)"
                )
                assert set(marks) == {f"sprak={language}&fylke={county}"}
    assert len(workers(log)) == 2


def test_many_at_once_each_get_what_they_asked_for(logged):
    address, log = logged
    asked = [
        (panel, f"sprak={language}&fylke={county}")
        for county in COUNTIES
        for language in ("nb", "nn", "en")
        for panel in PANELS
    ]

    def answered(question):
        panel, query = question
        body = {
            "output": f"{panel}.children",
            "outputs": {"id": panel, "property": "children"},
            "inputs": [{"id": "filters-query", "property": "data", "value": query}],
            "changedPropIds": ["filters-query.data"],
        }
        request = urllib.request.Request(  # noqa: S310 - our own loopback address
            f"{address}/_dash-update-component",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - the same
            return answer.read().decode()

    with ThreadPoolExecutor(8) as crowd:
        for (_, query), answer in zip(asked, crowd.map(answered, asked), strict=True):
            assert f'"data-drawn": "{query}"' in answer or f'"data-drawn":"{query}"' in answer
    assert len(workers(log)) == 2
