"""The board in a browser: loads, changes, bytes, answers, memory: `python bench/board.py [--quick]`."""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.chromium import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
COUNTIES = ("18", "50", "15", "alle")
WAIT = 60_000
CHANGE = """(county) => new Promise((done) => {
  const root = document.documentElement, started = performance.now();
  let began = false;
  const watch = new MutationObserver(() => {
    if (root.dataset.ready === "false") { began = true; }
    else if (began) { watch.disconnect(); done(performance.now() - started); }
  });
  watch.observe(root, {attributes: true, attributeFilter: ["data-ready"]});
  const control = document.getElementById("filters-county");
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(control, county);
  control.dispatchEvent(new Event("change", {bubbles: true}));
})"""


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the board as users do, and wait until it answers."""
    port = free_port()
    environment = {**os.environ, "BOLYST_PORT": str(port)}
    board = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py")], cwd=folder, env=environment, stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()  # noqa: S310 - our own loopback
        except OSError:
            time.sleep(0.2)
        else:
            return board, address
    raise SystemExit("the board did not start")


def cold_load(browser: Browser, address: str) -> tuple[float, float, float]:
    """Milliseconds until the first status line and until every panel is drawn; megabytes over the wire."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    received = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(".status-line", timeout=WAIT)
    first = time.perf_counter()
    page.wait_for_selector("html[data-ready=true]", timeout=WAIT)
    drawn = time.perf_counter()
    context.close()
    return (first - started) * 1e3, (drawn - started) * 1e3, sum(received) / 1e6


def changes(page: Page, rounds: int) -> list[float]:
    """Milliseconds from a change of county until every panel has redrawn."""
    return [float(page.evaluate(CHANGE, COUNTIES[turn % len(COUNTIES)])) for turn in range(rounds)]


def asked(address: str, panel: str, query: str) -> float:
    """Milliseconds of one panel's answer over loopback."""
    body = {
        "output": f"{panel}.children",
        "outputs": {"id": panel, "property": "children"},
        "inputs": [{"id": "filters-query", "property": "data", "value": query}],
        "changedPropIds": ["filters-query.data"],
    }
    request = urllib.request.Request(  # noqa: S310 - our own loopback address
        f"{address}/_dash-update-component",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own loopback address
        answer.read()
    return (time.perf_counter() - started) * 1e3


def users(address: str, count: int) -> list[float]:
    """Milliseconds of every answer while many users change their filters at once, five times each."""
    panels = ("status", "cards", "goals", "effect", "target-groups")
    times: list[float] = []

    def one(user: int) -> None:
        for turn in range(5):
            query = f"sprak=nn&fylke={COUNTIES[(user + turn) % 3]}&aar={2013 + (user + turn) % 3}"
            times.extend(asked(address, panel, query) for panel in panels)

    threads = [threading.Thread(target=one, args=(user,)) for user in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def memory(board: subprocess.Popen[bytes]) -> float:
    """Megabytes of the server and its workers, shared pages counted once (PSS)."""
    children = Path(f"/proc/{board.pid}/task/{board.pid}/children").read_text(encoding="ascii").split()
    rollups = [
        Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii") for pid in (board.pid, *children)
    ]
    lines = [line for rollup in rollups for line in rollup.splitlines() if line.startswith("Pss:")]
    return sum(int(line.split()[1]) for line in lines) / 1024


def told(name: str, times: list[float], unit: str = "ms") -> None:
    """Print median and least of some measurements, and the 95th percentile of many."""
    ordered = sorted(times)
    high = f", p95 {ordered[int(0.95 * len(ordered))]:.0f}" if len(ordered) >= 20 else ""  # noqa: PLR2004  # too few
    print(f"{name:45} median {statistics.median(times):7.1f}, least {ordered[0]:7.1f}{high} {unit}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    path = chromium()
    if path is None:
        raise SystemExit("no Chromium to measure in")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        board, address = start(Path(folder))
        try:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            cold_load(browser, address)
            loads = [cold_load(browser, address) for _ in range(2 if quick else 7)]
            told("first status line, empty cache", [load[0] for load in loads])
            told("every panel drawn, empty cache", [load[1] for load in loads])
            told("over the wire", [load[2] for load in loads], "MB")
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address)
            page.wait_for_selector("html[data-ready=true]", timeout=WAIT)
            told("change of county, first time", changes(page, len(COUNTIES)))
            told("change of county, seen before", changes(page, 8 if quick else 40))
            told(
                "one panel's answer, seen before",
                [asked(address, "target-groups", "sprak=nn&fylke=15") for _ in range(30)],
            )
            told("answers to 50 users at once", users(address, 10 if quick else 50))
            print(f"{'memory, all processes':45} {memory(board):.0f} MB")
            browser.close()
        finally:
            board.terminate()
            board.wait(timeout=30)


if __name__ == "__main__":
    main()
