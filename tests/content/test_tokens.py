from __future__ import annotations

import re
from pathlib import Path

from dashboard.content.tokens import LIGHT, STYLESHEET, rgb, stylesheet

ROOT = Path(__file__).parents[2]
HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)")
USED = re.compile(r"var\(--([a-z0-9-]+)")


def sheets():
    return [path for path in (ROOT / "assets").glob("*.css") if path != STYLESHEET]


def test_the_stylesheet_is_what_the_tokens_say():
    assert STYLESHEET.read_text(encoding="utf-8") == stylesheet()


def test_no_other_file_declares_a_colour():
    code = [
        path
        for ending in ("*.py", "*.typ")
        for path in (ROOT / "dashboard").rglob(ending)
        if path.name != "tokens.py"
    ]
    found = {
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in [*sheets(), *code]
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"""(?:["':\s(,])#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b(?!-)""", line)
        and re.search(r"#(?:[0-9a-fA-F]{6}|[0-9a-f]{3})[\"';,\s)]", line)
    }
    assert found == set()


def test_the_icon_has_a_colour_of_ours():
    assert LIGHT["accent"] in (ROOT / "assets" / "icon.svg").read_text(encoding="utf-8")


def test_every_token_a_stylesheet_uses_is_declared():
    declared = set(re.findall(r"--([a-z0-9-]+):", stylesheet()))
    text = "".join(path.read_text(encoding="utf-8") for path in sheets())
    own = set(re.findall(r"--([a-z0-9-]+):", text))
    by_code = {"low", "high"}
    used = {name for name in USED.findall(text) if not name.startswith("bs-")}
    unknown = used - declared - own - by_code
    inline = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "dashboard").rglob("*.py"))
    assert {name for name in unknown if f"--{name}" not in inline} == set()


def test_a_colour_as_numbers():
    assert rgb("accent") == (0x0B, 0x4F, 0x79)
