"""CPU of the board in process: start, first county page, selections not asked before.

    python bench/judgements.py [sqlite:///board.db] [--profile first.prof]

Without an address a board of 500 made-up projects is made in var/bench.

No browser and no server: the callbacks of the open view are called one by one as Dash calls them.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import re
import resource
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.many_projects import build
from dashboard.shell.settings import Settings
from dashboard.store.store import FrameStore
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine

if TYPE_CHECKING:
    from flask.testing import FlaskClient

FIRST = ("/fylke", "sprak=nn&fylke=15")
UNSEEN = (
    ("/fylke", "sprak=nn&fylke=18"),
    ("/fylke", "sprak=nn&fylke=50"),
    ("/fylke", "sprak=nn&fylke=15&aar=2014"),
    ("/", "sprak=nb&fylke=15&kommune=1580"),
    ("/", "sprak=nb&fylke=46"),
    ("/", "sprak=nb&fylke=18&aar=2013-2014"),
    ("/styringsgruppe", "sprak=nn&prosjekt=haram-integrering"),
    ("/", "sprak=nn&fylke=alle"),
)


class Page:
    """The board's callbacks, called without a browser."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.callbacks = client.get("/_dash-dependencies").get_json()

    def post(self, callback: dict[str, Any], values: dict[str, str]) -> bytes:
        """Answer of one callback."""
        outputs = [
            dict(zip(("id", "property"), one.rsplit(".", 1), strict=True))
            for one in callback["output"].strip(".").split("...")
        ]
        asked = [{**one, "value": values[f"{one['id']}.{one['property']}"]} for one in callback["inputs"]]
        state = [{**one, "value": values.get(f"{one['id']}.{one['property']}")} for one in callback["state"]]
        body = {
            "output": callback["output"],
            "outputs": outputs if len(outputs) > 1 else outputs[0],
            "inputs": asked,
            "state": state,
            "changedPropIds": [f"{one['id']}.{one['property']}" for one in asked],
        }
        answer = self.client.post("/_dash-update-component", json=body)
        if answer.status_code not in (200, 204):
            raise SystemExit(f"{callback['output']}: {answer.status_code}")
        return answer.get_data()

    def show(self, path: str, query: str) -> dict[str, float]:
        """Lay out a view and draw every panel of it; CPU seconds of each."""
        values = {"_pages_location.pathname": path, "filters-query.data": query}
        spent: dict[str, float] = {}
        view = next(one for one in self.callbacks if one["inputs"][0]["property"] == "pathname")
        place = view["inputs"][0]["id"]
        values |= {f"{place}.pathname": path, f"{place}.search": f"?{query}"}
        started = time.process_time()
        laid_out = self.post(view, values)
        spent["layout"] = time.process_time() - started
        present = set(re.findall(r'"id":\s*"([^"]+)"', json.dumps(json.loads(laid_out))))
        for callback in self.callbacks:
            inputs = {f"{one['id']}.{one['property']}" for one in callback["inputs"]}
            written = callback["output"].strip(".").rsplit(".", 1)[0]
            if (
                inputs == {"filters-query.data"}
                and not callback.get("clientside_function")
                and written in present
            ):
                started = time.process_time()
                self.post(callback, values)
                spent[written] = time.process_time() - started
        return spent


def memory() -> float:
    """Megabytes this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="?")
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--profile-click", type=Path)
    parser.add_argument("--details", action="store_true")
    asked = parser.parse_args()
    url = asked.url or build(Path("var/bench"), projects=500, cells=0)
    started, wall = time.process_time(), time.perf_counter()
    from dashboard.shell.create_app import create_app  # noqa: PLC0415 - part of the start that is measured

    board = engine(url)
    store = FrameStore(loaders(board), partial(data_version, board))
    page = Page(create_app(store, Settings.from_environment({}).for_web()).server.test_client())
    cpu, waited = time.process_time() - started, time.perf_counter() - wall
    print(f"start            {cpu:8.2f} s CPU {waited:8.2f} s wall")
    profile = cProfile.Profile()
    if asked.profile:
        profile.enable()
    first = page.show(*FIRST)
    if asked.profile:
        profile.disable()
        profile.dump_stats(asked.profile)
    print(f"first county     {sum(first.values()):8.2f} s CPU")
    clicks = []
    profile = cProfile.Profile()
    if asked.profile_click:
        profile.enable()
    for path, query in UNSEEN:
        spent = page.show(path, query)
        clicks.append(sum(spent.values()))
        print(f"unseen {path:16} {query:36} {clicks[-1] * 1e3:8.0f} ms CPU")
        if asked.details:
            for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1])[:6]:
                print(f"    {name:30} {seconds * 1e3:8.0f} ms")
    if asked.profile_click:
        profile.disable()
        profile.dump_stats(asked.profile_click)
    print(f"memory, at most  {memory():8.0f} MB")


if __name__ == "__main__":
    main()
