"""The host names the board answers to."""

from __future__ import annotations

import pytest

from dashboard.shell.create_app import create_app
from dashboard.shell.settings import Settings
from terms.words import speaker

PATHS = [
    "/",
    "/data?sprak=nn",
    "/metrics",
    "/_dash-layout",
    "/assets/board.css",
    "/bootstrap.min.css",
    "/nope",
]


@pytest.fixture
def client(store):
    """A function that opens a board with some settings."""

    def opened(**given):
        return create_app(store, Settings.from_environment(given).for_web()).server.test_client()

    return opened


@pytest.mark.parametrize("path", PATHS)
def test_another_name_gets_421_also_for_reading(client, path):
    """4a60f49: 200 (404 for the last); now 421 with a sentence."""
    answer = client().get(path, headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert answer.text.strip() == speaker("nn" if "nn" in path else "nb")("shell.unknown_host")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_load_balancer_may_ask_by_any_name(client, path):
    there = {"headers": {"Host": "10.1.2.3:8050"}, "environ_base": {"REMOTE_ADDR": "10.1.2.3"}}
    assert client().get(path, **there).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost", "LOCALHOST:80", "[::1]:8050", "127.0.0.1:1"])
def test_loopback_is_always_known(client, host):
    assert client().get("/metrics", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["", "[", "[::1", "localhost.evil.example", "127.0.0.1.evil.example", "a b", "evil.example:127"]
)
def test_no_name_and_a_crooked_one_get_421(client, host):
    answer = client().get("/metrics", environ_overrides={"HTTP_HOST": host, "SERVER_NAME": ""})
    assert answer.status_code == 421


@pytest.mark.parametrize(
    ("given", "host", "status"),
    [
        ({"BOLYST_PUBLIC_URL": "https://tavle.eksempel.no/x"}, "tavle.eksempel.no", 200),
        ({"BOLYST_PUBLIC_URL": "https://tavle.eksempel.no"}, "Tavle.Eksempel.no:443", 200),
        ({"BOLYST_PUBLIC_URL": "https://tavle.eksempel.no"}, "x.tavle.eksempel.no", 421),
        ({"BOLYST_PUBLIC": "1", "BOLYST_HOST": "10.0.0.5"}, "10.0.0.5:8050", 200),
        ({"BOLYST_HOST": "10.0.0.5"}, "10.0.0.5:8050", 421),
        ({"BOLYST_PUBLIC": "1"}, "10.0.0.5:8050", 421),
    ],
)
def test_the_boards_own_names_are_known(client, given, host, status):
    assert client(**given).get("/metrics", headers={"Host": host}).status_code == status


def test_another_machine_is_refused_where_the_board_is_not_public(client):
    """4a60f49: 200 however the board was started; now 403, whatever the Host says."""
    there = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}, "headers": {"Host": "127.0.0.1"}}
    answer = client().get("/?sprak=en", **there)
    assert (answer.status_code, answer.text.strip()) == (403, speaker("en")("shell.not_for_others"))
    assert client(BOLYST_PUBLIC="1").get("/", **there).status_code == 200
    unix = {"environ_base": {"REMOTE_ADDR": ""}, "headers": {"Host": "127.0.0.1"}}
    assert client().get("/", **unix).status_code == 200
