"""Gives each of the form's labels the text that answers it, from table rows and from lines."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from data_sources.intake.forms.blocks import Block
from data_sources.intake.forms.collected import Answer, Collected
from data_sources.intake.forms.report_fields import BY_KEY, ORDER
from data_sources.intake.forms.report_labels import Label, label_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data_sources.intake.forms.blocks import Layout, Place

LOST = "?\ufffd"
DASHES = re.compile(r"[-–—|_\s]*")
RULED = re.compile(r"[-–—]{2,}(?:[\s|:]+[-–—]{2,})+")
HEADING_REACH = 6_000
"""Characters from the start in which several labels on one line are looked for."""
INSIDE_LINE = re.compile(r"(?<=\s)[A-ZÆØÅ](?=[^:\n]{1,40}:|[^\n]{0,40}(?i:bolyst))")
LIST_SIGN = 4
"""Letters a cell may have and be a bullet or a number: «•», «a)», «12.»."""


def collect(layout: Layout) -> Collected:
    """Walk through the paper and share its text out among the labels."""
    collector = _Collector()
    for in_table, group in groupby(_rows(layout.blocks), key=lambda row: len(row) > 1):
        if in_table:
            for row in group:
                collector.row(row)
        else:
            if layout.format in {"word", "html"}:
                collector.leave_table()
            collector.lines([row[0] for row in group])
    return collector.done


def _rows(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Put the cells of a row together; a line, or a row of one cell, is alone and is split into its lines."""
    for (_, is_cell), group in groupby(blocks, key=lambda block: (block.place, block.column is not None)):
        cells = list(group)
        if is_cell and len(cells) > 1:
            yield cells
            continue
        for block in cells:
            for line in block.text.split("\n"):
                yield [Block(line, block.place)]


class _Collector:
    def __init__(self) -> None:
        self.done = Collected()
        self.current: Answer | None = None

    def row(self, cells: list[Block]) -> None:
        """Take one table row: label and answer, or an empty label that continues the row above."""
        if all(DASHES.fullmatch(cell.text) for cell in cells):
            return
        first, *others = cells
        label = label_at(first.text, cell=True) if first.text else None
        if label and self.is_new(label):
            self.begin(label, first.place, table=True)
            for cell in others:
                self.value(cell, alone=len(others) == 1)
            self.label_rest(label, Block(first.text[label.end :].strip(), first.place))
        elif label:
            self.done.repeated.add(label.key)
            self.done.unplaced += cells
            self.current = None
        elif not first.text:
            for cell in others:
                self.add(cell, beside=True)
        else:
            self.unlabelled(cells)

    def label_rest(self, label: Label, rest: Block) -> None:
        """Take what stands behind the label in its own cell: the answer, if no other cell has it."""
        answer = self.done.find(label.key)
        if rest.text and answer and not answer.text:
            answer.parts, answer.beside = [rest], True
        elif rest.text:
            self.done.unplaced.append(rest)

    def leave_table(self) -> None:
        """Lines below a table are not part of its last answer; in plain text a cell may go on as lines."""
        if self.current and self.current.table:
            self.current = None

    def value(self, cell: Block, *, alone: bool) -> None:
        """Take an answer's cell, unless it is itself a label above the questions («Til: | KRD | Fra: |»).

        The only cell beside a label is its answer, whatever it says.
        """
        label = label_at(cell.text, cell=True) if cell.text.endswith(":") and not alone else None
        if label and label.end == len(cell.text) and BY_KEY[label.key].heading and self.is_new(label):
            self.begin(label, cell.place, table=True)
        else:
            self.add(cell, beside=True)

    def unlabelled(self, cells: list[Block]) -> None:
        """Take a row without a label of ours: a list, a line of the accounts, or a row of another form."""
        inside = self.current and (len(cells[0].text) <= LIST_SIGN or self.current.key == "accounts")
        if not inside:
            self.current = None
        self.add(Block(" ".join(cell.text for cell in cells if cell.text), cells[0].place), beside=True)

    def lines(self, blocks: list[Block]) -> None:
        """Take lines that follow each other: a label may run over several, and a line may hold several."""
        text = "\n".join(block.text for block in blocks)
        start = consumed = 0
        for block in blocks:
            end = start + len(block.text)
            if block.text and consumed < end and not RULED.fullmatch(block.text):
                at = max(start, consumed)
                consumed = max(consumed, self.line(text, at, end, block.place))
            start = end + 1

    def line(self, text: str, at: int, end: int, place: Place) -> int:
        """Share one line out; gives where the last label in it ends, which may be on a later line."""
        beside = at > 0 and text[at - 1] != "\n"
        for found, label in self.labels(text, at, end):
            self.add(Block(text[at:found].strip(), place), beside=beside)
            self.begin(label, place, table=False)
            at = found if BY_KEY[label.key].kind == "title" else label.end
            beside = True
        if at < end:
            self.add(Block(text[at:end].strip(), place), beside=beside)
        if self.current and BY_KEY[self.current.key].kind == "title":
            self.current = None  # what stands below a title answers nothing
        return at

    def labels(self, text: str, start: int, end: int) -> Iterator[tuple[int, Label]]:
        """Give the labels of one line with where they start; inside a line only those above the questions."""
        label = label_at(text, start)
        at = start
        if label and self.is_new(label) and self.fits_line(label, text[start:end]):
            yield start, label
            at = label.end
        if self.asking() or start > HEADING_REACH:
            return
        for capital in INSIDE_LINE.finditer(text, start, end):
            if capital.start() < at:
                continue
            title = label_at(text, capital.start())
            inside = (
                title if title and title.key == "report_type" else label_at(text, capital.start(), colon=True)
            )
            if inside and BY_KEY[inside.key].heading and inside.exact and self.is_new(inside):
                yield capital.start(), inside
                at = inside.end

    def fits_line(self, label: Label, line: str) -> bool:
        """Tell a label from a line of an answer that begins like one."""
        kind = BY_KEY[label.key]
        if kind.heading:
            return not self.asking() and (line[:1].isupper() or line[:1] in LOST)
        latest = max((ORDER[answer.key] for answer in self.done.answers), default=-1)
        return label.whole or ORDER[label.key] > latest

    def asking(self) -> bool:
        """Whether the questions have begun, below the lines with names and dates."""
        return any(not BY_KEY[answer.key].heading for answer in self.done.answers)

    def is_new(self, label: Label) -> bool:
        """Whether a label has not been there before; a second one is part of an answer, or a second form."""
        return self.done.find(label.key) is None

    def begin(self, label: Label, place: Place, *, table: bool) -> None:
        """Let the text that follows belong to a label."""
        self.current = Answer(label.key, place, label, table)
        self.done.answers.append(self.current)

    def add(self, block: Block, *, beside: bool) -> None:
        """Give text to the current label, or keep it where the user can see that it has none."""
        if not block.text:
            return
        if self.current is None:
            self.done.unplaced.append(block)
            return
        if not self.current.parts:
            self.current.beside = beside
        self.current.parts.append(block)
