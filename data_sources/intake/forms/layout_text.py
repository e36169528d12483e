"""Turns plain text into blocks: rows with tabs or bars are cells, everything else is lines."""

from __future__ import annotations

import re

from data_sources.intake.forms.blocks import Block, Place
from data_sources.intake.forms.layout_html import fragment_text

TAG_OVER_LINES = re.compile(r"<[a-zA-Z/][^<>]{0,400}>")
CUT_TAG = re.compile(r"</?(?:[a-zA-Z][^<>\n]{0,300})?\s*\Z")
BAR_ROW = re.compile(r"\|.*\|")
# A page copied from the web brings the page's own controls along.
CHROME = re.compile(r"(Størrelse: *(\d+ *)?px|Begynne med side:.*|Save this PDF as.*)", re.IGNORECASE)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Read a text; HTML fragments inside lines and cells become breaks and ticks."""
    joined = TAG_OVER_LINES.sub(lambda tag: tag[0].replace("\n", " "), CUT_TAG.sub("", text))
    found = []
    for number, line in enumerate(re.split(r"[\n\f]", joined), 1):
        place = Place(line=number)
        bare = line.strip()
        cells = bare.strip("|").split("|") if BAR_ROW.fullmatch(bare) else line.rstrip("\t ").split("\t")
        if "\t" in line and len(cells) == 1:
            cells.append("")
        if len(cells) > 1:
            found += [Block(fragment_text(cell), place, column) for column, cell in enumerate(cells)]
        elif not CHROME.fullmatch(bare):
            found.append(Block(fragment_text(line), place))
    return tuple(found)
