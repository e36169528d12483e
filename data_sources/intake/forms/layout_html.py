"""Turns HTML, whole pages or the fragments that stand in a copied form, into blocks; fetches nothing."""

from __future__ import annotations

import re

from data_sources.intake.forms.blocks import CHECKED, UNCHECKED, Block, Place, bulleted
from data_sources.intake.forms.markup import SILENT, Tag, tokens

BREAKS = {
    *("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header"),
    *("footer", "main", "form", "fieldset", "legend", "hr", "blockquote", "dl", "dt", "dd", "pre", "caption"),
    *(
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "html",
        "head",
        "body",
        "address",
        "aside",
        "nav",
    ),
    *("figure", "option"),
}
INLINE = {
    *(
        "a",
        "abbr",
        "b",
        "big",
        "center",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "img",
        "input",
        "label",
        "mark",
        "o:p",
    ),
    *(
        "s",
        "select",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "textarea",
        "tt",
        "u",
        "wbr",
        "col",
        "colgroup",
    ),
    *("meta", "link", "button", "svg", "path", "time", "figcaption"),
}
CELLS = {"td", "th"}


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
        """Give what was collected as a block; an empty cell counts, an empty line does not."""
        text = bulleted("".join(self.words))
        self.words = []
        if self.in_cell:
            self.blocks.append(Block(text, Place(row=self.row), self.column))
        elif text.strip():
            self.line += 1
            self.blocks.append(Block(text, Place(line=self.line)))
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
