"""Which addresses the board may be bound to."""

from __future__ import annotations

import pytest

from dashboard.access.binding import is_loopback, known_hosts, why_not_bind
from dashboard.shell.settings import Settings

PUBLIC = {"BOLYST_PUBLIC": "1"}
NAMED = {"BOLYST_PUBLIC_URL": "https://Tavle.eksempel.no"}


def settings(**given):
    return Settings.from_environment(given)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost", "LOCALHOST", "::ffff:127.0.0.1"]
)
def test_this_machine(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "0.0.0.0",  # noqa: S104
        "::",
        "10.0.0.1",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.1",
        "::ffff:8.8.8.8",
    ],
)
def test_other_machines(host):
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ({}, set()),
        (NAMED, {"tavle.eksempel.no"}),
        (PUBLIC | NAMED, {"tavle.eksempel.no"}),
        (PUBLIC | {"BOLYST_HOST": "10.0.0.5"}, {"10.0.0.5"}),
        (PUBLIC | {"BOLYST_HOST": "0.0.0.0"}, set()),  # noqa: S104
        ({"BOLYST_HOST": "10.0.0.5"}, set()),
    ],
)
def test_names_the_board_answers_to_besides_loopback(given, known):
    assert known_hosts(settings(**given)) == known


@pytest.mark.parametrize(
    ("given", "bound", "advice"),
    [
        ({}, ["127.0.0.1", "::1"], None),
        ({}, [], None),
        ({}, ["0.0.0.0"], "BOLYST_PUBLIC=1"),  # noqa: S104
        ({}, ["127.0.0.1", "10.0.0.5"], "BOLYST_PUBLIC=1"),
        (NAMED, ["10.0.0.5"], "BOLYST_PUBLIC=1"),
        (PUBLIC, ["0.0.0.0"], "BOLYST_PUBLIC_URL"),  # noqa: S104
        (PUBLIC, ["::"], "BOLYST_PUBLIC_URL"),
        (PUBLIC, ["10.0.0.5"], "BOLYST_HOST"),
        (PUBLIC | NAMED, ["0.0.0.0"], None),  # noqa: S104
        (PUBLIC | {"BOLYST_HOST": "10.0.0.5"}, ["10.0.0.5"], None),
    ],
)
def test_the_board_says_why_it_may_not_be_bound(given, bound, advice):
    said = why_not_bind(bound, settings(**given))
    assert (said is None) if advice is None else (advice in said)
