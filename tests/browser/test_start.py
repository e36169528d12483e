from __future__ import annotations

import urllib.request


def test_the_board_answers(board):
    with urllib.request.urlopen(f"{board}/healthz", timeout=10) as answer:  # noqa: S310 - our own loopback address
        assert answer.status == 200


def test_the_first_screen_is_drawn_without_complaint_or_foreign_request(page, ready):
    page.goto("/")
    ready(page)
    assert page.locator("h1").count() == 1
