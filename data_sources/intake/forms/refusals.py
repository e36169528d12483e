"""Why a paper is not read.

PaperRefused (ValueError)
├── NotAnAnnualReport   readable, but another kind of paper; `kind` says which
└── UnreadablePaper     not one of our formats, damaged, locked, too large or unsafe
"""

from __future__ import annotations


class PaperRefused(ValueError):
    """Nothing is read from the paper; the message is a Norwegian sentence with what to do."""


class NotAnAnnualReport(PaperRefused):
    """The paper is of another kind than the annual report form; `kind` is a code of kinds.py."""

    def __init__(self, kind: str, sentence: str) -> None:
        """Keep the code beside the sentence, so that a view can offer another way in."""
        super().__init__(sentence)
        self.kind = kind


class UnreadablePaper(PaperRefused):
    """The file cannot be opened as Word, PDF, HTML or text, or is not safe to open."""
