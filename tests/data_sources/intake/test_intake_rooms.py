"""Rooms of the intake import one way: shared files, forms and workbooks, templates and batches."""

from __future__ import annotations

import ast
from pathlib import Path

import data_sources.intake

FOLDER = Path(data_sources.intake.__file__).parent
MAY_IMPORT = {
    "shared": {"shared"},
    "forms": {"shared", "forms"},
    "workbooks": {"shared", "workbooks"},
    "template": {"shared", "workbooks", "template"},
    "batches": {"shared", "forms", "workbooks", "batches"},
}


def room_of(parts):
    return parts[0] if len(parts) > 1 or parts[0] in MAY_IMPORT else "shared"


def typing_only(tree):
    blocks = [node for node in tree.body if isinstance(node, ast.If)]
    return {id(inner) for block in blocks for inner in ast.walk(block)}


def imports(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = typing_only(tree)
    for node in ast.walk(tree):
        inside = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("data_sources.intake")
        if inside and id(node) not in skipped:
            yield room_of(node.module.split(".")[2:] or ["shared"])


def test_rooms_of_the_intake_import_one_way():
    found = {}
    for path in FOLDER.rglob("*.py"):
        room = room_of(path.relative_to(FOLDER).parts)
        found.setdefault(room, set()).update(imports(path))
    assert set(found) == set(MAY_IMPORT)
    assert {room: bad for room, others in found.items() if (bad := others - MAY_IMPORT[room])} == {}
