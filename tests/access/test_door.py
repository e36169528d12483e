"""The first visit with the write key, and what a browser keeps of it."""

from __future__ import annotations

import pytest
from flask import Flask

from dashboard.access import door
from dashboard.access.write_key import WriteKey

HERE = "http://127.0.0.1:8050"


@pytest.fixture
def opened(tmp_path):
    """A door whose key is made."""
    made = door.Door(WriteKey(tmp_path / "skrivenokkel"))
    made.key.make()
    return made


@pytest.fixture
def client(opened):
    """A browser without cookies, before a server that tells what it may do."""
    server = Flask("x")
    door.install(server, opened)

    @server.get("/", defaults={"path": ""})
    @server.route("/<path:path>", methods=["GET", "POST"])
    def answer(path):
        return f"{path} {opened.standing()}"

    return server.test_client()


def visit(client, address, **options):
    return client.get(address, base_url=HERE, **options)


def test_the_first_visit_takes_the_key_out_of_the_address_and_keeps_it(client, opened):
    """4a60f49: 200 with the address as it was, and no cookie; now 303."""
    key = opened.key.read()
    assert visit(client, "/data").text == "data needs_key"
    answer = visit(client, f"/data?sprak=nn&nokkel={key}&fylke=15,50&x=%C3%A6+b")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/data?sprak=nn&fylke=15,50&x=%C3%A6+b"
    assert answer.headers["Cache-Control"] == "no-store"
    cookie = answer.headers["Set-Cookie"]
    for words in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=7776000", f"={key};"):
        assert words in cookie
    assert "Domain" not in cookie
    assert visit(client, "/data").text == "data may_write"


@pytest.mark.parametrize("word", ["", "feil", "a" * 43, "æ", "%FF", "%ED%A0%80"])
def test_a_wrong_key_leaves_the_address_too_and_opens_nothing(client, word):
    answer = visit(client, f"/?nokkel={word}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Set-Cookie" not in answer.headers
    assert visit(client, "/").text == " needs_key"


@pytest.mark.parametrize(
    "there",
    [
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"Via": "1.1 front"}},
        {"headers": {"Host": "evil.example"}},
        {"environ_base": {"REMOTE_ADDR": "10.0.0.9"}},
        {"environ_base": {"REMOTE_ADDR": ""}},
    ],
)
def test_the_right_key_from_elsewhere_opens_nothing(client, opened, there):
    answer = visit(client, f"/?nokkel={opened.key.read()}", **there)
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "///evil.example/../x"])
def test_the_redirect_never_leads_to_another_host(client, opened, path):
    asked = {"PATH_INFO": path, "QUERY_STRING": f"nokkel={opened.key.read()}"}
    answer = visit(client, "/", environ_overrides=asked)
    assert answer.headers["Location"].startswith("/evil.example")


def test_a_link_from_another_site_with_the_key_works_once_it_is_followed(client, opened):
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert "Set-Cookie" in visit(client, f"/?nokkel={opened.key.read()}", headers=cross).headers
    assert visit(client, "/", headers=cross).text == " closed"
    assert visit(client, "/", headers={"Sec-Fetch-Site": "same-origin"}).text == " may_write"


def test_a_new_key_closes_every_browser_that_had_the_old(client, opened):
    visit(client, f"/?nokkel={opened.key.read()}")
    token = opened.token()
    assert opened.knows(token)
    opened.key.path.unlink()
    assert visit(client, "/").text == " needs_key"
    assert opened.token() == ""
    assert not opened.knows("")
    opened.key.make()
    assert visit(client, "/").text == " needs_key"
    assert not opened.knows(token)


def test_a_form_that_is_sent_is_not_redirected(client, opened):
    answer = client.post(f"/x?nokkel={opened.key.read()}", base_url=HERE)
    assert answer.status_code == 200


@pytest.mark.parametrize("origin", ["http://[", "null", "https://evil.example", "http://127.0.0.1:8051"])
def test_a_foreign_origin_is_closed_and_never_an_error(client, opened, origin):
    visit(client, f"/?nokkel={opened.key.read()}")
    assert visit(client, "/", headers={"Origin": origin}).text == " closed"
