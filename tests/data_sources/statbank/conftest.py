"""A statistics server on loopback that answers, and misbehaves, the way PxWebApi 2 has been seen to do."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from math import prod
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
import pytest

from data_sources.statbank.pxweb import Clock, PxWebClient

TWINS = Path(__file__).parents[2] / "data" / "ssb"
KLASS_TWINS = {
    "codesAt": "klass_codes.json",
    "changes": "klass_changes.json",
    "corresponds": "klass_corresponds.json",
}
START = datetime(2026, 3, 20, 9, tzinfo=UTC)
LONGEST_ADDRESS = 2100


@dataclass
class Reply:
    """One answer: `cut` bytes are left out of the end, though the length says they come."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict = field(default_factory=dict)
    kind: str = "application/json"
    delay: float = 0.0
    cut: int = 0


def refused(title, *, status=400, inside=400):
    body = {"type": "Parameter error", "title": title, "status": inside}
    return Reply(status, json.dumps(body).encode())


PAGE = b"<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head></html>"


class Table:
    """A table with a figure for every combination of codes, described by the hand-made metadata."""

    def __init__(self):
        self.metadata = json.loads((TWINS / "metadata.json").read_text("utf-8"))
        self.lists = {"agg_KommSummer": json.loads((TWINS / "code_list.json").read_text("utf-8"))}
        self.updated = "2026-02-25T07:00:00Z"
        self.limit = 800_000
        self.shift = 0
        self.answered_as = "07459"
        self.left_out = set()

    def described(self):
        return Reply(body=json.dumps(self.metadata | {"updated": self.updated}).encode())

    def figure(self, *codes):
        return self.shift + sum(ord(letter) * place for place, letter in enumerate("/".join(codes), start=1))

    def answer(self, body):
        chosen = {}
        for item in body["selection"]:
            trouble, known = self._known(item)
            if trouble:
                return trouble
            chosen[item["variableCode"]] = [code for code in known if code in item["valueCodes"]]
        if {"ContentsCode", "Tid"} - set(chosen):
            return refused("Missing selection for mandantory variable")
        if prod(len(codes) for codes in chosen.values()) > self.limit:
            return refused("Too many cells selected")
        return Reply(body=json.dumps(self._dataset(chosen)).encode())

    def _known(self, item):
        """What is wrong with the choice of one variable, if anything, and the codes it may choose from."""
        if item["variableCode"] not in self.metadata["dimension"]:
            return refused("Non-existent variable"), []
        known = list(self.metadata["dimension"][item["variableCode"]]["category"]["index"])
        if "codelist" in item:
            if item["codelist"] not in self.lists:
                return refused("Non-existent codelist"), []
            known = [value["code"] for value in self.lists[item["codelist"]]["values"]]
        if len(set(item["valueCodes"])) < len(item["valueCodes"]):
            return Reply(500, b""), []
        return (refused("Non-existent value") if set(item["valueCodes"]) - set(known) else None), known

    def _dataset(self, chosen):
        axes = {name: chosen[name] for name in self.metadata["id"] if name in chosen}
        axes = {name: [code for code in codes if code not in self.left_out] for name, codes in axes.items()}
        described = {}
        for name, codes in axes.items():
            given = self.metadata["dimension"][name]
            index = {code: place for place, code in reversed(list(enumerate(codes)))}
            described[name] = given | {"category": given["category"] | {"index": index}, "extension": {}}
        extension = {"px": self.metadata["extension"]["px"] | {"tableid": self.answered_as}}
        return self.metadata | {
            "label": f"{self.answered_as}: Befolkning, etter region og år",
            "updated": self.updated,
            "id": list(axes),
            "size": [len(codes) for codes in axes.values()],
            "dimension": described,
            "extension": extension,
            "value": [self.figure(*codes) for codes in product(*axes.values())],
        }


class Site:
    """The server: a table, what was asked, and replies that stand in for the next ones."""

    def __init__(self):
        self.table = Table()
        self.asked = []
        self.instead = defaultdict(list)
        self.headers = {}
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.url = ""

    def misbehave(self, path, *replies):
        """Give these replies, in turn, to the next calls whose path ends so."""
        self.instead[path] += replies

    def bodies(self):
        return [body for _, _, body in self.asked if body is not None]

    def reply(self, method, address, body):
        path = unquote(urlsplit(address).path)
        with self.lock:
            self.asked.append((method, address, body))
            for end, replies in self.instead.items():
                if path.endswith(end) and replies:
                    return replies.pop(0)
        if len(address) > LONGEST_ADDRESS:
            return Reply(404, PAGE, kind="text/html")
        return self._well_behaved(path, body)

    def _well_behaved(self, path, body):
        if path.endswith("/tables/07459/metadata"):
            return self.table.described()
        if path.endswith("/tables/07459/data"):
            return self.table.answer(body)
        if "/codelists/" in path:
            found = self.table.lists.get(path.rsplit("/", 1)[1])
            return Reply(body=json.dumps(found).encode()) if found else refused("Non-existent codelist")
        if "/classifications/" in path:
            name = KLASS_TWINS[path.rsplit("/", 1)[1]]
            return Reply(body=(TWINS / name).read_bytes())
        return refused("Non-existent table", inside=404)


@pytest.fixture
def site():
    """A running server."""
    given = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.respond(None)

        def do_POST(self):
            self.respond(json.loads(self.rfile.read(int(self.headers["content-length"]))))

        def respond(self, body):
            with given.lock:
                given.at_once += 1
                given.most_at_once = max(given.at_once, given.most_at_once)
            reply = given.reply(self.command, self.path, body)
            time.sleep(reply.delay)
            with given.lock:
                given.at_once -= 1
            self.send_response(reply.status)
            headers = {
                "content-type": reply.kind,
                "content-length": str(len(reply.body)),
                "connection": "close",
            }
            for name, value in (headers | given.headers | reply.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) - reply.cut])
            self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    given.url = f"http://127.0.0.1:{server.server_port}/api/pxwebapi/v2"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield given
    server.shutdown()
    thread.join()
    server.server_close()


class Hours:
    """Time that passes only when someone sleeps."""

    def __init__(self):
        self.passed = 0.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.passed += seconds

    @property
    def clock(self):
        return Clock(lambda: START + timedelta(seconds=self.passed), lambda: self.passed, self.sleep)


@pytest.fixture
def hours():
    return Hours()


@pytest.fixture
def client(site, hours):
    """A client of the server, that need not wait for real."""
    with PxWebClient(site.url, http=httpx.Client(timeout=5, trust_env=False), clock=hours.clock) as made:
        yield made


@pytest.fixture
def misbehaving():
    """The replies a test may ask for."""
    return {"reply": Reply, "refused": refused, "page": PAGE}
