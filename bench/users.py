"""A hundred users who change the filters for a minute: `python bench/users.py [--users 100] [--seconds 60]`.

Each opens the overview, and every few seconds chooses a county and some of its municipalities, as a browser
does it: first the filters' own callback, then every panel of the view, six at a time. The board runs on a
database of its own. Ends with 1 when anything was answered with an error.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
POST = "/_dash-update-component"
AT_ONCE = 6
"""Requests a browser has under way to one host."""
START, END = "/?sprak=nb&fylke=15", "sprak=nb&fylke=15"


@dataclass
class Seen:
    """Seconds of every answer by what it was, and every error."""

    took: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add(self, what: str, seconds: float) -> None:
        """Note an answer."""
        self.took.setdefault(what, []).append(seconds)


class User:
    """One browser: its connections, the callbacks of its view, and what it has chosen."""

    def __init__(self, web: httpx.AsyncClient, seen: Seen, chance: random.Random) -> None:
        self.web, self.seen, self.chance = web, seen, chance
        self.slots = asyncio.Semaphore(AT_ONCE)

    async def ask(self, what: str, method: str, address: str, **sent: Any) -> httpx.Response | None:  # noqa: ANN401 - httpx's
        """Ask, and note how long it took or what went wrong."""
        async with self.slots:
            started = time.perf_counter()
            try:
                answer = await self.web.request(method, address, **sent)
            except httpx.HTTPError as error:
                self.seen.errors.append(f"{what}: {error!r}")
                return None
            self.seen.add(what, time.perf_counter() - started)
            if answer.status_code >= 400:  # noqa: PLR2004 - the first of the errors
                self.seen.errors.append(f"{what}: {answer.status_code}")
                return None
            return answer

    async def post(self, callback: dict[str, Any], values: dict[str, object], changed: str) -> Any:  # noqa: ANN401 - JSON
        """Post a callback as the browser does; what it answered."""
        parts = [one.rpartition(".") for one in callback["output"].strip(".").split("...")]
        written = [{"id": element, "property": name} for element, _, name in parts]
        several = callback["output"].startswith("..")
        body = {"output": callback["output"], "outputs": written if several else written[0]}
        for part in ("inputs", "state"):
            body[part] = [
                {**{key: one[key] for key in ("id", "property")}, "value": values.get(_place(one))}
                for one in callback[part]
            ]
        what = "filters" if several else "panel"
        answer = await self.ask(what, "POST", POST, json={**body, "changedPropIds": [changed]})
        return answer.json() if answer is not None and answer.content else None

    async def live(self, until: float, pause: float) -> None:
        """Open the page, and change the filters until the time is up."""
        await asyncio.sleep(self.chance.uniform(0, pause))
        await self.ask("page", "GET", START)
        known = await self.ask("page", "GET", "/_dash-dependencies")
        if known is None:
            return
        callbacks = [each for each in known.json() if each["clientside_function"] is None]
        view = next(each for each in callbacks if each["output"] == "shell-view.children")
        place = {"shell-location.pathname": "/", "shell-location.search": START[1:]}
        shown = await self.post(view, place, "shell-location.pathname")
        if shown is None:
            return
        ids = set(re.findall(r"'id': '([\w-]+)'", str(shown)))
        panels = [
            each
            for each in callbacks
            if [one["id"] for one in each["inputs"]] == ["filters-query"]
            and each["output"].split(".")[0] in ids
        ]
        narrow = next(each for each in callbacks if "filters-query.data" in each["output"])
        counties = [one["value"] for one in _options(shown, "filters-county")]
        query = END
        while time.monotonic() < until:
            county = self.chance.choice(counties)
            values: dict[str, object] = {"filters-county.value": county, "filters-query.data": query}
            offered = await self.post(narrow, values, "filters-county.value")
            if offered:
                places = [one["value"] for one in offered["response"]["filters-municipalities"]["options"]]
                some = self.chance.sample(places, min(len(places), self.chance.choice([1, 1, 2, 3])))
                values |= {"filters-municipalities.value": some}
                offered = await self.post(narrow, values, "filters-municipalities.value")
            if offered:
                query = offered["response"]["filters-query"]["data"]
                given: dict[str, object] = {"filters-query.data": query}
                await asyncio.gather(*(self.post(each, given, "filters-query.data") for each in panels))
                self.seen.add("panels of a change", 0.0 + len(panels))
            await asyncio.sleep(self.chance.uniform(pause / 2, pause * 1.5))


def _place(part: dict[str, Any]) -> str:
    return f"{part['id']}.{part['property']}"


def _options(tree: object, wanted: str) -> list[dict[str, str]]:
    """Options of a control in a drawn view."""
    if isinstance(tree, dict):
        if tree.get("id") == wanted:
            return list(tree["options"])
        tree = list(tree.values())
    if isinstance(tree, list):
        for each in tree:
            if found := _options(each, wanted):
                return found
    return []


async def crowd(address: str, users: int, seconds: float, pause: float) -> Seen:
    """Let all of them live at once."""
    seen, until = Seen(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    webs = [
        httpx.AsyncClient(base_url=address, timeout=60, limits=limits, trust_env=False) for _ in range(users)
    ]
    chances = [random.Random(number) for number in range(users)]  # noqa: S311 - no secret
    await asyncio.gather(
        *(User(web, seen, one).live(until, pause) for web, one in zip(webs, chances, strict=True))
    )
    await asyncio.gather(*(web.aclose() for web in webs))
    return seen


def start(folder: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the board as users do, on a database of its own."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    board = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py")], cwd=folder, env={**environment, "BOLYST_PORT": str(port)}
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        time.sleep(0.2)
        try:
            if httpx.get(f"{address}/readyz", timeout=5).is_success:
                return board, address
        except httpx.HTTPError:
            continue
    board.terminate()
    raise SystemExit("the board did not start")


def main() -> int:
    """Run the crowd, and say how long they waited."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--users", type=int, default=100)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--pause", type=float, default=10, help="seconds between two changes of one user")
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        board, address = start(folder)
        try:
            seen = asyncio.run(crowd(address, chosen.users, chosen.seconds, chosen.pause))
        finally:
            board.terminate()
            board.wait(40)
    per_change = seen.took.pop("panels of a change", [])
    panels = max(per_change, default=0)
    print(f"{chosen.users} users, {chosen.seconds:.0f} s: {len(per_change)} changes of {panels:.0f} panels")
    for what, took in seen.took.items():
        middle, late = statistics.median(took), statistics.quantiles(took, n=20)[-1]
        print(f"{what}: {len(took)} answers, p50 {middle * 1000:.0f} ms, p95 {late * 1000:.0f} ms")
    print(f"errors: {len(seen.errors)} {seen.errors[:3]}")
    return 1 if seen.errors or not per_change else 0


if __name__ == "__main__":
    sys.exit(main())
