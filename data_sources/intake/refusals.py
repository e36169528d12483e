"""Why something is not taken in; whatever is refused, nothing is stored.

ValueError
├── UnreadableFile          a workbook or CSV file that cannot be opened, or is not safe to open
├── PaperRefused            a paper from which nothing is read
│   ├── NotAnAnnualReport   readable, but another kind of paper; `kind` says which
│   └── UnreadablePaper     not one of our formats, damaged, locked, too large or unsafe
└── ImportStopped           a batch that is not stored or not undone; both databases are as before
    ├── RowsRejected        cells that cannot be used; `rejected` names where, what and what to do
    ├── WouldChange         the file changes values that are stored; `changes` shows them, to be accepted
    └── CannotUndo          the batch cannot be undone; `reasons` says why
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_sources.intake.batches.changes import Change
    from data_sources.intake.parsed import Rejected


class UnreadableFile(ValueError):
    """Nothing can be read from the file; the message is a sentence in Norwegian with what to do."""


class PaperRefused(ValueError):
    """Nothing is read from the paper; the message is a Norwegian sentence with what to do."""


class NotAnAnnualReport(PaperRefused):
    """The paper is of another kind than the annual report form; `kind` is one of `forms.kinds.SENTENCES`."""

    def __init__(self, kind: str, sentence: str) -> None:
        """Keep the code beside the sentence, so that a view can offer another way in."""
        super().__init__(sentence)
        self.kind = kind


class UnreadablePaper(PaperRefused):
    """The file cannot be opened as Word, PDF, HTML or text, or is not safe to open."""


class ImportStopped(ValueError):
    """Nothing was stored; the message is a Norwegian sentence with what to do."""


class RowsRejected(ImportStopped):
    """The file holds cells that cannot be used, and is therefore not stored at all."""

    def __init__(self, rejected: Sequence[Rejected]) -> None:
        """Keep the cells, so that they can be listed or marked in the file."""
        cells = "1 celle" if len(rejected) == 1 else f"{len(rejected)} celler"
        super().__init__(f"Ingenting er lest inn: {cells} må rettes først.")
        self.rejected = tuple(rejected)


class WouldChange(ImportStopped):
    """The file holds other values than those stored; the one who imports must accept the changes."""

    def __init__(self, changes: Sequence[Change]) -> None:
        """Keep the changes, so that they can be shown before they are accepted."""
        super().__init__("Ingenting er lest inn: filen endrer verdier som er lagret.")
        self.changes = tuple(changes)


class CannotUndo(ImportStopped):
    """Undoing the batch would touch what came later, or there is no such batch to undo."""

    def __init__(self, reasons: Sequence[str]) -> None:
        """Keep the reasons one by one; the message holds them all."""
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)
