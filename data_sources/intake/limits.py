"""How large and what kind a file may be, looked at before anything in it is opened."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from data_sources.intake.refusals import UnreadableFile
from data_sources.intake.wording import Language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UPLOAD = 20_000_000
"""Bytes of a file as it comes."""
MAX_UNPACKED = 400_000_000
"""Bytes of all parts of a workbook; 100 000 rows of participation are 50 million."""
MAX_RATIO = 150
"""Unpacked to packed bytes of one part; a workbook that repeats itself stays under 60."""
SMALL_PART = 1_000_000
"""Bytes below which the ratio says nothing."""
MAX_PARTS = 2_000
MAX_ROWS = 200_000
"""Rows of one sheet."""
MAX_COLUMNS = 78
"""Columns A to BZ."""
CHUNK = 1 << 18
OVERLAP = 16
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of Excel's format before 2007, and of a workbook locked with a password."""
MACRO_ENABLED = re.compile(rb"macroEnabled|ms-excel\.sheet\.binary|vbaProject", re.IGNORECASE)
UNWANTED = (
    ("macros", re.compile(r"vbaproject|macrosheets")),
    ("external", re.compile(r"^xl/(externallinks|connections|querytables|webextensions)")),
    ("embedded", re.compile(r"^xl/(embeddings|activex|ctrlprops)")),
)
ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
BEYOND = re.compile(rb' r="(?:[A-Z]{3}|[C-Z][A-Z])\d')
"""A cell to the right of the last column allowed."""
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY|\x00")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True)
class Contents:
    """What a look through a workbook found: rows in all, and whether any cell has a formula."""

    rows: int
    formulas: bool


def check_size(content: bytes, language: Language) -> None:
    """Refuse a file that is empty or too large; raises UnreadableFile."""
    if not content:
        raise UnreadableFile(say("empty_file", language))
    if len(content) > MAX_UPLOAD:
        megabytes = -(-len(content) // 1_000_000)
        raise UnreadableFile(say("too_large", language, size=megabytes, limit=MAX_UPLOAD // 1_000_000))


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook by what is in it, whatever it is called; also an unsafe one."""
    if content.startswith(OLD_OFFICE):
        return b"W\0o\0r\0k\0b\0o\0o\0k" in content or b"E\0n\0c\0r\0y\0p\0t\0e\0d" in content
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return any(name.lower().startswith("xl/") for name in archive.namelist())
    except BROKEN:
        return False


def look_through(content: bytes, language: Language) -> Contents:
    """Go through every part of a workbook without opening it; raises UnreadableFile where it is not safe."""
    check_size(content, language)
    if content.startswith(OLD_OFFICE):
        locked = "E\0n\0c\0r\0y\0p\0t\0e\0d".encode("latin-1") in content
        raise UnreadableFile(say("encrypted" if locked else "old_workbook", language))
    if not content.startswith(b"PK"):
        raise UnreadableFile(say("not_workbook", language))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_parts(archive, language)
            return _scan(archive, language)
    except UnreadableFile:
        raise
    except BROKEN as error:
        raise UnreadableFile(say("damaged", language)) from error


def _check_parts(archive: zipfile.ZipFile, language: Language) -> None:
    parts = archive.infolist()
    names = [part.filename.replace("\\", "/").lower() for part in parts]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableFile(say("swollen", language))
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(say("encrypted", language))
    if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name for name in names):
        raise UnreadableFile(say("unsafe", language))
    for word, pattern in UNWANTED:
        if any(pattern.search(name) for name in names):
            raise UnreadableFile(say(word, language))
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        raise UnreadableFile(say("not_workbook", language))


def _scan(archive: zipfile.ZipFile, language: Language) -> Contents:
    """Unpack everything once, a piece at a time: what the archive says of its own sizes is not trusted."""
    unpacked = rows = 0
    formulas = False
    for part in archive.infolist():
        name = part.filename.lower()
        of_sheet = name.startswith("xl/worksheets/")
        size = 0
        for piece, fresh in _pieces(archive, part):
            size += fresh
            swollen = size > SMALL_PART and size > MAX_RATIO * max(part.compress_size, 1)
            if swollen or unpacked + size > MAX_UNPACKED:
                raise UnreadableFile(say("swollen", language))
            if name.endswith((".xml", ".rels", ".vml")) and FORBIDDEN.search(piece):
                raise UnreadableFile(say("unsafe", language))
            if name == "[content_types].xml" and MACRO_ENABLED.search(piece):
                raise UnreadableFile(say("macros", language))
            if of_sheet:
                rows += sum(1 for found in ROW.finditer(piece) if found.end() > len(piece) - fresh)
                if BEYOND.search(piece):
                    raise UnreadableFile(say("too_wide", language, limit=MAX_COLUMNS))
                formulas = formulas or FORMULA.search(piece) is not None
        unpacked += size
    return Contents(rows, formulas)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """A part in pieces that overlap a little, with how many bytes of each are new."""
    before = b""
    with archive.open(part) as opened:
        while fresh := opened.read(CHUNK):
            yield before + fresh, len(fresh)
            before = (before + fresh)[-OVERLAP:]
