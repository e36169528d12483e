from __future__ import annotations

import json
import multiprocessing
import threading
from datetime import UTC, datetime
from itertools import pairwise

import httpx
import pytest

from data_sources.statbank.answers import BadAnswer, Refused, TooManyCells, Unavailable
from data_sources.statbank.klass import fetch_changes, fetch_codes_at
from data_sources.statbank.pxweb import PxWebClient, RequestRate, one_at_a_time, retry_after

METADATA = ("tables", "07459", "metadata")


@pytest.fixture
def reply(misbehaving):
    return misbehaving["reply"]


def test_a_call_gives_the_body_and_the_time_it_was_made(client, hours):
    answer = client.get(*METADATA, params={"lang": "no"})
    assert json.loads(answer.payload)["class"] == "dataset"
    assert answer.retrieved == hours.clock.now()
    assert hours.slept == []


def test_the_server_is_asked_for_json_in_the_language_of_the_client(client, site):
    client.get(*METADATA, params={"lang": client.language})
    assert site.asked[0][1].endswith("/api/pxwebapi/v2/tables/07459/metadata?lang=no")


def test_a_table_name_cannot_leave_its_place_in_the_address(client, site):
    with pytest.raises(Refused):
        client.get("tables", "../config?x=", "metadata")
    assert site.asked[0][1].endswith("/tables/..%2Fconfig%3Fx%3D/metadata")


def test_too_fast_without_retry_after_waits_for_the_next_window(client, site, hours, reply):
    site.misbehave("/metadata", reply(429, b""), reply(429, b""))
    assert client.get(*METADATA).payload
    assert hours.slept == [60, 120]
    assert len(site.asked) == 3


def test_retry_after_is_obeyed_in_seconds_and_as_a_date(client, site, hours, reply):
    date = "Fri, 20 Mar 2026 09:00:30 GMT"
    site.misbehave("/metadata", reply(429, b"", {"retry-after": "7"}), reply(503, b"", {"retry-after": date}))
    client.get(*METADATA)
    assert hours.slept == [7, 23]


def test_a_server_that_is_updating_is_given_longer_and_longer(client, site, hours, reply):
    site.misbehave("/metadata", reply(503, b"", kind="text/html"), reply(502), reply(504))
    client.get(*METADATA)
    assert hours.slept == [15, 30, 60]


def test_a_server_that_stays_busy_is_given_up_after_patience(client, site, hours, reply):
    site.misbehave("/metadata", *[reply(503, b"")] * 50)
    with pytest.raises(Unavailable, match="svarte 503"):
        client.get(*METADATA)
    assert sum(hours.slept) <= 900
    assert len(site.asked) < 10


def test_a_wait_longer_than_patience_is_not_begun(client, site, hours, reply):
    site.misbehave("/metadata", reply(429, b"", {"retry-after": "86400"}))
    with pytest.raises(Unavailable):
        client.get(*METADATA)
    assert hours.slept == []


def test_no_server_is_told_soon(hours):
    with (
        PxWebClient("http://127.0.0.1:9", http=httpx.Client(trust_env=False), clock=hours.clock) as client,
        pytest.raises(Unavailable, match="kan ikke nås"),
    ):
        client.get(*METADATA)
    assert sum(hours.slept) == 10


def test_a_slow_server_is_asked_again_then_given_up(site, hours, reply):
    site.misbehave("/metadata", *[reply(delay=0.4)] * 3)
    http = httpx.Client(timeout=0.1, trust_env=False)
    with (
        PxWebClient(site.url, http=http, clock=hours.clock) as client,
        pytest.raises(Unavailable, match="Timeout"),
    ):
        client.get(*METADATA)
    assert len(site.asked) == 3


def test_an_answer_that_breaks_off_is_asked_for_again(client, site, reply):
    site.misbehave("/metadata", reply(body=b'{"a": 1}', cut=3))
    assert json.loads(client.get(*METADATA).payload)["class"] == "dataset"
    assert len(site.asked) == 2


def test_a_long_address_is_answered_with_a_page_and_explained(client):
    with pytest.raises(Refused, match=r"for lang.*404 - File or directory not found") as caught:
        client.get(*METADATA, params={"valueCodes[Region]": "0301," * 600})
    assert caught.value.status == 404


def test_an_unknown_table_is_refused_though_the_statuses_disagree(client):
    with pytest.raises(Refused, match="Tabellen finnes ikke") as caught:
        client.get("tables", "99999", "metadata")
    assert caught.value.status == 400


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Non-existent value", "en av kodene"),
        ("Non-existent variable", "en av variablene"),
        ("Missing selection for mandantory variable", "mangler valg"),
        ("Illegal selection expression", "ikke skrevet riktig"),
        ("Something new", "avviste.*«Something new»"),
    ],
)
def test_refusals_are_said_in_norwegian_with_the_servers_words(client, site, misbehaving, title, words):
    site.misbehave("/metadata", misbehaving["refused"](title))
    with pytest.raises(Refused, match=words):
        client.get(*METADATA)


@pytest.mark.parametrize("status", [400, 403])
def test_too_many_cells_is_known_by_its_words_whatever_the_status(client, site, misbehaving, status):
    site.misbehave("/metadata", misbehaving["refused"]("Too many cells selected", status=status))
    with pytest.raises(TooManyCells):
        client.get(*METADATA)


def test_an_empty_500_is_explained_and_not_repeated(client, site, hours, reply):
    site.misbehave("/metadata", reply(500, b""))
    with pytest.raises(Refused, match="to ganger"):
        client.get(*METADATA)
    assert hours.slept == []


def test_a_moved_server_is_said_and_not_followed(client, site, reply):
    site.misbehave("/metadata", reply(301, b"", {"location": "https://example.org/v3"}))
    with pytest.raises(BadAnswer, match=r"flyttet til https://example\.org/v3"):
        client.get(*METADATA)


@pytest.mark.parametrize(
    "address", ["data.ssb.no/api", "ftp://data.ssb.no", "", "http://", "https://a/b?c=d", "http://a:b"]
)
def test_an_address_that_is_none_is_refused_at_once(address):
    with pytest.raises(ValueError, match="ikke en nettadresse"):
        PxWebClient(address)


def test_a_slash_at_the_end_of_the_address_does_no_harm(site, hours):
    http = httpx.Client(trust_env=False)
    with PxWebClient(site.url + "/", http=http, clock=hours.clock) as client:
        client.get(*METADATA)
    assert "//tables" not in site.asked[0][1]


def test_a_proxy_of_the_environment_is_used(site, hours, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", site.url.split("/api")[0])
    with PxWebClient("http://statistics.example.org/api/v2", clock=hours.clock) as client:
        assert client.get(*METADATA).payload
    assert site.asked[0][1].startswith("http://statistics.example.org/")


# Pace


def times(client, hours, calls):
    made = []
    for _ in range(calls):
        client.get(*METADATA)
        made.append(hours.passed)
    return made


def most_in_a_window(made, window=60):
    return max(sum(start <= moment < start + window for moment in made) for start in made)


def test_thirty_calls_a_minute_where_the_headers_are_missing(client, hours):
    made = times(client, hours, 65)
    assert most_in_a_window(made) == 30
    assert hours.passed == 120


def test_the_limit_and_its_window_are_read_from_the_headers(client, site, hours):
    site.headers = {"x-ratelimit-limit": "40", "x-ratelimit-policy": "40;w=30s"}
    made = times(client, hours, 90)
    assert most_in_a_window(made, 30) == 40


@pytest.mark.parametrize("told", ["", "0", "-4", "many", "9" * 30])
def test_a_limit_that_is_nonsense_is_passed_over(client, site, hours, told):
    site.headers = {"x-ratelimit-limit": told, "x-ratelimit-policy": told, "x-ratelimit-remaining": "many"}
    assert most_in_a_window(times(client, hours, 40)) == 30


def test_nothing_left_waits_for_the_next_window_though_we_made_few_calls(client, site, hours, reply):
    site.misbehave("/metadata", reply(headers={"x-ratelimit-remaining": "0"}))
    assert times(client, hours, 3) == [0, 60, 60]


def test_nothing_left_waits_as_long_as_the_server_says(client, site, hours, reply):
    site.misbehave("/metadata", reply(headers={"x-ratelimit-remaining": "0", "x-ratelimit-reset": "9"}))
    assert times(client, hours, 2) == [0, 9]


def test_tries_after_a_refusal_count_as_calls(client, site, hours, reply):
    site.misbehave("/metadata", *[reply(429, b"", {"retry-after": "1"})] * 34)
    client.get(*METADATA)
    assert len(site.asked) == 35
    assert hours.passed >= 60


def test_clients_of_one_server_share_their_pace(site, hours):
    request_rate = RequestRate(hours.clock)
    clients = [
        PxWebClient(
            site.url, http=httpx.Client(trust_env=False), clock=hours.clock, request_rate=request_rate
        )
        for _ in range(2)
    ]
    made = []
    for _ in range(20):
        for client in clients:
            client.get(*METADATA)
            made.append(hours.passed)
    for client in clients:
        client.close()
    assert most_in_a_window(made) == 30


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("12", 12),
        ("Fri, 20 Mar 2026 09:01:00 GMT", 60),
        ("Fri, 20 Mar 2026 08:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_retry_after_is_read_in_both_its_forms(told, seconds):
    assert retry_after({"retry-after": told}, datetime(2026, 3, 20, 9, tzinfo=UTC)) == seconds


def test_calls_are_made_one_at_a_time(site, hours, reply):
    site.misbehave("/metadata", *[reply(delay=0.05)] * 6)
    clients = [PxWebClient(site.url, http=httpx.Client(trust_env=False), clock=hours.clock) for _ in range(6)]
    threads = [threading.Thread(target=client.get, args=METADATA) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for client in clients:
        client.close()
    assert len(site.asked) == 6
    assert site.most_at_once == 1


def _hold(lock_file, log, seconds):
    import time  # noqa: PLC0415 - runs in a process of its own

    with one_at_a_time(lock_file), log.open("a") as written:
        written.write(f"{time.monotonic()} ")
        time.sleep(seconds)
        written.write(f"{time.monotonic()}\n")


def test_processes_with_one_lock_file_take_turns(tmp_path):
    lock_file, log = tmp_path / "deep" / "lock", tmp_path / "log"
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_hold, args=(lock_file, log, 0.1)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    turns = sorted(tuple(map(float, line.split())) for line in log.read_text().splitlines())
    assert len(turns) == 2
    assert all(first[1] <= second[0] for first, second in pairwise(turns))


# KLASS goes the same way


def test_codes_and_changes_of_a_classification_are_fetched(client, site):
    codes, _ = fetch_codes_at(client, 131, datetime(2026, 1, 1, tzinfo=UTC).date())
    changes, _ = fetch_changes(
        client, 131, datetime(2023, 12, 1, tzinfo=UTC).date(), datetime(2024, 2, 1, tzinfo=UTC).date()
    )
    assert "1580" in set(codes["code"])
    assert "1580" in set(changes["new_code"])
    assert site.asked[0][1].endswith("/classifications/131/codesAt?date=2026-01-01&language=nb")
    assert site.asked[1][1].endswith("/classifications/131/changes?from=2023-12-01&to=2024-02-01&language=nb")
