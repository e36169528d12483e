"""The graph of the catalogue as Turtle, for portals that read no JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dashboard.method.catalogue import PREFIXES

if TYPE_CHECKING:
    from dashboard.method.catalogue import Node


def turtle(nodes: list[Node]) -> str:
    """Write nodes of a graph, each with an `@id`, as Turtle."""
    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    return prefixes + "".join(f"\n{_node(node)}" for node in nodes)


def _node(node: Node) -> str:
    lines = [f"a {node['@type']}"]
    lines += [
        f"{name} {', '.join(_value(each) for each in (value if isinstance(value, list) else [value]))}"
        for name, value in node.items()
        if not name.startswith("@")
    ]
    return f"<{node['@id']}>\n  " + " ;\n  ".join(lines) + " .\n"


def _value(value: Any) -> str:  # noqa: ANN401 - what JSON-LD allows here: an address, a literal or a plain text
    if isinstance(value, str):
        return _text(value)
    if "@id" in value:
        return f"<{value['@id']}>"
    kind = f"^^{value['@type']}" if "@type" in value else f"@{value['@language']}"
    return _text(value["@value"]) + kind


def _text(value: str) -> str:
    """Quote as JSON does, which Turtle reads alike."""
    return json.dumps(value, ensure_ascii=False)
