"""Reads a PDF's text in a process of its own: PDF on standard input, the pages as JSON on standard output."""

from __future__ import annotations

import json
import logging
import sys
from io import BytesIO

MOST_PAGES = 100
MOST_SECONDS = 15
MOST_MEMORY = 1_000_000_000
LOCKED, DAMAGED = 3, 4


def pages(content: bytes) -> list[str]:
    """Text of each page, in the order the text was written; raises what pypdf raises."""
    from pypdf import PdfReader  # noqa: PLC0415 - loaded under the limits of `main`

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        sys.exit(LOCKED)
    return [page.extract_text() for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False)]


def main() -> int:
    """Read under limits of time and memory: a PDF can be written to use up both."""
    try:
        import resource  # noqa: PLC0415 - Windows has none; the time limit of the parent is left there
    except ImportError:
        pass
    else:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    logging.disable(logging.CRITICAL)
    try:
        text = json.dumps(pages(sys.stdin.buffer.read()))
    except Exception:  # noqa: BLE001 - whatever a damaged PDF does to the reader, the answer is the same
        return DAMAGED
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
