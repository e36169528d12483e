"""The web process and the raw counts: it draws everything where they cannot be read, and never tries."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.alike import some
from tests.web_process import drawn_whole, web_process

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
DEFINES = {"dashboard/shell/settings.py", "data_sources/schema/__init__.py", "data_sources/schema/counts.py"}
"""Modules that name the raw counts or their address without reading anything."""
RAW = {"intake_participation", "intake_database_url"}


@pytest.fixture(params=some(["no right to the file", "no such folder", "no such server"], 3))
def unreadable(request, seeded):
    """Address of an intake that cannot be read."""
    if request.param == "no right to the file":
        locked = seeded.folder / "inntak-locked.db"
        (seeded.folder / "intake.db").rename(locked)
        locked.chmod(0)
        return f"sqlite:///{locked}"
    (seeded.folder / "intake.db").unlink()
    if request.param == "no such folder":
        return f"sqlite:///{seeded.folder / 'inntak-gone' / 'intake.db'}"
    return "postgresql://inntak-nobody@127.0.0.1:1/inntak-nowhere"


def test_every_page_and_panel_is_drawn_where_the_intake_cannot_be_read(seeded, unreadable):
    seen = web_process(seeded.folder, seeded.board_url, unreadable)
    assert drawn_whole(seen)
    assert "Små tall er avrundet til 0 eller 3" in seen["drawn"]["target-groups"][1]
    assert seen["touched"] == []
    assert not (seeded.folder / "inntak-gone").exists()


def test_the_listener_hears_of_a_database_that_is_opened(seeded):
    (seeded.folder / "board.db").rename(seeded.folder / "inntak-board.db")
    url = f"sqlite:///{seeded.folder / 'inntak-board.db'}"
    assert web_process(seeded.folder, url, seeded.intake_url)["touched"]


def test_no_module_of_the_web_process_reads_the_raw_counts_or_their_address(seeded):
    seen = web_process(seeded.folder, seeded.board_url, seeded.intake_url)
    ours = {Path(name).relative_to(ROOT).as_posix() for name in seen["modules"] if is_ours(Path(name))}
    assert {
        "dashboard/shell/create_app.py",
        "data_sources/catalogue.py",
        "data_sources/participation.py",
    } <= ours
    assert not {name for name in ours if name.startswith(("seeds/load", "data_sources/protection"))}
    assert {name for name in ours if RAW & names_in(ROOT / name)} <= DEFINES


def test_only_the_commands_that_fill_first_or_import_know_where_the_raw_counts_are():
    tree = ast.parse((ROOT / "command.py").read_text(encoding="utf-8"))
    uses = {part.name: names_of(part) for part in tree.body if isinstance(part, ast.FunctionDef)}
    assert {name for name, used in uses.items() if RAW & used} == {"filled", "bring_in"}
    reached = {"filled", "bring_in"}
    while more := {name for name, used in uses.items() if used & reached} - reached:
        reached |= more
    assert reached == {"filled", "bring_in", "renew", "seed", "serve", "tidy", "main"}
    assert not RAW & names_in(ROOT / "app.py")


def is_ours(path):
    return path.is_relative_to(ROOT) and ".venv" not in path.parts


def names_in(path):
    return names_of(ast.parse(path.read_text(encoding="utf-8")))


def names_of(tree):
    """Every name, attribute and imported name in a piece of code."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names}
    return found
