"""The typesetter: typst with one font that is always there, from packages; it never sees a network."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import typst

from dashboard.content.tokens import PAPER_FONT

if TYPE_CHECKING:
    from typst import PDFStandard

FONT_PACKAGE = "font_source_sans_pro"
STANDARDS: list[PDFStandard] = ["ua-1", "a-2a"]
"""Accessible (PDF/UA-1) and archivable (PDF/A-2a) at once."""
FONT = f'#set text(font: "{PAPER_FONT}")\n'
ALONE = (
    f'#set page(width: auto, height: auto, margin: 0pt)\n{FONT}#image("picture.svg", width: 480pt)\n'.encode()
)
POINTS = 480
MISSING = re.compile("could not be displayed|codepoint")
"""What the typesetter says of a sign that no font has, or that PDF/A does not allow."""


_one_at_a_time = Lock()
"""The typesetter is one per process, and not made for two threads at once."""


@cache
def _compiler() -> typst.Compiler:
    """One typesetter per process; the machine's own fonts are left alone: papers are the same anywhere."""
    return typst.Compiler(font_paths=[str(fonts())], ignore_system_fonts=True)


def fonts() -> Path:
    """Folder of the font's files; its own code is not run.

    Raises:
        FileNotFoundError: The package is not installed.
    """
    found = find_spec(FONT_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(f"the package {FONT_PACKAGE} is not installed")
    return Path(found.submodule_search_locations[0]) / "files"


def typeset(files: dict[str, bytes]) -> bytes:
    """Tagged PDF of `main.typ` among the files. Raises typst.TypstError."""
    with _one_at_a_time:
        made = _compiler().compile(files, format="pdf", pdf_standards=STANDARDS)  # type: ignore[type-var]  # files by name are not in its stub
        return _bytes(made)


def bitmap(drawn: str, width: int) -> bytes:
    """PNG of an SVG, `width` pixels wide."""
    sources = {"main.typ": ALONE, "picture.svg": drawn.encode()}
    with _one_at_a_time:
        made = _compiler().compile(sources, format="png", ppi=72 * width / POINTS)  # type: ignore[type-var]  # the same
        return _bytes(made)


def _bytes(made: bytes | list[bytes] | None) -> bytes:
    """Return the one file that one output is."""
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made


@cache
def displayable(sign: str) -> bool:
    """Whether the fonts have a sign: tried by setting it."""
    page = f'#set document(title: "x")\n{FONT}= x\n#read("sign")'.encode()
    try:
        typeset({"main.typ": page, "sign": sign.encode()})
    except typst.TypstError:
        return False
    return True
