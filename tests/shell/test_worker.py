"""A running board among slow clients, large bodies and odd bytes."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from slow_clients import KINDS, holding

ROOT = Path(__file__).resolve().parents[2]
POST = "/_dash-update-component"
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("running board")]


class Running:
    """A board in processes of its own."""

    def __init__(self, port, process, log):
        self.port, self.process, self.log = port, process, log
        self.web = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=10, trust_env=False)

    def memory(self):
        """Bytes of all its processes, shared ones counted once."""
        every = [self.process, *self.process.children(recursive=True)]
        return sum(each.memory_full_info().pss for each in every)

    def raw(self, sent):
        """What is answered to bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as sock:
            sock.sendall(sent)
            answer = b""
            while piece := sock.recv(65_536):
                answer += piece
        return answer


@pytest.fixture(scope="module")
def running(filled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("running")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = {
        "PATH": "/usr/bin:/bin", "BOLYST_PORT": str(port), "BOLYST_DATABASE_URL": filled.board_url,
        "BOLYST_INTAKE_DATABASE_URL": filled.intake_url, "TMPDIR": str(folder),
    }  # fmt: skip
    command = [
        "-m",
        "gunicorn",
        "--config",
        str(ROOT / "gunicorn.conf.py"),
        "--access-logfile",
        "-",
        "app:server",
    ]
    with (folder / "log").open("w") as log:
        started = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    board = Running(port, psutil.Process(started.pid), folder / "log")
    for _ in range(300):
        try:
            if board.web.get("/readyz").is_success:
                break
        except httpx.HTTPError:
            time.sleep(0.2)
    board.web.get("/?sprak=nb")
    yield board
    board.web.close()
    started.terminate()
    started.wait(40)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hundred_slow_sockets_hold_up_nobody_else(running, kind):
    """Then, on 4a60f49: no answer while heads, bodies or slow readers held the 8 threads.

    Now: as without them.
    """
    with holding(running.port, kind):
        took = []
        for _ in range(10):
            started = time.monotonic()
            assert running.web.get("/healthz").text == "ok"
            assert running.web.get("/?sprak=nb").is_success
            took.append(time.monotonic() - started)
    assert sorted(took)[5] < 2


def test_large_bodies_are_refused_unread(running):
    """Then: 500 after 48 s, and 1.7 GB for six of 50 MB. Now: 413, and 10 MB; here four of 20 MB."""
    before, body = running.memory(), b'{"output": "' + b"SECRET" * 3_300_000
    for _ in range(4):
        answer = running.web.post(POST, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
        assert answer.text == "Det som ble sendt, er for stort.\n"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert running.memory() - before < 30_000_000
    assert "SECRET" not in running.log.read_text()


def test_large_bodies_that_do_not_state_their_length_are_refused_too(running):
    pieces = (b"SECRET" * 1_000 for _ in range(300))
    answer = running.web.post(POST, content=pieces, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert "SECRET" not in answer.text


def test_a_small_body_in_chunks_is_read(running):
    answer = running.web.post(POST, content=iter([b"{", b"}"]), headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


def test_requests_one_behind_the_other_are_all_answered(running):
    one = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    last = one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert running.raw(one * 4 + last).count(b"HTTP/1.1 200 OK") == 5


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"FORGED \x1b[31m\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nBad header\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nFORGED", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: FORGED\r\n\r\n", b"400"),
        (b"GET /" + b"a" * 5_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40_000, b"431"),
    ],
)
def test_what_is_no_request_is_refused_with_a_sentence_and_not_repeated(running, sent, status):
    answer = running.raw(sent)
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"X-Content-Type-Options: nosniff" in answer
    assert b"FORGED" not in answer
    assert b"Traceback" not in answer


def test_the_logs_have_no_line_that_a_client_began(running):
    """Then: the sign for a next line, in a browser's name, began a line of the access log. Now: not."""
    forged = "2026-11-30 12:00:00 [1] [CRITICAL] all is lost"
    head = f"GET /x%0A{forged.replace(' ', '%20')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    running.raw(f"{head}User-Agent: a\x85{forged}\r\n\r\n".encode("latin-1"))
    lines = running.log.read_text().splitlines()
    assert any("/x%0A" in line for line in lines)
    assert not [line for line in lines if line.startswith(forged)]
