"""From a choice to a file: a paper is made, kept under an id, and written as PDF or Word."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from dashboard.content.blocks import Note
from dashboard.content.document import NOT_KEPT
from dashboard.papers.archive import taken
from dashboard.papers.kinds import file_stem
from dashboard.places.choices import resolve
from terms.words import speaker

if TYPE_CHECKING:
    from dashboard.address.selection import Misread, Selection
    from dashboard.content.document import Document
    from dashboard.papers.archive import Archive
    from dashboard.papers.kinds import Kind
    from dashboard.store.store import FrameStore

log = logging.getLogger(__name__)
Ending = Literal["pdf", "docx"]
ENDINGS: dict[Ending, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""What a paper can be written as, with the media type of it."""
WRITTEN: dict[Ending, str] = {"pdf": "PDF", "docx": "Word"}
"""What people call them."""
FRAMES = ("county", "municipality", "programme", "project", "target_group")


def ending_of(text: str) -> Ending | None:
    """Return a file's ending as one of ours; None where it is none."""
    return next((known for known in ENDINGS if known == text.lower()), None)


def settled_choice(store: FrameStore, selection: Selection) -> tuple[Selection, list[Misread]]:
    """What of a selection there is in the data, with municipality numbers of 2024, and what was not used."""
    return resolve(selection, {name: store[name] for name in FRAMES})


def made(kind: Kind, store: FrameStore, selection: Selection, archive: Archive | None) -> Document:
    """Paper of a selection as it is today, with its id; marked as not kept where it could not be."""
    version = store.version
    return kept(kind.paper(store, selection, speaker(selection.language)), version, archive)


def kept(document: Document, version: int, archive: Archive | None) -> Document:
    """Keep a paper made of a data version; the paper is given whatever becomes of that."""
    if archive is None:
        return unkept(document)
    snapshot = taken(document, data_version=version, now=dt.datetime.now(dt.UTC))
    try:
        archive.keep(snapshot.row())
    except OSError as error:
        log.warning("paper not kept: %s", error)
        return unkept(document)
    return document.kept_as(snapshot.id)


def unkept(document: Document) -> Document:
    """Paper that says that it has no id, and promises nothing of one."""
    say = speaker(document.language)
    promise, instead = Note(say("papers.about_snapshot")), Note(say("delivery.not_kept_note"))
    blocks = tuple(instead if block == promise else block for block in document.blocks)
    return replace(document, blocks=blocks, snapshot=NOT_KEPT)


def written(document: Document, ending: Ending) -> bytes:
    """Paper as a file."""
    if ending == "pdf":
        from dashboard.content.pdf import pdf  # noqa: PLC0415 - who asks for Word needs no typesetter

        return pdf(document)
    from dashboard.content.word import word  # noqa: PLC0415 - and the other way round

    return word(document)


def file_of(
    kind: Kind, store: FrameStore, selection: Selection, ending: Ending, archive: Archive | None
) -> tuple[str, bytes]:
    """Name and content of a paper's file, made of the data as they are today."""
    document = made(kind, store, selection, archive)
    return f"{file_stem(kind, store, selection)}.{ending}", written(document, ending)
