"""States with their shapes, how well facts are founded, and the names of sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from dashboard.text import Speaker

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
EVIDENCE_KEYS = {
    "application": "shell.evidence_application",
    "self_reported": "shell.evidence_self_reported",
    "assessed": "shell.evidence_assessed",
    "official": "shell.evidence_official",
    "example": "shell.evidence_example",
}
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


def source_lines(
    say: Speaker, sources: Iterable[str], *, tables: Iterable[str] = (), retrieved: dt.date | None = None
) -> list[str]:
    """Source lines of a panel: documents first, then official tables with the day they were fetched."""
    named = sorted({_source_name(say, source) for source in sources})
    lines = [say("shell.source", sources=" · ".join(named))] if named else []
    official = sorted(set(tables))
    if official and retrieved is not None:
        lines.append(say("shell.source_official", tables=" · ".join(official), date=say.date(retrieved)))
    return lines


def _source_name(say: Speaker, source: str) -> str:
    """Name of a source as read by people; a web address is its own name."""
    found = DOCUMENT.fullmatch(source)
    if found:
        return say(DOCUMENT_KEYS[found[1]])
    return say("shell.source_example") if source.startswith("seeds/") else source
