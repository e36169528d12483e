"""Several tables behind the misbehaving server: each a JSON-stat2 document that answers are cut from."""

from __future__ import annotations

import json
from itertools import product
from math import prod
from urllib.parse import unquote, urlsplit

CONTACT = {"name": "KONTAKTPERSON", "phone": "12 34 56 78", "mail": "kontaktperson@example.org", "raw": ""}
UPDATED = "2026-02-25T07:00:00Z"
LISTS = [
    {"id": "vs_Kommun", "label": "Kommuner", "type": "Valueset"},
    {"id": "vs_Kommuner1951", "label": "Kommuner", "type": "Valueset"},
]


WORDS = {
    "Personer1": "Personer", "AndelBefolkning": "Andel av befolkningen", "Bosatte": "Bosatte personer",
    "BosatteProsent": "Bosatte (prosent)", "B": "Innvandrere", "C": "Norskfødte med innvandrerforeldre",
    "A-G": "Alle", "999": "Alle land", "A.01": "Sysselsatte", "15-74": "15-74 år",
    **{f"{age:03}": f"{age} år" for age in range(120)},
}  # fmt: skip
"""What the codes are called where it is not the code itself."""


def document(table, title, variables, contents, figure, *, notes=()):  # noqa: PLR0913 - what a table is
    """Make a table: `variables` are codes by variable, `contents` units by code; `figure(**codes)` a cell.

    A cell is a number, a symbol, or a pair of both.
    """
    codes = {**variables, "ContentsCode": list(contents)}
    codes["Tid"] = codes.pop("Tid")
    values, status = [], {}
    for position, cell in enumerate(product(*codes.values())):
        found = figure(**dict(zip(codes, cell, strict=True)))
        value, symbol = found if isinstance(found, tuple) else (found, None)
        if isinstance(value, str):
            value, symbol = None, value
        values.append(value)
        if symbol:
            status[str(position)] = symbol
    dimensions = {
        name: {
            "label": name,
            "category": {
                "index": {code: place for place, code in enumerate(given)},
                "label": {code: WORDS.get(code, code) for code in given},
            },
        }
        for name, given in codes.items()
    }
    dimensions["ContentsCode"]["category"]["unit"] = {
        code: {"base": unit, "decimals": 0} for code, unit in contents.items()
    }
    return {
        "version": "2.0",
        "class": "dataset",
        "label": f"{table}: {title}, etter region og år",
        "source": "Oppdiktet",
        "updated": UPDATED,
        "note": list(notes),
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "id": list(codes),
        "size": [len(given) for given in codes.values()],
        "dimension": dimensions,
        "extension": {
            "px": {"tableid": table, "contents": f"{table}: {title},", "language": "no"},
            "contact": [CONTACT],
            "noteMandatory": {str(place): True for place in range(len(notes))},
        },
        "value": values,
        "status": status,
    }


class StatBank:
    """Answers for its tables, and lets the server's own replies stand for the rest."""

    def __init__(self, site, *documents):
        self.tables = {given["extension"]["px"]["tableid"]: given for given in documents}
        self.asked = []
        self.instead = {}
        self._otherwise = site.reply
        site.reply = self.reply

    def reply(self, method, address, body):
        path = unquote(urlsplit(address).path)
        self.asked.append((method, path))
        for end, given in self.instead.items():
            if path.endswith(end):
                return given
        found = self._otherwise(method, "/api/pxwebapi/v2/classifications/131/codesAt", None)
        if "/classifications/" in path:
            return self._otherwise(method, address, body)
        found_table = self.answer(path, body)
        if found_table is None:
            return self._otherwise(method, address, body)
        found.body = json.dumps(found_table).encode()
        return found

    def answer(self, path, body):
        place = path.split("/v2/")[-1].split("/")
        if place[0] == "codelists":
            codes = dict.fromkeys(code for table in self.tables.values() for code in regions(table))
            values = [{"code": code, "label": code, "valueMap": [code]} for code in codes if len(code) == 4]
            return {"id": place[1], "label": "Kommuner", "type": "Valueset", "values": values}
        table = self.tables.get(place[1])
        if table is None:
            return None
        return described(table) if place[2] == "metadata" else cut(table, body)


def regions(table):
    name = next(name for name in table["id"] if name.lower().startswith(("region", "kokkommuneregion")))
    return list(table["dimension"][name]["category"]["index"])


def described(table):
    """Metadata: no figures; regions may be left out and have the code lists, Alder and Kjonn too."""
    dimensions = {}
    for name, given in table["dimension"].items():
        lists = LISTS if name == "Region" else []
        extension = {"elimination": name in {"Region", "Alder", "Kjonn"}, "codelists": lists}
        dimensions[name] = given | {"extension": extension}
    return table | {"value": [], "status": {}, "dimension": dimensions}


def cut(table, body):
    """Cells of a selection; a variable that is not chosen is summed, as the server does."""
    chosen = {item["variableCode"]: item["valueCodes"] for item in body["selection"]}
    codes = {name: list(table["dimension"][name]["category"]["index"]) for name in table["id"]}
    sizes = [len(codes[name]) for name in table["id"]]
    step = {name: prod(sizes[place + 1 :]) for place, name in enumerate(table["id"])}
    axes = {name: [code for code in codes[name] if code in chosen[name]] for name in codes if name in chosen}
    left = {name: codes[name] for name in codes if name not in chosen}
    values, status = [], {}
    for cell in product(*axes.values()):
        at = dict(zip(axes, cell, strict=True))
        parts = [
            sum(
                step[name] * codes[name].index(code)
                for name, code in (at | dict(zip(left, rest, strict=True))).items()
            )
            for rest in product(*left.values())
        ]
        found = [table["value"][part] for part in parts]
        symbols = [table["status"][str(part)] for part in parts if str(part) in table.get("status", {})]
        if symbols:
            status[str(len(values))] = symbols[0]
        values.append(None if None in found else sum(found))
    dimensions = {}
    for name, kept in axes.items():
        given = table["dimension"][name]
        category = given["category"] | {
            "index": {code: place for place, code in enumerate(kept)},
            "label": {code: given["category"]["label"][code] for code in kept},
        }
        dimensions[name] = given | {"category": category}
    return table | {
        "id": list(axes),
        "size": [len(kept) for kept in axes.values()],
        "dimension": dimensions,
        "value": values,
        "status": status,
    }
