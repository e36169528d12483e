"""States with their shapes, how well facts are founded, and the names of sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from terms.code_lists import keys

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from terms.words import Speaker

State = Literal["good", "partly", "warning", "critical", "neutral", "missing"]
SHAPES: dict[State, str] = {
    "good": "●",
    "partly": "◐",
    "warning": "▲",
    "critical": "■",
    "neutral": "◇",
    "missing": "○",
}
"""A state is never shown by colour alone: each has its shape, and a word beside it."""
EVIDENCE_KEYS = keys("evidence")
"""Message of each evidence status."""
DOCUMENT = re.compile(r"(\d{3})_[0-9a-f]+\.txt")
DOCUMENT_KEYS = {
    "000": "shell.document_000",
    "001": "shell.document_001",
    "002": "shell.document_002",
    "003": "shell.document_003",
    "004": "shell.document_004",
}
"""Message that names each of the client's documents, by the number its file name starts with."""
PUBLISHER_KEYS = {"SSB ": "shell.source_ssb", "IMDi ": "shell.source_imdi", "": "shell.source_official"}
"""Message of each publisher of official tables, by how their names begin; only SSB's carry a licence."""


def source_lines(
    say: Speaker, sources: Iterable[str], *, tables: Iterable[str] = (), retrieved: dt.date | None = None
) -> list[str]:
    """Source lines of a panel: documents first, then official tables with the day they were fetched."""
    named = sorted({source_name(say, source) for source in sources})
    lines = [say("shell.source", sources=" · ".join(named))] if named else []
    return lines + official_lines(say, dict.fromkeys(tables, retrieved) if retrieved else {})


def official_lines(say: Speaker, fetched: Mapping[str, dt.date]) -> list[str]:
    """One line per publisher of official tables, with the latest day; `fetched` is that of each table.

    A table may be several, joined with «; ».
    """
    left = {name: day for tables, day in fetched.items() for name in tables.split("; ")}
    lines = []
    for publisher, key in PUBLISHER_KEYS.items():
        own = {name: left.pop(name) for name in sorted(left) if name.startswith(publisher)}
        if own:
            names = say.listing([name.removeprefix(publisher) for name in own])
            lines.append(say(key, tables=names, date=say.date(max(own.values()))))
    return lines


def source_name(say: Speaker, source: str) -> str:
    """Name of a source as read by people; a web address is its own name."""
    found = DOCUMENT.fullmatch(source)
    if found:
        return say(DOCUMENT_KEYS[found[1]])
    return say("shell.source_example") if source.startswith("seeds/") else source
