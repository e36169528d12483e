"""Papers and the board at once: `python bench/papers.py`.

Fifty people ask for a paper at the same moment while ten change filters: how long the ten wait with and
without, how long one paper takes alone, and how long until the last of the fifty is there.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.board import asked, start

PAPERS, USERS = 50, 10
ROUNDS = 12
PANELS = ("status", "cards", "goals", "effect", "target-groups")
COUNTIES = ("18", "50", "15")
SECONDS = 300


class NoDownload(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect to whoever asked."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


BROWSER = urllib.request.build_opener(NoDownload)


def get(address: str) -> tuple[int, bytes, str]:
    """Status, content and where to go instead."""
    try:
        with BROWSER.open(address, timeout=60) as answer:
            return answer.status, answer.read(), ""
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers.get("Location", "")


def paper(address: str, ending: str, number: int) -> float:
    """Seconds from the click until the file is there, through the queue where that is the way."""
    started = time.perf_counter()
    query = f"sprak=nn&fylke=15&kommune={('1580', '1535', '1505', '1577')[number % 4]}&aar=2014"
    status, content, elsewhere = get(f"{address}/papir/council.{ending}?{query}")
    if status == 303:  # noqa: PLR2004 - see other
        order = urlsplit(elsewhere).path
        while b'"state":"done"' not in content.replace(b" ", b""):
            if time.perf_counter() - started > SECONDS:
                raise SystemExit("the papers did not come")
            time.sleep(0.7)
            _, content, _ = get(f"{address}{order}/status.json")
        _, content, _ = get(f"{address}{order}/fil")
    if not content.startswith((b"%PDF", b"PK")):
        raise SystemExit(f"no paper came, but {status} {content[:200]!r}")
    return time.perf_counter() - started


def clicks(address: str, stop: threading.Event | None = None) -> list[float]:
    """Milliseconds of each panel's answer while ten users change filters, half a second between changes."""
    times: list[float] = []

    def one(user: int) -> None:
        turn = 0
        while (turn < ROUNDS) if stop is None else not stop.is_set():
            query = f"sprak=nn&fylke={COUNTIES[(user + turn) % 3]}&aar={2013 + (user + turn) % 3}"
            times.extend(asked(address, panel, query) for panel in PANELS)
            time.sleep(0.5)
            turn += 1

    users = [threading.Thread(target=one, args=(user,)) for user in range(USERS)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    return times


def told(name: str, times: list[float], unit: str) -> None:
    """Median, 95th percentile and longest."""
    ordered = sorted(times)
    high = ordered[int(0.95 * (len(ordered) - 1))]
    middle, longest = statistics.median(times), ordered[-1]
    print(f"{name:45} median {middle:8.1f}, p95 {high:8.1f}, longest {longest:8.1f} {unit}")


def measure(address: str) -> None:
    """All of it, in turn."""
    for ending in ("pdf", "docx"):
        paper(address, ending, 0)
        alone = [1e3 * paper(address, ending, number) for number in range(12)]
        told(f"one paper alone, {ending}", alone, "ms")
    clicks(address)
    told(f"panel's answer, {USERS} users", clicks(address), "ms")
    stop, during, came = threading.Event(), [], []
    users = threading.Thread(target=lambda: during.extend(clicks(address, stop)))
    users.start()
    people = [
        threading.Thread(target=lambda n=n: came.append(paper(address, ("pdf", "docx")[n % 2], n)))
        for n in range(PAPERS)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    stop.set()
    users.join()
    if len(came) < PAPERS:
        raise SystemExit(f"{PAPERS - len(came)} papers did not come")
    told(f"panel's answer, {USERS} users and {PAPERS} papers", during, "ms")
    told(f"{PAPERS} papers at once", came, "s")


def main() -> None:
    """Start a board, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        board, address = start(Path(folder))
        try:
            measure(address)
        finally:
            board.terminate()
            try:
                board.wait(timeout=30)
            except subprocess.TimeoutExpired:
                board.kill()


if __name__ == "__main__":
    main()
