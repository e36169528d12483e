"""The board behind a real nginx and a real Caddy, with what docs/drift.md says to set, as it stands."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from dashboard.access.write_key import WriteKey
from tests.proxies import MISSING, missing

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("proxies")]
ROOT = Path(__file__).resolve().parents[1]
NAME = "tavle.eksempel.no"
BOARD, WEB = "127.0.0.1:8050", "listen 443 ssl"
STARTS_WITHIN = 60
FORM = (
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na;b\r\n'
    '--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n{}\r\n--x--\r\n'
)
PLAIN_NGINX = "server {{ listen 127.0.0.1:{web}; location / {{ proxy_pass http://{board}; }} }}"
"""What anyone writes first: nothing tells the board that somebody stands in front of it."""


def block(kind):
    """Block of the page on operations."""
    page = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")
    [found] = re.findall(rf"^```{kind}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    return found


def replaced(text, **pairs):
    """The text with other ports and files; what is replaced must stand there once."""
    for old, new in pairs.values():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running(command, port, folder, environment=None):
    """A server that answers on a port; what it says is kept, and it is stopped afterwards."""
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + STARTS_WITHIN
        while not answers(port):
            said = (folder / "log").read_text()
            assert process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.1)
        yield folder / "log"
    finally:
        process.terminate()
        process.wait(timeout=40)


def answers(port):
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def board(folder, databases, **settings):
    """A board as the page starts it, on a port of its own."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    environment |= {"PYTHONPATH": str(ROOT), "BOLYST_PORT": str(port), **settings}
    environment |= {"BOLYST_DATABASE_URL": databases.board_url}
    environment |= {"BOLYST_INTAKE_DATABASE_URL": databases.intake_url}
    *exports, start = block("sh bak-proxy").splitlines()
    if not settings:
        environment |= dict(line.removeprefix("export ").split("=", 1) for line in exports)
    command = [
        sys.executable,
        "-m",
        *start.replace("gunicorn.conf.py", str(ROOT / "gunicorn.conf.py")).split(),
    ]
    with running(command, port, folder, environment):
        yield port


def demand(program):
    """Skip where a program is missing, aloud; in CI it must be there."""
    if program in missing() or "openssl" in missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING.format(program))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for the name of the page."""
    folder = tmp_path_factory.mktemp("certificate")
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    words += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", "key.pem", "-out", "crt.pem"]
    subprocess.run(words, cwd=folder, check=True, capture_output=True)
    return folder


def nginx(folder, server):
    """Command that runs nginx with a server block, in a folder of its own."""
    whole = f"daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;\n"
    kept = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi"))
    kept += "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("uwsgi", "scgi"))
    whole += f"events {{}}\nhttp {{ access_log off; {kept}\n{server}\n}}\n"
    (folder / "nginx.conf").write_text(whole)
    return ["nginx", "-e", str(folder / "errors"), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy(folder, port, web, certificate):
    """Command that runs Caddy with the page's file; the certificate is the test's, as no other can be had."""
    own = f"{{\n    admin off\n    auto_https off\n    https_port {web}\n"
    text = replaced(
        block("caddy"),
        first=("{\n    servers {", own + "    servers {"),
        site=(f"{NAME} {{\n", f"https://{NAME} {{\n    tls {certificate}/crt.pem {certificate}/key.pem\n"),
        board=(BOARD, f"127.0.0.1:{port}"),
    )
    (folder / "Caddyfile").write_text(text)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@pytest.fixture(scope="module")
def public_board(filled, tmp_path_factory):
    """Port of a board with the settings of the page."""
    with board(tmp_path_factory.mktemp("public"), filled) as port:
        yield port


@pytest.fixture(scope="module")
def own_board(filled, tmp_path_factory):
    """Port and folder of a board with default settings."""
    folder = tmp_path_factory.mktemp("own")
    for name in ("board.db", "intake.db"):
        shutil.copy(filled.folder / name, folder / name)
    with board(folder, type(filled)(folder), BOLYST_HOME="15") as port:
        yield port, folder


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxied(request, tmp_path_factory):
    """Port of a proxy set up as the page says, the port of its board, and which it is."""
    demand(request.param)
    certificate, port = request.getfixturevalue("certificate"), request.getfixturevalue("public_board")
    front, web = tmp_path_factory.mktemp("front"), free_port()
    if request.param == "nginx":
        server = replaced(
            block("nginx"),
            web=(WEB, f"listen 127.0.0.1:{web} ssl"),
            certificate=(f"/etc/ssl/{NAME}.crt", f"{certificate}/crt.pem"),
            key=(f"/etc/ssl/{NAME}.key", f"{certificate}/key.pem"),
            board=(BOARD, f"127.0.0.1:{port}"),
        )
        command = nginx(front, server)
    else:
        command = caddy(front, port, web, certificate)
    with running(command, web, front, os.environ | {"HOME": str(front)}):
        yield web, port, request.param, ssl.create_default_context(cafile=certificate / "crt.pem")


def ask(connection, method, path, *, host=NAME, body=None, **headers):
    """Status and text of an answer; the connection is closed."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()} | {"Host": host}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, text


def through(web, context):
    """A connection with TLS to the page's name, whatever the Host says."""
    bare = socket.create_connection(("127.0.0.1", web), timeout=60)
    made = HTTPSConnection(NAME)
    made.sock = context.wrap_socket(bare, server_hostname=NAME)
    return made


SENDS = {"Content_Type": "multipart/form-data; boundary=x"}


def test_the_board_is_read_and_not_written_through_the_proxy(proxied):
    web, port, which, context = proxied
    assert ask(through(web, context), "GET", "/?fylke=15")[0] == 200
    assert ask(through(web, context), "GET", "/healthz") == (200, "ok")
    assert ask(through(web, context), "GET", "/metrics")[0] == 404
    origin = {"Origin": f"https://{NAME}", **SENDS}
    status, said = ask(through(web, context), "POST", "/opplasting", body=FORM.format("x"), **origin)
    assert (status, "bolysttavla import" in said) == (403, True)
    status, said = ask(through(web, context), "GET", "/", host="evil.example")
    assert "Bolysttavla" not in said
    assert status == 421 or (which == "caddy" and said == "")  # Caddy answers other names itself
    assert ask(HTTPConnection("127.0.0.1", port, timeout=60), "GET", "/", host="evil.example")[0] == 421
    large = b"x" * 1_100_000
    sent = {"body": large, "Content_Type": "application/json"}
    status, _ = ask(through(web, context), "POST", "/_dash-update-component", **sent)
    assert status == {"nginx": 413, "caddy": 502}[which]  # Caddy 2.6 breaks off what is too large


@pytest.fixture(scope="module")
def plain(own_board, tmp_path_factory):
    """Port of an nginx set up without a thought, before a board with default settings; the board's folder."""
    demand("nginx")
    port, folder = own_board
    front, web = tmp_path_factory.mktemp("front"), free_port()
    with running(nginx(front, PLAIN_NGINX.format(web=web, board=f"127.0.0.1:{port}")), web, front):
        yield web, folder


def test_a_proxy_set_up_without_a_thought_lets_nobody_write(plain):
    """4a60f49: a form of the board's own, fetched through the same proxy, gave 200; now 403."""
    web, folder = plain
    assert ask(HTTPConnection("127.0.0.1", web, timeout=60), "GET", "/", host=NAME)[0] == 200
    form = re.search(r"[0-9a-f]{64}", drawn(web))
    body = FORM.format(form.group() if form else "x")
    status, said = ask(
        HTTPConnection("127.0.0.1", web, timeout=60), "POST", "/opplasting", body=body, **SENDS
    )
    assert (status, form) == (403, None)
    assert "bolysttavla address" in said
    assert not (folder / "var" / "opplasting").exists()


def drawn(port, **more):
    """Panel of the data page, as a visitor gets it."""
    body = (
        '{"output": "uploads.children", "outputs": {"id": "uploads", "property": "children"}, "inputs": ['
        '{"id": "filters-query", "property": "data", "value": "fylke=15"}], '
        '"changedPropIds": ["filters-query.data"], "state": []}'
    )
    more |= {"body": body, "Content_Type": "application/json"}
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    status, text = ask(connection, "POST", "/_dash-update-component", **more)
    assert status == 200, text
    return text


def test_with_the_key_the_same_board_takes_a_file_from_this_machine_only(own_board):
    """The key opens on loopback; with any mark of a proxy it opens nothing (4a60f49: 200; now 403)."""
    port, folder = own_board
    key = WriteKey(folder / "var" / "skrivenokkel").read()
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"/data?nokkel={key}&sprak=nn", headers={"Host": f"127.0.0.1:{port}"})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (303, "/data?sprak=nn")
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    connection.close()
    own = {"Cookie": cookie, "host": f"127.0.0.1:{port}"}
    for marks in ({"X_Forwarded_For": "203.0.113.9"}, {"Via": "1.1 front"}, {"Forwarded": "for=_x"}):
        assert (
            ask(HTTPConnection("127.0.0.1", port, timeout=60), "GET", "/mal.xlsx", **own, **marks)[0] == 403
        )
    body = FORM.format(re.search(r"[0-9a-f]{64}", drawn(port, **own)).group())
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    assert ask(connection, "POST", "/opplasting", body=body, **own, **SENDS)[0] == 200
