"""Turns HTML and plain text, also with fragments of HTML in it, into blocks; fetches nothing."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_sources.intake.forms.blocks import CHECKED, UNCHECKED, Block, TextPlace, bulleted

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]{0,30})(?P<attributes>[^<>]{0,4000})>")
DECLARATION = re.compile(r"<[!?][^<>]{0,4000}>")
ATTRIBUTE = re.compile(r"([\w:-]{1,60})(?:\s{0,9}=\s{0,9}(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
SILENT = {"script", "style", "template", "title", "noscript"}
"""Elements whose content no reader of the page sees."""
BREAKS = {
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
    "footer", "main", "form", "fieldset", "legend", "hr", "blockquote", "dl", "dt", "dd", "pre", "caption",
    "table", "thead", "tbody", "tfoot", "tr", "td", "th", "html", "head", "body", "address", "aside", "nav",
    "figure", "option",
}  # fmt: skip
INLINE = {
    "a", "abbr", "b", "big", "center", "cite", "code", "em", "font", "i", "img", "input", "label", "mark",
    "o:p", "s", "select", "small", "span", "strong", "sub", "sup", "textarea", "tt", "u", "wbr", "col",
    "colgroup", "meta", "link", "button", "svg", "path", "time", "figcaption",
}  # fmt: skip
CELLS = {"td", "th"}
TAG_OVER_LINES = re.compile(r"<[a-zA-Z/][^<>]{0,400}>")
CUT_TAG = re.compile(r"</?(?:[a-zA-Z][^<>\n]{0,300})?\s*\Z")
BAR_ROW = re.compile(r"\|.*\|")
# A page copied from the web brings the page's own controls along.
CHROME = re.compile(r"(Størrelse: *(\d+ *)?px|Begynne med side:.*|Save this PDF as.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Tag:
    """One tag; `written` is the tag as it stood."""

    name: str
    closing: bool
    attributes: dict[str, str]
    written: str


def tokens(text: str) -> Iterator[Tag | str]:
    """Tags and the text between them, entities resolved; «<» that starts no tag is text."""
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


class _Page:
    """A page being read: outer tables give cells, nested tables and everything else lines."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.depth = self.row = self.line = 0
        self.column = -1
        self.in_cell = False

    def read(self, text: str) -> tuple[Block, ...]:
        """Take the page apart; what is never closed is closed at the end."""
        for token in tokens(text):
            if isinstance(token, str):
                self.words.append(re.sub(r"\s+", " ", token))
            elif token.name == "table":
                self.table(closing=token.closing)
            elif self.depth == 1 and token.name in {"tr", *CELLS}:
                self.cell(token)
            elif token.name in BREAKS and not self.depth:
                self.flush()
            else:
                self.words.append(_written(token))
        self.flush()
        return tuple(self.blocks)

    def table(self, *, closing: bool) -> None:
        """Enter or leave a table; only the outermost one is taken apart."""
        if self.depth == closing:  # the outermost one opens or closes; an end without a start changes nothing
            self.flush()
        elif self.depth:
            self.words.append("\n")
        self.depth = max(0, self.depth + (-1 if closing else 1))

    def cell(self, tag: Tag) -> None:
        """Begin or end a row or cell."""
        self.flush()
        if tag.closing:
            return
        if tag.name == "tr":
            self.row, self.column = self.row + 1, -1
        else:
            self.column, self.in_cell = self.column + 1, True

    def flush(self) -> None:
        """Add what was collected as a block; an empty cell counts, an empty line does not."""
        text = bulleted("".join(self.words))
        self.words = []
        if self.in_cell:
            self.blocks.append(Block(text, TextPlace(row=self.row), self.column))
        elif text.strip():
            self.line += 1
            self.blocks.append(Block(text, TextPlace(line=self.line)))
        self.in_cell = False


def html_blocks(text: str) -> tuple[Block, ...]:
    """Read a page; a line's place is its number among the lines shown, a cell's its row."""
    return _Page().read(text)


def fragment_text(text: str) -> str:
    """Turn the tags inside a piece of text into line breaks and ticks; unknown tags stay as text."""
    if "<" not in text and "&" not in text:
        return bulleted(text)
    return bulleted("".join(token if isinstance(token, str) else _written(token) for token in tokens(text)))


def _written(tag: Tag) -> str:
    """Write a tag as the user sees it: a break, a tick or nothing; what is no tag of HTML is text."""
    if tag.name == "input" and not tag.closing:
        return _control(tag.attributes)
    if tag.name in BREAKS:
        return " " if tag.name in CELLS else "\n"
    return "" if tag.name in INLINE | SILENT else tag.written


def _control(attributes: dict[str, str]) -> str:
    kind = attributes.get("type", "text").casefold()
    if kind in {"checkbox", "radio"}:
        return f" {CHECKED if 'checked' in attributes else UNCHECKED} "
    return attributes.get("value", "") if kind == "text" else ""


def text_blocks(text: str) -> tuple[Block, ...]:
    """Read a text; HTML fragments inside lines and cells become breaks and ticks."""
    joined = TAG_OVER_LINES.sub(lambda tag: tag[0].replace("\n", " "), CUT_TAG.sub("", text))
    found = []
    for number, line in enumerate(re.split(r"[\n\f]", joined), 1):
        place = TextPlace(line=number)
        bare = line.strip()
        cells = bare.strip("|").split("|") if BAR_ROW.fullmatch(bare) else line.rstrip("\t ").split("\t")
        if "\t" in line and len(cells) == 1:
            cells.append("")
        if len(cells) > 1:
            found += [Block(fragment_text(cell), place, column) for column, cell in enumerate(cells)]
        elif not CHROME.fullmatch(bare):
            found.append(Block(fragment_text(line), place))
    return tuple(found)
