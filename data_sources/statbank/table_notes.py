"""Notes of a statistics table: as plain text, and what the table itself says its symbols mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from data_sources.statbank.answers import as_dict, as_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ANCHOR = re.compile(r"<a\b[^>]*?href\s*=\s*[\"']([^\"']*)[\"'][^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
MEANING = re.compile(
    r"^\s*(\.{1,3}|:|-|\*)\s*(?:=|betyr\b(?:\s+i denne tabellen)?(?:\s+at)?|means\b(?:\s+that)?)\s*(\S.*)$"
)


@dataclass(frozen=True)
class Note:
    """A note as plain text; `dimension` and `category` are empty where it is about more than one."""

    text: str
    mandatory: bool = False
    dimension: str = ""
    category: str = ""


def read_notes(dataset: Mapping[str, Any]) -> tuple[Note, ...]:
    """Notes of the table, its dimensions and their categories, in that order."""
    extension = as_dict(dataset.get("extension"))
    notes = list(_numbered(dataset.get("note"), extension.get("noteMandatory")))
    for code, dimension in as_dict(dataset.get("dimension")).items():
        about = as_dict(as_dict(dimension).get("extension"))
        notes += _numbered(as_dict(dimension).get("note"), about.get("noteMandatory"), dimension=code)
        categories = as_dict(as_dict(as_dict(dimension).get("category")).get("note"))
        mandatory = as_dict(about.get("categoryNoteMandatory"))
        for category, given in categories.items():
            notes += _numbered(given, mandatory.get(category), dimension=code, category=category)
    return tuple(notes)


def plain(text: str) -> str:
    """Text without HTML and Markdown; a link becomes its words and its address in brackets."""
    words = ANCHOR.sub(lambda link: _link(link[2], link[1]), text)
    words = LINK.sub(lambda link: _link(link[1], link[2]), words)
    return "\n".join(" ".join(line.split()) for line in unescape(TAG.sub("", words)).splitlines()).strip()


def symbol_meanings(notes: Iterable[Note]) -> dict[str, tuple[str, ...]]:
    """What the notes of the whole table say symbols mean, every statement kept.

    A table may say something else than the general rule, and then repeat the general rule as well.
    """
    meanings: dict[str, tuple[str, ...]] = {}
    for note in notes:
        for line in note.text.splitlines():
            found = MEANING.match(line)
            if found and found[2] not in meanings.get(found[1], ()):
                meanings[found[1]] = (*meanings.get(found[1], ()), found[2])
    return meanings


def _numbered(given: object, mandatory: object, *, dimension: str = "", category: str = "") -> Iterator[Note]:
    """Notes of one place; those that must be shown are named by their number."""
    texts = [given] if isinstance(given, str) else as_list(given)
    for number, text in enumerate(texts):
        if isinstance(text, str) and plain(text):
            must = as_dict(mandatory).get(str(number)) is True
            yield Note(plain(text), must, dimension, category)


def _link(words: str, address: str) -> str:
    return f"{words} ({address})" if address.startswith(("http://", "https://")) else words
