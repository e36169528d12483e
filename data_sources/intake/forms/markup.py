"""Splits HTML into tags and text in one pass, whatever is wrong with it: no input makes it slow or fail."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]{0,30})(?P<attributes>[^<>]{0,4000})>")
DECLARATION = re.compile(r"<[!?][^<>]{0,4000}>")
ATTRIBUTE = re.compile(r"([\w:-]{1,60})(?:\s{0,9}=\s{0,9}(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
SILENT = {"script", "style", "template", "title", "noscript"}
"""Elements whose content no reader of the page sees."""


@dataclass(frozen=True)
class Tag:
    """One tag; `written` is the tag as it stood."""

    name: str
    closing: bool
    attributes: dict[str, str]
    written: str


def tokens(text: str) -> Iterator[Tag | str]:
    """Give tags and the text between them, entities resolved; «<» that starts no tag is text."""
    at = 0
    while at < len(text):
        opening = text.find("<", at)
        if opening < 0:
            opening = len(text)
        if opening > at:
            yield html.unescape(text[at:opening])
        if opening == len(text):
            return
        tag, at = _tag(text, opening)
        if tag is None:
            continue
        yield tag
        if isinstance(tag, Tag) and tag.name in SILENT and not tag.closing:
            at = _past(text, f"</{tag.name}", at) + 1


def _tag(text: str, at: int) -> tuple[Tag | str | None, int]:
    """Read what begins with «<» and say where it ends; comments and declarations give nothing."""
    if text.startswith("<!--", at):
        return None, _past(text, "-->", at + 4)
    declaration = DECLARATION.match(text, at)
    if declaration:
        return None, declaration.end()
    found = TAG.match(text, at)
    if not found:
        return "<", at + 1
    attributes = {
        name.casefold(): html.unescape(value.strip("\"'"))
        for name, value in ATTRIBUTE.findall(found["attributes"])
    }
    return Tag(found["name"].casefold(), bool(found["close"]), attributes, found[0]), found.end()


def _past(text: str, end: str, at: int) -> int:
    """Find the place after an end mark and the rest of its tag; the text's end where it is missing."""
    found = re.compile(rf"{re.escape(end)}[^<>]{{0,40}}", re.IGNORECASE).search(text, at)
    return found.end() if found else len(text)
