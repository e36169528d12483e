"""The board as a browser meets it, and the file that what it answers is kept in."""

from __future__ import annotations

import re
import sqlite3
import zlib
from hashlib import sha256
from urllib.parse import urlsplit

import shown

QUERY = ("filters-query", "data")
HEADERS = ("Content-Type", "Content-Disposition", "Cache-Control", "Location", "Content-Security-Policy")
CLOCKED = re.compile(r"^(bolysttavla_\S*(?:seconds|bytes|start)\S*|python_\S+|process_\S+) .*$", re.MULTILINE)
VARYING = re.compile(r"^(/skjema/|/mal/|/papir/(?=[2-9A-Z]{10}\b)|/(?:eksport/arbeidsbok/)?prosjekt/)[\w-]+")
"""Addresses with a project or an id in them: all of them are one part."""
ENDINGS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/zip": "zip",
    "image/svg+xml": "svg",
    "image/png": "png",
    "text/html": "html",
}


class Catch:
    """The file of what was seen: an item for each address and part of it, a text once for its hash."""

    def __init__(self, path):
        path.unlink(missing_ok=True)
        self.file = sqlite3.connect(path)
        self.file.executescript(
            "create table item (address text, part text, text text, said text, tree text,"
            " primary key (address, part)) without rowid;"
            "create table content (hash text primary key, packed blob) without rowid;"
            "create table about (name text primary key, value text);"
        )

    def _kept(self, text):
        name = sha256(text.encode()).hexdigest()[:20]
        packed = zlib.compress(text.encode(errors="replace"), 3)
        self.file.execute("insert or ignore into content values (?, ?)", (name, packed))
        return name

    def put(self, address, part, layers):
        """Keep one item."""
        row = (address, part, *(self._kept(layer) for layer in layers))
        self.file.execute("insert or replace into item values (?, ?, ?, ?, ?)", row)

    def note(self, name, value):
        """Keep a fact of the collecting itself."""
        self.file.execute("insert or replace into about values (?, ?)", (name, str(value)))
        self.file.commit()


def outputs(callback):
    """Ids and properties a callback writes."""
    return [tuple(part.rsplit(".", 1)) for part in callback["output"].strip(".").split("...")]


class Board:
    """The board as a browser meets it, with what it answers kept."""

    def __init__(self, catch):
        import app  # noqa: PLC0415 - the checkout's own

        self.client = app.build_server().test_client()
        self.catch = catch
        self.links = {}
        known = self.client.get("/_dash-dependencies").get_json()
        self.served = [each for each in known if not each.get("clientside_function")]
        for each in known:
            side = "browser" if each.get("clientside_function") else "server"
            asked = [
                f"{way} {part['id']}.{part['property']}" for way in ("inputs", "state") for part in each[way]
            ]
            text = "\n".join([side, *asked])
            catch.put("callbacks", each["output"], shown.Layers(text, "", text))

    def panels(self):
        """Callbacks whose one input is the query."""
        return [
            each
            for each in self.served
            if [(part["id"], part["property"]) for part in each["inputs"]] == [QUERY] and not each["state"]
        ]

    def named(self, output):
        """Callback that writes a property."""
        return next((each for each in self.served if output in outputs(each)), None)

    def answer(self, callback, values):
        """What the board answers when a callback is posted as a browser does."""

        def filled(parts):
            return [{**part, "value": values.get((part["id"], part["property"]))} for part in parts]

        written = [{"id": element, "property": name} for element, name in outputs(callback)]
        changed = [f"{part['id']}.{part['property']}" for part in callback["inputs"]]
        return self.client.post(
            "/_dash-update-component",
            json={
                "output": callback["output"],
                "outputs": written if callback["output"].startswith("..") else written[0],
                "inputs": filled(callback["inputs"]),
                "state": filled(callback["state"]),
                "changedPropIds": [name for name in changed if values.get(tuple(name.rsplit(".", 1)))]
                or changed[:1],
            },
        )

    def ask(self, callback, values, address):
        """Keep every property that a callback writes."""
        answer = self.answer(callback, values)
        if answer.status_code != 200:
            self.catch.put(address, callback["output"], shown.Layers(f"status {answer.status_code}", "", ""))
            return
        told = answer.get_json()
        for element, properties in {**told.get("response", {}), **told.get("sideUpdate", {})}.items():
            for name, value in properties.items():
                found = shown.of_property(name, value)
                self.catch.put(address, f"{element}.{name}", found)
                self._follow(found.said)

    def _follow(self, said):
        for line in said.splitlines():
            name, _, link = line.partition(": ")
            if name == "href" and link.startswith("/"):
                self.links.setdefault(urlsplit(link).path, link)

    def get(self, address, part="", known_as=""):
        """Keep the answer of an address: status, headers and content."""
        answer = self.client.get(address)
        content = answer.get_data()
        headers = [f"{name}: {answer.headers[name]}" for name in HEADERS if name in answer.headers]
        ending = ENDINGS.get(answer.mimetype, "text")
        if ending == "text":
            content = CLOCKED.sub(r"\1 *", content.decode(errors="replace")).encode()
        found = shown.of_file(content, ending)
        status = f"status {answer.status_code}"
        title = (
            re.search(r"<title>(.*?)</title>", content.decode(errors="replace")) if ending == "html" else None
        )
        said = shown.steady("\n".join([*headers, found.said]))
        text = "\n".join([status, *([title[1]] if title else []), found.text])
        own = part or VARYING.sub(r"\1*", urlsplit(address).path)
        self.catch.put(known_as or address, own, shown.Layers(text, said, f"{status}\n{said}\n{found.tree}"))

    def page(self, address):
        """Keep a page: the answer itself, and the layout its first callback draws."""
        self.get(address, "page")
        path, _, query = address.partition("?")
        values = {("shell-location", "pathname"): path, ("shell-location", "search"): query and f"?{query}"}
        view = self.named(("shell-view", "children"))
        if view:
            self.ask(view, values, address)
