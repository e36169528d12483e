from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.answers import status
from tests.browser.chromium import MISSING, chromium

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 90
SLOW = 30_000
GRACE = 30
"""Seconds gunicorn gives a worker that is busy before it ends it."""
WIDE = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items):
    """Mark every test of this folder; a module's keep to one worker, and each worker has its own board."""
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(f"browser {item.path.stem}"))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def start_board(tmp_path_factory):
    """Start boards as users do, each in a folder and on a port of its own; they stop with the session."""
    boards = []

    def start(folder=None, **variables):
        folder = folder or tmp_path_factory.mktemp("board")
        port = free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
        environment = kept | {"BOLYST_PORT": str(port)} | variables
        with (folder / "board.log").open("w") as log:
            command = [sys.executable, str(ROOT / "app.py"), "serve"]
            board = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        boards.append(board)
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + STARTS_WITHIN
        while status(f"{address}/healthz") != 200:
            if board.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the board did not start:\n{(folder / 'board.log').read_text()}")
            time.sleep(0.2)
        return address

    yield start
    for board in boards:
        board.send_signal(signal.SIGQUIT)  # gunicorn's quick end
    for board in boards:
        board.wait(timeout=2 * GRACE)


def first_visit(folder):
    """Address with the write key that a board printed when it started, for those who write."""
    return re.search(r"http://\S+/\?nokkel=\S+", (folder / "board.log").read_text())[0]


@pytest.fixture(name="first_visit", scope="session")
def give_first_visit():
    """The function that finds the address with the write key of a board in a folder."""
    return first_visit


@pytest.fixture(scope="session")
def board(start_board):
    """Address of the real board over the seeds: gunicorn, two workers, no outline file, no network."""
    return start_board()


@pytest.fixture(scope="session")
def chrome():
    """One Chromium that can reach nothing but this machine."""
    path = chromium() or pytest.fail(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield browser
        browser.close()


@contextmanager
def watched(chrome, contexts, address):
    """Lend a function that opens pages, each as another user, on a board.

    At the end none may have complained (a breach of the Content-Security-Policy is a complaint too) or
    asked another machine. The users are the same from test to test, so that what a browser keeps need
    not be read again; a `fresh` one keeps nothing. `missing` says that the page's own address answers
    404, which Chromium reports.
    """
    pages, complaints, foreign = [], [], []

    def see(request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            foreign.append(request.url)

    def user(number):
        if (address, number) not in contexts:
            contexts[address, number] = chrome.new_context(base_url=address, locale="nb-NO")
        return contexts[address, number]

    def open_one(path=None, *, missing=False, fresh=False, viewport=None):
        def hear(message):
            expected = missing and "404 (NOT FOUND)" in message.text
            if message.type in {"error", "warning"} and not expected:
                complaints.append(f"{message.text} ({message.location.get('url', '')})")

        context = chrome.new_context(base_url=address, locale="nb-NO") if fresh else user(len(pages))
        page = context.new_page()
        pages.append(page)
        page.set_default_timeout(SLOW)
        page.set_viewport_size(viewport or WIDE)
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", see)
        if path is not None:
            page.goto(path)
            ready(page)
        return page

    yield open_one
    for page in pages:
        page.close()
    assert complaints == []
    assert foreign == []


@pytest.fixture(scope="session")
def users(chrome):
    """The function that lends users of any board; see `watched`."""
    contexts = {}
    return lambda address: watched(chrome, contexts, address)


@pytest.fixture
def open_page(users, board):
    """Open pages on the shared board, each as another user."""
    with users(board) as open_one:
        yield open_one


@pytest.fixture
def page(open_page):
    """One empty page; `page.goto("/?kommune=1580")` knows the board's address."""
    return open_page()


def ready(page):
    """Wait until every panel of the view is drawn."""
    page.wait_for_selector("html[data-ready=true]", state="attached")


@pytest.fixture(name="ready", scope="session")
def wait_until_ready():
    """The function that waits until every panel of a page is drawn."""
    return ready
